"""``whoknows evaluate experts``: how good the answers are, measured against judgements."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured, profile_option

if TYPE_CHECKING:
    from api.settings import Settings
    from api.wiring import Wiring
    from graph.evaluation.experiment import RankerFigures
    from graph.evaluation.judged_people import JudgedPeople
    from graph.model import Ranking

LIMIT = 100
"""People asked for: as deep as the deepest measure looks."""

input_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--queries", "queries_file", required=True, type=input_file, help="Lines: query id, tab, text.")
@click.option(
    "--qrels", "qrels_file", required=True, type=input_file, help="Lines: query id, 0, person, level."
)
@click.option(
    "--source", help="The loaded source whose own ids the judgements use, as `whoknows sources` names it."
)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="An evidence folder to load into a temporary home first; its ids are those of the judgements.",
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help='"Now" (default: the newest document\'s date).'
)
@click.option(
    "--ranker", "rankers", multiple=True, help="Only this ranker, besides the default; may be repeated."
)
@click.option(
    "--run-out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write TREC runs to."
)
@profile_option
@configured("profile")
def experts(
    queries_file: Path,
    qrels_file: Path,
    source: str | None,
    folder: Path | None,
    as_of: datetime | None,
    rankers: tuple[str, ...],
    run_out: Path | None,
    *,
    wiring: Wiring,
    as_json: bool,
) -> None:
    """Ask every ranker the queries, and compare with the judgements.

    The answers are those of `whoknows find`: people who have left are not offered, and where nothing matches well
    nobody is. Judgements name people by their id in --source or in --folder; without either, by account or person id.

    \b
    Example:
      whoknows evaluate experts --folder office/ --queries office/queries.tsv --qrels office/qrels.tsv
    """
    from graph.evaluation.experiment import evaluate as measure
    from graph.evaluation.trec_files import read_qrels, read_queries, write_run

    if source and folder:
        raise click.UsageError("--source and --folder exclude each other")
    queries, qrels = read_queries(queries_file), read_qrels(qrels_file)
    names = _named(rankers)
    with _prepared(wiring, folder, source) as (judged_wiring, people):
        finders = _finders(judged_wiring, people, names, as_of and as_of.replace(tzinfo=UTC))
        figures = measure(finders, queries, people.qrels(qrels))
        n_strangers = people.strangers(qrels)
    if run_out:
        run_out.mkdir(parents=True, exist_ok=True)
        for name, each in figures.items():
            write_run(run_out / f"{name}.run", each.run)
    n_queries = len(qrels.keys() & queries.keys())
    _report(figures, n_queries, n_strangers, as_json=as_json)


def _named(rankers: Sequence[str]) -> list[str]:
    from graph.errors import UnknownRankerError
    from graph.ranking.ranker import DEFAULT_RANKER, RANKERS

    unknown = [name for name in rankers if name not in RANKERS]
    if unknown:
        raise UnknownRankerError(f"found no ranker {unknown[0]!r}, expected one of {', '.join(RANKERS)}")
    return [name for name in RANKERS if not rankers or name in rankers or name == DEFAULT_RANKER]


@contextmanager
def _prepared(
    wiring: Wiring, folder: Path | None, source: str | None
) -> Iterator[tuple[Wiring, JudgedPeople]]:
    """The home to ask, and who is who in it."""
    from api.cli.source_names import source_named
    from graph.evaluation.judged_people import JudgedPeople

    if folder is None:
        with wiring.store() as store:
            people = JudgedPeople(store.assignments(), source_id=source and source_named(store, source))
        yield wiring, people
        return
    with _loaded(wiring.settings, folder) as (temporary, source_id):
        with temporary.store() as store:
            people = JudgedPeople(store.assignments(), source_id=source_id)
        yield temporary, people


@contextmanager
def _loaded(settings: Settings, folder: Path) -> Iterator[tuple[Wiring, str]]:
    """A home with an evidence folder in it, for as long as the ``with`` block lasts."""
    from api.cli.progress import watched
    from api.wiring import Wiring
    from graph import ingest
    from loaders.registry import open_loader

    loader = open_loader(f"folder:{folder}")
    with tempfile.TemporaryDirectory(prefix="whoknows-evaluate-") as home:
        wiring = Wiring(settings.model_copy(update={"home": Path(home), "store": ""}))
        with wiring.writing() as store:
            with watched(f"loading {loader.source.source_id}") as progress:
                ingest.load(store, loader, progress=progress)
            wiring.refresh(store, monitor=watched)
        yield wiring, loader.source.source_id


def _finders(
    wiring: Wiring, people: JudgedPeople, names: Sequence[str], as_of: datetime | None
) -> dict[str, Callable[[str], Ranking]]:
    from api.access import COMMAND_LINE

    finder = wiring.finder()

    def asking(name: str) -> Callable[[str], Ranking]:
        def find(query: str) -> Ranking:
            found = finder.rank(query, actor=COMMAND_LINE, limit=LIMIT, ranker=name, as_of=as_of)
            return people.ranking(found)

        find("")  # fits the ranker, so that no query is charged for it
        return find

    return {name: asking(name) for name in names}


def _report(figures: Mapping[str, RankerFigures], n_queries: int, n_strangers: int, *, as_json: bool) -> None:
    from api.cli.printing import print_json

    if as_json:
        rankers = {name: _as_dict(name, figures) for name in figures}
        print_json({"queries": n_queries, "rankers": rankers})
    else:
        _print(figures, n_queries, n_strangers)


def _as_dict(name: str, figures: Mapping[str, RankerFigures]) -> dict[str, Any]:
    from graph.evaluation.experiment import compare
    from graph.ranking.ranker import BASELINES, DEFAULT_RANKER

    own = figures[name]
    compared = None if name == DEFAULT_RANKER else compare(figures[DEFAULT_RANKER], own)
    return {
        "default": name == DEFAULT_RANKER,
        "baseline": name in BASELINES,
        **own.means,
        "nDCG@10_interval": list(own.interval),
        "default_is_better_by": compared and compared.difference,
        "p_value": compared and compared.p_value,
        "p50_ms": own.p50_ms,
        "p95_ms": own.p95_ms,
    }


def _print(figures: Mapping[str, RankerFigures], n_queries: int, n_strangers: int) -> None:
    from api.cli.printing import print_table
    from graph.evaluation.experiment import MAIN_MEASURE, MEASURES

    rows = {name: _as_dict(name, figures) for name in figures}
    best_first = sorted(rows, key=lambda name: (-rows[name][MAIN_MEASURE], name))
    print_table(
        ("ranker", "", *MEASURES, "p50 ms", "p95 ms", "default better by", "p"),
        (
            (
                name,
                "default" if row["default"] else "baseline" if row["baseline"] else "",
                *(row[measure] for measure in MEASURES),
                row["p50_ms"],
                row["p95_ms"],
                row["default_is_better_by"],
                row["p_value"],
            )
            for name in best_first
            for row in (rows[name],)
        ),
    )
    click.echo(
        f"{n_queries:,} judged queries; p: paired randomization test of {MAIN_MEASURE} against the default"
    )
    if n_strangers:
        click.echo(
            f"{n_strangers:,} judged people are not in the source: nobody can find them, which counts as missed"
        )
