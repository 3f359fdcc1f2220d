"""Everything moved from one store into another, whatever their kinds.

The two are walked side by side, a kind of row after the other and by key, and what the target lacks is written. So an
interrupted copy goes on where it was, a copy of what is there already writes nothing, and a target with anything else
in it is noticed and left as it is. In the end both are read again and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.errors import StoreError
from graph.store.interface import GraphStore
from graph.store.stored_rows import ROW_KINDS, Checksum, RowKind, StoredRow

BATCH_ROWS = 2_000

Progress = Callable[[str, int], None]
"""Told the kind and how many of its rows are done."""


@dataclass(frozen=True, slots=True)
class CopiedKind:
    """What became of one kind of row."""

    kind: str
    n_rows: int
    n_written: int
    checksum: str
    """The same in both stores."""


def copy_store(
    source: GraphStore, target: GraphStore, *, progress: Progress | None = None
) -> tuple[CopiedKind, ...]:
    """Copy all that a store holds; may be interrupted and called again.

    Raises
    ------
    StoreError
        If the target holds anything that the source does not, has another erasure key, or differs in the end; or if
        the source was written to meanwhile.
    """
    generation = source.generation()
    if next(source.stored_rows(ROW_KINDS[0]), None) is not None:
        target.adopt_erasure_key(source.erasure_key())
    written = {kind.table: _copy_kind(kind, source, target, progress or _unheard) for kind in ROW_KINDS}
    copied = tuple(_verified(kind, source, target, written[kind.table]) for kind in ROW_KINDS)
    if source.generation() != generation:
        raise StoreError(f"{source.url} was written to while it was copied: run the same command again")
    return copied


def _copy_kind(kind: RowKind, source: GraphStore, target: GraphStore, progress: Progress) -> int:
    batch: list[StoredRow] = []
    n_seen = n_written = 0
    for row, is_there in _side_by_side(kind, source, target):
        n_seen += 1
        if not is_there:
            batch.append(row)
        if len(batch) == BATCH_ROWS:
            target.write_stored_rows(kind, batch)
            n_written += len(batch)
            batch = []
        if n_seen % BATCH_ROWS == 0:
            progress(kind.table, n_seen)
    target.write_stored_rows(kind, batch)
    progress(kind.table, n_seen)
    return n_written + len(batch)


def _side_by_side(kind: RowKind, source: GraphStore, target: GraphStore) -> Iterator[tuple[StoredRow, bool]]:
    """Each row of the source, and whether the target has it."""
    theirs = target.stored_rows(kind)
    other = next(theirs, None)
    for row in source.stored_rows(kind):
        key = kind.key_of(row)
        if other is not None and kind.key_of(other) < key:
            break
        is_there = other is not None and kind.key_of(other) == key
        yield row, is_there and other == row
        if is_there:
            other = next(theirs, None)
    if other is not None:
        raise StoreError(
            f"{target.url} holds the {kind.table} {kind.key_of(other)!r}, which {source.url} does not: name an empty "
            "store"
        )


def _verified(kind: RowKind, source: GraphStore, target: GraphStore, n_written: int) -> CopiedKind:
    given, found = _checksum(kind, source), _checksum(kind, target)
    if (given.n_rows, given.hexdigest()) != (found.n_rows, found.hexdigest()):
        raise StoreError(
            f"the copy differs: {given.n_rows} rows of kind {kind.table} with checksum {given.hexdigest()} in "
            f"{source.url}, {found.n_rows} with {found.hexdigest()} in {target.url}: run the same command again"
        )
    return CopiedKind(kind.table, given.n_rows, n_written, given.hexdigest())


def _checksum(kind: RowKind, store: GraphStore) -> Checksum:
    checksum = Checksum()
    for row in store.stored_rows(kind):
        checksum.add(row)
    return checksum


def _unheard(_kind: str, _n_done: int) -> None:
    """Nobody wants to know."""
