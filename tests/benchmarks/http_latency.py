"""How long an answer takes over HTTP, and how much memory a worker has of its own.

    python -m tests.benchmarks.http_latency --home HOME --queries queries.tsv [--workers 1] [--json]

Starts ``whoknows serve`` on a loaded home, asks every query once from one client over one connection, and prints the
latency, the processor time that the workers took for a query (which does not grow when the machine has other work)
and, by ``smaps_rollup``, the private memory of each worker afterwards.
"""

from __future__ import annotations

import http.client
import json
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import click
import numpy as np

from tests.api.service import Service, served


@click.command()
@click.option("--home", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--queries", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--workers", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(home: Path, queries: Path, workers: int, as_json: bool) -> None:
    """Measure ``GET /api/v1/experts``."""
    texts = query_texts(queries)
    with served(home, "--workers", str(workers)) as service, closing(connected(service)) as connection:
        before = processor_seconds(service)
        milliseconds = [timed_answer(connection, text)[0] for text in texts]
        figures = {
            "queries": len(texts),
            "p50_ms": round(float(np.percentile(milliseconds, 50)), 2),
            "p95_ms": round(float(np.percentile(milliseconds, 95)), 2),
            "max_ms": round(max(milliseconds), 2),
            "cpu_ms": round(1000 * (processor_seconds(service) - before) / len(texts), 2),
            "private_mb": [round(private_bytes(pid) / 1e6, 1) for pid in service.workers()],
        }
    click.echo(json.dumps(figures) if as_json else "\n".join(f"{k}: {v}" for k, v in figures.items()))


def query_texts(queries: Path) -> list[str]:
    """The queries of a file of identifiers and texts."""
    return [line.split("\t", 1)[1] for line in queries.read_text(encoding="utf-8").splitlines() if line]


def connected(service: Service) -> http.client.HTTPConnection:
    """A connection that was used once, so that opening it is not measured."""
    connection = http.client.HTTPConnection(urlsplit(service.url).netloc)
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    return connection


def timed_answer(connection: http.client.HTTPConnection, text: str) -> tuple[float, bytes]:
    """Milliseconds from request to the whole answer, and the answer."""
    began = time.perf_counter()
    connection.request("GET", f"/api/v1/experts?{urlencode({'q': text[:1000]})}")
    response = connection.getresponse()
    body = response.read()
    milliseconds = (time.perf_counter() - began) * 1000
    if response.status != 200:
        raise click.ClickException(f"{text!r}: {response.status} {body[:300]!r}")
    return milliseconds, body


def processor_seconds(service: Service) -> float:
    """What all threads of all workers have used until now."""
    nanoseconds = sum(
        int(thread.read_text().split()[0])
        for pid in service.workers()
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat")
    )
    return nanoseconds / 1e9


def private_bytes(pid: int) -> int:
    """Memory that a process shares with nobody."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


if __name__ == "__main__":
    main()
