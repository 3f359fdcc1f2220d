"""``whoknows demo``: an invented company to try everything on, in a home of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.demo.home import FilledHome
    from api.settings import Settings
    from api.wiring import Wiring

N_QUESTIONS = 3


def demo_settings(*, home: Path | None, settings_file: Path | None, **options: Any) -> Settings:
    """Settings whose home and store are the demonstration's own, whatever the environment says.

    Raises
    ------
    api.settings.SettingsError
        If a home is named that holds something else.
    """
    from api.demo.home import EXPORTS
    from api.settings import SettingsError, demo_home, load_settings

    own = load_settings(home=home or demo_home(), settings_file=settings_file, store="", **options)
    if own.home.is_dir() and any(own.home.iterdir()) and not (own.home / EXPORTS).is_dir():
        raise SettingsError(f"{own.home} holds something else: name a new folder for the demonstration")
    return own


@click.command()
@click.option("--serve", "then_serve", is_flag=True, help="Then answer over HTTP and with pages.")
@click.option("--port", type=int, help="Port to listen on; 0 for a free one (default: 8420).")
@configured("port", read=demo_settings)
def demo(then_serve: bool, *, wiring: Wiring, as_json: bool) -> None:
    """Load an invented company, and say what to ask it.

    Valmère makes water meters: some sixty people, two languages, two years of chat, mail, questions, commits and
    documents. Its home is a folder of its own, never the one that WHOKNOWS_HOME or the settings name; doing it again
    changes nothing. Delete the folder to be rid of it.
    """
    from api.cli.progress import watched
    from api.cli.serve import serve_until_ended
    from api.demo.home import fill_home

    filled = fill_home(wiring.settings, monitor=watched)
    if not (then_serve and as_json):
        _report(filled, wiring.settings.home, as_json=as_json)
    if then_serve:
        serve_until_ended(wiring, as_json=as_json)


def _report(filled: FilledHome, home: Path, *, as_json: bool) -> None:
    from api.cli import run_summary
    from api.cli.printing import print_json
    from api.demo import truth

    questions = [question.text for question in truth()[:N_QUESTIONS]]
    if as_json:
        sources = [run_summary.as_dict(loader, result) for loader, result in filled.loads]
        refreshed = run_summary.refreshed_as_dict(filled.refreshed)
        print_json({"home": str(home), "sources": sources, "refreshed": refreshed, "questions": questions})
        return
    for loader, result in filled.loads:
        click.echo(f"{loader.source.source_id}: {run_summary.counted(result.summary.kept)}")
    click.echo(run_summary.refreshed_as_text(filled.refreshed))
    click.echo("Ask it:")
    for texts in questions:
        for text in texts.values():
            click.echo(f'  whoknows find "{text}" --home {home}')
