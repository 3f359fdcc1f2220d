"""What a store holds, row by row, in a form that belongs to no database: for copying one into another.

Unlike records, rows keep what the store added: whose they are, and the hash of what the source gave.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.store.engine import Row
from graph.store.interface import Assignment, Decision, Storable
from graph.store.rows import RECORD_KINDS, FieldKind, RowFormat, field_kinds
from loaders.document import Document

StoredRow = Mapping[str, Any]
"""Values by column: text, numbers, bytes, aware instants, days, tuples of text."""


@dataclass(frozen=True, slots=True)
class RowKind:
    """A kind of row: its columns with what each holds, and those that identify it."""

    table: str
    columns: Mapping[str, FieldKind]
    key: tuple[str, ...]

    def key_of(self, row: StoredRow) -> str:
        """What rows of this kind are ordered by."""
        return " ".join(row[column] for column in self.key)


def _record_kind(record_type: type[Storable]) -> RowKind:
    names = RECORD_KINDS[record_type]
    columns: dict[str, FieldKind] = {names.id_column: "plain", **field_kinds(record_type)}
    columns |= {"source_id": "plain", "content_hash": "plain"}
    if record_type is Document:
        columns["text_hash"] = "plain"
    return RowKind(names.table, columns, (names.id_column,))


SOURCE = RowKind(
    "source",
    {
        "source_id": "plain",
        "kind": "plain",
        "instance": "plain",
        "loaded_at": "instant",
        "loading": "flag",
        "input_fingerprint": "plain",
        "position": "plain",
    },
    ("source_id",),
)
TOMBSTONE = RowKind(
    "tombstone", {"source_id": "plain", "ref": "plain", "at": "instant"}, ("source_id", "ref")
)
EXTRACTION = RowKind(
    "extraction",
    {"fingerprint": "plain", "text_hash": "plain", "body": "plain"},
    ("text_hash", "fingerprint"),
)
ASSIGNMENT = RowKind("assignment", field_kinds(Assignment), ("account_id",))
DECISION = RowKind("decision", field_kinds(Decision), ("decision_id",))
SUPPRESSION = RowKind("suppression", {"keyed_hash": "plain"}, ("keyed_hash",))

ROW_KINDS: Sequence[RowKind] = (
    SUPPRESSION,
    SOURCE,
    *map(_record_kind, RECORD_KINDS),
    TOMBSTONE,
    EXTRACTION,
    ASSIGNMENT,
    DECISION,
)
"""In an order in which every row comes after those that it needs; what must not come back comes first."""


def decoded(kind: RowKind, page: Sequence[Row], row_format: RowFormat) -> Iterator[StoredRow]:
    """Rows as a database gives them, in the form that belongs to none."""
    names = list(page[0].keys())
    plan = [(column, field_kind, names.index(column)) for column, field_kind in kind.columns.items()]
    for row in page:
        yield {column: row_format.decode(field_kind, row[index]) for column, field_kind, index in plan}


def encoded(kind: RowKind, rows: Iterable[StoredRow], row_format: RowFormat) -> list[dict[str, Any]]:
    """Rows as a database takes them."""
    return [
        {column: row_format.encode(field_kind, row[column]) for column, field_kind in kind.columns.items()}
        for row in rows
    ]


class Checksum:
    """A number of rows and a hash of their contents, in their order."""

    def __init__(self) -> None:
        self.n_rows = 0
        self._digest = hashlib.blake2b(digest_size=16)

    def add(self, row: StoredRow) -> None:
        """Take in one row."""
        self.n_rows += 1
        self._digest.update(orjson.dumps(row, default=bytes.hex, option=orjson.OPT_SORT_KEYS))

    def hexdigest(self) -> str:
        """32 hex digits."""
        return self._digest.hexdigest()
