"""What is true about the invented company: who knows what, as queries with judgements, and which accounts are whose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.demo.exports import questions
from api.demo.people import Employee, Staff, read_staff
from api.demo.topics import LANGUAGES, Subject, read_subjects, subjects_of

DIRECTORY = "valmere"
"""The name of the people's source."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody would ask in both languages, and who should be named."""

    topic_id: str
    name: Mapping[str, str]
    """What the topic is called, by language: the shortest question."""
    text: Mapping[str, str]
    """A whole question, by language."""
    levels: Mapping[str, int]
    """By ``person_id``: 3 for an expert, 2 for who knows it well. People who left or are hidden are not among them."""

    @property
    def experts(self) -> tuple[str, ...]:
        """Those who know it best."""
        best = max(self.levels.values())
        return tuple(person_id for person_id, level in self.levels.items() if level == best)


def truth(staff: Staff | None = None) -> tuple[Question, ...]:
    """A question a topic, for the whole company or some of its people."""
    staff = staff or read_staff()
    people = [person for person in staff.people if _may_be_named(person, staff)]
    return tuple(_question(subject, people) for subject in subjects_of(people, read_subjects()))


def write_truth(folder: Path, questions: Sequence[Question]) -> None:
    """``queries.tsv`` in both languages, ``queries_en.tsv``, ``queries_fr.tsv``, and ``qrels.txt`` in TREC's form."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, languages in {"queries": LANGUAGES, "queries_en": ["en"], "queries_fr": ["fr"]}.items():
        rows = [f"{q.topic_id}-{lang}\t{q.text[lang]}" for q in questions for lang in languages]
        _write(folder / f"{name}.tsv", rows)
    _write(
        folder / "qrels.txt",
        [
            f"{question.topic_id}-{language} 0 {person_id} {level - 1}"
            for question in questions
            for language in LANGUAGES
            for person_id, level in sorted(question.levels.items())
        ],
    )


def linked_accounts(staff: Staff | None = None) -> tuple[tuple[str, ...], ...]:
    """Accounts that are one person though no certain rule says so: what somebody in the company would decide."""
    staff = staff or read_staff()
    return tuple(
        (f"people:{DIRECTORY}/{person.person_id}", questions.account_id(person))
        for person in staff.people
        if person.person_id not in questions.LONERS
    )


def _may_be_named(person: Employee, staff: Staff) -> bool:
    return person.is_here(staff.ends) and person.visibility != "hidden"


def _question(subject: Subject, people: Iterable[Employee]) -> Question:
    experts = subject.experts(people)
    levels = {person.person_id: person.level(subject.topic_id) for person in experts}
    name = {language: subject.name(language) for language in LANGUAGES}
    return Question(subject.topic_id, name, subject.query, levels)


def _write(file: Path, rows: Iterable[str]) -> None:
    file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")
