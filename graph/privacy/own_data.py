"""Everything that is kept about one person, gathered from the store for them to see.

Also what somebody else's record says of them (claims, endorsements), what was inferred, and what was decided. Read from
the store and not from a snapshot, so that a hidden person has the same right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph.identity.persons import PersonContext, make_person
from graph.model import Person, Topic, TopicStrength
from graph.store.interface import Decision, GraphStore
from loaders.document import Account, Container, Document, Interaction, SkillClaim, Unit
from nlp.mention import Extraction


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is kept about a person."""

    person: Person
    accounts: tuple[Account, ...]
    documents: tuple[Document, ...]
    """That they wrote, alone or with others."""
    containers: Mapping[str, Container]
    """Where these lie, by container id."""
    interactions: tuple[Interaction, ...]
    """That they did, or that somebody did with them."""
    claims: tuple[SkillClaim, ...]
    topics: tuple[TopicStrength, ...]
    """Inferred from their documents, strongest first."""
    decisions: tuple[Decision, ...]


def gather(store: GraphStore, person_id: str, *, fingerprint: str, topics: Mapping[str, Topic]) -> OwnData:
    """All that the store holds about a person.

    Parameters
    ----------
    store, person_id
        A person of the store.
    fingerprint
        Of the text stage whose findings count.
    topics
        The vocabulary, by topic id; a key term that is not in it is named by the words that show it.
    """
    own = {row.account_id for row in store.assignments() if row.person_id == person_id}
    accounts = tuple(account for account in store.scan(Account) if account.account_id in own)
    written = [
        (document, extraction)
        for document, extraction in store.extracted_documents(fingerprint)
        if not own.isdisjoint((*document.author_refs, *document.co_author_refs))
    ]
    places = {document.container_ref for document, _ in written}
    return OwnData(
        person=_person(store, person_id, accounts),
        accounts=accounts,
        documents=tuple(document for document, _ in written),
        containers={each.container_id: each for each in store.scan(Container) if each.container_id in places},
        interactions=tuple(
            each for each in store.scan(Interaction) if own & {each.actor_ref, each.account_ref}
        ),
        claims=tuple(claim for claim in store.scan(SkillClaim) if claim.account_ref in own),
        topics=_inferred(written, topics),
        decisions=tuple(
            each for each in store.decisions() if each.person_id == person_id or not own.isdisjoint(each.refs)
        ),
    )


def _person(store: GraphStore, person_id: str, accounts: tuple[Account, ...]) -> Person:
    """As shown to themselves: what they keep from others is theirs to see."""
    unit_names = {unit.unit_id: unit.name for unit in store.scan(Unit)}
    shown = [replace(account, visibility="full") for account in accounts]
    return make_person(person_id, shown, PersonContext({}, unit_names, datetime.now(UTC).date()))


@dataclass(slots=True)
class _Tally:
    label: str
    n_documents: int = 0
    last_at: datetime | None = None


def _inferred(
    written: list[tuple[Document, Extraction | None]], topics: Mapping[str, Topic]
) -> tuple[TopicStrength, ...]:
    tallies: defaultdict[str, _Tally] = defaultdict(lambda: _Tally(""))
    for document, extraction in written:
        found = {mention.topic_id: mention.surface for mention in (extraction.mentions if extraction else ())}
        for topic_id, surface in found.items():
            tally = tallies[topic_id]
            tally.label = tally.label or surface
            tally.n_documents += 1
            tally.last_at = max(tally.last_at or document.created_at, document.created_at)
    most = max((tally.n_documents for tally in tallies.values()), default=1)
    ordered = sorted(tallies.items(), key=lambda item: (-item[1].n_documents, item[0]))
    return tuple(
        TopicStrength(
            topics.get(topic_id) or Topic(topic_id, {"en": tally.label}, kind="term"),
            strength=tally.n_documents / most,
            n_documents=tally.n_documents,
            last_at=tally.last_at,
        )
        for topic_id, tally in ordered
    )
