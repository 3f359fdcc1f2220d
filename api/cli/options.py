"""The options that every command has, and what they become: the wiring, and how results are printed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from api.settings import Settings

Command = Callable[..., Any]
Reader = Callable[..., "Settings"]
"""Makes settings of ``home``, ``settings_file`` and the options of a command that are settings."""

_home = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store and the snapshots (default: the platform's data folder).",
)
_settings = click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file of settings, over that of the home.",
)
profile_option = click.option(
    "--profile",
    type=click.Choice(["light", "standard", "full"]),
    help="How texts are read (see the settings).",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def configured(*names: str, read: Reader | None = None) -> Callable[[Command], Command]:
    """Give a command ``--home``, ``--settings`` and ``--json``; it receives ``wiring`` and ``as_json``.

    Parameters
    ----------
    *names
        Options of the command that are settings: they are taken from its arguments and override all else.
    read
        Where the settings come from, if not from :func:`api.settings.load_settings`.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def configured_command(*, home: Path | None, settings_file: Path | None, **rest: Any) -> Any:
            from api.settings import load_settings
            from api.wiring import Wiring

            own = {name: rest.pop(name) for name in names}
            settings = (read or load_settings)(home=home, settings_file=settings_file, **own)
            logging.basicConfig(
                level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
            )
            return command(wiring=Wiring(settings), **rest)

        return _home(_settings(_json(configured_command)))

    return decorate
