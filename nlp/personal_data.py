"""Personal data in running text: blanked before anything of the text is kept as a topic's words.

Mail addresses and user names are set aside with the mark-up; here are telephone numbers, bank and card numbers, social
security numbers, and the names in a greeting.
"""

from __future__ import annotations

import re

PERSONAL = re.compile(
    r"""
      (?<![\w.]) (?:
          \+ \d{1,3} (?: [ .-]? \(?\d{1,4}\)? ){3,6}                    # +33 6 12 34 56 78
        | 0[1-9] (?: [ .-]? \d\d ){4}                                    # 06 12 34 56 78
        | \(?\d{3}\)? [ .-] \d{3} [ .-] \d{4}                            # 555-123-4567
        | [A-Z]{2}\d\d (?: [ ]? [A-Z0-9]{4} ){3,7} (?: [ ]? [A-Z0-9]{1,3} )?   # IBAN
        | [12] [ ]? \d\d [ ]? \d\d [ ]? \d[\dAB] [ ]? \d{3} [ ]? \d{3} (?: [ ]? \d\d )?   # French social security
        | \d{4} (?: [ -] \d{4} ){3}                                      # a card
      ) (?! \w )
    """,
    re.VERBOSE,
)

GREETING = re.compile(
    r"""
    \s*
    (?: hi | hello | hey | dear | good [ ] (?: morning | afternoon ) | bonjour | bonsoir | salut | coucou | ch[eè]re?s? )
    \b [^.!?,:\n]{0,40} (?: [,!] | $ )
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)

DIGITS = re.compile(r"\d\d[ .-]?\d")
"""A text without these has no number to mask."""


def masked(text: str) -> str:
    """The text with personal data blanked, as long as before.

    Examples
    --------
    >>> masked("Call 06 12 34 56 78 about the audit.")
    'Call                about the audit.'
    """
    if DIGITS.search(text):
        text = PERSONAL.sub(_blanks, text)
    for start in (0, text.find("\n\n") + 1):
        if greeting := GREETING.match(text, start):
            text = text[:start] + _blanks(greeting) + text[greeting.end() :]
    return text


def _blanks(match: re.Match[str]) -> str:
    return "".join(character if character == "\n" else " " for character in match.group())
