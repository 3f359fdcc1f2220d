"""The README says what is true."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import loaders
from loaders.registry import loader_class, loader_names

README = Path(loaders.__file__).parent / "README.md"


def kinds_table() -> str:
    """The table of kinds as it must stand in the README."""
    lines = ["| kind | reads | options |", "| --- | --- | --- |"]
    for name in loader_names():
        cls = loader_class(name)
        paragraph = " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split()).replace("``", "`")
        options = " ".join(f"`{option}`" for option in sorted(cls.option_help))
        lines.append(f"| `{name}` | {paragraph} | {options} |".replace("|  |", "| |"))
    return "\n".join(lines)


def test_the_readme_lists_every_kind_with_its_options() -> None:
    found = re.search(r"<!-- kinds -->\n(.*?)\n<!-- end -->", README.read_text("utf-8"), re.DOTALL)
    assert found is not None
    assert found.group(1) == kinds_table()


def test_what_the_readme_names_is_there() -> None:
    text = README.read_text("utf-8")
    root = README.parents[1]
    for path in re.findall(r"`((?:tests|graph)/[\w/.]+)`", text):
        assert (root / path).exists(), path
    for module, name in re.findall(r"`([a-z_]+)\.([A-Za-z_]+)`", text):
        if name != "py" and (README.parent / f"{module}.py").exists():
            assert hasattr(importlib.import_module(f"loaders.{module}"), name), f"{module}.{name}"
