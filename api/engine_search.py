"""Asks the store's full-text index for documents, and leaves it alone for a while when it is away."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Sequence
from threading import Lock

from graph.errors import StoreError
from graph.store.interface import GraphStore

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 30.0


class EngineSearch:
    """A :data:`graph.retrieval.TermSearch` over a store that is opened at the first use in each process.

    Parameters
    ----------
    open_store
        Opens it.
    """

    def __init__(self, open_store: Callable[[], GraphStore]) -> None:
        self._open_store = open_store
        self._lock = Lock()
        self._store: GraphStore | None = None
        self._opened_by = 0
        self._away_until = 0.0

    def __call__(self, terms: Sequence[tuple[str, float]], limit: int) -> Sequence[tuple[str, float]] | None:
        """Documents by id with their scores; ``None`` while the store is away."""
        if time.monotonic() < self._away_until:
            return None
        try:
            return self._opened().search_documents(terms, limit)
        except StoreError as error:
            self._away_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("documents are found in the snapshot for %.0f s: %s", PAUSE_SECONDS, error)
            return None

    def _opened(self) -> GraphStore:
        with self._lock:
            if self._store is None or self._opened_by != os.getpid():
                self._store = self._open_store()
                self._opened_by = os.getpid()
            return self._store
