"""The company as its story is told: who could ask, who could answer, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from api.demo.calendar import Calendar
from api.demo.items import Place, Post
from api.demo.people import Employee, Staff
from api.demo.topics import Subject
from api.demo.writing import Facts, Phrases, seeded

SEED = "valmere"
"""The history follows from this, from the data files beside, and from nothing else."""
_ANSWER_CHANCES = {3: 8.0, 2: 3.0, 1: 0.5}
"""How likely somebody is to answer, by how well they know the topic; times their pace."""
_SHARE_OF_SECOND_ANSWERS = 0.4


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is said, about what, and in which language."""

    at: datetime
    language: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class World:
    """People, topics and the time they have."""

    staff: Staff
    subjects: tuple[Subject, ...]
    phrases: Phrases = field(default_factory=Phrases)

    @property
    def calendar(self) -> Calendar:
        """The time that is covered."""
        return Calendar(self.staff.begins, self.staff.ends)

    def rng(self, *names: object) -> Random:
        """A random number generator of its own for each purpose."""
        return seeded(SEED, *names)

    def here(self, at: datetime) -> list[Employee]:
        """Who works there at that moment."""
        return [person for person in self.staff.people if person.is_here(at.date())]

    def moment_of(self, rng: Random, author: Employee, language: str) -> Moment:
        """Some moment while the author works there."""
        at = self.calendar.moment(rng, author.site, begins=author.start, ends=author.end)
        return Moment(at, language, self.phrases.facts(rng, self._progress(at)))

    def moment(self, rng: Random, language: str) -> Moment:
        """Some moment, whoever may be there."""
        at = self.calendar.moment(rng, "Lyon")
        return Moment(at, language, self.phrases.facts(rng, self._progress(at)))

    def said(
        self,
        post_id: str,
        place: Place,
        channel: str,
        author: Employee,
        text: str,
        *,
        language: str | None = None,
        subject: Subject | None = None,
        expert: Employee | None = None,
    ) -> Post:
        """A message at some moment while its author is there, its gaps filled; in their own language by default."""
        language = language or author.languages[0]
        moment = self.moment_of(self.rng(post_id), author, language)
        post = Post(post_id, place, "message", moment.at, author, language, "", channel)
        filled = self.filled(text, post, subject=subject, expert=expert, facts=moment.facts)
        return replace(post, text=filled, topic_id=subject.topic_id if subject else None)

    def filled(
        self,
        text: str,
        post: Post,
        *,
        part: str = "",
        subject: Subject | None = None,
        expert: Employee | None = None,
        facts: Facts | None = None,
    ) -> str:
        """A part of a post with its gaps filled."""
        return self.phrases.fill(
            text,
            seed=f"{post.post_id}/{part}",
            language=post.language,
            at=post.at,
            facts=facts or self.phrases.facts(self.rng(post.post_id, part), self._progress(post.at)),
            subject=subject,
            expert=expert,
        )

    def asker(self, rng: Random, subject: Subject, moment: Moment) -> Employee | None:
        """Somebody who does not know: most likely one who is interested, or works nearby; nobody if all know."""
        able = [
            p
            for p in self.here(moment.at)
            if moment.language in p.languages and not p.level(subject.topic_id)
        ]
        return _drawn(rng, able, lambda person: _curiosity(person, subject)) if able else None

    def answerers(self, rng: Random, subject: Subject, moment: Moment, asker: Employee) -> list[Employee]:
        """Who answers, the first one best: none if nobody who knows is there or speaks a language it is written in."""
        able = [
            person
            for person in self.here(moment.at)
            if person is not asker
            and person.level(subject.topic_id)
            and answer_language(person, subject, moment.language)
        ]
        if not able:
            return []
        first = _drawn(rng, able, lambda person: _readiness(person, subject))
        others = [person for person in able if person is not first]
        if not others or rng.random() > _SHARE_OF_SECOND_ANSWERS:
            return [first]
        return [first, _drawn(rng, others, lambda person: _readiness(person, subject))]

    def _progress(self, at: datetime) -> float:
        begins, ends = self.staff.begins, self.staff.ends
        return (at.date() - begins).days / max((ends - begins).days, 1)


def answer_language(person: Employee, subject: Subject, asked_in: str) -> str | None:
    """The language that somebody answers in: that of the question if they speak it, else one of theirs."""
    for language in (asked_in, *person.languages):
        if language in person.languages and language in subject.languages:
            return language
    return None


def _readiness(person: Employee, subject: Subject) -> float:
    """How likely somebody is to answer about a topic."""
    return _ANSWER_CHANCES[person.level(subject.topic_id)] * person.pace


def _curiosity(person: Employee, subject: Subject) -> float:
    """How likely somebody is to ask about a topic."""
    if subject.topic_id in person.asks:
        return 6.0 * person.pace
    return (1.0 if person.community == subject.community else 0.12) * person.pace


def _drawn(rng: Random, people: Sequence[Employee], weight: Callable[[Employee], float]) -> Employee:
    return rng.choices(people, [weight(person) for person in people])[0]
