"""One writer of a home at a time."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from graph.process_lock import process_lock

LOCK_FILE = "writer.lock"


def writer_lock(home: Path) -> AbstractContextManager[None]:
    """Hold the home's lock for a ``with`` block. Raises :exc:`graph.errors.StoreBusyError`, at once, if another process does."""
    busy = f"another process is loading, indexing or erasing in {home}: try again when it has finished"
    return process_lock(home / LOCK_FILE, busy=busy)
