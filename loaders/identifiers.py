"""Identifiers for records to which their source gives none."""

from __future__ import annotations

import hashlib
from collections import Counter


class DerivedIds:
    """A hash of a record's fields, with an ordinal for exact repeats.

    The same input read twice in the same order gives the same identifiers, and a record that stands twice in it is
    kept twice. Ten bytes are held for each identifier given.

    Examples
    --------
    >>> ids = DerivedIds()
    >>> first, again = ids.next_id("liked", "p1", "d1"), ids.next_id("liked", "p1", "d1")
    >>> again == f"{first}-2", DerivedIds().next_id("liked", "p1", "d1") == first
    (True, True)
    """

    def __init__(self) -> None:
        self._given: Counter[bytes] = Counter()

    def next_id(self, *fields: object) -> str:
        """The identifier of the next record that has these fields; ``None`` differs from every text."""
        digest = _digest(fields)
        self._given[digest] += 1
        return _identifier(digest, self._given[digest])

    def given_ids(self, *fields: object) -> list[str]:
        """The identifiers of all records so far that have these fields; the first one's if there are none yet."""
        digest = _digest(fields)
        return [_identifier(digest, ordinal) for ordinal in range(1, max(self._given[digest], 1) + 1)]


def _digest(fields: tuple[object, ...]) -> bytes:
    key = "\x1f".join("\x00" if field is None else str(field) for field in fields)
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).digest()


def _identifier(digest: bytes, ordinal: int) -> str:
    return digest.hex() if ordinal == 1 else f"{digest.hex()}-{ordinal}"
