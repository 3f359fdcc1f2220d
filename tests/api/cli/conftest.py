"""Commands on a home of their own, in this process and as the installed script."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli import whoknows
from tests.api.service import WHOKNOWS, environment

LIGHT = {"WHOKNOWS_PROFILE": "light"}
"""No language model: most of these tests are about something else."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """``whoknows`` with a home and no setting but those given here."""

    home: Path
    variables: Mapping[str, str] = field(default_factory=lambda: dict(LIGHT))

    def run(self, *arguments: str, exit_code: int = 0, stdin: str | None = None) -> Result:
        """Run a command in this process; it must end as expected."""
        cleared = {name: None for name in os.environ if name.startswith("WHOKNOWS_")}
        result = CliRunner().invoke(
            whoknows,
            arguments,
            input=stdin,
            env={**cleared, **self.variables, "WHOKNOWS_HOME": str(self.home)},
        )
        assert result.exit_code == exit_code, result.output
        return result

    def json(self, *arguments: str, exit_code: int = 0) -> Any:
        """What a command prints with ``--json``."""
        return json.loads(self.run(*arguments, "--json", exit_code=exit_code).stdout)

    @classmethod
    def on_new_home(
        cls, home: Path, compiled_vocabulary: Path, variables: Mapping[str, str] = LIGHT
    ) -> CommandLine:
        """Commands on a home with nothing but a compiled vocabulary."""
        shutil.copytree(compiled_vocabulary, home / "cache")
        return cls(home, variables)

    def copied(self, home: Path) -> CommandLine:
        """The same on a copy of the home, which a test may change."""
        return CommandLine(shutil.copytree(self.home, home), self.variables)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the installed script."""
        return subprocess.Popen(
            [WHOKNOWS, *arguments],
            env=environment(self.home) | self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def command_line(tmp_path: Path, compiled_vocabulary: Path) -> CommandLine:
    """Commands on a home with nothing but a compiled vocabulary."""
    return CommandLine.on_new_home(tmp_path / "home", compiled_vocabulary)
