"""One SQLite file: opened, brought to the current schema, read in pages, written in transactions.

Errors of the engine are translated here, once, and no object of the engine leaves :mod:`graph.store`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from graph.errors import StoreBusyError, StoreError, StoreVersionError
from graph.store.engine import Result, read_pages
from graph.store.rows import RowFormat, instant, microseconds
from graph.store.statements import Statements

APPLICATION_ID = 0x77686F6B
"""``whok``: tells our files from other people's databases."""

SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -65536",
    "PRAGMA journal_size_limit = 67108864",
)
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
PAGE_SIZE = 1_000

FORMAT = RowFormat(
    encoders={
        "flag": int,
        "instant": microseconds,
        "day": date.isoformat,
        "list": lambda values: orjson.dumps(values).decode(),
    },
    decoders={
        "flag": bool,
        "instant": instant,
        "day": date.fromisoformat,
        "list": lambda text: tuple(orjson.loads(text)),
    },
)
"""How fields are written here: see ``sql/schema.sql``."""


class SqliteDatabase:
    """A connection to one file: an :class:`graph.store.engine.Engine`, and its own transaction.

    Parameters
    ----------
    path
        The file; made, readable by its owner only, if it is not there.
    statements
        The named statements.
    busy_timeout_seconds
        How long to wait for another process that writes.
    """

    format = FORMAT

    def __init__(self, path: Path, statements: Statements, *, busy_timeout_seconds: float) -> None:
        self.path = path
        self.statements = statements
        self._make_file()
        with self._translated():
            self._connection = sqlite3.connect(path, timeout=busy_timeout_seconds, isolation_level=None)
        try:
            self._set_up()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        self._connection.close()

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────
    def rows(self, name: str, /, **parameters: Any) -> list[sqlite3.Row]:
        """All rows of a statement that has few."""
        with self._translated():
            cursor = self._connection.execute(self.statements[name], parameters)
            cursor.row_factory = sqlite3.Row
            return cursor.fetchall()

    def pages(self, name: str, /, **parameters: Any) -> Iterator[Sequence[sqlite3.Row]]:
        """A statement's rows, a page at a time; readers between two pages never stop a checkpoint."""
        return read_pages(self.rows, name, page_size=PAGE_SIZE, **parameters)

    # ── writing ───────────────────────────────────────────────────────────────────────────────────────────
    def write(self, work: Callable[[SqliteDatabase], Result]) -> Result:
        """One transaction: all that the function does is stored, or nothing."""
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(self)
            with self._translated():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        return result

    def run(self, name: str, /, **parameters: Any) -> int:
        """Run a statement; how many rows it changed."""
        with self._translated():
            return self._connection.execute(self.statements[name], parameters).rowcount

    def run_many(self, name: str, rows: Iterable[Mapping[str, Any]], /) -> int:
        """Run a statement once for each row of parameters; how many rows it changed."""
        with self._translated():
            return max(self._connection.executemany(self.statements[name], rows).rowcount, 0)

    # ── life ──────────────────────────────────────────────────────────────────────────────────────────────
    def schema_version(self) -> int:
        return self._pragma("user_version")

    def purge(self) -> None:
        """Rewrite the file so that nothing is left of what was removed, in it or in its log."""
        with self._translated():
            self._connection.execute("VACUUM")
        if not self.checkpoint():
            raise StoreBusyError(f"another process is reading an earlier state of {self.path}")

    def tidy(self) -> None:
        """Move the log into the file, so that it does not stay large."""
        self.checkpoint()

    def checkpoint(self) -> bool:
        """Move the log into the file and cut it; whether no reader needed it any more."""
        with self._translated():
            busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def _make_file(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise StoreError(f"the store {self.path} cannot be opened: {error.strerror}") from error

    def _set_up(self) -> None:
        self._refuse_foreign_files()
        with self._translated():
            for setting in SETTINGS:
                self._connection.execute(setting).fetchall()
        if self.schema_version() != self._newest_version():
            self.write(lambda _: self._migrate())

    def _refuse_foreign_files(self) -> None:
        stored, newest = self.schema_version(), self._newest_version()
        ours = self._pragma("application_id") == APPLICATION_ID
        if not ours and (stored or self._pragma("schema_version")):
            raise StoreError(f"{self.path} is a database of another program; name another file for the store")
        if stored > newest:
            raise StoreVersionError(
                f"{self.path} has schema version {stored}, this program knows versions up to {newest}: "
                "use the newer program that wrote it, or load the sources into a new store"
            )

    def _newest_version(self) -> int:
        return max(self.statements.migrations(), default=1)

    def _migrate(self) -> None:
        """From whatever version is stored now, inside the transaction, to the newest."""
        stored, newest = self.schema_version(), self._newest_version()
        steps = (
            [f"migration_{n:04}" for n in self.statements.migrations() if n > stored]
            if stored
            else ["schema"]
        )
        with self._translated():
            for step in steps:
                for statement in self.statements.script(step):
                    self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._connection.execute(f"PRAGMA user_version = {newest}")

    def _pragma(self, name: str) -> int:
        with self._translated():
            return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._store_error(error) from error

    def _store_error(self, error: sqlite3.Error) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in BUSY:
            return StoreBusyError(
                f"another process is writing to {self.path}; try again when it has finished"
            )
        if code in NO_ROOM:
            return StoreError(
                f"{self.path} could not be written ({error}): make room on its disk and run the same command "
                "again; everything stored before is kept"
            )
        if code == sqlite3.SQLITE_NOTADB:
            return StoreError(f"{self.path} is not a store: name another file, or restore it from a backup")
        return StoreError(f"the store {self.path} failed: {error}")
