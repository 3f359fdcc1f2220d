"""``whoknows report``: figures about groups, never about one person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring
    from graph.competency.unit_coverage import UnitCoverage


@click.group()
def report() -> None:
    """Figures about groups of people; small groups are kept from view."""


@report.command()
@click.argument("text", required=False, default="")
@click.option("--limit", type=click.IntRange(1, 1000), default=30, show_default=True, help="Topics at most.")
@click.option("--lang", default="en", show_default=True, help="Language of labels.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, safe to open in a spreadsheet.")
@configured()
def coverage(text: str, limit: int, lang: str, as_csv: bool, *, wiring: Wiring, as_json: bool) -> None:
    """Units by topics: how many people of each unit know it.

    The topics that most people know, or those whose label or alias holds TEXT. Groups of fewer people than the setting
    smallest_group are shown as "<5", and no total lets them be worked out. Hidden people, those who have left and
    those shown by name only are counted nowhere.
    """
    from api import representations
    from api.access import COMMAND_LINE
    from api.cli.printing import print_json

    found = wiring.finder().unit_coverage(
        text, actor=COMMAND_LINE, limit=limit, smallest_group=wiring.settings.smallest_group
    )
    if as_json:
        print_json(representations.unit_coverage(found, lang))
    elif as_csv:
        _print_csv(found, lang)
    else:
        _print_table(found, lang)


def _print_csv(found: UnitCoverage, language: str) -> None:
    from graph.competency.unit_coverage import table_rows
    from graph.export import write_csv

    heading, *rows = table_rows(found, language)
    sys.stdout.write("\ufeff")  # spreadsheets need the mark for accents
    write_csv([str(name) for name in heading], rows, sys.stdout, ";" if language == "fr" else ",")


def _print_table(found: UnitCoverage, language: str) -> None:
    from api.cli.printing import print_table
    from graph.competency.unit_coverage import table_rows

    if not found.units:
        click.echo("Nobody is in a unit: load a directory with units (whoknows load people:FOLDER).")
        return
    rows = list(table_rows(found, language))
    if len(found.topics) > len(found.units):  # more rows than columns are easier to read
        rows = list(zip(*rows, strict=True))
    heading, *rest = ([str(cell) for cell in row] for row in rows)
    print_table(heading, rest)
