"""How far a source has been read: a value that the store keeps in the same transaction as the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.document import Record

ITEMS_PER_CURSOR = 2000


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in one input.

    A loader yields a cursor between records where an interrupted load may go on. ``input_fingerprint`` says
    which input it belongs to (for instance size and modification time of a file): a cursor of another input
    is ignored and the input is read from its start, which changes nothing that is already stored.
    """

    input_fingerprint: str
    position: str
    """The loader's own words for the place: a line number, a member name, a JSON text."""


def input_fingerprint(files: Iterable[Path]) -> str:
    """Sixteen hex digits that change when one of the files does: from names, sizes and modification times."""
    digest = hashlib.blake2b(digest_size=8)
    for file in files:
        status = file.stat()
        digest.update(
            f"{file.name}\x00{status.st_size}\x00{status.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
        )
    return digest.hexdigest()


def with_cursors(
    numbered: Iterable[tuple[int, Record]],
    fingerprint: str,
    *,
    after: Cursor | None = None,
    every: int | None = None,
) -> Iterator[Record | Cursor]:
    """Records of numbered items with a cursor now and then, from where an earlier run had got to.

    Parameters
    ----------
    numbered
        Pairs of an item's number, growing from 1, and a record; several records may come of one item. It is
        always drawn from the start, so that what a loader has learnt on the way (names, repeats) and what it
        counts are the same in a resumed run as in one that was never interrupted.
    after
        The cursor of an earlier run; ignored if it belongs to another input.
    every
        Items between two cursors; ``ITEMS_PER_CURSOR`` by default.
    """
    every = every or ITEMS_PER_CURSOR
    resumes = after is not None and after.input_fingerprint == fingerprint
    done = int(after.position) if after is not None and resumes else 0
    marked = previous = done
    for number, record in numbered:
        if number <= done:
            continue
        if previous - marked >= every and number > previous:
            marked = previous
            yield Cursor(fingerprint, str(marked))
        previous = number
        yield record
