"""``whoknows export``: the graph for analysts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.group()
def export() -> None:
    """Write people, topics and their relations for other tools; hidden people are left out."""


@export.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@configured()
def graphml(file: Path, *, wiring: Wiring, as_json: bool) -> None:
    """Write the graph to FILE, as networkx, Gephi, yEd and igraph read it."""
    from api.access import COMMAND_LINE
    from graph.export import write_graphml

    graph = wiring.finder().graph(actor=COMMAND_LINE)
    _refuse_existing(file)
    with file.open("xb") as stream:
        write_graphml(graph.nodes(), graph.edges(), stream)
    _tell([file], as_json=as_json)


@export.command("csv")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--delimiter", default=",", show_default=True, help='";" is what French spreadsheets expect.')
@configured()
def csv_tables(folder: Path, delimiter: str, *, wiring: Wiring, as_json: bool) -> None:
    """Write nodes.csv and edges.csv to FOLDER, safe to open in a spreadsheet."""
    from api.access import COMMAND_LINE
    from graph.export import write_csv_tables

    if len(delimiter) != 1:
        raise click.BadParameter("expected one character", param_hint="--delimiter")
    graph = wiring.finder().graph(actor=COMMAND_LINE)
    files = [folder / "nodes.csv", folder / "edges.csv"]
    for file in files:
        _refuse_existing(file)
    folder.mkdir(parents=True, exist_ok=True)
    write_csv_tables(graph.nodes(), graph.edges(), folder, delimiter=delimiter)
    _tell(files, as_json=as_json)


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise click.UsageError(f"{file} exists; name a new one")


def _tell(files: list[Path], *, as_json: bool) -> None:
    from api.cli.printing import print_json

    sizes = {str(file): file.stat().st_size for file in files}
    if as_json:
        print_json({"files": sizes})
    else:
        for name, size in sizes.items():
            click.echo(f"{name} ({size:,} bytes)")
