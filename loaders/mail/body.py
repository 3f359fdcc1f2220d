"""The text of a message: plain where there is plain text, else its HTML, in whatever charset it is in truth.

Quotations and signatures stay in: the text stage sets them aside, and a reader may want to see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from loaders.html_text import html_to_text
from loaders.mail.encoded_words import decode
from loaders.well_formed import line_ends, well_formed

_QUOTE_MARKS = re.compile(r">*")
_SIGNATURE = "-- "


def read_body(message: Message) -> str:
    """What a message says; empty if it says nothing in words."""
    parts = list(_text_parts(message))
    for subtype in ("plain", "html"):
        for part in parts:
            if part.get_content_subtype() == subtype and (text := _part_text(part)):
                return text
    return ""


def holds_invitation(message: Message) -> bool:
    """Whether a calendar sent it: an invitation, its answer or its cancellation."""
    return any(part.get_content_type() == "text/calendar" for part in _text_parts(message))


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Paragraphs of ``format=flowed`` text (RFC 3676) as they were written, a line each.

    Examples
    --------
    >>> unflowed("> a long \\n> quotation\\nMy \\nanswer\\n-- \\nAmina")
    '> a long quotation\\nMy answer\\n-- \\nAmina'
    """
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(_QUOTE_MARKS.match(line).group())  # type: ignore[union-attr]
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != _SIGNATURE
        if flows and delete_space:
            words = words[:-1]
        if open_depth == depth and words != _SIGNATURE:
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        open_depth = depth if flows else None
    return "\n".join(lines)


def _text_parts(message: Message) -> Iterator[Message]:
    """Parts that are text to be read in place, not attached files nor messages that were sent along."""
    if message.get_content_disposition() == "attachment" or message.get_content_maintype() == "message":
        return
    if not message.is_multipart():
        if message.get_content_maintype() == "text":
            yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _text_parts(part)


def _part_text(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    text = line_ends(decode(content, part.get_content_charset()))
    if part.get_content_subtype() == "html":
        text = html_to_text(text)
    elif str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return well_formed(text).strip("\n")
