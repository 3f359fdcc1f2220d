"""What the invented company talks about: topics with the problems, answers and rules of thumb that are written of them.

A topic stands in one of the files ``topics_*.toml``, by the community that works on it::

    [topic-id]
    label = { en, fr, the_fr } what it is called; in French also with its article
    query = { en, fr }        what an employee would ask; the same question in both languages
    synonym = "…"             a query without any of its usual words
    variants = ["…"]          how people write it in a hurry
    channel = "…"             where chat about it goes
    tips.en = ["…"]           what somebody who knows would say unasked
    mixed = ["…"]             posts in two languages at once
    commits = [{ subject, path, body }]
    [[topic-id.case]]         a problem: title, ask = { en, fr } and the answers fix.en, fix.fr

A topic whose cases are empty in one language is only ever written about in the other: it is found across languages
or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.demo.people import Employee, read_data

COMMUNITIES = ("run", "apps", "meter", "corporate", "market")
LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Case:
    """A problem that people have, and what helps."""

    title: Mapping[str, str]
    ask: Mapping[str, str]
    fixes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """A change to code, as its author would describe it."""

    subject: str
    path: str
    body: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic with all that is said about it."""

    topic_id: str
    community: str
    label: Mapping[str, str]
    query: Mapping[str, str]
    synonym: str | None
    variants: tuple[str, ...]
    channel: str
    tips: Mapping[str, tuple[str, ...]]
    mixed: tuple[str, ...]
    changes: tuple[Change, ...]
    cases: tuple[Case, ...]

    def name(self, language: str) -> str:
        """The label as it stands in a sentence, without what it has in parentheses."""
        return self.label[language].partition(" (")[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written about in."""
        return tuple(language for language in LANGUAGES if self.cases[0].fixes.get(language))

    def experts(self, people: Iterable[Employee], *, at_least: int = 2) -> list[Employee]:
        """Who knows it, best first, then in the order given."""
        known = [person for person in people if person.level(self.topic_id) >= at_least]
        return sorted(known, key=lambda person: -person.level(self.topic_id))


def read_subjects() -> tuple[Subject, ...]:
    """All topics, by community."""
    return tuple(
        _subject(topic_id, community, values)
        for community in COMMUNITIES
        for topic_id, values in read_data(f"topics_{community}.toml").items()
    )


def subjects_of(people: Iterable[Employee], subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    """The topics that some people can be asked about: one of them is an expert in it."""
    known = {topic_id for person in people for topic_id, level in person.knows.items() if level == 3}
    return tuple(subject for subject in subjects if subject.topic_id in known)


def _subject(topic_id: str, community: str, values: Mapping[str, Any]) -> Subject:
    tips = values["tips"]
    return Subject(
        topic_id,
        community,
        values["label"],
        values["query"],
        values.get("synonym"),
        tuple(values["variants"]),
        values["channel"],
        {language: tuple(tips[language]) for language in LANGUAGES if language in tips},
        tuple(values.get("mixed", ())),
        tuple(Change(**change) for change in values.get("commits", ())),
        tuple(_case(case) for case in values["case"]),
    )


def _case(values: Mapping[str, Any]) -> Case:
    fixes = {language: tuple(texts) for language, texts in values["fix"].items()}
    return Case(values["title"], values["ask"], fixes)
