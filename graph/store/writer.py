"""How records get into a store, inside a transaction that it has begun, and out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from graph.store.engine import Row, Transaction
from graph.store.intake import (
    Arrivals,
    Known,
    Tally,
    arrivals,
    leave_out_retracted,
    outcome,
    retractable_refs,
    retractions,
)
from graph.store.interface import Rewrite, Storable
from graph.store.rows import RECORD_KINDS, RowFormat, record_id
from graph.store.suppression import Erased
from loaders.document import Document, Interaction, Record, Retraction, Source


class Writer:
    """Writes one batch and counts what became of it.

    Parameters
    ----------
    transaction
        Where to.
    row_format
        How the database writes fields.
    """

    def __init__(self, transaction: Transaction, row_format: RowFormat) -> None:
        self.transaction = transaction
        self.format = row_format
        self.tally = Tally()
        self._texts_left: set[str] = set()
        """Texts that a document had and has no more: what was found in them may be of no use."""

    def add_source(self, source: Source) -> None:
        """Add a source unless it is there."""
        added = self.transaction.run(
            "add_source", source_id=source.source_id, kind=source.kind, instance=source.instance
        )
        if added:
            self.transaction.run("grow_generation")

    def write(self, source: Source, records: Sequence[Record], erased: Erased) -> None:
        """Store what may be stored of the records, and remove what they withdraw."""
        self._retract(source, retractions(records))
        new_accounts = erased.add_accounts_by_email(records)
        if new_accounts:
            self.transaction.run("grow_generation")  # no other load commits from here to the end
            self.suppress(new_accounts)
            self.rewrite(erased.without)
        found = arrivals(source, records, erased, self.tally)
        leave_out_retracted(found, self._tombstones(source, retractable_refs(found)), self.tally)
        self._store(source, found)

    def rewrite(self, rewrite: Rewrite) -> None:
        """Replace each stored record by what the function makes of it; its hash stays that of the original.

        So the original counts as stored, and the next load of its source does not bring it back.
        """
        for record_type, kind in RECORD_KINDS.items():
            for page in self.transaction.pages(f"scan_{kind.table}", source_id=None):
                records: list[Storable] = self.format.values(record_type, page[0].keys(), page)
                self._rewrite_page(kind.table, page, records, rewrite)

    def _rewrite_page(
        self, table: str, page: Sequence[Row], records: Iterable[Storable], rewrite: Rewrite
    ) -> None:
        removed, replaced = [], []
        for row, record in zip(page, records, strict=True):
            rewritten = rewrite(record)
            if rewritten is record:
                continue
            if rewritten is None:
                removed.append({"record_id": row["record_id"]})
                self.tally.removed[type(record).__name__] += 1
            else:
                replaced.append(self._row(rewritten, row["source_id"], row["content_hash"]))
                self.tally.count("changed", record)
            if isinstance(record, Document):
                self._texts_left.add(record.text_hash)
        self.transaction.run_many(f"remove_{table}", removed)
        self.transaction.run_many(f"write_{table}", replaced)

    def suppress(self, keyed_hashes: Iterable[str]) -> None:
        """Keep hashes of what must not come back."""
        self.transaction.run_many("write_suppression", [{"keyed_hash": found} for found in keyed_hashes])

    def finish(self) -> bool:
        """Drop what was found in texts that are gone, and note whether the contents changed."""
        if self._texts_left:
            self.tally.removed["Extraction"] += self.transaction.run(
                "remove_orphaned_extractions", text_hashes=self._listed(self._texts_left)
            )
        if self.tally.has_changes():
            self.transaction.run("grow_generation")
        return self.tally.has_changes()

    def _retract(self, source: Source, found: Iterable[Retraction]) -> None:
        for retraction in found:
            named = {
                "source_id": source.source_id,
                "ref": retraction.ref,
                "at": self.format.encode("instant", retraction.at),
            }
            self.transaction.run_many("write_tombstone", [named])
            documents = self.transaction.rows("retracted_documents", **named)
            self.transaction.run_many(
                "remove_document", [{"record_id": row["document_id"]} for row in documents]
            )
            self._texts_left.update(row["text_hash"] for row in documents)
            self.tally.removed[Document.__name__] += len(documents)
            self.tally.removed[Interaction.__name__] += self.transaction.run("retract_interaction", **named)

    def _tombstones(self, source: Source, refs: Collection[str]) -> dict[str, datetime | None]:
        rows = self.transaction.rows("tombstones", source_id=source.source_id, refs=self._listed(refs))
        return {row["ref"]: self.format.decode("instant", row["at"]) for row in rows}

    def _store(self, source: Source, found: Arrivals) -> None:
        for record_type, incoming in found.items():
            known = self._known(record_type, incoming)
            rows = []
            for identifier in sorted(incoming):
                arrival = incoming[identifier]
                result = outcome(arrival, known.get(identifier))
                self.tally.count(result, arrival.record)
                if result != "unchanged":
                    rows.append(self._row(arrival.record, source.source_id, arrival.content_hash))
                if result == "changed" and (text_hash := known[identifier].text_hash):
                    self._texts_left.add(text_hash)
            self.transaction.run_many(f"write_{RECORD_KINDS[record_type].table}", rows)

    def _known(self, record_type: type[Storable], identifiers: Collection[str]) -> dict[str, Known]:
        rows = self.transaction.rows(
            f"known_{RECORD_KINDS[record_type].table}", record_ids=self._listed(identifiers)
        )
        return {
            row["record_id"]: Known(
                row["content_hash"], self.format.decode("instant", row["at"]), row["text_hash"]
            )
            for row in rows
        }

    def _row(self, record: Storable, source_id: str, content_hash: bytes) -> dict[str, Any]:
        row = self.format.row(record) | {"source_id": source_id, "content_hash": content_hash}
        row[RECORD_KINDS[type(record)].id_column] = record_id(record)
        if isinstance(record, Document):
            row["text_hash"] = record.text_hash
        return row

    def _listed(self, values: Iterable[str]) -> Any:
        """Values as one parameter of a statement; sorted, so that look-ups go through the database in order."""
        return self.format.encode("list", sorted(values))
