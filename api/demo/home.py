"""The invented company loaded into a home: for ``whoknows demo``, the tests and the notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

from api.demo.company import DemoSource, write_company
from api.demo.people import Staff
from api.demo.truth import linked_accounts
from api.settings import Settings
from api.wiring import Wiring
from graph import ingest
from graph.identity.decisions import merge
from graph.ingest import LoadResult, Monitor, Progress, RefreshResult
from graph.store.interface import GraphStore
from loaders.loader import Loader
from loaders.registry import open_loader

EXPORTS = "exports"
"""Where in the home the company's exports are written."""
DECIDED_BY = "demo"
_DECIDED_AT = datetime(2026, 9, 30, 17, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FilledHome:
    """What was loaded, and what followed."""

    sources: tuple[DemoSource, ...]
    loads: tuple[tuple[Loader, LoadResult], ...]
    refreshed: RefreshResult


def fill_home(
    settings: Settings, *, staff: Staff | None = None, monitor: Monitor | None = None
) -> FilledHome:
    """Write the company's exports into the home, load them all, and build the index.

    Doing it again changes nothing.

    Parameters
    ----------
    settings
        Say which home.
    staff
        Some of the people, for a smaller company; everybody by default.
    monitor
        Told which step begins.
    """
    begin = monitor or _unwatched
    sources = write_company(settings.home / EXPORTS, staff=staff)
    loaders = [open_loader(source.spec, instance=source.name, options=source.options) for source in sources]
    loads = []
    wiring = Wiring(settings)
    with wiring.writing() as store:
        for loader in loaders:
            with begin(f"loading {loader.source.source_id}") as progress:
                loads.append((loader, ingest.load(store, loader, progress=progress)))
        _link(store, linked_accounts(staff))
        refreshed = wiring.refresh(store, monitor=monitor)
    return FilledHome(sources, tuple(loads), refreshed)


def _link(store: GraphStore, groups: Iterable[tuple[str, ...]]) -> None:
    """Record what the company knows and no rule can: whose the accounts of the question site are."""
    if any(decision.by == DECIDED_BY for decision in store.decisions()):
        return
    ingest.resolve(store)
    known = {row.account_id for row in store.assignments()}
    for account_ids in groups:
        if known.issuperset(account_ids):
            merge(store, account_ids, by=DECIDED_BY, at=_DECIDED_AT)


def _unwatched(step: str) -> AbstractContextManager[Progress]:
    return nullcontext(lambda done, total: None)
