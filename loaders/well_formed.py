"""Text that can be stored: no half characters, no NUL."""

from __future__ import annotations


def well_formed(text: str) -> str:
    r"""The text with every lone surrogate and NUL replaced, so that it can be written as UTF-8 anywhere.

    JSON may hold half of an emoji, and undecodable bytes of a mail header come as surrogates.

    Examples
    --------
    >>> well_formed("a\ud83d b")
    'a\ufffd b'
    """
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "\ufffd").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
