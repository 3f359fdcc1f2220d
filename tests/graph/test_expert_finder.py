"""What people get who ask: experts with reasons that add up, in either language, or an honest "nobody"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from api.representations import answer, to_json
from graph.errors import NotFoundError, UnknownRankerError
from graph.expert_finder import ExpertFinder
from graph.model import Actor, Answer
from graph.ranking.ranker import RANKERS

if TYPE_CHECKING:
    from tests.small_world.world import SmallWorld

ANYBODY = Actor("anonymous")


@pytest.fixture(scope="module")
def finder(small_world: SmallWorld) -> ExpertFinder:
    return ExpertFinder(small_world.settings.snapshots)


def questions(world: SmallWorld) -> Iterator[str]:
    for question in world.questions:
        yield from question.text.values()


def names(found: Answer) -> list[str]:
    return [expert.person.name for expert in found.people]


# ── answers ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_platform_lead_knows_kubernetes(finder: ExpertFinder, small_world: SmallWorld) -> None:
    found = finder.find("Kubernetes", actor=ANYBODY)
    lead = {expert.person.person_id: expert for expert in found.people}[small_world.person_ids["E006"]]
    assert lead.rank <= 3
    assert (lead.person.name, lead.person.title, lead.person.unit) == (
        "Nadia Haddad",
        "Platform lead",
        "Platform",
    )
    assert lead.person.emails == ("nadia.haddad@valmere.example.org",)
    assert [strength.topic.label("fr") for strength in lead.topics] == ["Kubernetes"]
    assert [topic.label("en") for topic in found.coverage.topics] == ["Kubernetes"]
    assert [expert.rank for expert in found.people] == list(range(1, len(found.people) + 1))
    assert not found.abstained


def test_shares_sum_to_the_score_and_parts_to_their_share_exactly(
    finder: ExpertFinder, small_world: SmallWorld
) -> None:
    for text in questions(small_world):
        for expert in finder.find(text, actor=ANYBODY).people:
            assert sum(reason.share for reason in expert.reasons) == expert.score
            for reason in expert.reasons:
                assert sum(part.share for part in reason.parts) == reason.share


@pytest.mark.parametrize("ranker", RANKERS)
def test_every_ranker_answers_with_reasons_that_add_up(finder: ExpertFinder, ranker: str) -> None:
    found = finder.find("Kubernetes", actor=ANYBODY, ranker=ranker)
    assert found.ranker == ranker
    assert found.people
    for expert in found.people:
        assert sum(reason.share for reason in expert.reasons) == expert.score


def test_supporting_documents_are_the_persons_own_and_mark_what_matches(
    finder: ExpertFinder, small_world: SmallWorld
) -> None:
    n_marked = 0
    for text in questions(small_world):
        for expert in finder.find(text, actor=ANYBODY).people:
            for document in expert.documents:
                page = finder.document(document.document_id, actor=ANYBODY)
                assert expert.person.person_id in {person.person_id for person, _ in page.people}
                assert document.verbs
                spans = [document.excerpt[start:end] for start, end in document.highlights]
                assert all(span.strip() == span != "" for span in spans)
                n_marked += bool(spans)
            assert len(expert.documents) <= expert.n_documents
    assert n_marked > 50


def test_the_same_question_has_the_same_bytes(small_world: SmallWorld) -> None:
    def asked() -> list[bytes]:
        finder = ExpertFinder(small_world.settings.snapshots)
        return [to_json(answer(finder.find(text, actor=ANYBODY), "en")) for text in questions(small_world)]

    assert asked() == asked()


def test_a_longer_list_begins_with_the_shorter(finder: ExpertFinder, small_world: SmallWorld) -> None:
    for text in questions(small_world):
        short, long = (finder.find(text, actor=ANYBODY, limit=limit) for limit in (3, 100))
        assert long.people[:3] == short.people
        assert short.n_candidates == long.n_candidates == max(len(long.people), short.n_candidates)


def test_coverage_says_what_was_searched(finder: ExpertFinder) -> None:
    coverage = finder.find("Kubernetes xyzzyplugh", actor=ANYBODY).coverage
    assert coverage.matched == ("Kubernetes",)
    assert coverage.unmatched == ("xyzzyplugh",)
    assert coverage.n_documents == sum(source.n_documents for source in coverage.sources) > 100
    assert coverage.newest_at == coverage.as_of
    assert "slack:T0VALMERE" in {source.source_id for source in coverage.sources}


def test_what_is_recent_depends_on_when_now_is(finder: ExpertFinder) -> None:
    now = finder.find("Kubernetes", actor=ANYBODY)
    later = finder.find("Kubernetes", actor=ANYBODY, as_of=now.coverage.as_of + timedelta(days=3650))
    assert later.coverage.as_of == now.coverage.as_of + timedelta(days=3650)
    assert later.people[0].person == now.people[0].person
    parts = [
        next(reason.parts for reason in found.people[0].reasons if reason.signal == "votes")
        for found in (now, later)
    ]
    assert parts[0] == parts[1]


def test_an_unknown_ranker_is_told_with_the_known_ones(finder: ExpertFinder) -> None:
    with pytest.raises(UnknownRankerError, match="comb_sum"):
        finder.find("Kubernetes", actor=ANYBODY, ranker="oracle")


# ── nobody ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text", ["quantum chromodynamics", "?!", "the of and", "Who knows about medieval falconry?"]
)
def test_nobody_is_known_for_what_nobody_wrote_about(finder: ExpertFinder, text: str) -> None:
    found = finder.find(text, actor=ANYBODY)
    assert found.abstained
    assert found.people == ()
    assert found.n_candidates == 0
    assert found.coverage.n_documents > 0


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["kuberentes", "Kubbernetes", "kubrnets"])
def test_a_slip_of_the_pen_finds_what_was_meant(finder: ExpertFinder, typed: str) -> None:
    found = finder.find(typed, actor=ANYBODY)
    assert found.people == finder.find("kubernetes", actor=ANYBODY).people != ()
    assert found.coverage.unmatched == (typed,)
    assert found.coverage.suggestions[0] == "kubernetes"


def test_two_slips_may_mean_one_word(finder: ExpertFinder) -> None:
    found = finder.find("kuberentes Kubbernetes", actor=ANYBODY)
    assert found.coverage.suggestions[0] == "kubernetes"
    assert [topic.topic_id for topic in found.coverage.topics] == ["kubernetes"]
    assert found.people


def test_a_slip_in_a_name_of_several_words_names_the_topic(finder: ExpertFinder) -> None:
    right = finder.find("continuous integration", actor=ANYBODY)
    found = finder.find("continuous integratoin", actor=ANYBODY)
    assert found.coverage.topics == right.coverage.topics != ()


def test_both_languages_find_the_expert(finder: ExpertFinder, small_world: SmallWorld) -> None:
    missed = []
    for question in small_world.questions:
        experts = {small_world.person_ids[person] for person, level in question.levels.items() if level == 3}
        for text in question.text.values():
            found = {expert.person.person_id for expert in finder.find(text, actor=ANYBODY).people[:5]}
            missed += [] if experts & found else [text]
    assert len(missed) <= len(small_world.questions) / 6, missed


@pytest.mark.parametrize(
    "text",
    [
        "qui connaît Terraform ?",
        "Who knows about Terraform?",
        "j'ai besoin d'un expert Terraform",
        "help with Terraform",
    ],
)
def test_words_that_ask_are_no_part_of_the_question(finder: ExpertFinder, text: str) -> None:
    plain = finder.find("Terraform", actor=ANYBODY)
    found = finder.find(text, actor=ANYBODY)
    assert names(found) == names(plain) != []
    assert found.coverage.matched == ("Terraform",)


def test_who_writes_only_french_is_found_in_english(finder: ExpertFinder, small_world: SmallWorld) -> None:
    for text in ("réseau privé virtuel", "virtual private network"):
        found = [expert.person.person_id for expert in finder.find(text, actor=ANYBODY).people[:3]]
        assert small_world.person_ids["E014"] in found, text


# ── who is offered ────────────────────────────────────────────────────────────────────────────────────────────


def test_who_has_left_is_offered_only_when_asked_for(finder: ExpertFinder, small_world: SmallWorld) -> None:
    gone = small_world.person_ids["E003"]
    with_former = finder.find("restore a backup", actor=ANYBODY, former=True)
    assert {e.person.person_id: e.person.active for e in with_former.people}[gone] is False
    without = finder.find("restore a backup", actor=ANYBODY)
    assert gone not in {expert.person.person_id for expert in without.people}
    assert without.n_candidates < with_former.n_candidates


def test_who_has_left_was_there_before(finder: ExpertFinder, small_world: SmallWorld) -> None:
    end = finder.profile(small_world.person_ids["E003"], actor=ANYBODY).person.end_date
    assert end is not None
    before = datetime(end.year, end.month, end.day, tzinfo=UTC) - timedelta(days=1)
    found = finder.find("restore a backup", actor=ANYBODY, as_of=before, limit=100)
    assert small_world.person_ids["E003"] in {expert.person.person_id for expert in found.people}


def test_who_asked_for_it_is_shown_by_name_only(finder: ExpertFinder, small_world: SmallWorld) -> None:
    profile = finder.profile(small_world.person_ids["E057"], actor=ANYBODY)
    assert profile.person.name == "Eleanor Hughes"
    assert profile.person.name_only
    assert (profile.person.emails, profile.person.unit, profile.declared_skills) == ((), None, ())


def test_nobody_has_an_unknown_identifier(finder: ExpertFinder) -> None:
    for ask in (finder.profile, finder.topic, finder.document, finder.community):
        with pytest.raises(NotFoundError):
            ask("nothing", actor=ANYBODY)


# ── other pages ───────────────────────────────────────────────────────────────────────────────────────────────


def test_people_are_found_by_the_beginning_of_any_name(finder: ExpertFinder) -> None:
    assert [p.person.name for p in finder.search_people("MART", actor=ANYBODY)] in (
        ["Jean Martin", "Jeanne Martin"],
        ["Jeanne Martin", "Jean Martin"],
    )
    assert finder.search_people("nico ber", actor=ANYBODY)[0].person.name == "Nicolas Bernard"


def test_topics_are_found_by_alias_and_the_best_known_come_first(finder: ExpertFinder) -> None:
    assert finder.search_topics("k8s", actor=ANYBODY)[0].topic.label("en") == "Kubernetes"
    counts = [hit.n_people for hit in finder.search_topics("", actor=ANYBODY, limit=50)]
    assert counts == sorted(counts, reverse=True)


def test_a_topics_people_are_those_it_counts(finder: ExpertFinder) -> None:
    hit = finder.search_topics("Kubernetes", actor=ANYBODY)[0]
    page = finder.topic(hit.topic.topic_id, actor=ANYBODY, limit=100)
    assert len(page.experts) == page.n_people == hit.n_people
    strengths = [expert.strength for expert in page.experts]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] == 1.0


def test_communities_hold_everybody_with_ties_once(finder: ExpertFinder) -> None:
    found = finder.communities(actor=ANYBODY)
    members = [
        person.person_id
        for summary in found.communities
        for person in finder.community(summary.community_id, actor=ANYBODY).members
    ]
    assert len(members) == len(set(members)) <= found.n_people
    first = found.communities[0]
    profile = finder.profile(first.members[0].person_id, actor=ANYBODY)
    assert profile.community_id == first.community_id
