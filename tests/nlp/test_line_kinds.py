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
        "10:11:12 INFO starting postgres",
        "[10:11:12,345] [ERROR] postgres is gone",
        "[2025-01-02] redis failed",
        "2025/01/02 10:11:12 [error] 12#12: *1 connect() failed",
        'level=error msg="redis is gone"',
        'time="2025-01-02" level=info msg=ready',
        "E0102 10:11:12.123456    1 reflector.go:1] Failed to watch",
        "[ERROR] Failed to execute goal",
        "[INFO] BUILD SUCCESS",
        "npm ERR! code ERESOLVE",
        "E/AndroidRuntime: FATAL EXCEPTION: main",
        "D/Camera( 1234): opened",
        "panic: runtime error: index out of range",
        "fatal error: all goroutines are asleep",
        "During handling of the above exception, another exception occurred:",
        "The above exception was the direct cause of the following exception:",
        "root@db1:~# systemctl restart postgresql",
        "ana@laptop:~/helm$ git log",
        "[root@db1 ~]# ls",
        "PS C:\\Users\\ana> docker ps",
        "C:\\Users> dir",
    ],
    "root": [
        "# apt install nginx",
        "# sudo systemctl restart nginx",
        "# kubectl get pods -A",
        "# pip3 install pandas",
        "# cd /etc/nginx",
        "# curl -s https://example.org",
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
        "10:11 is when the INFO desk opens",
        "10:30:00 sharp: INFO desk",
        "[2025-01-02] we have moved all of our services to another provider",
        "[INFO] the canteen stays closed on Friday because of the works",
        "panic: nobody who wrote this code is here this week",
        "level=5 and speed=3 is what I took",
        "E/R: the emergency room",
        "The above exception does not happen here.",
        "# git is the tool that we use here",
        "# Docker",
        "# docker and kubernetes",
        "# cat pictures",
        "| a | table |",
        "| +----+",
        "C: drive is full > 90 %",
    ],
}


@pytest.mark.parametrize(
    ("expected", "line"), [(name, line) for name, lines in LINES.items() for line in lines]
)
def test_kind(expected: str, line: str) -> None:
    assert kind(line) == expected
