"""Which message answers which: replies joined to what they answer by identifiers, never by subject alone."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class Place(NamedTuple):
    """Where a message stands in its conversation; both are ``None`` for one that begins it."""

    parent: str | None
    root: str | None


class Threads:
    """The messages met so far: of each its identifier, of replies the root too.

    A root is what ``References`` names first. A program that writes only ``In-Reply-To`` leaves it out: the parent's
    root is taken then, if the parent has been met.
    """

    def __init__(self) -> None:
        self._roots: dict[str, str] = {}
        self._met: dict[int, int | None] = {}
        """What a message with an identifier says, as a number."""

    def place(self, message_id: str, *, in_reply_to: list[str], references: list[str]) -> Place:
        """Where a message stands.

        Examples
        --------
        >>> threads = Threads()
        >>> threads.place("b@x", in_reply_to=["a@x"], references=[])
        Place(parent='a@x', root='a@x')
        >>> threads.place("c@x", in_reply_to=["b@x"], references=[])
        Place(parent='b@x', root='a@x')
        """
        parents = [parent for parent in (in_reply_to or references)[-1:] if parent != message_id]
        if not parents:
            return Place(None, None)
        first = next((reference for reference in references if reference != message_id), parents[0])
        root = self._roots.get(first, first)
        self._roots[message_id] = root
        return Place(parents[0], root)

    def identify(self, message_id: str | None, derived_id: str) -> str | None:
        """The identifier to use: the message's own, the derived one where it has none or another message has it.

        ``None`` for a message that has been met before.

        Examples
        --------
        >>> threads = Threads()
        >>> [threads.identify("a@x", content) for content in ("hash-1", "hash-1", "hash-2")]
        ['a@x', None, 'hash-2']
        """
        identifier, content = message_id or derived_id, _number(derived_id)
        met = self._met.setdefault(_number(identifier), None)
        if met is None:
            self._met[_number(identifier)] = content
            return identifier
        return None if met == content else self.identify(None, derived_id)


def _number(text: str) -> int:
    """Eight bytes in a text's place."""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
