"""Does it matter for an answer where the records are kept? The same questions to two services, in turn.

    python -m tests.benchmarks.store_latency --home HOME --queries queries.tsv [--neo4j neo4j://127.0.0.1:7687] [--json]

HOME is loaded and indexed, in its embedded store. Its records are copied to a Neo4j (one is started, unless
``--neo4j`` names one whose default database may be emptied), and a second home is indexed from there. Then
``whoknows serve`` runs on both, a worker each, and every query is put to one and at once to the other, the first of
the two changing; a first turn is not counted, and each query's figure is the median of its turns. Printed are latency
and processor time of each, their ratios, and how many answers differed in anything but the date of the index.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import ExitStack, closing
from itertools import product
from pathlib import Path

import click
import numpy as np

from api.settings import FILE_NAME, Settings, load_settings
from api.wiring import Wiring
from graph.store.copying import copy_store
from tests.api.service import Service, served
from tests.benchmarks.http_latency import connected, processor_seconds, query_texts, timed_answer
from tests.benchmarks.store_writes import server
from tests.graph.store.places import neo4j_place

EMBEDDED, SERVER = "sqlite", "neo4j"


@click.command()
@click.option("--home", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--queries", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--turns", default=5, show_default=True, help="How often each query is counted.")
@click.option("--neo4j", "url", help="A server whose default database is emptied; else one is started.")
@click.option("--json", "as_json", is_flag=True)
def main(home: Path, queries: Path, turns: int, url: str | None, as_json: bool) -> None:
    """Compare answers of two homes whose records are kept in SQLite and in Neo4j."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        other_home = moved(load_settings(home=home), folder, stack.enter_context(server(url)))
        services = {
            EMBEDDED: stack.enter_context(served(home, "--workers", "1")),
            SERVER: stack.enter_context(served(other_home, "--workers", "1")),
        }
        result = compared(services, query_texts(queries), turns)
    click.echo(json.dumps(result) if as_json else "\n".join(f"{k}: {v}" for k, v in result.items()))


def moved(settings: Settings, folder: Path, url: str) -> Path:
    """A second home with the same settings and records, its store at ``url``, and an index built from there."""
    place = neo4j_place(folder, url, None, None)
    home = folder / "home"
    shutil.copytree(
        settings.home, home, ignore=shutil.ignore_patterns("store.sqlite*", "snapshots", FILE_NAME)
    )
    kept = {"profile": settings.profile, "languages": settings.languages, "store": place.url}
    (home / FILE_NAME).write_text("".join(f"{name} = {_toml(value)}\n" for name, value in kept.items()))
    wiring = Wiring(load_settings(home=home))
    with Wiring(settings).store() as embedded, wiring.writing() as store:
        copy_store(embedded, store)
        wiring.refresh(store, rebuild=True)
    return home


def _toml(value: str | tuple[str, ...]) -> str:
    return json.dumps(value)


def compared(services: dict[str, Service], texts: list[str], turns: int) -> dict[str, object]:
    """Figures of each service and the ratio of the second's to the first's."""
    measured: dict[str, list[list[tuple[float, float]]]] = {name: [[] for _ in texts] for name in services}
    n_different = 0
    with ExitStack() as stack:
        connections = {name: stack.enter_context(closing(connected(each))) for name, each in services.items()}
        for turn, (number, text) in product(range(turns + 1), enumerate(texts)):
            answers = []
            for name in sorted(services, reverse=(turn + number) % 2 == 0):
                before = processor_seconds(services[name])
                wall, body = timed_answer(connections[name], text)
                cpu = 1000 * (processor_seconds(services[name]) - before)
                answers.append(_without_date(body))
                if turn:
                    measured[name][number].append((wall, cpu))
            n_different += turn == 0 and answers[0] != answers[1]
    figures = {name: shown(measured[name]) for name in services}
    ratios = {key: round(figures[SERVER][key] / figures[EMBEDDED][key], 3) for key in figures[SERVER]}
    return {"queries": len(texts), **figures, "ratio": ratios, "different_answers": n_different}


def _without_date(body: bytes) -> object:
    answer = json.loads(body)
    del answer["coverage"]["indexed_at"]
    return answer


def shown(measured: list[list[tuple[float, float]]]) -> dict[str, float]:
    """What is printed of one service: percentiles over the queries, of each query's median."""
    medians = np.median(np.array(measured), axis=1)
    return {
        f"{kind}p{percent}_ms": round(float(np.percentile(medians[:, column], percent)), 2)
        for column, kind in enumerate(("", "cpu_"))
        for percent in (50, 95)
    }


if __name__ == "__main__":
    main()
