"""A file as the text that loading would make of it: HTML and mail converted by the loaders, all else as it is."""

from __future__ import annotations

import sys
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

import click

from loaders.documents import html
from loaders.mail.body import read_body
from loaders.mail.headers import Headers, plain_subject
from loaders.well_formed import line_ends

STANDARD_INPUT = Path("-")
MEDIA_TYPES = {".md": "text/markdown", ".rst": "text/x-rst"}
"""How a file's text is marked up, by the ending of its name; plain text otherwise."""


def read_text(file: Path, media_type: str | None = None) -> tuple[str, str]:
    """The full text of a file, and how it is marked up.

    Parameters
    ----------
    file
        A path; ``-`` is standard input, plain text.
    media_type
        How the text is marked up, where the file's name shall not tell: nothing is converted then.

    Raises
    ------
    click.ClickException
        If the file holds no text, or a text that is not UTF-8.
    """
    content = sys.stdin.buffer.read() if file == STANDARD_INPUT else file.read_bytes()
    suffix = file.suffix.lower()
    if media_type is None and suffix in (".html", ".htm"):
        return _page(file, content), "text/markdown"
    if media_type is None and suffix == ".eml":
        return _mail(content), "message/rfc822"
    return _utf8(file, content), media_type or MEDIA_TYPES.get(suffix, "text/plain")


def _page(file: Path, content: bytes) -> str:
    page = html.read(content)
    if page is None:
        raise click.ClickException(f"{file}: found bytes that are no text, expected an HTML page")
    return _titled(str(page.heading or page.fields.get("title") or ""), page.text)


def _mail(content: bytes) -> str:
    message = BytesParser(policy=compat32).parsebytes(content)
    return _titled(plain_subject(Headers(message).text("Subject")), read_body(message))


def _titled(title: str, text: str) -> str:
    """As ``Document.full_text`` has it."""
    return f"{title}\n\n{text}" if title else text


def _utf8(file: Path, content: bytes) -> str:
    try:
        return line_ends(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{file}: found the byte {content[error.start]:#04x} at offset {error.start}, expected text in UTF-8; "
            "convert it first, for instance with: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
