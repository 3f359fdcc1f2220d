"""Words of others on a terminal, which obeys some characters."""

from __future__ import annotations

import re

import click

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """A text with nothing in it that a terminal would obey: no escape sequences, no turned writing direction.

    Examples
    --------
    >>> printable("Ana \\x1b[2J\\u202ePetit")
    'Ana \ufffd[2J\ufffdPetit'
    """
    return _CONTROLS.sub("\ufffd", text)


def tell(text: str) -> None:
    """Print a line or more that may have words of others in it."""
    click.echo(printable(text))
