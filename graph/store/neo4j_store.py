"""The same answers from Neo4j: for organizations that run it, or have outgrown one machine."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.errors import ErasedMeanwhileError, NotFoundError, StoreError
from graph.store.engine import batched
from graph.store.interface import Decision, PublishedPart, WriteCounts
from graph.store.neo4j_database import BATCH_ROWS, Neo4jDatabase
from graph.store.rows import RECORD_KINDS
from graph.store.statement_store import StatementStore
from graph.store.statements import Statements
from loaders.checkpoint import Cursor
from loaders.document import Record, Source

SPECIAL = re.compile(r'[-+&|!(){}\[\]^"~*?:\\/]')
"""Signs of the full-text query language."""
ROWS_AT_ONCE = 5_000
STATEMENTS = Statements(Path(__file__).parent / "cypher")


class Neo4jStore(StatementStore):
    """A store in a database of its own on a Neo4j server; ``README.md`` tells of its labels and types.

    Several processes may write at once: those that load the same source wait for each other.

    Parameters
    ----------
    url
        The server; see :class:`graph.store.neo4j_database.Neo4jDatabase`.
    key_file
        Where the key of erasures lies. It must be the same for all who load.
    user, password, database
        Whom to connect as, and to which database.
    """

    def __init__(
        self,
        url: str,
        *,
        key_file: Path,
        user: str | None = None,
        password: str | None = None,
        database: str | None = None,
    ) -> None:
        self._database = Neo4jDatabase(url, STATEMENTS, user=user, password=password, database=database)
        super().__init__(url, self._database, key_file=key_file)

    def backup(self, target: Path) -> None:
        """Refused: the server has its own ways."""
        raise StoreError(
            f"found a backup of {self.url} to {target}, expected an embedded store: back up a Neo4j server with "
            "neo4j-admin, or copy it with: whoknows store copy"
        )

    def write(
        self, source: Source, records: Sequence[Record], *, cursor: Cursor | None = None
    ) -> WriteCounts:
        """Store records and the cursor in one transaction; once more if somebody was erased meanwhile."""
        while True:
            with contextlib.suppress(ErasedMeanwhileError):
                return super().write(source, records, cursor=cursor)

    def forget_source(self, source_id: str) -> WriteCounts:
        """Remove a source and everything derived from it alone.

        It takes many transactions, the source itself going last: if it is interrupted, it can be run again.
        """
        if source_id not in {status.source.source_id for status in self.sources()}:
            raise NotFoundError(f"there is no source {source_id!r}")
        removed = Counter(
            {
                record_type.__name__: self._repeated(f"forget_{kind.table}", source_id=source_id)
                for record_type, kind in RECORD_KINDS.items()
            }
        )
        removed["Extraction"] += self._repeated("remove_all_orphaned_extractions")
        removed["Assignment"] += self._database.write(lambda t: t.run("remove_orphaned_assignments"))
        self._database.write(lambda t: t.run("retire_unsupported"))
        removed.update(super().forget_source(source_id).removed)
        return WriteCounts(removed=dict(+removed))

    def _repeated(self, name: str, **parameters: Any) -> int:
        """Run a statement that changes some rows until there are none left; how many there were."""
        total = 0
        while n := self._database.write(lambda t: t.run(name, page_size=ROWS_AT_ONCE, **parameters)):
            total += n
        return total

    def publish(self, parts: Iterable[PublishedPart]) -> dict[str, int]:
        """Write what follows from the records beside them; what an earlier publication left goes last.

        It takes many transactions. If it is interrupted, both publications stand until it is run again.
        """
        write = self._database.write
        publication = write(lambda transaction: transaction.rows("begin_publication")[0]["publication"])
        written = {
            name: sum(self._publish_batch(name, batch, publication) for batch in batched(rows, BATCH_ROWS))
            for name, rows in parts
        }
        self._repeated("retire_relationships", publication=publication)
        write(lambda transaction: transaction.run("retire_nodes", publication=publication))
        return written

    def record_decision(self, decision: Decision) -> None:
        """Append a decision; who hides is taken out of what was published at once."""
        super().record_decision(decision)
        if decision.kind == "hide":
            self._database.write(lambda t: t.run("unpublish_person", person_id=decision.person_id))

    def search_documents(self, terms: Sequence[tuple[str, float]], limit: int) -> list[tuple[str, float]]:
        """Documents with any of the published terms, by id with the index's score; best first, ties by id.

        A server that is away is not waited for.
        """
        query = " ".join(f"{_literal(term)}^{weight:.4f}" for term, weight in terms)
        rows = self._database.rows_or_fail("search_documents", query=query, limit=limit) if terms else ()
        return [(row["document_id"], row["score"]) for row in rows]

    def _publish_batch(self, name: str, rows: list[Mapping[str, Any]], publication: int) -> int:
        return self._database.write(lambda t: t.run(f"publish_{name}", rows=rows, publication=publication))

    def _purge(self) -> None:
        self._database.checkpoint()


def _literal(term: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", term)
