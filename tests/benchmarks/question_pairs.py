"""Do French and English find the same people? Questions asked in both languages, and how alike the answers are.

    python -m tests.benchmarks.question_pairs [--home HOME] [--json]
    python -m tests.benchmarks.question_pairs --home HOME --english QUERIES.tsv --french QUERIES.tsv

The first asks the demonstration company for each topic twice: by its name, and in a whole sentence. The second asks any
collection the queries of two files that have the same ids. Prints a line a question (``=`` the same first five, ``~`` the
same five in another order) and means.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
from graph.evaluation.trec_files import read_queries
from graph.expert_finder import ExpertFinder

DEPTH = 5
PERSISTENCE = 0.8
"""Of rank-biased overlap: how likely a reader is to look at the next rank."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and who was found in English and in French."""

    question_id: str
    found: tuple[list[str], list[str]]

    @property
    def is_equal(self) -> bool:
        """The same people in the same order."""
        return self.found[0] == self.found[1]

    @property
    def mark(self) -> str:
        """``=``, ``~`` or blank."""
        return "=" if self.is_equal else "~" if set(self.found[0]) == set(self.found[1]) else " "


def overlap(first: Sequence[str], second: Sequence[str], depth: int = DEPTH) -> float:
    """The share of the first few that both lists have; 1 for two empty ones.

    Examples
    --------
    >>> overlap("abcde", "abxcy")
    0.6
    """
    most = max(len(first[:depth]), len(second[:depth]))
    return len(set(first[:depth]) & set(second[:depth])) / most if most else 1.0


def rank_biased_overlap(first: Sequence[str], second: Sequence[str], p: float = PERSISTENCE) -> float:
    """Overlap at every depth, early ranks counting more: ``A_k p^k + (1 − p)/p · Σ_d A_d p^d``.

    ``A_d`` is the overlap of the first ``d``; what lies below ``k`` is taken to agree as much as what is seen.

    References
    ----------
    .. [1] Webber, Moffat, Zobel, "A similarity measure for indefinite rankings", TOIS 28(4), 2010.
       https://doi.org/10.1145/1852102.1852106

    Examples
    --------
    >>> rank_biased_overlap("abcde", "abcde"), round(rank_biased_overlap("ab", "ba", p=0.5), 3)
    (1.0, 0.5)
    """
    agreement = [overlap(first, second, depth) * p**depth for depth in range(1, DEPTH + 1)]
    return agreement[-1] + (1 - p) / p * sum(agreement)


def ask_truth(home: Path) -> dict[str, list[Pair]]:
    """The demonstration company's questions, by how they are put; people by their id in its directory."""
    wiring = Wiring(Settings(home=home))
    with wiring.store() as store:
        directory_ids = {
            row.person_id: row.account_id.rpartition("/")[2]
            for row in store.assignments()
            if row.account_id.startswith("people:")
        }
    finder, questions = wiring.finder(), truth()

    def pair(question: Question, text: Mapping[str, str]) -> Pair:
        people = [_found(finder, text[language]) for language in ("en", "fr")]
        named = [[directory_ids.get(person, person) for person in found] for found in people]
        return Pair(question.topic_id, (named[0], named[1]))

    return {
        "names": [pair(question, question.name) for question in questions],
        "sentences": [pair(question, question.text) for question in questions],
    }


def ask_files(home: Path, english: Path, french: Path) -> dict[str, list[Pair]]:
    """The queries of two files in any collection."""
    finder = Wiring(Settings(home=home)).finder()
    asked = read_queries(english), read_queries(french)
    pairs = [
        Pair(query_id, (_found(finder, asked[0][query_id]), _found(finder, asked[1][query_id])))
        for query_id in asked[0]
    ]
    return {"queries": pairs}


def _found(finder: ExpertFinder, text: str) -> list[str]:
    found = finder.rank(text, actor=COMMAND_LINE, limit=DEPTH)
    return [candidate.candidate_id for candidate in found.candidates]


def summary(pairs: list[Pair]) -> dict[str, float]:
    """How alike the answers in both languages are."""
    return {
        "pairs": len(pairs),
        "same top five": sum(pair.is_equal for pair in pairs),
        "same five, any order": sum(pair.mark != " " for pair in pairs),
        "overlap of five": sum(overlap(*pair.found) for pair in pairs) / len(pairs),
        "rank-biased overlap": sum(rank_biased_overlap(*pair.found) for pair in pairs) / len(pairs),
    }


def expert_shares(pairs: list[Pair]) -> dict[str, float]:
    """How often an expert of the demonstration company is among the first, over all questions and languages."""
    experts = {question.topic_id: question.experts for question in truth()}
    answers = [(found, experts[pair.question_id]) for pair in pairs for found in pair.found]
    return {
        f"expert in top {depth}": sum(not set(named).isdisjoint(found[:depth]) for found, named in answers)
        / len(answers)
        for depth in (1, 3, 5)
    }


@click.command()
@click.option(
    "--home", type=click.Path(exists=True, path_type=Path), help="filled by `whoknows demo`; else a new one"
)
@click.option("--english", type=click.Path(exists=True, path_type=Path), help="queries: id, tab, text")
@click.option("--french", type=click.Path(exists=True, path_type=Path), help="the same queries in French")
@click.option("--json", "as_json", is_flag=True)
def main(home: Path | None, english: Path | None, french: Path | None, as_json: bool) -> None:
    """Ask questions in French and in English."""
    with TemporaryDirectory() as folder:
        if home is None:
            home = Path(folder)
            fill_home(Settings(home=home))
        asked = ask_files(home, english, french) if english and french else ask_truth(home)
    of_company = not (english and french)
    figures = {
        put: {**summary(pairs), **(expert_shares(pairs) if of_company else {})}
        for put, pairs in asked.items()
    }
    if as_json:
        click.echo(json.dumps(figures))
        return
    staff = {person.person_id: person for person in read_staff().people} if of_company else {}
    for put, pairs in asked.items():
        click.echo(f"── {put}")
        for pair in pairs:
            lists = " | ".join(_named(found, pair.question_id, staff) for found in pair.found)
            click.echo(f"{pair.mark} {pair.question_id:26} {lists}")
        click.echo("\n".join(f"{name}: {value:.3g}" for name, value in figures[put].items()))


def _named(found: list[str], topic_id: str, staff: Mapping[str, Employee]) -> str:
    """Names with how well each knows the topic."""
    return ", ".join(
        f"{staff[person].family} {staff[person].level(topic_id)}" if person in staff else person
        for person in found
    )


if __name__ == "__main__":
    main()
