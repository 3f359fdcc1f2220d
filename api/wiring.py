"""Settings turned into a store, a text stage and a finder, each made at its first use in a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from threading import Lock
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from flask import current_app

from api.settings import Settings

if TYPE_CHECKING:
    from graph.expert_finder import ExpertFinder
    from graph.ingest import Monitor, RefreshResult
    from graph.model import Topic
    from graph.retrieval import TermSearch
    from graph.store.interface import GraphStore
    from nlp.extraction import Extractor

EXTENSION = "whoknows"


class Wiring:
    """The parts that views and commands use.

    Nothing is opened by the constructor, so that a server may make it before it forks.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._finder: ExpertFinder | None = None
        self._extractor: Extractor | None = None
        self._finder_lock = Lock()

    def finder(self) -> ExpertFinder:
        """The front door for questions, the same in all threads.

        Raises
        ------
        graph.errors.SnapshotError
            If there is no snapshot yet, or it is of another version.
        """
        with self._finder_lock:
            if self._finder is None:
                from graph.expert_finder import ExpertFinder

                self._finder = ExpertFinder(self.settings.snapshots, search=self._search())
            return self._finder

    def _search(self) -> TermSearch | None:
        if self.settings.retriever == "snapshot":
            return None
        from api.engine_search import EngineSearch

        return EngineSearch(self._open_store)

    def store(self, url: str | None = None) -> AbstractContextManager[GraphStore]:
        """The store, or another at an address, opened now and closed at the end of the ``with`` block."""
        return closing(self._open_store(url))

    def _open_store(self, url: str | None = None) -> GraphStore:
        from graph.store.interface import SERVER_SCHEMES, open_store
        from graph.store.suppression import KEY_FILE

        settings = self.settings
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        address = url or settings.store_url
        on_server = urlsplit(address).scheme in SERVER_SCHEMES
        password = settings.store_password.get_secret_value() if settings.store_password else None
        return open_store(
            address,
            user=settings.store_user,
            password=password,
            database=settings.store_database,
            key_file=settings.home / KEY_FILE if on_server else None,
        )

    @contextmanager
    def writing(self) -> Iterator[GraphStore]:
        """The store for whoever fills it or builds from it, alone until the end of the ``with`` block.

        Raises
        ------
        graph.errors.StoreBusyError
            If another process is doing so.
        """
        from api.writer_lock import writer_lock

        self.settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with writer_lock(self.settings.home), self.store() as store:
            yield store

    def extractor(self) -> Extractor:
        """The text stage for the configured languages; making it is cheap."""
        if self._extractor is None:
            from nlp.extraction import Extractor
            from nlp.processes import usable_processes

            settings = self.settings
            self._extractor = Extractor(
                languages=settings.languages,
                profile=settings.profile,
                vocabulary=settings.vocabulary,
                cache=settings.cache,
                embedder=settings.embedder,
                n_processes=settings.text_processes or usable_processes(),
            )
        return self._extractor

    def topics(self) -> Iterator[Topic]:
        """The vocabulary; read when the first is taken."""
        from graph.ingest import topics_of

        yield from topics_of(self.extractor().taxonomy)

    def refresh(
        self, store: GraphStore, *, monitor: Monitor | None = None, rebuild: bool = False
    ) -> RefreshResult:
        """Everything that follows a change of the store: new texts read, accounts resolved, the index built.

        Parameters
        ----------
        rebuild
            Build the index even if nothing has changed since the last one.
        """
        from graph import ingest

        return ingest.refresh(
            store,
            self.settings.snapshots,
            self.extractor(),
            topics=self.topics(),
            monitor=monitor,
            rebuild=rebuild,
        )


def current_wiring() -> Wiring:
    """The parts of the current application."""
    return cast(Wiring, current_app.extensions[EXTENSION])


def current_finder() -> ExpertFinder:
    """The finder of the current application.

    Raises
    ------
    graph.errors.SnapshotError
        If there is no snapshot yet, or it is of another version.
    """
    return current_wiring().finder()
