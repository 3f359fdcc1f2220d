"""The steps from a source to an answer: loaded, its texts read for topics, its accounts closed into persons, indexed.

Each step streams, commits in batches and may be interrupted at any moment: run again, it goes on from there.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from graph.identity.resolution import resolve_accounts
from graph.lookups import derive_lookups
from graph.model import USUAL_ALIASES, Topic
from graph.network import derive_network
from graph.privacy.consent import publish_hidden
from graph.snapshot import build_snapshot, current_manifest
from graph.store.interface import GraphStore, WriteCounts
from loaders.checkpoint import Cursor
from loaders.document import Account, Document, Record
from loaders.loader import Loader, RunSummary
from nlp.mention import Extraction, TextItem
from nlp.taxonomy import ALL_NAMES, Taxonomy, TaxonomyTopic

logger = logging.getLogger(__name__)

Progress = Callable[[int, int | None], None]
"""Told from time to time how many items are done, and of how many where that is known."""
Monitor = Callable[[str], AbstractContextManager[Progress]]
"""Told which step begins; what it gives is told how the step gets on."""

LOAD_BATCH_RECORDS = 5_000
BATCH_CHARACTERS = 8_000_000
"""A batch of long texts ends earlier, so that memory stays bounded."""
EXTRACT_BATCH_TEXTS = 250
FORGET_MARK = "forget.due"


class TextPipeline(Protocol):
    """What the text stage offers: :class:`nlp.extraction.Extractor` is one."""

    @property
    def fingerprint(self) -> str:
        """Of the stage: while it stays the same, a text gives the same."""

    @property
    def reading_fingerprint(self) -> str:
        """Of what the stage remembers of a text when the vocabulary changes."""

    def prepare(self, progress: Progress | None = None) -> None:
        """Make what is made once for a vocabulary, before texts are read."""

    def extract(
        self, items: Iterable[TextItem], *, memory: GraphStore | None = None
    ) -> Iterator[tuple[str, Extraction]]:
        """What each text says, by text hash; what was read once is remembered, so that nothing is parsed twice."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load read, and what it changed in the store."""

    summary: RunSummary
    counts: WriteCounts


@dataclass(frozen=True, slots=True)
class ResolveResult:
    """What a resolution of accounts came to."""

    n_accounts: int
    n_persons: int
    n_nobody: int
    """Robots and shared boxes."""
    n_changed: int


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """What followed a change of the store."""

    n_extracted: int
    """Texts read for topics."""
    resolved: ResolveResult
    n_built: int | None
    """The number of the snapshot that was built; ``None`` where the one that serves says all there is to say."""


def load(
    store: GraphStore,
    loader: Loader,
    *,
    batch_size: int = LOAD_BATCH_RECORDS,
    progress: Progress | None = None,
    at: datetime | None = None,
) -> LoadResult:
    """Stream a source into the store; goes on where an interrupted load of the same input had got to.

    Raises
    ------
    loaders.errors.LoaderError
        If the input as a whole cannot be read; the batches before are kept.
    graph.errors.StoreError
        If the store cannot be written; the batches before are kept.
    """
    summary, written = RunSummary(), _Written()
    after = store.begin_load(loader.source)
    for records, cursor in _batches(loader.read(summary, after=after), batch_size):
        written.add(store.write(loader.source, records, cursor=cursor))
        if progress:
            progress(sum(summary.kept.values()), None)
    store.end_load(loader.source, at or datetime.now(UTC))
    logger.info("load complete: source=%s read=%d", loader.source.source_id, summary.read)
    return LoadResult(summary, written.counts())


def extract(
    store: GraphStore,
    pipeline: TextPipeline,
    *,
    batch_size: int = EXTRACT_BATCH_TEXTS,
    progress: Progress | None = None,
) -> int:
    """Read every text that this pipeline has not read yet; how many. An interruption loses at most what the pipeline reads together."""
    total = store.count_pending_texts(pipeline.fingerprint)
    done, batch = 0, list[tuple[str, Extraction]]()
    for row in pipeline.extract(store.pending_texts(pipeline.fingerprint), memory=store):
        batch.append(row)
        if len(batch) == batch_size:
            done += store.write_extractions(pipeline.fingerprint, batch)
            batch = []
            if progress:
                progress(done, total)
    done += store.write_extractions(pipeline.fingerprint, batch)
    if done:
        store.keep_extractions([pipeline.fingerprint, pipeline.reading_fingerprint])
    if progress and total:
        progress(done, total)
    return done


def resolve(store: GraphStore) -> ResolveResult:
    """Close accounts into persons, by certain rules and what people decided."""
    accounts = list(store.scan(Account))
    rows = resolve_accounts(accounts, decisions=list(store.decisions()), existing=list(store.assignments()))
    n_changed = store.write_assignments(rows)
    n_persons = len({row.person_id for row in rows})
    return ResolveResult(len(accounts), n_persons, len(accounts) - len(rows), n_changed)


def refresh(
    store: GraphStore,
    snapshots: Path,
    pipeline: TextPipeline,
    *,
    topics: Iterable[Topic],
    monitor: Monitor | None = None,
    rebuild: bool = False,
) -> RefreshResult:
    """Bring everything that follows from the loaded records up to date, and forget what is to be forgotten.

    Parameters
    ----------
    store, snapshots, pipeline, topics
        What is loaded, the folder that answers are given from, the text stage and its vocabulary.
    rebuild
        Build a snapshot even if the one that serves was built from the same contents.
    """
    begin = monitor or _unwatched
    with begin("preparing the vocabulary") as progress:
        pipeline.prepare(progress)
    with begin("reading texts") as progress:
        n_extracted = extract(store, pipeline, progress=progress)
    with begin("resolving accounts"):
        resolved = resolve(store)
        publish_hidden(store, snapshots)
    n_built, forget = None, forgetting_is_due(snapshots)
    if rebuild or forget or not is_current(store, snapshots, pipeline.fingerprint):
        with begin("building the index"):
            n_built = index(
                store,
                snapshots,
                fingerprint=pipeline.fingerprint,
                topics=topics,
                keep_previous=not forget,
            )
        (snapshots / FORGET_MARK).unlink(missing_ok=True)
    return RefreshResult(n_extracted, resolved, n_built)


def index(
    store: GraphStore,
    snapshots: Path,
    *,
    fingerprint: str,
    topics: Iterable[Topic],
    keep_previous: bool = True,
) -> int:
    """Build the snapshot of a store and let it serve; its number."""
    built = build_snapshot(
        snapshots,
        store,
        fingerprint=fingerprint,
        topics=topics,
        extras=(derive_lookups, derive_network),
        keep_previous=keep_previous,
    )
    return built.manifest.number


def forget_older(snapshots: Path) -> None:
    """Let the next index leave nothing of older ones: said before something is removed from the store for good.

    The word is kept in a file, so that an interruption between the two changes nothing.
    """
    snapshots.mkdir(parents=True, exist_ok=True, mode=0o700)
    (snapshots / FORGET_MARK).touch(mode=0o600)


def forgetting_is_due(snapshots: Path) -> bool:
    """Whether older indexes still hold what has been removed from the store."""
    return (snapshots / FORGET_MARK).exists()


def is_current(store: GraphStore, snapshots: Path, fingerprint: str) -> bool:
    """Whether the snapshot that serves was built from what the store holds now, read by the same text stage."""
    manifest = current_manifest(snapshots)
    return (
        manifest is not None
        and manifest.generation == store.generation()
        and manifest.fingerprint == fingerprint
    )


def topics_of(taxonomy: Taxonomy) -> list[Topic]:
    """A topic list as topics of the graph, with the names that questions use: an alias that counts only in a context,
    which a question hardly has, is none unless it is among the best known."""
    return [
        Topic(topic.topic_id, topic.labels, _telling_aliases(topic), topic.broader)
        for topic in taxonomy
        if not topic.never
    ]


def _telling_aliases(topic: TaxonomyTopic) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(
            alias
            for place, alias in enumerate(aliases)
            if place < USUAL_ALIASES or topic.needs_context.isdisjoint((alias, ALL_NAMES))
        )
        for language, aliases in topic.aliases.items()
    }


def _unwatched(step: str) -> AbstractContextManager[Progress]:
    return nullcontext(lambda done, total: None)


def _batches(
    stream: Iterable[Record | Cursor], batch_size: int
) -> Iterator[tuple[list[Record], Cursor | None]]:
    """Records in batches, each with the last cursor that came before its end."""
    records: list[Record] = []
    n_characters = 0
    cursor = None
    for item in stream:
        if isinstance(item, Cursor):
            cursor = item
            continue
        records.append(item)
        n_characters += len(item.text) if isinstance(item, Document) else 0
        if len(records) >= batch_size or n_characters >= BATCH_CHARACTERS:
            yield records, cursor
            records, n_characters = [], 0
    if records:
        yield records, cursor


@dataclass(slots=True)
class _Written:
    """Counts of several writes, added up."""

    by_outcome: dict[str, Counter[str]] = field(
        default_factory=lambda: {f.name: Counter() for f in fields(WriteCounts)}
    )

    def add(self, counts: WriteCounts) -> None:
        for outcome, counter in self.by_outcome.items():
            counter.update(getattr(counts, outcome))

    def counts(self) -> WriteCounts:
        return WriteCounts(**{outcome: dict(counter) for outcome, counter in self.by_outcome.items()})
