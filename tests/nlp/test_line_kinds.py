"""The kind of a line by its looks alone."""

from __future__ import annotations

import pytest

from nlp.line_kinds import kind

LINES = {
    "quote": ["> as you said", ">> twice", ">>> import this"],
    "trailer": [
        "Reviewed-by: Ana <ana@example.org>",
        "Fixes: 0123456789ab",
        "Change-Id: I0123",
        "Closes: #12",
    ],
    "signature": ["-- ", "--"],
    "closing": ["Best regards,", "Cordialement", "Merci d'avance !", "Thanks"],
    "device": ["Sent from my phone", "Envoyé de mon téléphone"],
    "forwarded": ["-----Original Message-----", "Begin forwarded message:"],
    "header": ["From: Ana Diaz", "Objet : la paie", "*Sent:* Monday"],
    "machine": [
        "2025-03-03 10:12:00 INFO ready",
        '  File "a.py", line 3',
        "@@ -1,2 +3,4 @@",
        "======",
        "$ ls -l",
    ],
    "code": [
        "    return x;",
        "#include <stdio.h>",
        "def main():",
        "SELECT * FROM people",
        "self.x = call(1)",
        "main.c:12: error",
    ],
    "blank": ["", "   "],
    "words": [
        "We use Helm for this.",
        "From time to time it fails.",
        "To me that is fine",
        "Note: the backup runs at night",
        "Please select one from the list; it is short.",
        "C'est réglé : on passe par le proxy.",
        "Thanks to the new index it is fast.",
    ],
}


@pytest.mark.parametrize(
    ("expected", "line"), [(name, line) for name, lines in LINES.items() for line in lines]
)
def test_kind(expected: str, line: str) -> None:
    assert kind(line) == expected
