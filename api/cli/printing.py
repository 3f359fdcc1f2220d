"""One result, two readers: tables for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import click
from rich import markup
from rich.console import Console
from rich.table import Table

from api.cli.plain_text import printable

WIDTH_WITHOUT_TERMINAL = 160


def console() -> Console:
    """Where results are printed; wide where no terminal limits the line."""
    plain = Console(highlight=False)
    return plain if plain.is_terminal else Console(highlight=False, width=WIDTH_WITHOUT_TERMINAL)


def print_json(value: Any) -> None:
    """A representation, indented."""
    from api.representations import to_json

    click.echo(to_json(value, indented=True), nl=False)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows under headings; numbers stand to the right."""
    listed = [list(row) for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, column in enumerate(columns):
        numeric = all(isinstance(row[index], int | float) for row in listed)
        table.add_column(column, justify="right" if numeric and listed else "left")
    for row in listed:
        table.add_row(*(escape(cell(value)) for value in row))
    console().print(table)


def escape(text: str) -> str:
    """What others wrote, as it may stand in a table: no mark-up, and nothing that a terminal would obey."""
    return markup.escape(printable(text))


def cell(value: object) -> str:
    """A value as people read it in a table."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d")
    return str(value)
