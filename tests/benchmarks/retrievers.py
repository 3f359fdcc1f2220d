"""Documents found by the snapshot's arrays or by Neo4j's full-text index: the same people, as good, how fast?

    python -m tests.benchmarks.retrievers --home HOME --queries queries.tsv --qrels qrels.tsv [--source folder:NAME]

The home is loaded and indexed, in its embedded store. Its contents are copied to a Neo4j and published there (one is
started, unless ``--neo4j`` names one whose default database may be emptied), and the default ranker answers every
query both ways.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import numpy as np

from api.settings import Settings
from api.wiring import Wiring
from graph.evaluation.experiment import MAIN_MEASURE, Find, RankerFigures, evaluate
from graph.evaluation.judged_people import JudgedPeople
from graph.evaluation.trec_files import read_qrels, read_queries
from graph.expert_finder import ExpertFinder
from graph.model import Actor, Ranking
from graph.store.copying import copy_store
from graph.store.interface import GraphStore
from tests.benchmarks.store_writes import server
from tests.graph.store.places import neo4j_place

ACTOR = Actor("benchmark")
TOP = 10
LIMIT = 100


@click.command()
@click.option("--home", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--queries", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--qrels", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--source", help="Whose native identifiers the judgements use.")
@click.option("--neo4j", "url", help="A server whose default database is emptied; else one is started.")
@click.option("--json", "as_json", is_flag=True)
def main(home: Path, queries: Path, qrels: Path, source: str | None, url: str | None, as_json: bool) -> None:
    """Compare the two retrievers."""
    settings = Settings(home=home)
    with server(url) as address, tempfile.TemporaryDirectory() as folder:
        place = neo4j_place(Path(folder), address, None, None)
        with Wiring(settings).store() as embedded, closing(place.open()) as store:
            copy_store(embedded, store)
            judged = JudgedPeople(embedded.assignments(), source_id=source)
            finders = dict(both(settings.snapshots, store, judged))
            figures = evaluate(finders, read_queries(queries), judged.qrels(read_qrels(qrels)))
    result = {**{name: shown(each) for name, each in figures.items()}, f"top_{TOP}_overlap": overlap(figures)}
    click.echo(json.dumps(result) if as_json else "\n".join(f"{k}: {v}" for k, v in result.items()))


def both(snapshots: Path, store: GraphStore, judged: JudgedPeople) -> Iterator[tuple[str, Find]]:
    """The two ways to answer, by name."""
    arrays = ExpertFinder(snapshots)
    store.publish(arrays.published(actor=ACTOR))
    engine = ExpertFinder(snapshots, search=store.search_documents)
    for name, finder in (("snapshot", arrays), ("full-text index", engine)):

        def find(text: str, finder: ExpertFinder = finder) -> Ranking:
            return judged.ranking(finder.rank(text, actor=ACTOR, limit=LIMIT))

        yield name, find


def shown(figures: RankerFigures) -> dict[str, float]:
    """What is printed of one."""
    return {
        MAIN_MEASURE: round(figures.means[MAIN_MEASURE], 4),
        "p50_ms": round(figures.p50_ms, 2),
        "p95_ms": round(figures.p95_ms, 2),
    }


def overlap(figures: dict[str, RankerFigures]) -> float:
    """The mean share of the first ten people that both ways give, over queries with an answer."""
    one, other = (each.run for each in figures.values())
    shares = []
    for query_id, ranking in one.items():
        first, second = (
            {found.candidate_id for found in each.candidates[:TOP]} for each in (ranking, other[query_id])
        )
        if first:
            shares.append(len(first & second) / len(first))
    return round(float(np.mean(shares)), 3)


if __name__ == "__main__":
    main()
