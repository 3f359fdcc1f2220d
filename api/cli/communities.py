"""``whoknows communities``: who works with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring

N_NAMES = 5


@click.command()
@click.option("--lang", default="en", show_default=True, help="Language of topic labels.")
@configured()
def communities(lang: str, *, wiring: Wiring, as_json: bool) -> None:
    """Groups of people who work together, their topics, and who joins them to others."""
    from api import representations
    from api.access import COMMAND_LINE
    from api.cli.printing import print_json, print_table

    found = wiring.finder().communities(actor=COMMAND_LINE)
    if as_json:
        print_json(representations.communities(found, lang))
        return
    print_table(
        ("community", "people", "topics", "most connected", "bridges"),
        (
            (
                each.community_id,
                each.size,
                ", ".join(topic.label(lang) for topic in each.labels[:N_NAMES]),
                ", ".join(person.name for person in each.members[:N_NAMES]),
                ", ".join(person.name for person, _ in each.bridges[:N_NAMES]),
            )
            for each in found.communities
        ),
    )
    click.echo(f"{found.n_people:,} people, {found.n_ties:,} ties, modularity {found.modularity:.3f}")
