"""Names and addresses in a header, however it is written; text without an address in it is passed over.

The standard library's reader gives up a whole header for one bad address, and what it takes for bad changed between
versions of Python. So mailboxes are read here, each for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from loaders.mail.encoded_words import decoded

_LONGEST_HEADER = 200_000
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)|<[^<>]*>|[,;]|[^"(<,;]+|.', re.DOTALL)
_ADDRESS = re.compile(r"[^\s<>()\"',:;@]+@[^\s<>()\"',:;@]+")
_HIDDEN_ADDRESS = re.compile(r"([\w.+-]+) (?:at|AT|chez) ([\w-]+(?:\.[\w-]+)+)")
"""As archives on the web write it, so that nobody collects it."""
_ESCAPED = re.compile(r"\\(.)")


class Mailbox(NamedTuple):
    """A name, perhaps empty, and an address in lower case."""

    name: str
    address: str


def read_mailboxes(value: str) -> Iterator[Mailbox]:
    """The mailboxes of a header, or of any line such as ``Name <mail>, Name <mail>``.

    Examples
    --------
    >>> list(read_mailboxes('"Benali, Amina" <Amina@example.org>, nobody'))
    [Mailbox(name='Benali, Amina', address='amina@example.org')]
    >>> list(read_mailboxes("luc at example.org (Luc Petit)"))
    [Mailbox(name='Luc Petit', address='luc@example.org')]
    """
    if "@" not in value:
        value = _HIDDEN_ADDRESS.sub(r"\1@\2", value)
    tokens = _TOKEN.findall(value[:_LONGEST_HEADER])
    for is_separator, group in groupby(tokens, key=lambda token: token in (",", ";")):
        if not is_separator and (mailbox := _mailbox(list(group))):
            yield mailbox


def _mailbox(tokens: list[str]) -> Mailbox | None:
    words = "".join(_unquoted(token) for token in tokens if token[0] not in "(<")
    angled = [token[1:-1].strip() for token in tokens if token[0] == "<" and "@" in token]
    match = _ADDRESS.search(angled[-1] if angled else words)
    if match is None:
        return None
    comments = " ".join(token[1:-1] for token in tokens if token[0] == "(")
    name = words if angled else words.replace(match.group(), " ").rpartition(":")[2]
    address = match.group().lower()
    return Mailbox(_plain(name, address) or _plain(comments, address), address)


def _unquoted(token: str) -> str:
    return _ESCAPED.sub(r"\1", token[1:-1]) if len(token) > 1 and token[0] == '"' else token


def _plain(name: str, address: str) -> str:
    name = " ".join(decoded(name).split()).strip("'\" ")
    return "" if name.lower() == address else name
