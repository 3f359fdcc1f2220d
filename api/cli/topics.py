"""``whoknows topics``: what people know about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.command()
@click.argument("text", required=False, default="")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many at most."
)
@click.option("--lang", default="en", show_default=True, help="Language of topic labels.")
@configured()
def topics(text: str, limit: int, lang: str, *, wiring: Wiring, as_json: bool) -> None:
    """Topics whose label or alias begins with or holds TEXT, most people first."""
    from api import representations
    from api.access import COMMAND_LINE
    from api.cli.printing import print_json, print_table

    found = wiring.finder().search_topics(text, actor=COMMAND_LINE, limit=limit)
    if as_json:
        print_json(representations.topics(found, lang))
    else:
        print_table(
            ("topic", "people", "documents", "id"),
            ((hit.topic.label(lang), hit.n_people, hit.n_documents, hit.topic.topic_id) for hit in found),
        )
