"""``whoknows status``: what the home holds, and whether it answers."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.command()
@configured()
def status(*, wiring: Wiring, as_json: bool) -> None:
    """What the home holds: the store's rows and what the snapshot answers from."""
    from api.cli.printing import print_json, print_table

    store, snapshot = _store(wiring), _snapshot(wiring)
    own = {"version": version("whoknows"), "home": str(wiring.settings.home)}
    if as_json:
        print_json({**own, "store": store, "snapshot": snapshot})
        return
    rows = [*own.items(), *((f"store {name}", value) for name, value in store.items())]
    print_table(("", ""), [*rows, *((f"snapshot {name}", value) for name, value in snapshot.items())])


def _store(wiring: Wiring) -> dict[str, Any]:
    from graph.errors import StoreError

    try:
        with wiring.store() as store:
            return {
                "url": store.url,
                "schema_version": store.schema_version(),
                "generation": store.generation(),
                **store.counts(),
            }
    except StoreError as error:
        return {"url": wiring.settings.store_url, "away": str(error)}


def _snapshot(wiring: Wiring) -> dict[str, Any]:
    from graph.errors import SnapshotError

    try:
        return dict(wiring.finder().status())
    except SnapshotError as error:
        return {"missing": str(error)}
