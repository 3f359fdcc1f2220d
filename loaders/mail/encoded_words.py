"""Bytes of mail as text: encoded words in headers (RFC 2047), and charsets that are not what they are called."""

from __future__ import annotations

import re
from base64 import b64decode
from urllib.parse import unquote_to_bytes

from loaders.well_formed import well_formed

_ENCODED_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_MEANT = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "utf-8"}
"""What programs mean by a charset they declare: every browser reads these so."""
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


def decoded(value: str) -> str:
    """A header with its encoded words read (RFC 2047); a character may be cut between two of one charset.

    Examples
    --------
    >>> decoded("=?utf-8?q?R=C3=A9seau?= et =?iso-8859-1?q?caf=E9?=")
    'Réseau et café'
    """
    parts: list[str] = []
    charset, run, end = "", b"", 0
    for word in _ENCODED_WORD.finditer(value):
        between = value[end : word.start()]
        is_adjacent = end > 0 and not between.strip()
        if not (is_adjacent and word.group(1).lower() == charset):
            parts += [decode(run, charset), "" if is_adjacent else between]
            charset, run = word.group(1).lower(), b""
        run += _word_bytes(word.group(2), word.group(3))
        end = word.end()
    parts += [decode(run, charset), value[end:]]
    return well_formed("".join(parts))


def decode(content: bytes, charset: str | None) -> str:
    """Text in its declared charset, else UTF-8, else Windows-1252: no message is lost for one byte."""
    for name in (_MEANT.get((charset or "").lower(), charset), "utf-8"):
        try:
            if name:
                return content.decode(name)
        except (LookupError, ValueError):
            continue
    return content.decode("windows-1252", "replace")


def _word_bytes(encoding: str, text: str) -> bytes:
    if encoding in "bB":
        digits = _NOT_BASE64.sub("", text)
        digits = digits[:-1] if len(digits) % 4 == 1 else digits
        return b64decode(digits + "=" * (-len(digits) % 4))
    return unquote_to_bytes(re.sub(r"=(?=[0-9A-Fa-f]{2})", "%", text.replace("%", "=25").replace("_", " ")))
