"""One writer at a time: a file in the home that the operating system unlocks when its process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreBusyError

LOCK_FILE = "writer.lock"


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold the home's lock.

    Raises
    ------
    graph.errors.StoreBusyError
        If another process holds it; at once, since a load may take long.
    """
    descriptor = os.open(home / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreBusyError(
                f"another process is loading, indexing or erasing in {home}: try again when it has finished"
            ) from error
        yield
    finally:
        os.close(descriptor)
