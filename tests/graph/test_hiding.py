"""Who is hidden is nowhere: in no answer, list, page, count or text, at once and without a new index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from api import representations
from api.representations import to_json
from api.wiring import Wiring
from graph.errors import NotFoundError
from graph.expert_finder import ExpertFinder
from graph.model import Actor
from graph.privacy import consent

if TYPE_CHECKING:
    from tests.small_world.world import SmallWorld

ANYBODY = Actor("anonymous")
NADIA = "E006"
TRACES = (b"Nadia Haddad", b"nadia.haddad", b"nhaddad", b"Haddad")
QUESTIONS = ("Kubernetes", "Terraform state locked", "rolling back a deployment", "Nadia Haddad", "Hadad")


@pytest.fixture
def world(small_world_copy: SmallWorld) -> SmallWorld:
    return small_world_copy


def hide(world: SmallWorld, person: str) -> str:
    with Wiring(world.settings).store() as store:
        consent.hide(store, world.settings.snapshots, world.person_ids[person], by="test")
    return world.person_ids[person]


def everything(finder: ExpertFinder) -> Iterator[tuple[str, bytes]]:
    """All that anybody can be told, with what was asked."""
    documents: set[str] = set()
    topics = {hit.topic.topic_id for hit in finder.search_topics("", actor=ANYBODY, limit=10_000)}
    people: set[str] = set()
    for question in QUESTIONS:
        found = finder.find(question, actor=ANYBODY, limit=100, former=True)
        people |= {expert.person.person_id for expert in found.people}
        documents |= {
            part.ref for e in found.people for r in e.reasons for part in r.parts if part.kind == "document"
        }
        told = representations.answer(found, "en")
        # What was asked is told again, and so are words of it that nobody uses.
        yield (
            question,
            to_json({**told, "query": "", "coverage": {**told["coverage"], "unmatched": [], "matched": []}}),
        )
    for text in ("a", "n", "nadia", "haddad"):
        yield (
            text,
            to_json(representations.people(finder.search_people(text, actor=ANYBODY, limit=100), "en")),
        )
        yield (
            text,
            to_json(representations.topics(finder.search_topics(text, actor=ANYBODY, limit=100), "en")),
        )
    for person in people:
        yield person, to_json(representations.profile(finder.profile(person, actor=ANYBODY), "en"))
    for topic in topics:
        yield topic, to_json(representations.topic_page(finder.topic(topic, actor=ANYBODY, limit=100), "en"))
    communities = finder.communities(actor=ANYBODY)
    yield "communities", to_json(representations.communities(communities, "en"))
    for community in communities.communities:
        found_community = finder.community(community.community_id, actor=ANYBODY)
        yield community.community_id, to_json(representations.community(found_community, "en"))
    for document in documents:
        yield document, to_json(representations.document(finder.document(document, actor=ANYBODY), "en"))


def test_before_hiding_the_traces_are_everywhere(world: SmallWorld) -> None:
    told = [body for _, body in everything(ExpertFinder(world.settings.snapshots))]
    assert len(told) > 100
    for trace in (*TRACES, world.person_ids[NADIA].encode()):
        assert any(trace in body for body in told), trace


def test_hidden_people_leave_no_trace_at_once(world: SmallWorld) -> None:
    finder = ExpertFinder(world.settings.snapshots)
    assert any(e.person.name == "Nadia Haddad" for e in finder.find("Kubernetes", actor=ANYBODY).people)
    person_id = hide(world, NADIA)
    for asked, body in everything(finder):
        for trace in (*TRACES, person_id.encode()):
            assert trace not in body, (asked, trace, body[max(0, body.find(trace) - 100) :][:300])


def test_a_hidden_person_has_no_page(world: SmallWorld) -> None:
    finder = ExpertFinder(world.settings.snapshots)
    person_id = hide(world, NADIA)
    with pytest.raises(NotFoundError) as hidden:
        finder.profile(person_id, actor=ANYBODY)
    with pytest.raises(NotFoundError) as unknown:
        finder.profile("p-nobody", actor=ANYBODY)
    assert str(hidden.value).replace(person_id, "p-nobody") == str(unknown.value)


def test_whom_a_directory_hides_is_hidden(small_world: SmallWorld) -> None:
    finder = ExpertFinder(small_world.settings.snapshots)
    with pytest.raises(NotFoundError):
        finder.profile(small_world.person_ids["E068"], actor=ANYBODY)
    assert finder.search_people("Kerbrat", actor=ANYBODY) == ()


def test_hiding_is_before_ranking(world: SmallWorld) -> None:
    # Shares are relative to the best; if that is somebody hidden, the best of the others takes their place.
    finder = ExpertFinder(world.settings.snapshots)
    first = finder.find("Terraform state locked", actor=ANYBODY).people[0]
    person = next(key for key, value in world.person_ids.items() if value == first.person.person_id)
    hide(world, person)
    after = finder.find("Terraform state locked", actor=ANYBODY)
    best = {
        signal: max(r.share for e in after.people for r in e.reasons if r.signal == signal)
        for signal in ("votes", "profile")
    }
    assert best == pytest.approx({"votes": 1.0, "profile": 0.5})


def test_counts_are_without_the_hidden(world: SmallWorld) -> None:
    finder = ExpertFinder(world.settings.snapshots)
    before = finder.find("Kubernetes", actor=ANYBODY).n_candidates
    topic = finder.search_topics("Kubernetes", actor=ANYBODY)[0]
    n_people = finder.communities(actor=ANYBODY).n_people
    hide(world, NADIA)
    # Others may go with her: who only shares a place with what she wrote.
    assert finder.find("Kubernetes", actor=ANYBODY).n_candidates < before
    assert finder.search_topics("Kubernetes", actor=ANYBODY)[0].n_people == topic.n_people - 1
    assert finder.communities(actor=ANYBODY).n_people == n_people - 1


def test_who_is_shown_again_is_back(world: SmallWorld) -> None:
    finder = ExpertFinder(world.settings.snapshots)
    before = to_json(representations.answer(finder.find("Kubernetes", actor=ANYBODY), "en"))
    person_id = hide(world, NADIA)
    assert to_json(representations.answer(finder.find("Kubernetes", actor=ANYBODY), "en")) != before
    with Wiring(world.settings).store() as store:
        consent.show(store, world.settings.snapshots, person_id, by="test")
    assert to_json(representations.answer(finder.find("Kubernetes", actor=ANYBODY), "en")) == before


def test_names_in_texts_are_covered_letter_by_letter(world: SmallWorld) -> None:
    finder = ExpertFinder(world.settings.snapshots)
    documents = {
        part.ref
        for question in QUESTIONS
        for e in finder.find(question, actor=ANYBODY, limit=100).people
        for r in e.reasons
        for part in r.parts
        if part.kind == "document"
    }
    before = {document: finder.document(document, actor=ANYBODY) for document in documents}
    hide(world, NADIA)
    named = [document for document in documents if "Nadia Haddad" in before[document].text]
    for document in documents:
        after = finder.document(document, actor=ANYBODY)
        assert len(after.text) == len(before[document].text)
        assert after.text == before[document].text or "••••" in after.text
    assert all("••••" in finder.document(document, actor=ANYBODY).text for document in named)
