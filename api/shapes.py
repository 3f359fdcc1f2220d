"""The JSON of the HTTP contract: a typed dictionary for each kind of object, the source of its OpenAPI schema.

Fields have the names they have in :mod:`graph.model`. ``null`` means unknown; what is withheld is left out. The
docstrings of shapes and fields are their descriptions in ``openapi.yaml``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, NotRequired, TypeVar

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

SHAPES: list[type[Any]] = []
Shape = TypeVar("Shape", bound=type[Any])

Span = tuple[int, int]
"""First character and the one after the last."""


def in_contract(shape: Shape) -> Shape:
    """Make a shape part of the contract."""
    SHAPES.append(with_config(ConfigDict(use_attribute_docstrings=True, extra="forbid"))(shape))
    return shape


def schemas() -> dict[str, Any]:
    """The JSON Schema of every shape, by name."""
    adapters = [(shape.__name__, "serialization", TypeAdapter(shape)) for shape in SHAPES]
    _, document = TypeAdapter.json_schemas(adapters, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    definitions: dict[str, Any] = document["$defs"]
    return definitions


@in_contract
class WrongInput(TypedDict):
    """One input that cannot be used."""

    pointer: str
    """`query/NAME` or `path/NAME`."""
    detail: str


@in_contract
class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: NotRequired[list[WrongInput]]


@in_contract
class PersonShape(TypedDict):
    """A person as far as they may be shown; who asked to be shown by name only has no details."""

    person_id: str
    name: str
    active: bool
    """False when a directory says that they have left."""
    name_only: bool
    title: NotRequired[str | None]
    unit: NotRequired[str | None]
    emails: NotRequired[list[str]]
    usernames: NotRequired[list[str]]
    phone: NotRequired[str | None]
    profile_url: NotRequired[str | None]
    manager_id: NotRequired[str | None]
    end_date: NotRequired[date | None]


@in_contract
class TopicShape(TypedDict):
    """A subject that people know about."""

    topic_id: str
    label: str
    """In the language asked for, else in English, else in any."""
    labels: dict[str, str]
    """By language tag."""
    kind: str
    """`topic` from a vocabulary, `term` for a key term found in the texts."""


@in_contract
class TopicStrengthShape(TypedDict):
    """How much of a person's evidence speaks of a topic."""

    topic: TopicShape
    strength: float
    """0 to 1, relative to the strongest."""
    n_documents: int
    last_at: datetime | None


@in_contract
class ReasonPartShape(TypedDict):
    """The share of one document, container or word in a reason."""

    kind: Literal["document", "container", "term", "rest"]
    ref: str
    """Document id, container id or word; empty for `rest`, all parts that are not listed."""
    label: str
    share: float


@in_contract
class ReasonShape(TypedDict):
    """One signal's share of the score: parts sum to it, and the shares of all reasons to the score."""

    signal: str
    share: float
    parts: list[ReasonPartShape]


@in_contract
class SupportingDocumentShape(TypedDict):
    """A document shown as evidence."""

    document_id: str
    title: str | None
    excerpt: str
    highlights: list[Span]
    """Matching spans of the excerpt: first character and the one after the last."""
    created_at: datetime
    verbs: list[str]
    """What the person did with it."""
    source_id: str
    container: str | None
    url: str
    """Its own address, else the page that shows it."""
    share: float
    """Its share of the person's score."""


@in_contract
class ExpertShape(TypedDict):
    """One person of an answer, with reasons."""

    rank: int
    person: PersonShape
    score: float
    """Search relevance for this query, never a grade."""
    reasons: list[ReasonShape]
    topics: list[TopicStrengthShape]
    documents: list[SupportingDocumentShape]
    n_documents: int
    last_active_at: datetime | None


@in_contract
class SourceShape(TypedDict):
    """A source that was searched."""

    source_id: str
    n_documents: int
    newest_at: datetime | None


@in_contract
class CoverageShape(TypedDict):
    """What an answer rests on, and what it could not see."""

    sources: list[SourceShape]
    n_documents: int
    newest_at: datetime | None
    indexed_at: datetime
    as_of: datetime
    matched: list[str]
    unmatched: list[str]
    """Words of the query that no evidence has."""
    topics: list[TopicShape]
    """Topics that the query was understood to name."""
    suggestions: list[str]
    """What would match, for words that do not."""


@in_contract
class AnswerShape(TypedDict):
    """Who knows about the query, best first; `abstained` when nobody is known."""

    query: str
    ranker: str
    abstained: bool
    n_candidates: int
    people: list[ExpertShape]
    coverage: CoverageShape


@in_contract
class MonthShape(TypedDict):
    """Evidence in one month."""

    month: date
    """Its first day."""
    n_documents: int


@in_contract
class CollaboratorShape(TypedDict):
    """Somebody a person works with."""

    person: PersonShape
    weight: float
    """0 to 1, relative to the closest."""


@in_contract
class DeclaredSkillShape(TypedDict):
    """A skill that a directory declares: never mixed with what is inferred."""

    skill: str
    level: int | None


@in_contract
class ProfileShape(TypedDict):
    """A person's topics, with their evidence over time."""

    person: PersonShape
    topics: list[TopicStrengthShape]
    declared_skills: list[DeclaredSkillShape]
    timeline: list[MonthShape]
    collaborators: list[CollaboratorShape]
    documents: list[SupportingDocumentShape]
    n_documents: int
    first_active_at: datetime | None
    last_active_at: datetime | None
    community_id: str | None


@in_contract
class PeopleShape(TypedDict):
    """People found by name."""

    people: list[ProfileShape]


@in_contract
class TopicHitShape(TypedDict):
    """A topic found by name."""

    topic: TopicShape
    n_people: int
    n_documents: int


@in_contract
class TopicsShape(TypedDict):
    """Topics found by name."""

    topics: list[TopicHitShape]


@in_contract
class TopicExpertShape(TypedDict):
    """A person who knows a topic."""

    person: PersonShape
    strength: float
    """0 to 1, relative to the strongest."""
    n_documents: int
    last_at: datetime | None


@in_contract
class TopicExpertsShape(TypedDict):
    """Who knows a topic, strongest first."""

    topic: TopicShape
    n_people: int
    experts: list[TopicExpertShape]


@in_contract
class TopicPageShape(TypedDict):
    """A topic with its people and neighbors."""

    topic: TopicShape
    aliases: dict[str, list[str]]
    n_people: int
    n_documents: int
    experts: list[TopicExpertShape]
    broader: list[TopicShape]
    narrower: list[TopicShape]
    related: list[TopicShape]


@in_contract
class ParticipantShape(TypedDict):
    """Who did what with a document."""

    person: PersonShape
    verbs: list[str]


@in_contract
class TopicMentionShape(TypedDict):
    """A topic and where a text speaks of it."""

    topic: TopicShape
    spans: list[Span]


@in_contract
class DocumentShape(TypedDict):
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
    people: list[ParticipantShape]
    mentions: list[TopicMentionShape]


@in_contract
class BridgeShape(TypedDict):
    """A member who joins a community to others."""

    person: PersonShape
    betweenness: float
    """In the whole graph."""


@in_contract
class CommunityShape(TypedDict):
    """People who work together more than with others."""

    community_id: str
    size: int
    labels: list[TopicShape]
    """Topics that tell it from the others, most telling first."""
    members: list[PersonShape]
    """Most connected first."""
    bridges: list[BridgeShape]


@in_contract
class CommunitiesShape(TypedDict):
    """All communities of the people graph."""

    communities: list[CommunityShape]
    modularity: float
    resolution: float
    n_people: int
    n_ties: int


@in_contract
class HealthShape(TypedDict):
    """The process answers."""

    status: Literal["ok"]


@in_contract
class ReadinessShape(TypedDict):
    """There is something to answer with."""

    status: Literal["ready"]
    indexed_at: datetime
    n_people: int
    n_documents: int
    index: Literal["current", "behind", "broken", "unknown"]
    """`behind` the store; `broken`: the newest index cannot be opened and the one before it answers; `unknown` while
    the store is away."""
    store: Literal["here", "away"]
    """Answers need no store; loading and deciding do."""
