"""``whoknows publish``: what follows from the records, for everybody who opens the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.command()
@configured()
def publish(*, wiring: Wiring, as_json: bool) -> None:
    """Write who knows what, who works with whom and communities to Neo4j; hidden people are left out.

    The store must be on a Neo4j server. What is written is what the index has; it replaces what was published
    before.
    """
    from api.access import COMMAND_LINE
    from api.cli.printing import print_json, print_table
    from api.cli.progress import watched

    parts = wiring.finder().published(actor=COMMAND_LINE)
    with wiring.store() as store, watched("publishing"):
        written = store.publish(parts)
    if as_json:
        print_json({"store": wiring.settings.store_url, "written": written})
    else:
        print_table(("part", "written"), written.items())
