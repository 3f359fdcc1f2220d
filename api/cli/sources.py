"""``whoknows sources``: what has been loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.command()
@configured()
def sources(*, wiring: Wiring, as_json: bool) -> None:
    """Sources in the store, and when they were loaded."""
    from api import representations
    from api.cli.printing import print_json, print_table

    with wiring.store() as store:
        found = store.sources()
    if as_json:
        print_json({"sources": [representations.source_status(each) for each in found]})
        return
    print_table(
        ("source", "documents", "accounts", "interactions", "first", "last", "loaded", "interrupted"),
        (
            (
                each.source.source_id,
                each.n_documents,
                each.n_accounts,
                each.n_interactions,
                each.first_document_at,
                each.last_document_at,
                each.loaded_at,
                each.interrupted,
            )
            for each in found
        ),
    )
