"""What is said in the invented company agrees with what is true about it."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from api.demo.items import History
from api.demo.people import Staff, read_staff
from api.demo.story import tell
from api.demo.topics import Subject, read_subjects
from api.demo.world import World

ANSWERED = ("questions", "helpdesk")


@pytest.fixture(scope="module")
def staff() -> Staff:
    return read_staff()


@pytest.fixture(scope="module")
def subjects() -> dict[str, Subject]:
    return {subject.topic_id: subject for subject in read_subjects()}


@pytest.fixture(scope="module")
def history(staff, subjects) -> History:
    return tell(World(staff, tuple(subjects.values())))


def test_nobody_writes_before_they_came_or_after_they_left(history):
    away = [post.post_id for post in history.posts if not post.author.is_here(post.at.date())]
    assert away == []


def test_answers_come_from_those_who_know(history):
    answers = [post for post in history.posts if post.place in ANSWERED and post.kind == "answer"]
    assert answers
    assert all(post.author.level(post.topic_id) > 0 for post in answers)


def test_questions_come_from_those_who_do_not(history):
    questions = [post for post in history.posts if post.kind == "question"]
    assert all(post.author.level(post.topic_id) == 0 for post in questions)


def test_people_write_in_languages_they_speak(history):
    mixed = ("mixed/", "code/", "build/", "intranet/withdrawn", "private/")
    wrong = {
        (post.author.name, post.language, post.post_id)
        for post in history.posts
        if post.language not in post.author.languages and not post.post_id.startswith(mixed)
    }
    assert wrong == set()


def test_experts_answer_more_than_others_know_it(history, subjects):
    answered: defaultdict[int, int] = defaultdict(int)
    people: defaultdict[int, int] = defaultdict(int)
    for subject in subjects.values():
        for person in read_staff().people:
            people[person.level(subject.topic_id)] += 1
    for post in history.posts:
        if post.place in ANSWERED and post.kind == "answer":
            answered[post.author.level(post.topic_id)] += 1
    assert answered[3] / people[3] > answered[2] / people[2] > answered[1] / people[1]


def test_the_loud_write_most_and_answer_least(history, staff):
    written = Counter(post.author.person_id for post in history.posts)
    loud = [person for person in staff.people if "loud" in person.styles]
    assert {person.person_id for person in loud} <= {person_id for person_id, _ in written.most_common(3)}


def test_some_topics_are_written_about_in_one_language_only(subjects):
    by_languages = Counter(subject.languages for subject in subjects.values())
    assert by_languages["en",] >= 3
    assert by_languages["fr",] >= 3


def test_forwarded_words_belong_to_an_expert_and_not_to_who_forwards_them(history):
    forwarded = [post for post in history.posts if post.post_id.startswith("forward/")]
    assert len(forwarded) > 40
    for post in forwarded:
        assert post.quote.author.level(post.topic_id) == 3
        assert post.author.level(post.topic_id) == 0


def test_both_languages_are_used_about_equally(history):
    n_by_language = Counter(post.language for post in history.posts)
    assert min(n_by_language.values()) > 0.35 * sum(n_by_language.values())


def test_what_is_read_is_read_by_people_who_are_there(history):
    views = [act for act in history.acts if act.verb == "viewed"]
    assert len(views) > 500
    assert all(act.actor.end is None or act.at.date() <= act.actor.end for act in views)
