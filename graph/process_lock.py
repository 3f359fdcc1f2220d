"""One process at a time: a file that the operating system unlocks when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreBusyError


@contextmanager
def process_lock(file: Path, *, busy: str) -> Iterator[None]:
    """Hold the lock of a file, which is made if missing, for as long as the ``with`` block lasts.

    Parameters
    ----------
    busy
        What to say if another process holds it: what it does, and what to do about it.

    Raises
    ------
    graph.errors.StoreBusyError
        If another process holds it; at once, since it may take long.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreBusyError(busy) from error
        yield
    finally:
        os.close(descriptor)
