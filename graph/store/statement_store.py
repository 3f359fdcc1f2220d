"""All that a store does, in terms of named statements: what it answers cannot differ from one database to another.

A database brings the statements, a folder of files with the same names as every other's, and runs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from graph.errors import ErasedMeanwhileError, NotFoundError
from graph.store.engine import Engine, Reading, Transaction
from graph.store.extractions import extraction_from_json, extraction_json
from graph.store.interface import Assignment, Decision, Rewrite, Scannable, SourceStatus, WriteCounts
from graph.store.rows import RECORD_KINDS
from graph.store.stored_rows import RowKind, StoredRow, decoded, encoded
from graph.store.suppression import Erased, adopt_key, read_key
from graph.store.writer import Writer
from loaders.checkpoint import Cursor
from loaders.document import Document, Record, Source
from nlp.mention import Extraction, TextItem

ALL_ROWS = 2**31


class StatementStore:
    """A store over a database; see :class:`graph.store.interface.GraphStore`.

    Parameters
    ----------
    url
        Its address.
    engine
        The database, with its schema in place.
    key_file
        Where the key of erasures lies.
    """

    def __init__(self, url: str, engine: Engine, *, key_file: Path) -> None:
        self.url = url
        self._engine = engine
        self._format = engine.format
        self._key_file = key_file

    # ── life ──────────────────────────────────────────────────────────────────────────────────────────────
    def schema_version(self) -> int:
        """The version of the schema, as stored."""
        return self._engine.schema_version()

    def generation(self) -> int:
        """A number that grows with each write that changed something."""
        return int(self._engine.rows("generation")[0]["value"])

    def close(self) -> None:
        """Release files and connections; further calls fail."""
        self._engine.close()

    def erasure_key(self) -> bytes:
        """The key that what must not come back is hashed with; made when first needed."""
        return read_key(self._key_file, make=not _suppressions(self._engine))

    # ── sources ───────────────────────────────────────────────────────────────────────────────────────────
    def begin_load(self, source: Source) -> Cursor | None:
        """Note that a load has begun; the cursor an interrupted load left, if any."""

        def work(transaction: Transaction) -> Cursor | None:
            self._writer(transaction).add_source(source)
            transaction.run("begin_load", source_id=source.source_id)
            rows = transaction.rows("cursor", source_id=source.source_id)
            return Cursor(rows[0]["input_fingerprint"], rows[0]["position"]) if rows else None

        return self._engine.write(work)

    def write(
        self, source: Source, records: Sequence[Record], *, cursor: Cursor | None = None
    ) -> WriteCounts:
        """Store records and the cursor in one transaction."""

        def work(transaction: Transaction) -> WriteCounts:
            writer = self._writer(transaction)
            erased = self._erased(transaction)
            writer.add_source(source)
            writer.write(source, records, erased)
            if writer.finish():
                _check_nobody_was_erased_since(transaction, erased)
            if cursor is not None:
                transaction.run(
                    "keep_cursor",
                    source_id=source.source_id,
                    input_fingerprint=cursor.input_fingerprint,
                    position=cursor.position,
                )
            return writer.tally.counts()

        return self._engine.write(work)

    def end_load(self, source: Source, at: datetime) -> None:
        """Note that the load is complete; drops the cursor."""
        ended_at = self._format.encode("instant", at)
        self._engine.write(
            lambda transaction: transaction.run("end_load", source_id=source.source_id, at=ended_at)
        )
        self._engine.tidy()

    def sources(self) -> list[SourceStatus]:
        """All sources, by source id."""
        return [
            SourceStatus(
                Source(row["kind"], row["instance"]),
                row["n_accounts"],
                row["n_documents"],
                row["n_interactions"],
                self._format.decode("instant", row["first_document_at"]),
                self._format.decode("instant", row["last_document_at"]),
                self._format.decode("instant", row["loaded_at"]),
                bool(row["loading"]),
            )
            for row in self._engine.rows("sources")
        ]

    def forget_source(self, source_id: str) -> WriteCounts:
        """Remove a source and everything derived from it alone."""

        def work(transaction: Transaction) -> WriteCounts:
            removed = {
                record_type.__name__: transaction.run(
                    f"forget_{kind.table}", source_id=source_id, page_size=ALL_ROWS
                )
                for record_type, kind in RECORD_KINDS.items()
            }
            transaction.run("forget_tombstones", source_id=source_id)
            if not transaction.run("forget_source", source_id=source_id):
                raise NotFoundError(f"there is no source {source_id!r}")
            removed["Extraction"] = transaction.run("remove_all_orphaned_extractions", page_size=ALL_ROWS)
            removed["Assignment"] = transaction.run("remove_orphaned_assignments")
            transaction.run("grow_generation")
            return WriteCounts(removed={kind: n for kind, n in removed.items() if n})

        counts = self._engine.write(work)
        self._engine.tidy()
        return counts

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────
    def scan(self, kind: type[Scannable], *, source_id: str | None = None) -> Iterator[Scannable]:
        """Every record of a kind, by its identifier."""
        for page in self._engine.pages(f"scan_{RECORD_KINDS[kind].table}", source_id=source_id):
            yield from self._format.values(kind, page[0].keys(), page)

    def documents(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """Those of the named documents that exist."""
        wanted = self._format.encode("list", sorted(document_ids))
        rows = self._engine.rows("documents", document_ids=wanted)
        found = self._format.values(Document, rows[0].keys(), rows) if rows else []
        return {document.document_id: document for document in found}

    def counts(self) -> dict[str, int]:
        """Rows by kind."""
        return {row["kind"]: row["n"] for row in self._engine.rows("counts")}

    # ── text stage ────────────────────────────────────────────────────────────────────────────────────────
    def pending_texts(self, fingerprint: str) -> Iterator[TextItem]:
        """Distinct texts that this pipeline has not read yet, by text hash."""
        for page in self._engine.pages("pending_texts", fingerprint=fingerprint):
            documents = self._format.values(Document, page[0].keys(), page)
            for row, document in zip(page, documents, strict=True):
                yield TextItem(row["text_hash"], document.full_text, document.media_type, document.language)

    def count_pending_texts(self, fingerprint: str) -> int:
        """How many texts :meth:`pending_texts` would give."""
        return int(self._engine.rows("count_pending_texts", fingerprint=fingerprint)[0]["n"])

    def write_extractions(self, fingerprint: str, rows: Iterable[tuple[str, Extraction]]) -> int:
        """Store what the pipeline found, by text hash, in one transaction; how many rows."""
        found = [
            {"fingerprint": fingerprint, "text_hash": text_hash, "body": extraction_json(extraction)}
            for text_hash, extraction in rows
        ]
        if not found:
            return 0

        def work(transaction: Transaction) -> int:
            transaction.run_many("write_extraction", found)
            transaction.run("grow_generation")
            return len(found)

        return self._engine.write(work)

    def extractions(self, fingerprint: str, text_hashes: Iterable[str]) -> dict[str, Extraction]:
        """What the pipeline found in those of the named texts that it has read, by text hash."""
        wanted = self._format.encode("list", sorted(text_hashes))
        rows = self._engine.rows("extractions", fingerprint=fingerprint, text_hashes=wanted)
        return {row["text_hash"]: extraction_from_json(row["body"]) for row in rows}

    def keep_extractions(self, fingerprints: Iterable[str]) -> int:
        """Remove what other pipelines than these found; how many rows."""
        kept = self._format.encode("list", sorted(fingerprints))
        return self._engine.write(
            lambda transaction: transaction.run("keep_extractions", fingerprints=kept, page_size=ALL_ROWS)
        )

    def extracted_documents(self, fingerprint: str) -> Iterator[tuple[Document, Extraction | None]]:
        """Every document with what this pipeline found in it, by document id."""
        for page in self._engine.pages("extracted_documents", fingerprint=fingerprint):
            documents = self._format.values(Document, page[0].keys(), page)
            for row, document in zip(page, documents, strict=True):
                body = row["body"]
                yield document, None if body is None else extraction_from_json(body)

    # ── people ────────────────────────────────────────────────────────────────────────────────────────────
    def assignments(self) -> Iterator[Assignment]:
        """Which account is which person, by account id."""
        return self._assignments(self._engine)

    def write_assignments(self, rows: Sequence[Assignment]) -> int:
        """Replace all assignments in one transaction; how many changed."""
        wanted = {row.account_id: row for row in rows}

        def work(transaction: Transaction) -> int:
            stored = {row.account_id: row for row in self._assignments(transaction)}
            changed = [self._format.row(row) for key, row in wanted.items() if stored.get(key) != row]
            dropped = [{"account_id": key} for key in stored if key not in wanted]
            transaction.run_many("write_assignment", changed)
            transaction.run_many("remove_assignment", dropped)
            if changed or dropped:
                transaction.run("grow_generation")
            return len(changed) + len(dropped)

        return self._engine.write(work)

    def decisions(self) -> Iterator[Decision]:
        """All decisions, oldest first, then by decision id."""
        yield from self._decisions(self._engine)

    def record_decision(self, decision: Decision) -> None:
        """Append a decision."""

        def work(transaction: Transaction) -> None:
            transaction.run_many("write_decision", [self._format.row(decision)])
            transaction.run("grow_generation")

        self._engine.write(work)

    def erase_person(self, decision: Decision, *, rewrite: Rewrite) -> WriteCounts:
        """Remove a person in one transaction, and then every trace of the removed bytes."""
        counts = self._engine.write(lambda transaction: self._erase(transaction, decision, rewrite))
        self._purge()
        return counts

    # ── copying ───────────────────────────────────────────────────────────────────────────────────────────
    def stored_rows(self, kind: RowKind) -> Iterator[StoredRow]:
        """Every row of a kind with all that the store keeps of it, by key."""
        for page in self._engine.pages(f"scan_{kind.table}", source_id=None):
            yield from decoded(kind, page, self._format)

    def write_stored_rows(self, kind: RowKind, rows: Sequence[StoredRow]) -> None:
        """Add rows as another store keeps them, or replace those with the same keys, in one transaction."""
        if not rows:
            return

        def work(transaction: Transaction) -> None:
            transaction.run_many(f"write_{kind.table}", encoded(kind, rows, self._format))
            transaction.run("grow_generation")

        self._engine.write(work)

    def adopt_erasure_key(self, key: bytes) -> None:
        """Take over the key of the store that suppressed rows come from."""
        adopt_key(self._key_file, key)

    def _erase(self, transaction: Transaction, decision: Decision, rewrite: Rewrite) -> WriteCounts:
        transaction.run(
            "grow_generation"
        )  # first, so that no load commits between what is read here and the end
        accounts = transaction.rows("person_accounts", person_id=decision.person_id)
        writer = self._writer(transaction)
        writer.suppress(decision.refs)
        writer.rewrite(rewrite)
        removed = writer.tally.removed
        removed["Assignment"] = transaction.run("remove_orphaned_assignments")
        named = {row["account_id"] for row in accounts}
        removed["Decision"] = self._remove_decisions(transaction, decision.person_id, named)
        writer.finish()
        transaction.run_many("write_decision", [self._format.row(decision)])
        return writer.tally.counts()

    def _remove_decisions(self, transaction: Transaction, person_id: str, account_ids: set[str]) -> int:
        about = [
            {"decision_id": decision.decision_id}
            for decision in self._decisions(transaction)
            if decision.person_id == person_id or account_ids.intersection(decision.refs)
        ]
        return transaction.run_many("remove_decision", about)

    def _purge(self) -> None:
        """Leave no trace of what an erasure removed in the files of the database, as far as it can be asked to."""
        self._engine.tidy()

    def _assignments(self, reading: Reading) -> Iterator[Assignment]:
        for page in reading.pages("scan_assignment"):
            yield from self._format.values(Assignment, page[0].keys(), page)

    def _decisions(self, reading: Reading) -> list[Decision]:
        pages = reading.pages("scan_decision")
        decisions = (each for page in pages for each in self._format.values(Decision, page[0].keys(), page))
        return sorted(decisions, key=lambda decision: (decision.at, decision.decision_id))

    def _erased(self, reading: Reading) -> Erased:
        hashes = _suppressions(reading)
        return Erased(read_key(self._key_file, make=False) if hashes else b"", hashes)

    def _writer(self, transaction: Transaction) -> Writer:
        return Writer(transaction, self._format)


def _suppressions(reading: Reading) -> list[str]:
    return [row["keyed_hash"] for page in reading.pages("scan_suppression") for row in page]


def _check_nobody_was_erased_since(transaction: Transaction, erased: Erased) -> None:
    """Called when the generation has grown, so that whoever erases has ended or begins after this transaction."""
    if transaction.rows("count_suppressions")[0]["n"] != len(erased.hashes):
        raise ErasedMeanwhileError("somebody was erased while records were written; write them again")
