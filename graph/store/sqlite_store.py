"""The embedded store: one SQLite file, one writer at a time, any number of reading processes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.errors import StoreError
from graph.store.engine import Transaction
from graph.store.interface import Decision, PublishedPart, Rewrite, WriteCounts
from graph.store.sqlite_database import SqliteDatabase
from graph.store.statement_store import StatementStore
from graph.store.statements import Statements
from graph.store.suppression import KEY_FILE

SCHEME = "sqlite:///"
STATEMENTS = Statements(Path(__file__).parent / "sql")


class SqliteStore(StatementStore):
    """A store in one file.

    Parameters
    ----------
    url
        ``sqlite:///`` and the path as it is: ``sqlite:////var/lib/store.sqlite`` is absolute, with four slashes.
    key_file
        Where the key of erasures lies; ``erasure.key`` beside the store by default.
    busy_timeout_seconds
        How long to wait for another process that writes before :exc:`graph.errors.StoreBusyError`.
    """

    def __init__(self, url: str, *, key_file: Path | None = None, busy_timeout_seconds: float = 10.0) -> None:
        if not url.startswith(SCHEME) or url == SCHEME:
            raise StoreError(f"found the store address {url!r}, expected {SCHEME}FILE")
        path = Path(url.removeprefix(SCHEME))
        self._database = SqliteDatabase(path, STATEMENTS, busy_timeout_seconds=busy_timeout_seconds)
        super().__init__(url, self._database, key_file=key_file or path.with_name(KEY_FILE))
        with contextlib.suppress(StoreError):  # whoever opens the store next tries again
            self._purge_if_due()

    def backup(self, target: Path) -> None:
        """Copy the contents as they are at one moment to a new file, readable by its owner only."""
        if target.exists():
            raise StoreError(f"{target} exists; name a new file for the backup")
        part = target.with_name(f"{target.name}.part")
        try:
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            self._database.run("backup", target=str(part))
            part.rename(target)
        except OSError as error:
            raise StoreError(f"the backup {target} cannot be written: {error.strerror}") from error
        except StoreError as error:
            raise StoreError(f"the backup {target} cannot be written: {error.__cause__}") from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def publish(self, parts: Iterable[PublishedPart]) -> dict[str, int]:
        """Refused: nobody opens the embedded store."""
        raise StoreError(
            f"found the embedded store {self.url}, expected a graph database to publish to: set store to "
            "neo4j://HOST:PORT, or use: whoknows export"
        )

    def search_documents(self, terms: Sequence[tuple[str, float]], limit: int) -> list[tuple[str, float]]:
        """Refused: the snapshot's own arrays are quicker."""
        raise StoreError(
            f"found the embedded store {self.url}, expected one with a full-text index for {len(terms)} terms: "
            "set retriever to snapshot"
        )

    def _erase(self, transaction: Transaction, decision: Decision, rewrite: Rewrite) -> WriteCounts:
        transaction.run("set_purge_due", value=1)
        return super()._erase(transaction, decision, rewrite)

    def _purge(self) -> None:
        try:
            self._purge_if_due()
        except StoreError as error:
            raise StoreError(
                f"the person is removed, but traces may still lie in the file until it is opened again: {error}"
            ) from error

    def _purge_if_due(self) -> None:
        if self._database.rows("purge_due")[0]["value"]:
            self._database.purge()
            self._database.write(lambda transaction: transaction.run("set_purge_due", value=0))
