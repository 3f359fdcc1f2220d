"""``whoknows store copy``: everything moved from one store to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.group()
def store() -> None:
    """Move the contents of stores."""


@store.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@configured()
def copy(source: str, target: str, *, wiring: Wiring, as_json: bool) -> None:
    """Copy everything that the store FROM holds to the store TO, and compare the two.

    FROM and TO are addresses: sqlite:///FILE or neo4j://HOST:PORT (user, password and database as set for the
    store). TO must be new, or hold part of FROM: an interrupted copy goes on where it was. The key of erasures is
    copied with it.

    \b
    Example:
      whoknows store copy sqlite:////srv/whoknows/store.sqlite neo4j://graph.example.org:7687
    """
    from api.cli.printing import print_json, print_table
    from api.cli.progress import watched
    from graph.store.copying import copy_store

    if source == target:
        raise click.BadParameter("names the store FROM; name another", param_hint="TO")
    scheme, is_file, path = source.partition("sqlite:///")
    if is_file and not scheme and not Path(path).exists():
        raise click.BadParameter(f"there is no file {path}", param_hint="FROM")
    with wiring.store(source) as opened, wiring.store(target) as other, watched("copying") as progress:
        copied = copy_store(opened, other, progress=lambda _, n_rows: progress(n_rows, None))
    if as_json:
        print_json({"from": source, "to": target, "kinds": list(copied)})
        return
    rows = [(kind.kind, kind.n_rows, kind.n_written, kind.checksum) for kind in copied]
    print_table(("kind", "rows", "written now", "checksum of both"), rows)
