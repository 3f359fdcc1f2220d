"""The graph's values: who asks, people, topics, evidence, and the answers the front door gives.

All are frozen. Scores are search relevance for one query, never grades of people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. Every route and command has one; what they may see is decided from it."""

    actor_id: str
    """``person_id`` of a known person, or a name such as ``anonymous`` or ``command-line``."""
    roles: frozenset[str] = frozenset({"employee"})
    """Of ``employee``, ``hr``, ``analyst``, ``admin``."""


@dataclass(frozen=True, slots=True)
class Person:
    """The human behind resolved accounts, as far as they may be shown."""

    person_id: str
    name: str
    account_ids: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    usernames: tuple[str, ...] = ()
    title: str | None = None
    unit_id: str | None = None
    unit: str | None = None
    manager_id: str | None = None
    """The manager's ``person_id``."""
    phone: str | None = None
    profile_url: str | None = None
    active: bool = True
    """False when a directory says that they have left."""
    end_date: date | None = None
    name_only: bool = False
    """They asked to be shown by name only: no contact details, no unit, no title."""


USUAL_ALIASES = 3
"""Of a topic in a language; lists have the best known first."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the graph."""

    topic_id: str
    labels: Mapping[str, str]
    """Preferred label by language tag."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    kind: str = "topic"
    """``topic`` from a vocabulary, ``term`` for a key term found in the texts."""

    def label(self, language: str) -> str:
        """The label in a language, else in English, else the first by language tag."""
        return self.labels.get(language) or self.labels.get("en") or self.labels[min(self.labels)]

    def names(self) -> tuple[str, ...]:
        """Every label, then every alias, by language tag; each once."""
        aliases = (alias for language in sorted(self.aliases) for alias in self.aliases[language])
        return tuple(dict.fromkeys([*(self.labels[language] for language in sorted(self.labels)), *aliases]))


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A place in a ranking. Ranks start at 1."""

    rank: int
    candidate_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer of one ranker to one query: best first, ties broken by identifier."""

    query: str
    ranker: str
    candidates: tuple[RankedCandidate, ...]


# ── an answer with reasons ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ReasonPart:
    """The share of one document, container or query word in a reason."""

    kind: Literal["document", "container", "term", "rest"]
    ref: str
    """Document id, container id or word; empty for ``rest``, the sum of all parts not listed."""
    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal's share of the score. The parts sum to the share, and the shares to the score, exactly."""

    signal: str
    """``votes``, ``profile``, ``surplus``, ``places`` or ``recent`` for the default ranker; else the ranker's name."""
    share: float
    parts: tuple[ReasonPart, ...]


@dataclass(frozen=True, slots=True)
class SupportingDocument:
    """A document shown as evidence for a person."""

    document_id: str
    title: str | None
    """Its own, else that of what it replies to."""
    excerpt: str
    """The author's own words around the first words or topics that match."""
    highlights: tuple[tuple[int, int], ...]
    """Matching spans in the excerpt."""
    created_at: datetime
    verbs: tuple[str, ...]
    """What the person did with it: ``authored``, ``answered``, ``reviewed`` …"""
    source_id: str
    container: str | None
    url: str | None
    """Its own address; ``/documents/{id}`` serves it where this is ``None``."""
    share: float
    """Its share of the person's score."""


@dataclass(frozen=True, slots=True)
class TopicStrength:
    """How much of a person's evidence speaks of a topic."""

    topic: Topic
    strength: float
    """0 to 1, relative to the person's strongest topic, or to the topic's strongest person."""
    n_documents: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExpertResult:
    """One person of an answer."""

    rank: int
    person: Person
    score: float
    reasons: tuple[Reason, ...]
    topics: tuple[TopicStrength, ...]
    """Topics of the query that this person's evidence mentions."""
    documents: tuple[SupportingDocument, ...]
    n_documents: int
    """Supporting documents in all; ``documents`` holds the strongest."""
    last_active_at: datetime | None


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """What was searched."""

    source_id: str
    n_documents: int
    newest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an answer rests on, and what it could not see."""

    sources: tuple[SourceCoverage, ...]
    n_documents: int
    newest_at: datetime | None
    indexed_at: datetime
    as_of: datetime
    """"Now" for what fades with age."""
    matched: tuple[str, ...]
    """Words and topics of the query that evidence speaks of."""
    unmatched: tuple[str, ...]
    """Words of the query that no evidence has."""
    topics: tuple[Topic, ...]
    """Topics the query was understood to name."""
    suggestions: tuple[str, ...] = ()
    """Spellings or labels that would match, for words that do not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The front door's answer to "who knows X?"."""

    query: str
    ranker: str
    people: tuple[ExpertResult, ...]
    n_candidates: int
    coverage: Coverage
    abstained: bool
    """True when nothing matches well: ``people`` is empty and nobody is known."""


# ── profiles, topics, documents, communities ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Collaborator:
    """Somebody a person works with, from replies, reviews and shared documents."""

    person: Person
    weight: float
    """0 to 1, relative to the closest collaborator."""


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Evidence in one month."""

    month: date
    """Its first day."""
    n_documents: int


@dataclass(frozen=True, slots=True)
class PersonProfile:
    """Expert profiling: the topics of a person, with their evidence over time."""

    person: Person
    topics: tuple[TopicStrength, ...]
    declared_skills: tuple[tuple[str, int | None], ...]
    """Skills a directory declares, with levels: never mixed with what is inferred."""
    timeline: tuple[MonthCount, ...]
    collaborators: tuple[Collaborator, ...]
    documents: tuple[SupportingDocument, ...]
    n_documents: int
    first_active_at: datetime | None
    last_active_at: datetime | None
    community_id: str | None


@dataclass(frozen=True, slots=True)
class TopicExpert:
    """A person of a topic's page."""

    person: Person
    strength: float
    """0 to 1, relative to the strongest."""
    n_documents: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic with its people and neighbors."""

    topic: Topic
    experts: tuple[TopicExpert, ...]
    n_people: int
    n_documents: int
    broader: tuple[Topic, ...]
    narrower: tuple[Topic, ...]
    related: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class TopicHit:
    """A topic found by name."""

    topic: Topic
    n_people: int
    n_documents: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document as it may be shown."""

    document_id: str
    kind: str
    title: str | None
    text: str
    created_at: datetime
    source_id: str
    container: str | None
    url: str | None
    language: str
    people: tuple[tuple[Person, tuple[str, ...]], ...]
    """Who did what: person and verbs."""
    mentions: tuple[tuple[Topic, tuple[tuple[int, int], ...]], ...]
    """Topics with their spans in ``text``."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Communities of a weighted people graph: disjoint, covering every person that has a tie."""

    communities: tuple[tuple[str, ...], ...]
    """Person ids, sorted; communities by size, largest first, ties by first member."""
    modularity: float
    resolution: float
    seed: int


@dataclass(frozen=True, slots=True)
class CommunitySummary:
    """A community as shown."""

    community_id: str
    size: int
    labels: tuple[Topic, ...]
    """Topics that tell it from the others, most telling first."""
    members: tuple[Person, ...]
    """Most connected first."""
    bridges: tuple[tuple[Person, float], ...]
    """Members who join it to others, with their betweenness in the whole graph."""


@dataclass(frozen=True, slots=True)
class CommunityMap:
    """All communities."""

    communities: tuple[CommunitySummary, ...]
    modularity: float
    resolution: float
    n_people: int
    n_ties: int
