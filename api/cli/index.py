"""``whoknows index``: everything that follows from the loaded records, made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.command()
@configured()
def index(*, wiring: Wiring, as_json: bool) -> None:
    """Read new texts, resolve accounts, and build the index that answers come from.

    Each load does so by itself. This is for after `load --no-index`, after an interruption, and after an update of
    whoknows. The index is built beside the one that serves and takes its place in one step.
    """
    from api.cli import run_summary
    from api.cli.printing import print_json
    from api.cli.progress import watched

    with wiring.writing() as store:
        refreshed = wiring.refresh(store, monitor=watched, rebuild=True)
    if as_json:
        print_json(run_summary.refreshed_as_dict(refreshed))
    else:
        click.echo(run_summary.refreshed_as_text(refreshed))
