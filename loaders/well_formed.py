"""Text that can be stored and shown: no half characters, no NUL, no address that runs a program."""

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


def line_ends(text: str) -> str:
    r"""The text with every line end as ``\n``: a quotation, a signature, a log are told by their lines.

    Examples
    --------
    >>> line_ends("one\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def web_address(text: str | None) -> str | None:
    """The address, if a browser opens it as a page; what sources call an address may be a script.

    Examples
    --------
    >>> web_address("https://wiki.example.org/a"), web_address("javascript:alert(1)")
    ('https://wiki.example.org/a', None)
    """
    return text if text and text.lower().startswith(("http://", "https://")) else None
