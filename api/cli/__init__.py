"""The command line: ``whoknows``, a command a module, each imported only when it is called."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

import click

COMMANDS = (
    "demo",
    "load",
    "find",
    "serve",
    "topics",
    "vocabulary",
    "communities",
    "report",
    "export",
    "sources",
    "status",
    "index",
    "resolve",
    "forget-source",
    "privacy",
    "backup",
    "store",
    "publish",
    "evaluate",
)
"""In the order of ``--help``; a command ``some-name`` is the function ``some_name`` of the module ``some_name``."""


class CommandLine(click.Group):
    """Finds commands by module, and tells our errors as one line and an exit status instead of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"api.cli.{name}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever goes wrong becomes a message."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            from api.cli.failures import failure

            raise failure(error) from error


@click.group(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("whoknows"), prog_name="whoknows")
def whoknows() -> None:
    """Who knows what in an organization, with the evidence for each."""


def main() -> None:
    """The console script."""
    whoknows(prog_name="whoknows")
