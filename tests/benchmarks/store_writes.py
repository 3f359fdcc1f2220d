"""How fast rows get into Neo4j through the store, beside the bare driver that is sent the same batches.

    python -m tests.benchmarks.store_writes sqlite:///HOME/store.sqlite [--neo4j neo4j://127.0.0.1:7687] [--json]

Reads what a store holds (records, what the text stage found, assignments), and writes it to a Neo4j that is emptied
before each turn: once through the store, once with the driver alone, which sends the same rows with the same
statements and looks up nothing. Without ``--neo4j`` a server is started for it. A first turn of the driver, half as
long, is not counted: the server compiles as it runs. Then turns are taken in both orders.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import click
import neo4j

from graph.store.extractions import extraction_json
from graph.store.interface import GraphStore, open_store
from graph.store.neo4j_database import FORMAT
from graph.store.neo4j_store import STATEMENTS
from graph.store.rows import RECORD_KINDS, content_hash, record_id
from loaders.document import Document, Record, Source
from nlp.mention import Extraction
from tests.graph.store.neo4j_server import Neo4jServer

BATCH = 5_000
FINGERPRINT = "benchmark"


class Rows:
    """All rows of a store, in memory, so that reading them is not measured."""

    def __init__(self, store: GraphStore, fingerprint: str | None) -> None:
        self.by_source: list[tuple[Source, list[Record]]] = [
            (status.source, [r for kind in RECORD_KINDS for r in store.scan(kind, source_id=status.source.source_id)])
            for status in store.sources()
        ]  # fmt: skip
        found = store.extracted_documents(fingerprint) if fingerprint else iter(())
        by_hash = {document.text_hash: extraction for document, extraction in found if extraction}
        self.extractions: list[tuple[str, Extraction]] = sorted(by_hash.items(), key=lambda item: item[0])
        self.assignments = list(store.assignments())

    @property
    def n_rows(self) -> int:
        n_records = sum(len(records) for _, records in self.by_source)
        return n_records + len(self.extractions) + len(self.assignments)

    def batches(self) -> Iterator[tuple[Source, list[Record]]]:
        for source, records in self.by_source:
            for batch in batched(records):
                yield source, batch


def batched(items: list[Any]) -> Iterator[list[Any]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def through_the_store(store: GraphStore, rows: Rows) -> None:
    for source, batch in rows.batches():
        store.write(source, batch)
    for batch in batched(rows.extractions):
        store.write_extractions(FINGERPRINT, batch)
    store.write_assignments(rows.assignments)


def statements(rows: Rows) -> list[tuple[str, list[dict[str, Any]]]]:
    """What the bare driver sends: a statement and its rows, in order; made before anything is measured."""
    found = []
    for source, batch in rows.batches():
        for kind, names in RECORD_KINDS.items():
            encoded = [_row(source, record, names.id_column) for record in batch if isinstance(record, kind)]
            if encoded:
                found.append((f"write_{names.table}", encoded))
    texts = [
        {"fingerprint": FINGERPRINT, "text_hash": text_hash, "body": extraction_json(extraction)}
        for text_hash, extraction in rows.extractions
    ]
    found += [("write_extraction", batch) for batch in batched(texts)]
    found += [("write_assignment", [FORMAT.row(row) for row in batch]) for batch in batched(rows.assignments)]
    return found


def _row(source: Source, record: Any, id_column: str) -> dict[str, Any]:
    row = FORMAT.row(record) | {
        "source_id": source.source_id,
        "content_hash": content_hash(source, record),
        id_column: record_id(record),
    }
    return row | {"text_hash": record.text_hash} if isinstance(record, Document) else row


def with_the_bare_driver(driver: neo4j.Driver, sent: list[tuple[str, list[dict[str, Any]]]]) -> None:
    with driver.session() as session:
        for name, rows in sent:
            session.execute_write(
                lambda managed, n=name, r=rows: managed.run(STATEMENTS[n], rows=r).consume()
            )


def empty(driver: neo4j.Driver) -> None:
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


@contextmanager
def server(url: str | None) -> Iterator[str]:
    """The named server, or one of our own."""
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        own = Neo4jServer(Path(folder), for_measuring=True).start()
        try:
            yield own.url
        finally:
            own.stop()


def timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(rows: Rows, url: str) -> dict[str, list[float]]:
    """Seconds of each turn, by who wrote."""
    sent = statements(rows)
    seconds: dict[str, list[float]] = {"store": [], "driver": []}
    with ExitStack() as stack:
        driver = stack.enter_context(neo4j.GraphDatabase.driver(url))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        open_store(url, key_file=folder / "erasure.key").close()
        with_the_bare_driver(driver, sent[: len(sent) // 2])
        for turn in ("store", "driver", "driver", "store"):
            empty(driver)
            with closing(open_store(url, key_file=folder / "erasure.key")) as store:
                work = (
                    (lambda s=store: through_the_store(s, rows))
                    if turn == "store"
                    else (lambda: with_the_bare_driver(driver, sent))
                )
                seconds[turn].append(timed(work))
            click.echo(f"{turn}: {seconds[turn][-1]:.1f} s", err=True)
    return seconds


@click.command()
@click.argument("store")
@click.option("--fingerprint", help="Of the text stage whose findings are written, too.")
@click.option("--neo4j", "url", help="A server whose default database is emptied; else one is started.")
@click.option("--json", "as_json", is_flag=True)
def main(store: str, fingerprint: str | None, url: str | None, as_json: bool) -> None:
    """Measure writes of the rows of STORE, for instance sqlite:///HOME/store.sqlite."""
    with closing(open_store(store)) as source:
        rows = Rows(source, fingerprint)
    with server(url) as address:
        seconds = measure(rows, address)
    rate = {who: rows.n_rows / (sum(each) / len(each)) for who, each in seconds.items()}
    figures = {
        "rows": rows.n_rows,
        "seconds": {who: [round(turn, 2) for turn in each] for who, each in seconds.items()},
        "rows_per_second": {who: round(each) for who, each in rate.items()},
        "share": round(rate["store"] / rate["driver"], 3),
    }
    click.echo(json.dumps(figures) if as_json else "\n".join(f"{k}: {v}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
