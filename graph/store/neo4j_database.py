"""One database of a Neo4j server: connected to once a process, brought to the current schema, read and written.

Every statement runs in a managed transaction: the driver tries again, for a while, what failed for a passing reason (a
deadlock, a new leader, a connection that broke), so whatever runs in one may run twice. The driver is made at the
first use in each process and never shared with a child. Reads are routed to any member of a cluster and see what this
process has written, and what others had written when it opened the store (bookmarks).
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import Any, LiteralString

import neo4j

from graph.errors import StoreError, StoreVersionError
from graph.store.engine import Result, Transaction, batched, read_pages
from graph.store.neo4j_errors import refusal, store_error
from graph.store.rows import RowFormat
from graph.store.statements import Statements

logger = logging.getLogger(__name__)

OLDEST_SERVER = (5, 26)
DRIVER_SETTINGS: dict[str, Any] = {
    "connection_timeout": 5.0,
    "connection_acquisition_timeout": 15.0,
    "max_transaction_retry_time": 30.0,  # a cluster that loses its leader needs a while to choose another
    "max_connection_pool_size": 16,
    "liveness_check_timeout": 60.0,
    "notifications_min_severity": "OFF",
    "telemetry_disabled": True,
    "user_agent": "whoknows",
}
PAGE_SIZE = 1_000
BATCH_ROWS = 2_000
LEAVE_ORPHANS = ("remove_", "forget_", "write_assignment")
"""Statements after which a placeholder may be named by nothing any more."""

FORMAT = RowFormat(
    encoders={"instant": lambda value: value.astimezone(UTC), "list": list},
    decoders={
        "instant": lambda value: value.to_native().astimezone(UTC),
        "day": lambda value: value.to_native(),
        "list": tuple,
    },
)
"""How fields are written here: Neo4j's own dates and lists, so that people can ask for them."""


class Neo4jDatabase:
    """A database: an :class:`graph.store.engine.Engine`.

    Parameters
    ----------
    url
        ``neo4j://host:port``, ``neo4j+s://…`` for an encrypted connection, ``bolt://…`` for one server and no routing.
    statements
        The named statements.
    user, password
        Whom to connect as; without a user, the server must not ask.
    database
        Its name; the server's default database if not given.
    """

    format = FORMAT

    def __init__(
        self,
        url: str,
        statements: Statements,
        *,
        user: str | None = None,
        password: str | None = None,
        database: str | None = None,
    ) -> None:
        self.url = url
        self.statements = statements
        self._auth = neo4j.basic_auth(user, password or "") if user else None
        self._database = database
        self._connected: neo4j.Driver | None = None
        self._connected_by = 0
        self._closed = False
        try:
            self._set_up()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close this process's connections."""
        if self._connected is not None and self._connected_by == os.getpid():
            self._connected.close()
        self._connected = None
        self._closed = True

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────
    def rows(self, name: str, /, **parameters: Any) -> Sequence[neo4j.Record]:
        """All rows of a statement that has few."""
        with self._translated():
            found = self._driver().execute_query(
                self.statements[name],
                parameters,
                database_=self._database,
                routing_=neo4j.RoutingControl.READ,
            )
        return found.records

    def rows_or_fail(self, name: str, /, **parameters: Any) -> Sequence[neo4j.Record]:
        """The rows of :meth:`rows`, tried once: for whoever would rather do without them than wait."""
        with self._translated(), self._session(default_access_mode=neo4j.READ_ACCESS) as session:
            return list(session.run(self.statements[name], parameters))

    def pages(self, name: str, /, **parameters: Any) -> Iterator[Sequence[neo4j.Record]]:
        """A statement's rows, a page and a transaction at a time."""
        return read_pages(self.rows, name, page_size=PAGE_SIZE, **parameters)

    # ── writing ───────────────────────────────────────────────────────────────────────────────────────────
    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """One transaction; the function is called again when it failed for a passing reason."""

        def attempt(managed: neo4j.ManagedTransaction) -> Result:
            transaction = Neo4jTransaction(managed, self.statements)
            result = work(transaction)
            transaction.finish()
            return result

        with self._translated(), self._session() as session:
            return session.execute_write(attempt)

    # ── life ──────────────────────────────────────────────────────────────────────────────────────────────
    def schema_version(self) -> int:
        """The version of the schema, as stored; 0 before the first."""
        return int(self.rows("state")[0]["schema_version"] or 0)

    def tidy(self) -> None:
        """Remove placeholders that nothing names any more."""
        self.write(lambda transaction: transaction.run("remove_orphaned_placeholders"))

    def checkpoint(self) -> None:
        """Ask the server to move its logs into its files, where it can be asked: Community Edition cannot."""
        try:
            with self._session() as session:
                session.run(self.statements["checkpoint"]).consume()
        except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError) as error:
            logger.info("no checkpoint: %s", error)

    def _driver(self) -> neo4j.Driver:
        if self._closed:
            raise StoreError(f"the store {self.url} is closed")
        if self._connected is None or self._connected_by != os.getpid():
            self._connected = neo4j.GraphDatabase.driver(self.url, auth=self._auth, **DRIVER_SETTINGS)
            self._connected_by = os.getpid()
        return self._connected

    def _session(self, **config: Any) -> neo4j.Session:
        driver = self._driver()
        bookmarks = driver.execute_query_bookmark_manager
        return driver.session(database=self._database, bookmark_manager=bookmarks, **config)

    def _set_up(self) -> None:
        stored, newest = self._identify(), self._newest_version()
        if stored > newest:
            raise StoreVersionError(
                f"{self.url} has schema version {stored}, this program knows versions up to {newest}: "
                "use the newer program that wrote it, or load the sources into a new store"
            )
        if stored < newest:
            self._migrate(stored, newest)

    def _identify(self) -> int:
        """The version of the schema; refuses a server that is too old and a database that is not ours.

        The member that takes writes is asked, once, so that nothing read later is older than what it knew.
        """
        with self._translated(), self._session() as session:
            result = session.run(self.statements["state"])
            state, server = result.single(strict=True), result.consume().server
        self._refuse_old_server(server.agent)
        stored = int(state["schema_version"] or 0)
        if not stored and not state["is_empty"] and not (stored := self.schema_version()):
            raise StoreError(f"{self.url} holds the graph of another program; name an empty database")
        return stored

    def _refuse_old_server(self, agent: str) -> None:
        found = re.search(r"(\d+)\.(\d+)", agent)
        if found and (int(found[1]), int(found[2])) < OLDEST_SERVER:
            raise StoreVersionError(
                f"{self.url} is {agent}, expected Neo4j {'.'.join(map(str, OLDEST_SERVER))} or newer: "
                "upgrade the server or name another"
            )

    def _newest_version(self) -> int:
        return max(self.statements.migrations(), default=1)

    def _migrate(self, stored: int, newest: int) -> None:
        """Schema statements cannot be one transaction: each may be run again, and the version is written last."""
        newer = [f"migration_{number:04}" for number in self.statements.migrations() if number > stored]
        with self._translated(), self._session() as session:
            for step in newer if stored else ["schema"]:
                for statement in self.statements.script(step):
                    session.execute_write(_run_alone, statement)
        self.write(lambda transaction: transaction.run("set_schema_version", version=newest))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except neo4j.exceptions.Neo4jError as error:
            raise refusal(self.url, error) from error
        except (neo4j.exceptions.DriverError, OSError, ValueError) as error:
            raise store_error(self.url, error) from error


def _run_alone(managed: neo4j.ManagedTransaction, statement: LiteralString) -> None:
    managed.run(statement).consume()


class Neo4jTransaction:
    """The statements of one transaction.

    Parameters
    ----------
    managed
        The driver's transaction.
    statements
        The named statements.
    """

    def __init__(self, managed: neo4j.ManagedTransaction, statements: Statements) -> None:
        self._managed = managed
        self._statements = statements
        self._orphans_left = False

    def rows(self, name: str, /, **parameters: Any) -> Sequence[neo4j.Record]:
        """All rows of a statement."""
        self._orphans_left |= name.startswith(LEAVE_ORPHANS)
        return list(self._managed.run(self._statements[name], parameters))

    def pages(self, name: str, /, **parameters: Any) -> Iterator[Sequence[neo4j.Record]]:
        """A statement's rows, a page at a time."""
        return read_pages(self.rows, name, page_size=PAGE_SIZE, **parameters)

    def run(self, name: str, /, **parameters: Any) -> int:
        """Run a statement; the ``n`` that it returns."""
        return sum(row["n"] for row in self.rows(name, **parameters))

    def run_many(self, name: str, rows: Iterable[Mapping[str, Any]], /) -> int:
        """Run a statement for each row of parameters, many at a time; the ``n`` that it returns."""
        return sum(self.run(name, rows=batch) for batch in batched(rows, BATCH_ROWS))

    def finish(self) -> None:
        """Remove placeholders that the statements may have left alone."""
        if self._orphans_left:
            self.run("remove_orphaned_placeholders")
            self._orphans_left = False
