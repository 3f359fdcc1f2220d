"""What a Slack message says: its text, else its blocks, and the titles of the files and pages it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_AUTOMATIC_TITLE = re.compile(
    r"^(?:slack for |image uploaded|pasted image|screen[ _-]?shots?\b|capture d.écran|(?:img|dsc|pxl)[_-]?\d|image\b"
    r"|untitled|sans titre|file from |audio_message|-$)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|heic|webp|bmp|mov|mp4|m4a)$", re.IGNORECASE)


def message_mrkdwn(message: Mapping[str, Any]) -> str:
    """The author's own words as mrkdwn; empty if there are none.

    What attachments quote of linked pages and shared messages is left out: those are the words of others.
    """
    old_upload = message.get("file")
    if isinstance(old_upload, dict):
        comment = old_upload.get("initial_comment")
        words = _text(comment, "comment") if isinstance(comment, dict) else ""
        files = [old_upload]
    else:
        words = _text(message, "text") or "\n".join(_block_lines(message.get("blocks")))
        files = _dicts(message.get("files"))
    return "\n".join(filter(None, (words, *(_typed_title(file) for file in files))))


def link_titles(message: Mapping[str, Any]) -> dict[str, str]:
    """Titles of the linked pages by address: what a link without a label is called."""
    pages = (page for page in _dicts(message.get("attachments")) if page.get("is_msg_unfurl") is not True)
    return {_text(page, "from_url"): " ".join(_text(page, "title").split()) for page in pages}


def _typed_title(file: Mapping[str, Any]) -> str:
    """The title of a file if it says something: not a picture's file name, not a program's default."""
    title = _text(file, "title").strip()
    if _AUTOMATIC_TITLE.match(title) or _PICTURE.search(title):
        return ""
    return _escaped(title)


def _block_lines(blocks: object) -> Iterator[str]:
    """Lines of rich text blocks and of section blocks; other blocks are furniture."""
    for block in _dicts(blocks):
        if block.get("type") == "rich_text":
            for part in _dicts(block.get("elements")):
                yield from _rich_text_lines(part)
        elif isinstance(block.get("text"), dict):
            yield _text(block["text"], "text")


def _rich_text_lines(part: Mapping[str, Any]) -> Iterator[str]:
    elements = _dicts(part.get("elements"))
    if part.get("type") == "rich_text_list":
        for item in elements:
            yield from (f"• {line}" for line in _rich_text_lines(item))
        return
    text = "".join(_rich_text_element(element) for element in elements)
    if part.get("type") == "rich_text_preformatted":
        yield f"```{text}```"
    elif part.get("type") == "rich_text_quote":
        yield from (f"&gt; {line}" for line in text.split("\n"))
    else:
        yield text


def _rich_text_element(element: Mapping[str, Any]) -> str:
    match element.get("type"):
        case "text":
            return _escaped(_text(element, "text"))
        case "link":
            label = _text(element, "text")
            return f"<{_text(element, 'url')}|{_escaped(label)}>" if label else f"<{_text(element, 'url')}>"
        case "user":
            return f"<@{_text(element, 'user_id')}>"
        case "channel":
            return f"<#{_text(element, 'channel_id')}>"
        case _:
            return ""


def _text(entry: Mapping[str, Any], field: str) -> str:
    value = entry.get(field)
    return value if isinstance(value, str) else ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
