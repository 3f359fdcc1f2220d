"""What :class:`graph.store.statement_store.StatementStore` asks of a database: named statements, in transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol, TypeVar

from graph.store.rows import RowFormat

Result = TypeVar("Result")
Item = TypeVar("Item")


class Row(Protocol):
    """A row of a result: values by column name, or in the order of :meth:`keys`."""

    def keys(self) -> Sequence[str]:
        """The names of the columns."""

    def __getitem__(self, column: Any, /) -> Any:
        """One value."""


AnyRow = TypeVar("AnyRow", bound=Row)


class Reading(Protocol):
    """Statements that read."""

    def rows(self, name: str, /, **parameters: Any) -> Sequence[Row]:
        """All rows of a statement that has few."""

    def pages(self, name: str, /, **parameters: Any) -> Iterator[Sequence[Row]]:
        """A statement's rows, a page at a time, each page beginning after the last ``record_id`` of the one before.

        Nothing is held open while a page is used, so that a stream may be read while its reader writes.
        """


class Transaction(Reading, Protocol):
    """Statements of one transaction."""

    def run(self, name: str, /, **parameters: Any) -> int:
        """Run a statement; how many rows it changed."""

    def run_many(self, name: str, rows: Iterable[Mapping[str, Any]], /) -> int:
        """Run a statement for each row of parameters; how many rows it changed."""


class Engine(Reading, Protocol):
    """A database."""

    format: RowFormat
    """How fields are written here."""

    def write(self, work: Callable[[Transaction], Result], /) -> Result:
        """One transaction: all that the function does is stored, or nothing. It may be called more than once."""

    def schema_version(self) -> int:
        """The version of the schema, as stored."""

    def tidy(self) -> None:
        """Put away what a large write has left lying about; the contents stay."""

    def close(self) -> None:
        """Release files and connections; further calls fail."""


def read_pages(
    rows: Callable[..., Sequence[AnyRow]], name: str, *, page_size: int, **parameters: Any
) -> Iterator[Sequence[AnyRow]]:
    """What :meth:`Reading.pages` promises, from a function that runs a statement."""
    after = ""
    while True:
        page = rows(name, after=after, page_size=page_size, **parameters)
        if page:
            yield page
        if len(page) < page_size:
            return
        after = page[-1]["record_id"]


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items, so many at a time."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
