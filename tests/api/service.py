"""A real service for tests: ``whoknows serve`` in a process of its own, on a free port."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WHOKNOWS = str(Path(sys.executable).with_name("whoknows"))
PATIENCE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Service:
    """A running service."""

    url: str
    """Its address, ending in a slash."""
    process: subprocess.Popen[str]

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


def environment(home: Path) -> dict[str, str]:
    """Variables of a process whose home is ``home`` and that inherits no setting."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WHOKNOWS_")}
    return inherited | {"WHOKNOWS_HOME": str(home)}


@contextmanager
def served(home: Path, *options: str, cwd: Path | None = None) -> Iterator[Service]:
    """A service on a home, ended with the block."""
    process = subprocess.Popen(
        [WHOKNOWS, "serve", "--port", "0", "--json", *options],
        env=environment(home),
        cwd=cwd,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Service(_address(process), process)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_SECONDS)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    told = ""
    while not told.endswith("}\n"):
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the service ended with {process.wait()}; standard error says why")
        told += line
    return str(json.loads(told)["url"])
