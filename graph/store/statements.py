"""Statements by name, read from a folder with one statement a file.

This is the only place that declares text read from a file trusted: values reach a statement as parameters only.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import LiteralString

MIGRATION = re.compile(r"migration_(\d{4})")
END_OF_STATEMENT = re.compile(r";\s*(?:\n|$)")


class Statements:
    """The statements of a folder.

    Parameters
    ----------
    folder
        Named for the language (``sql``, ``cypher``). Holds ``NAME.sql`` for every statement, ``schema.sql`` for a
        new store, and ``migration_NNNN.sql`` for each step to version NNNN from the one before.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.suffix = f".{folder.name}"

    def __getitem__(self, name: str) -> LiteralString:
        return _read((self.folder / name).with_suffix(self.suffix))

    def script(self, name: str) -> list[LiteralString]:
        """The statements of a file that has several, each ended by a semicolon at the end of a line."""
        parts = END_OF_STATEMENT.split(self[name])
        return [part.strip() for part in parts if part.strip()]

    def migrations(self) -> list[int]:
        """The versions that a migration leads to, in order."""
        found = (MIGRATION.fullmatch(path.stem) for path in self.folder.glob(f"*{self.suffix}"))
        return sorted(int(match[1]) for match in found if match)


@cache
def _read(path: Path) -> LiteralString:
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.lstrip().startswith(("--", "//"))]
    return "\n".join(kept)
