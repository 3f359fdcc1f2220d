"""What a long command is doing, told on standard error: a live line on a terminal, else a line now and then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from graph.ingest import Progress

QUIET_SECONDS = 1.0
"""What is done by then is not worth telling."""
EVERY_SECONDS = 10.0


@contextmanager
def watched(step: str) -> Iterator[Progress]:
    """Tell that a step runs, for as long as the ``with`` block does; what it gives is told how far the step is."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if console.is_terminal:
        with _live(step, console) as progress:
            yield progress
    else:
        lines = _Lines(step)
        yield lines.tell
        lines.end()


@contextmanager
def _live(step: str, console: Console) -> Iterator[Progress]:
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task(step, total=None, count="")

        def tell(done: int, total: int | None) -> None:
            bars.update(task, completed=done, total=total, count=_count(done, total))

        yield tell


class _Lines:
    """Tells a step in lines, for logs."""

    def __init__(self, step: str) -> None:
        self.step = step
        self.began = monotonic()
        self.told = self.began - EVERY_SECONDS
        self.last = ""

    def tell(self, done: int, total: int | None) -> None:
        self.last = _count(done, total)
        now = monotonic()
        if now - self.began >= QUIET_SECONDS and now - self.told >= EVERY_SECONDS:
            self.told = now
            click.echo(f"{self.step}: {self.last}", err=True)

    def end(self) -> None:
        seconds = monotonic() - self.began
        if seconds >= QUIET_SECONDS:
            click.echo(f"{self.step}: {self.last and self.last + ' '}done in {seconds:.0f} s", err=True)


def _count(done: int, total: int | None) -> str:
    return f"{done:,} of {total:,}" if total else f"{done:,}"
