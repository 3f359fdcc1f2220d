"""The text stage in several processes of one machine: batches go out, what is found comes back in their order.

Each process has an extractor of its own, made from the same settings; the vocabulary is mapped, so they share it. A
process ends with the one that started it, however that one ends.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any

from nlp.extraction import Extractor, Found, Task

AHEAD = 2
"""Batches that are out for each process: one is worked on, one waits."""

_extractor: Extractor | None = None
"""Of a process that was started here."""


def usable_processes() -> int:
    """Half of the cores that this process may use, since the store takes its share; at least 1."""
    # Not every system says which cores a process is bound to.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, cores // 2)


def found_in_processes(
    tasks: Iterable[Task], settings: Mapping[str, Any], *, n_processes: int
) -> Iterator[tuple[Task, Found]]:
    """What each batch says, in the order of the batches; a few are read ahead.

    Parameters
    ----------
    tasks
        Batches of texts with what is remembered of them. They are drawn in the calling thread.
    settings
        Arguments of :class:`nlp.extraction.Extractor`.
    n_processes
        How many, at least 1.
    """
    # Spawned, not forked: the caller may have threads and an open store.
    pool = ProcessPoolExecutor(
        n_processes, mp_context=get_context("spawn"), initializer=_start, initargs=(dict(settings),)
    )
    out: deque[tuple[Task, Future[Found]]] = deque()
    try:
        for task in tasks:
            out.append((task, pool.submit(_found, task)))
            if len(out) >= AHEAD * n_processes:
                task, future = out.popleft()
                yield task, future.result()
        for task, future in out:
            yield task, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start(settings: dict[str, Any]) -> None:
    global _extractor
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who started us
    Thread(target=_end_with_parent, daemon=True).start()
    _extractor = Extractor(**settings)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _found(task: Task) -> Found:
    if _extractor is None:
        raise RuntimeError("found a process without an extractor, expected one that was started here")
    return _extractor.found(task)
