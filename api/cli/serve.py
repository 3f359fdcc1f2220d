"""``whoknows serve``: the service, on this machine only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring


@click.command()
@click.option("--bind", help="Address to listen on: a loopback address (default: 127.0.0.1).")
@click.option("--port", type=int, help="Port to listen on; 0 for a free one (default: 8420).")
@click.option("--workers", type=int, help="Processes that answer (default: 2).")
@configured("bind", "port", "workers")
def serve(*, wiring: Wiring, as_json: bool) -> None:
    """Answer over HTTP and with pages, on this machine only."""
    serve_until_ended(wiring, as_json=as_json)


def serve_until_ended(wiring: Wiring, *, as_json: bool) -> None:
    """Run the service, and tell its address when it listens."""
    from api.server import Server

    def tell(address: str) -> None:
        if as_json:
            from api.cli.printing import print_json

            print_json({"url": address})
        else:
            click.echo(f"whoknows listens at {address} (Ctrl+C ends it)")

    Server(wiring.settings, on_ready=tell).run()
