"""The same answers from Neo4j: for organizations that run it, or have outgrown one machine."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreError
from graph.store.neo4j_database import Neo4jDatabase
from graph.store.statement_store import StatementStore
from graph.store.statements import Statements

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

    def _purge(self) -> None:
        self._database.checkpoint()
