"""What is true about the small world is found, and what must not be found is not."""

from __future__ import annotations

import pytest

from api.access import ANONYMOUS
from api.demo import Question
from api.wiring import Wiring
from graph.expert_finder import ExpertFinder
from graph.model import Answer
from graph.ranking.ranker import RANKERS
from tests.small_world.world import SmallWorld

LANGUAGES = ("en", "fr")
JOKERS = ("E016", "E017", "E063")
"""They talk or ask about everything."""


@pytest.fixture(scope="module")
def finder(small_world: SmallWorld) -> ExpertFinder:
    return Wiring(small_world.settings).finder()


@pytest.fixture(scope="module")
def answers(small_world: SmallWorld, finder: ExpertFinder) -> dict[tuple[str, str], Answer]:
    """By topic and language."""
    return {
        (question.topic_id, language): finder.find(question.text[language], actor=ANONYMOUS, limit=20)
        for question in small_world.questions
        for language in LANGUAGES
    }


def test_an_expert_is_among_the_first_three(small_world, answers):
    found = [
        bool(_experts(small_world, question) & set(_names(answers[question.topic_id, language])[:3]))
        for question in small_world.questions
        for language in LANGUAGES
    ]
    assert sum(found) >= 0.9 * len(found)


def test_a_topic_asked_for_in_either_language_finds_the_same_five(small_world, finder):
    same = [
        len({tuple(_names(finder.find(name, actor=ANONYMOUS, limit=5))) for name in question.name.values()})
        == 1
        for question in small_world.questions
    ]
    assert sum(same) >= len(same) - 1


def test_who_asks_or_talks_about_everything_is_not_before_the_expert(small_world, answers):
    jokers = {small_world.person_ids[joker] for joker in JOKERS}
    in_order = []
    for question in small_world.questions:
        experts = _experts(small_world, question) - jokers
        talkers = jokers - {small_world.person_ids[person_id] for person_id in question.levels}
        for language in LANGUAGES:
            names = _names(answers[question.topic_id, language])
            best = min((names.index(expert) for expert in experts if expert in names), default=len(names))
            in_order.append(not talkers & set(names[:best]))
    assert sum(in_order) >= 0.85 * len(in_order)


def test_hidden_people_are_nowhere(small_world, answers, finder):
    hidden = small_world.person_ids["E068"]
    for answer in answers.values():
        assert hidden not in _names(answer)
        assert not any("Kerbrat" in document.excerpt for hit in answer.people for document in hit.documents)
    assert finder.search_people("Kerbrat", actor=ANONYMOUS) == ()


def test_who_left_is_offered_only_when_asked_for(small_world, finder):
    left = small_world.person_ids["E003"]
    assert left not in _names(finder.find("backup and restore", actor=ANONYMOUS))
    former = finder.find("backup and restore", actor=ANONYMOUS, former=True)
    assert left in _names(former)[:3]
    assert not next(hit.person.active for hit in former.people if hit.person.person_id == left)


def test_who_is_shown_by_name_only_shows_nothing_else(small_world, finder):
    profile = finder.profile(small_world.person_ids["E057"], actor=ANONYMOUS)
    assert profile.person.name == "Eleanor Hughes"
    assert (profile.person.emails, profile.person.title, profile.person.unit) == ((), None, None)


def test_namesakes_stay_apart(small_world, finder):
    found = {hit.person.person_id for hit in finder.search_people("Nicolas Bernard", actor=ANONYMOUS)}
    assert found == {small_world.person_ids["E041"], small_world.person_ids["E063"]}


def test_reasons_add_up_to_the_score(answers):
    for answer in answers.values():
        for hit in answer.people:
            assert sum(reason.share for reason in hit.reasons) == hit.score
            for reason in hit.reasons:
                assert sum(part.share for part in reason.parts) == reason.share


def test_nonsense_is_answered_by_nobody(finder):
    answer = finder.find("zymurgy quokka flibbertigibbet", actor=ANONYMOUS)
    assert answer.abstained
    assert answer.people == ()


@pytest.mark.parametrize("ranker", RANKERS)
def test_a_question_without_words_is_answered_by_nobody(finder, ranker):
    assert finder.rank("", actor=ANONYMOUS, ranker=ranker).candidates == ()


def _experts(small_world: SmallWorld, question: Question) -> set[str]:
    return {small_world.person_ids[person_id] for person_id in question.experts}


def _names(answer: Answer) -> list[str]:
    return [hit.person.person_id for hit in answer.people]
