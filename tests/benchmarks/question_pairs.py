"""Do French and English find the same people? The demonstration company's questions asked in both languages.

    python -m tests.benchmarks.question_pairs [--home HOME] [--json]

Each topic is asked for twice: by its name, and in a whole sentence, whose other words no list of topics translates.
Prints a line a question (``=`` the same first five, ``~`` the same five in another order) and the shares over all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from api.access import COMMAND_LINE
from api.demo import Question, read_staff, truth
from api.demo.home import fill_home
from api.demo.people import Employee
from api.settings import Settings
from api.wiring import Wiring

DEPTH = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and who was found, by ``person_id`` of the directory, in English and in French."""

    question: Question
    found: tuple[list[str], list[str]]

    @property
    def is_equal(self) -> bool:
        """The same people in the same order."""
        return self.found[0] == self.found[1]

    @property
    def mark(self) -> str:
        """``=``, ``~`` or blank."""
        return "=" if self.is_equal else "~" if set(self.found[0]) == set(self.found[1]) else " "

    def n_with_expert(self, depth: int) -> int:
        """In how many of the two languages an expert is among the first."""
        return sum(any(person in self.question.experts for person in found[:depth]) for found in self.found)


def ask(home: Path) -> dict[str, list[Pair]]:
    """Every question in both languages, by how it is put."""
    wiring = Wiring(Settings(home=home))
    with wiring.store() as store:
        directory_ids = {
            row.person_id: row.account_id.rpartition("/")[2]
            for row in store.assignments()
            if row.account_id.startswith("people:")
        }
    finder = wiring.finder()

    def found(text: str) -> list[str]:
        people = finder.find(text, actor=COMMAND_LINE, limit=DEPTH).people
        return [directory_ids.get(hit.person.person_id, hit.person.name) for hit in people]

    def pair(question: Question, text: Mapping[str, str]) -> Pair:
        return Pair(question, (found(text["en"]), found(text["fr"])))

    questions = truth()
    return {
        "names": [pair(question, question.name) for question in questions],
        "sentences": [pair(question, question.text) for question in questions],
    }


def summary(pairs: list[Pair]) -> dict[str, float]:
    """Shares over all questions and languages."""
    n_asked = 2 * len(pairs)
    return {
        "pairs": len(pairs),
        "same top five": sum(pair.is_equal for pair in pairs),
        "same five, any order": sum(pair.mark != " " for pair in pairs),
        "expert first": sum(pair.n_with_expert(1) for pair in pairs) / n_asked,
        "expert in top three": sum(pair.n_with_expert(3) for pair in pairs) / n_asked,
        "expert in top five": sum(pair.n_with_expert(5) for pair in pairs) / n_asked,
    }


@click.command()
@click.option(
    "--home", type=click.Path(exists=True, path_type=Path), help="filled by `whoknows demo`; else a new one"
)
@click.option("--json", "as_json", is_flag=True)
def main(home: Path | None, as_json: bool) -> None:
    """Ask the demonstration company's questions in French and in English."""
    with TemporaryDirectory() as folder:
        if home is None:
            home = Path(folder)
            fill_home(Settings(home=home))
        asked = ask(home)
    if as_json:
        click.echo(json.dumps({put: summary(pairs) for put, pairs in asked.items()}))
        return
    staff = {person.person_id: person for person in read_staff().people}
    for put, pairs in asked.items():
        click.echo(f"── {put}")
        for pair in pairs:
            lists = " | ".join(_named(found, pair.question, staff) for found in pair.found)
            click.echo(f"{pair.mark} {pair.question.topic_id:26} {lists}")
        click.echo("\n".join(f"{name}: {value:.3g}" for name, value in summary(pairs).items()))


def _named(found: list[str], question: Question, staff: dict[str, Employee]) -> str:
    """Names with how well each knows the topic."""
    return ", ".join(
        f"{staff[person].family} {staff[person].level(question.topic_id)}" if person in staff else person
        for person in found
    )


if __name__ == "__main__":
    main()
