"""The contract of a store, and ``open_store(url)``.

A store keeps what loaders and the text stage brought and what people decided. It does not rank: rankers read a
snapshot that is built from the store's streams. Every stream has a total order (by identifier, code point order),
so that two stores with the same contents give the same snapshot, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar
from urllib.parse import urlsplit

from graph.errors import StoreError
from loaders.checkpoint import Cursor
from loaders.document import (
    Account,
    Container,
    Document,
    Interaction,
    Record,
    SkillClaim,
    Source,
    Unit,
)
from nlp.mention import Extraction, TextItem

if TYPE_CHECKING:
    from graph.store.stored_rows import RowKind, StoredRow

SERVER_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
STORE_SCHEMES = ("sqlite", *SERVER_SCHEMES)
Scannable = TypeVar("Scannable", Account, Unit, Container, Document, Interaction, SkillClaim)
Storable = Account | Unit | Container | Document | Interaction | SkillClaim
"""What a store keeps: every record but a retraction."""
Rewrite = Callable[[Storable], Storable | None]
"""What becomes of a record: itself, another in its place, or nothing."""


@dataclass(frozen=True, slots=True)
class WriteCounts:
    """What a write changed, by record kind (``Document``, ``Account`` …)."""

    added: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    unchanged: Mapping[str, int] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)
    suppressed: Mapping[str, int] = field(default_factory=dict)
    """Left out because the person was erased or the item retracted."""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One source as stored."""

    source: Source
    n_accounts: int
    n_documents: int
    n_interactions: int
    first_document_at: datetime | None
    last_document_at: datetime | None
    loaded_at: datetime | None
    """When the last complete load ended; ``None`` if one was interrupted before the first completion."""
    interrupted: bool
    """Whether a load began and did not complete."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Account belongs to person, by which rule."""

    account_id: str
    person_id: str
    rule: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about people's data: logged, obeyed, reversible where it can be.

    ``hide``, ``show``, ``erase`` name a person; ``merge`` and ``split`` name accounts in ``refs``.
    An ``erase`` keeps no name or address: ``refs`` then holds keyed hashes of what must not come back.
    """

    decision_id: str
    kind: Literal["hide", "show", "erase", "merge", "split"]
    person_id: str
    refs: tuple[str, ...]
    by: str
    at: datetime


PublishedPart = tuple[str, Iterable[Mapping[str, Any]]]
"""Nodes or relationships of one kind that follow from the records, by the name of the statement that writes them."""


class GraphStore(Protocol):
    """Everything the code may ask of a store. One writer at a time, any number of readers."""

    url: str

    # ── life ──────────────────────────────────────────────────────────────────────────────────────────────
    def schema_version(self) -> int:
        """The version of the schema, as stored."""

    def generation(self) -> int:
        """A number that grows with each write that changed something."""

    def backup(self, target: Path) -> None:
        """Copy the store to a file while others read and write.

        Raises
        ------
        StoreError
            If the target exists, cannot be written, or the engine has its own way to back up.
        """

    def close(self) -> None:
        """Release files and connections; further calls fail."""

    # ── sources ───────────────────────────────────────────────────────────────────────────────────────────
    def begin_load(self, source: Source) -> Cursor | None:
        """Note that a load of this source has begun; the cursor an interrupted load left, if any."""

    def write(
        self, source: Source, records: Sequence[Record], *, cursor: Cursor | None = None
    ) -> WriteCounts:
        """Store records and the cursor in one transaction. Rows that are already stored as they are stay untouched.

        Retractions remove what they name, for good: a later load of the same item is left out unless the item
        is newer than its retraction. Records of erased people are left out.
        """

    def end_load(self, source: Source, at: datetime) -> None:
        """Note that the load is complete; drops the cursor."""

    def sources(self) -> list[SourceStatus]:
        """All sources, by source id."""

    def forget_source(self, source_id: str) -> WriteCounts:
        """Remove a source and everything derived from it alone.

        Raises
        ------
        graph.errors.NotFoundError
            If there is no such source.
        """

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────
    def scan(self, kind: type[Scannable], *, source_id: str | None = None) -> Iterator[Scannable]:
        """Every record of a kind, by its identifier."""

    def documents(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """Those of the named documents that exist."""

    # ── text stage ────────────────────────────────────────────────────────────────────────────────────────
    def pending_texts(self, fingerprint: str) -> Iterator[TextItem]:
        """Distinct texts that this pipeline has not read yet, by text hash."""

    def count_pending_texts(self, fingerprint: str) -> int:
        """How many texts :meth:`pending_texts` would give."""

    def write_extractions(self, fingerprint: str, rows: Iterable[tuple[str, Extraction]]) -> int:
        """Store what the pipeline found, by text hash, in one transaction; how many rows."""

    def extractions(self, fingerprint: str, text_hashes: Iterable[str]) -> dict[str, Extraction]:
        """What the pipeline found in those of the named texts that it has read, by text hash."""

    def keep_extractions(self, fingerprints: Iterable[str]) -> int:
        """Remove what other pipelines than these found; how many rows."""

    def extracted_documents(self, fingerprint: str) -> Iterator[tuple[Document, Extraction | None]]:
        """Every document with what this pipeline found in it, by document id."""

    # ── people ────────────────────────────────────────────────────────────────────────────────────────────
    def assignments(self) -> Iterator[Assignment]:
        """Which account is which person, by account id."""

    def write_assignments(self, rows: Sequence[Assignment]) -> int:
        """Replace all assignments in one transaction; how many changed. Nothing is written if none did."""

    def decisions(self) -> Iterator[Decision]:
        """All decisions, oldest first, then by decision id."""

    def record_decision(self, decision: Decision) -> None:
        """Append a decision."""

    def erase_person(self, decision: Decision, *, rewrite: Rewrite) -> WriteCounts:
        """Remove a person in one transaction, and then every trace of the removed bytes.

        Assignments of accounts that are gone go too, and so do earlier decisions about the person or these accounts.

        Parameters
        ----------
        decision
            The record that it was done; its ``refs`` are keyed hashes that later loads are checked against.
        rewrite
            What becomes of every stored record. A record that it replaces keeps counting as the one its source gave,
            so that loading the source again does not bring it back.
        """

    def erasure_key(self) -> bytes:
        """The key that what must not come back is hashed with; made when first needed.

        Raises
        ------
        StoreError
            If people were erased and the key is missing.
        """

    # ── copying ───────────────────────────────────────────────────────────────────────────────────────────
    def stored_rows(self, kind: RowKind) -> Iterator[StoredRow]:
        """Every row of a kind with all that the store keeps of it, by key."""

    def write_stored_rows(self, kind: RowKind, rows: Sequence[StoredRow]) -> None:
        """Add rows as another store keeps them, or replace those with the same keys, in one transaction."""

    def adopt_erasure_key(self, key: bytes) -> None:
        """Take over the key of the store that suppressed rows come from.

        Raises
        ------
        StoreError
            If this store has another key.
        """

    def publish(self, parts: Iterable[PublishedPart]) -> dict[str, int]:
        """Write what follows from the records beside them, in place of what was published before.

        Returns
        -------
        dict
            How many of each part were written: what names a node that is not in the store is left out.

        Raises
        ------
        StoreError
            If the engine keeps no graph that others could open.
        """

    def search_documents(self, terms: Sequence[tuple[str, float]], limit: int) -> list[tuple[str, float]]:
        """Documents with any of the published terms, by id with the engine's score; best first, ties by id.

        Raises
        ------
        StoreError
            If the engine has no full-text index.
        """

    def counts(self) -> dict[str, int]:
        """Rows by kind (``Account``, ``Document`` …, ``Extraction``, ``Assignment``, ``Decision``)."""


def open_store(
    url: str,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    key_file: Path | None = None,
) -> GraphStore:
    """The store at a URL: ``sqlite:///FILE`` or ``neo4j://host:port``; made and migrated if need be.

    Everything after ``sqlite:///`` is the path as it is, so that an absolute path makes four slashes. ``key_file``
    holds the key of erasures: for an embedded store ``erasure.key`` beside it by default, for a server to be named.

    Raises
    ------
    StoreError
        If the scheme is unknown, or a server is named without a key file.
    StoreUnavailableError
        If the server cannot be reached, or refuses us.
    StoreVersionError
        If a newer version wrote the store, or the server is too old.
    """
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        from graph.store.sqlite_store import SqliteStore

        return SqliteStore(url, key_file=key_file)
    if scheme in SERVER_SCHEMES:
        from graph.store.neo4j_store import Neo4jStore

        if key_file is None:
            raise StoreError(f"{url} needs a key file beside it, for erasures: give key_file")
        return Neo4jStore(url, key_file=key_file, user=user, password=password, database=database)
    raise StoreError(
        f"found a store of scheme {scheme!r} in {url!r}, expected sqlite:///FILE or neo4j://HOST:PORT"
    )
