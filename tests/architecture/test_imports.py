"""Who imports whom: the contracts of setup.cfg hold, and what must be quick to import stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_import_contracts_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([str(linter)], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("api.cli", ("spacy", "sklearn", "networkx", "scipy", "neo4j", "flask_openapi")),
        ("loaders.registry", ("spacy", "numpy", "lxml", "dulwich")),
        ("graph.expert_finder", ("spacy", "sklearn", "networkx", "sknetwork", "neo4j", "sqlite3")),
    ],
)
def test_light_modules_import_nothing_heavy(module: str, heavy: tuple[str, ...]) -> None:
    code = f"import {module}, sys; print(*(name for name in {heavy!r} if name in sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == []
