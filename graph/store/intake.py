"""What becomes of loaded records, whatever the database: kept, left as it is, left out.

A store looks up what it holds, asks here, and writes what is new or changed. The rules, in order:

* what erased people wrote or did is left out (:mod:`graph.store.suppression`);
* what its source has withdrawn is left out, unless it is newer than its withdrawal;
* what is stored as it came is left untouched, and an older state of a document never replaces a newer one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from graph.store.interface import Storable, WriteCounts
from graph.store.rows import content_hash, record_id, storable
from graph.store.suppression import Erased
from loaders.document import Document, Interaction, Record, Retraction, Source

Outcome = Literal["added", "changed", "unchanged"]


@dataclass(slots=True)
class Tally:
    """Counts of one write, by record kind."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    suppressed: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: Outcome, record: Storable) -> None:
        """Count one record."""
        counter: Counter[str] = getattr(self, outcome)
        counter[type(record).__name__] += 1

    def has_changes(self) -> bool:
        """Whether anything that is read from the store is different now."""
        return any((self.added, self.changed, +self.removed))

    def counts(self) -> WriteCounts:
        """The counts as a value."""
        return WriteCounts(
            added=dict(self.added),
            changed=dict(self.changed),
            unchanged=dict(self.unchanged),
            removed=dict(+self.removed),
            suppressed=dict(self.suppressed),
        )


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record as it will be stored, and the hash of what the source gave."""

    record: Storable
    content_hash: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored under an identifier."""

    content_hash: bytes
    at: datetime | None
    """A document's latest instant."""
    text_hash: str | None


Arrivals = dict[type[Storable], dict[str, Incoming]]


def arrivals(source: Source, records: Iterable[Record], erased: Erased, tally: Tally) -> Arrivals:
    """Records to store, by kind and identifier; where one comes twice the last counts."""
    found: Arrivals = defaultdict(dict)
    for record in records:
        if isinstance(record, Retraction):
            continue
        given = storable(record)
        kept = erased.without(given)
        if kept is None:
            tally.suppressed[type(given).__name__] += 1
        else:
            found[type(given)][record_id(given)] = Incoming(kept, content_hash(source, given))
    return found


def retractions(records: Iterable[Record]) -> list[Retraction]:
    """What the records withdraw."""
    return [storable(record) for record in records if isinstance(record, Retraction)]


def latest_instant(record: Storable) -> datetime | None:
    """When a record was made or last changed, as far as its source says."""
    if isinstance(record, Document):
        return record.edited_at or record.created_at
    return record.at if isinstance(record, Interaction) else None


def retractable_refs(found: Arrivals) -> set[str]:
    """What retractions could name in these records."""
    refs = set()
    for record_type in (Document, Interaction):
        for identifier, incoming in found.get(record_type, {}).items():
            refs.add(identifier)
            if isinstance(incoming.record, Document) and incoming.record.origin_ref:
                refs.add(incoming.record.origin_ref)
    return refs


def leave_out_retracted(found: Arrivals, tombstones: Mapping[str, datetime | None], tally: Tally) -> None:
    """Drop what its source has withdrawn; ``tombstones`` says when, by what the retraction named."""
    for record_type in (Document, Interaction):
        kept = {}
        for identifier, incoming in found.get(record_type, {}).items():
            if _is_retracted(identifier, incoming.record, tombstones):
                tally.suppressed[record_type.__name__] += 1
            else:
                kept[identifier] = incoming
        found[record_type] = kept


def _is_retracted(identifier: str, record: Storable, tombstones: Mapping[str, datetime | None]) -> bool:
    refs = [identifier, record.origin_ref] if isinstance(record, Document) else [identifier]
    at = latest_instant(record)
    for ref in refs:
        if ref is not None and ref in tombstones:
            withdrawn_at = tombstones[ref]
            if withdrawn_at is None or at is None or at <= withdrawn_at:
                return True
    return False


def outcome(incoming: Incoming, known: Known | None) -> Outcome:
    """Whether a record is new, different, or need not be written."""
    if known is None:
        return "added"
    if known.content_hash == incoming.content_hash:
        return "unchanged"
    if isinstance(incoming.record, Document):
        at = incoming.record.edited_at or incoming.record.created_at
        if known.at is not None and at < known.at:
            return "unchanged"
    return "changed"
