"""The embedded store: one SQLite file, one writer at a time, any number of reading processes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from graph.errors import NotFoundError, StoreError
from graph.store.extractions import extraction_from_json, extraction_json
from graph.store.interface import Assignment, Decision, Rewrite, Scannable, SourceStatus, WriteCounts
from graph.store.rows import RECORD_KINDS, microseconds
from graph.store.sqlite_database import FORMAT, SqliteDatabase, instant_or_none
from graph.store.sqlite_writer import SqliteWriter, json_array
from graph.store.statements import Statements
from graph.store.suppression import Erased, read_key
from loaders.checkpoint import Cursor
from loaders.document import Document, Record, Source
from nlp.mention import Extraction, TextItem

SCHEME = "sqlite:///"
KEY_FILE = "erasure.key"
STATEMENTS = Statements(Path(__file__).parent / "sql")


class SqliteStore:
    """A store in one file; see :class:`graph.store.interface.GraphStore`.

    Parameters
    ----------
    url
        ``sqlite:///`` and the path as it is: ``sqlite:////var/lib/store.sqlite`` is absolute, with four slashes.
    key_file
        Where the key of erasures lies; ``erasure.key`` beside the store by default.
    busy_timeout_seconds
        How long to wait for another process that writes before :exc:`graph.errors.StoreBusyError`.
    """

    def __init__(self, url: str, *, key_file: Path | None = None, busy_timeout_seconds: float = 10.0) -> None:
        if not url.startswith(SCHEME) or url == SCHEME:
            raise StoreError(f"found the store address {url!r}, expected {SCHEME}FILE")
        path = Path(url.removeprefix(SCHEME))
        self.url = url
        self._key_file = key_file or path.with_name(KEY_FILE)
        self._database = SqliteDatabase(
            path, Statements(Path(__file__).parent / "sql"), busy_timeout_seconds=busy_timeout_seconds
        )
        with contextlib.suppress(StoreError):  # whoever opens the store next tries again
            self._purge_if_due()

    # ── life ──────────────────────────────────────────────────────────────────────────────────────────────
    def schema_version(self) -> int:
        """The version of the schema, as stored."""
        return self._database.schema_version()

    def generation(self) -> int:
        """A number that grows with each write that changed something."""
        return int(self._database.rows("generation")[0]["value"])

    def backup(self, target: Path) -> None:
        """Copy the contents as they are at one moment to a new file, readable by its owner only."""
        if target.exists():
            raise StoreError(f"{target} exists; name a new file for the backup")
        part = target.with_name(f"{target.name}.part")
        try:
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            self._database.run("backup", target=str(part))
            part.rename(target)
        except OSError as error:
            raise StoreError(f"the backup {target} cannot be written: {error.strerror}") from error
        except StoreError as error:
            raise StoreError(f"the backup {target} cannot be written: {error.__cause__}") from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def close(self) -> None:
        """Release the file; further calls fail."""
        self._database.close()

    def erasure_key(self) -> bytes:
        """The key that what must not come back is hashed with; made when first needed."""
        return read_key(self._key_file, make=not self._suppressions())

    # ── sources ───────────────────────────────────────────────────────────────────────────────────────────
    def begin_load(self, source: Source) -> Cursor | None:
        """Note that a load has begun; the cursor an interrupted load left, if any."""
        with self._database.writing():
            SqliteWriter(self._database).add_source(source)
            self._database.run("begin_load", source_id=source.source_id)
            rows = self._database.rows("cursor", source_id=source.source_id)
        return Cursor(rows[0]["input_fingerprint"], rows[0]["position"]) if rows else None

    def write(
        self, source: Source, records: Sequence[Record], *, cursor: Cursor | None = None
    ) -> WriteCounts:
        """Store records and the cursor in one transaction."""
        with self._database.writing():
            writer = SqliteWriter(self._database)
            writer.add_source(source)
            writer.write(source, records, self._erased())
            writer.finish()
            if cursor is not None:
                self._database.run(
                    "keep_cursor",
                    source_id=source.source_id,
                    input_fingerprint=cursor.input_fingerprint,
                    position=cursor.position,
                )
        return writer.tally.counts()

    def end_load(self, source: Source, at: datetime) -> None:
        """Note that the load is complete; drops the cursor."""
        with self._database.writing():
            self._database.run("end_load", source_id=source.source_id, at=microseconds(at))
        self._database.checkpoint()

    def sources(self) -> list[SourceStatus]:
        """All sources, by source id."""
        return [
            SourceStatus(
                Source(row["kind"], row["instance"]),
                row["n_accounts"],
                row["n_documents"],
                row["n_interactions"],
                instant_or_none(row["first_document_at"]),
                instant_or_none(row["last_document_at"]),
                instant_or_none(row["loaded_at"]),
                bool(row["loading"]),
            )
            for row in self._database.rows("sources")
        ]

    def forget_source(self, source_id: str) -> WriteCounts:
        """Remove a source and everything derived from it alone."""
        removed = {}
        with self._database.writing():
            for record_type, kind in RECORD_KINDS.items():
                n_removed = self._database.run(f"forget_{kind.table}", source_id=source_id)
                removed[record_type.__name__] = n_removed
            self._database.run("forget_tombstones", source_id=source_id)
            if not self._database.run("forget_source", source_id=source_id):
                raise NotFoundError(f"there is no source {source_id!r}")
            removed["Extraction"] = self._database.run("remove_all_orphaned_extractions")
            removed["Assignment"] = self._database.run("remove_orphaned_assignments")
            self._database.run("grow_generation")
        self._database.checkpoint()
        return WriteCounts(removed={kind: n for kind, n in removed.items() if n})

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────
    def scan(self, kind: type[Scannable], *, source_id: str | None = None) -> Iterator[Scannable]:
        """Every record of a kind, by its identifier."""
        for page in self._database.pages(f"scan_{RECORD_KINDS[kind].table}", source_id=source_id):
            yield from FORMAT.values(kind, page[0].keys(), page)

    def documents(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """Those of the named documents that exist."""
        rows = self._database.rows("documents", document_ids=json_array(document_ids))
        found = FORMAT.values(Document, rows[0].keys(), rows) if rows else []
        return {document.document_id: document for document in found}

    def counts(self) -> dict[str, int]:
        """Rows by kind."""
        return {row["kind"]: row["n"] for row in self._database.rows("counts")}

    # ── text stage ────────────────────────────────────────────────────────────────────────────────────────
    def pending_texts(self, fingerprint: str) -> Iterator[TextItem]:
        """Distinct texts that this pipeline has not read yet, by text hash."""
        for page in self._database.pages("pending_texts", fingerprint=fingerprint):
            documents = FORMAT.values(Document, page[0].keys(), page)
            for row, document in zip(page, documents, strict=True):
                yield TextItem(row["text_hash"], document.full_text, document.media_type, document.language)

    def count_pending_texts(self, fingerprint: str) -> int:
        """How many texts :meth:`pending_texts` would give."""
        return int(self._database.rows("count_pending_texts", fingerprint=fingerprint)[0]["n"])

    def write_extractions(self, fingerprint: str, rows: Iterable[tuple[str, Extraction]]) -> int:
        """Store what the pipeline found, by text hash, in one transaction; how many rows."""
        found = [
            {"fingerprint": fingerprint, "text_hash": text_hash, "body": extraction_json(extraction)}
            for text_hash, extraction in rows
        ]
        if not found:
            return 0
        with self._database.writing():
            self._database.run_many("write_extraction", found)
            self._database.run("grow_generation")
        return len(found)

    def extracted_documents(self, fingerprint: str) -> Iterator[tuple[Document, Extraction | None]]:
        """Every document with what this pipeline found in it, by document id."""
        for page in self._database.pages("extracted_documents", fingerprint=fingerprint):
            documents = FORMAT.values(Document, page[0].keys(), page)
            for row, document in zip(page, documents, strict=True):
                body = row["body"]
                yield document, None if body is None else extraction_from_json(body)

    # ── people ────────────────────────────────────────────────────────────────────────────────────────────
    def assignments(self) -> Iterator[Assignment]:
        """Which account is which person, by account id."""
        for page in self._database.pages("assignments"):
            yield from FORMAT.values(Assignment, page[0].keys(), page)

    def write_assignments(self, rows: Sequence[Assignment]) -> int:
        """Replace all assignments in one transaction; how many changed."""
        wanted = {row.account_id: row for row in rows}
        with self._database.writing():
            stored = {row.account_id: row for row in self.assignments()}
            changed = [FORMAT.row(row) for key, row in wanted.items() if stored.get(key) != row]
            dropped = [{"account_id": key} for key in stored if key not in wanted]
            self._database.run_many("write_assignment", changed)
            self._database.run_many("remove_assignment", dropped)
            if changed or dropped:
                self._database.run("grow_generation")
        return len(changed) + len(dropped)

    def decisions(self) -> Iterator[Decision]:
        """All decisions, oldest first, then by decision id."""
        rows = self._database.rows("decisions")
        yield from FORMAT.values(Decision, rows[0].keys() if rows else (), rows)

    def record_decision(self, decision: Decision) -> None:
        """Append a decision."""
        with self._database.writing():
            self._database.run("write_decision", **FORMAT.row(decision))
            self._database.run("grow_generation")

    def erase_person(self, decision: Decision, *, rewrite: Rewrite) -> WriteCounts:
        """Remove a person in one transaction, then every trace of the removed bytes from the file."""
        with self._database.writing():
            accounts = self._database.rows("person_accounts", person_id=decision.person_id)
            writer = SqliteWriter(self._database)
            writer.suppress(decision.refs)
            writer.rewrite(rewrite)
            removed = writer.tally.removed
            removed["Assignment"] = self._database.run("remove_orphaned_assignments")
            removed["Decision"] = self._remove_decisions(
                decision.person_id, {row["account_id"] for row in accounts}
            )
            writer.finish()
            self._database.run("write_decision", **FORMAT.row(decision))
            self._database.run("set_purge_due", value=1)
            self._database.run("grow_generation")
        try:
            self._purge_if_due()
        except StoreError as error:
            raise StoreError(
                f"the person is removed, but traces may still lie in the file until it is opened again: {error}"
            ) from error
        return writer.tally.counts()

    def _remove_decisions(self, person_id: str, account_ids: set[str]) -> int:
        about = [d for d in self.decisions() if d.person_id == person_id or account_ids.intersection(d.refs)]
        return self._database.run_many(
            "remove_decision", [{"decision_id": decision.decision_id} for decision in about]
        )

    def _suppressions(self) -> list[str]:
        return [row["keyed_hash"] for row in self._database.rows("suppressions")]

    def _erased(self) -> Erased:
        hashes = self._suppressions()
        return Erased(read_key(self._key_file, make=False) if hashes else b"", hashes)

    def _purge_if_due(self) -> None:
        if self._database.rows("purge_due")[0]["value"]:
            self._database.purge()
            with self._database.writing():
                self._database.run("set_purge_due", value=0)
