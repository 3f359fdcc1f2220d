"""``whoknows forget-source``: a source out, with everything derived from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.options import configured
from api.cli.plain_text import tell

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.command()
@click.argument("source")
@click.option("--no-index", is_flag=True, help="Only remove the records; `whoknows index` does the rest.")
@configured()
def forget_source(source: str, no_index: bool, *, wiring: Wiring, as_json: bool) -> None:
    """Remove SOURCE and everything derived from it alone.

    SOURCE is named as `whoknows sources` names it, for instance slack:T0EXAMPLE; T0EXAMPLE, or the name that it was
    loaded by, will do where no other source is called so.
    """
    from api.cli import run_summary
    from api.cli.printing import print_json
    from api.cli.progress import watched
    from api.cli.source_names import source_named
    from graph import ingest

    with wiring.writing() as store:
        source = source_named(store, source)
        ingest.forget_older(wiring.settings.snapshots)
        counts = store.forget_source(source)
        refreshed = None if no_index else wiring.refresh(store, monitor=watched)
    if as_json:
        follows = refreshed and run_summary.refreshed_as_dict(refreshed)
        print_json({"source": source, "changes": run_summary.changes(counts), "refreshed": follows})
        return
    tell(f"{source}: removed {run_summary.counted(counts.removed) or 'nothing'}")
    if refreshed:
        click.echo(run_summary.refreshed_as_text(refreshed))
