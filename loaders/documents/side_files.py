"""What files beside a document say of it: its own sidecar, a YAML file of the folder, a table of the whole tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from loaders.archives import MEBIBYTE
from loaders.csv_table import CsvTable
from loaders.documents.about import About, read_about
from loaders.documents.page import decode
from loaders.documents.yaml_fields import read_yaml
from loaders.loader import RunSummary
from loaders.table import comparable

SIDECAR = ".meta.json"
TABLE = "documents.csv"
_YAML = {".yaml", ".yml"}
_LARGEST = MEBIBYTE
FRONT_PAGES = frozenset({"readme", "index"})
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("identifiant",),
    "path": ("chemin", "fichier", "file"),
    "url": ("adresse",),
    "authors": ("author", "auteurs", "auteur"),
    "timestamp": ("date",),
    "title": ("titre",),
    "text": ("texte",),
    "tags": ("mots-clés",),
    "language": ("langue", "lang"),
    "visibility": ("visibilité",),
}
"""Columns of ``documents.csv`` with their other names."""


def is_side_file(name: str) -> bool:
    """Whether a file says something of others and is no document itself."""
    return name.endswith(SIDECAR) or Path(name).suffix.lower() in _YAML or name in (TABLE, f"{TABLE}.gz")


class FolderNotes:
    """What the side files of one folder say.

    A YAML file named like a document is about that one; another, such as ``kep.yaml``, is about the folder's front
    page (``README``, ``index``) or its only document.
    """

    def __init__(
        self,
        folder: Path,
        relative: str,
        names: Sequence[str],
        documents: Sequence[str],
        summary: RunSummary,
    ) -> None:
        self._folder = folder
        self._place = f"{relative}/" if relative else ""
        self._names = set(names)
        self._summary = summary
        self._by_stem: dict[str, About] = {}
        self._of_folder: About | None = None
        self._only_document = documents[0] if len(documents) == 1 else None
        if documents:
            self._read_yaml_files(sorted(names), {Path(name).stem for name in documents})

    def of(self, name: str) -> tuple[About, About, bool]:
        """What the sidecar says of a document, what a YAML file does, and whether that makes the folder its own."""
        stem = Path(name).stem
        if stem in self._by_stem:
            return self._sidecar(name), self._by_stem[stem], False
        is_front_page = stem.lower() in FRONT_PAGES or name == self._only_document
        if self._of_folder is not None and is_front_page:
            return self._sidecar(name), self._of_folder, True
        return self._sidecar(name), About(), False

    def _read_yaml_files(self, names: list[str], stems: set[str]) -> None:
        for name in names:
            path = self._folder / name
            if path.suffix.lower() not in _YAML or path.stat().st_size > _LARGEST:
                continue
            fields, problem = read_yaml(decode(path.read_bytes()) or "")
            if problem:
                self._summary.doubt(f"{self._place}{name}", problem)
            if "title" not in fields or not ("authors" in fields or "author" in fields):
                continue
            if path.stem in stems:
                self._by_stem[path.stem] = read_about(fields)
            elif self._of_folder is None:
                self._of_folder = read_about(fields)

    def _sidecar(self, name: str) -> About:
        if f"{name}{SIDECAR}" not in self._names:
            return About()
        try:
            value: Any = orjson.loads((self._folder / f"{name}{SIDECAR}").read_bytes())
        except (OSError, orjson.JSONDecodeError) as error:
            value, problem = None, str(error)
        else:
            problem = f"found a JSON {type(value).__name__}, expected an object"
        if not isinstance(value, dict):
            # Nothing tells whom the document may be shown to.
            self._summary.doubt(f"{self._place}{name}{SIDECAR}", problem)
            return About(is_private=True)
        return read_about({comparable(field): member for field, member in value.items()})


def table_file(folder: Path) -> Path | None:
    """The table of documents on top of a tree, plain or gzip."""
    return next((file for name in (TABLE, f"{TABLE}.gz") if (file := folder / name).is_file()), None)


def table_rows(file: Path, summary: RunSummary) -> Iterator[tuple[str, Mapping[str, str], About]]:
    """Each row's place, its cells and what they say."""
    table = CsvTable(file, _COLUMNS)
    for title in table.unknown_columns():
        summary.notes[f"unknown column: {title} in {file.name}"] += 1
    for line, cells in table.rows(summary):
        fields: dict[str, object] = {name: cells[name] for name in cells}
        fields["authors"] = cells.get("authors", "").split("|")
        fields["tags"] = cells.get("tags", "").split("|")
        yield f"{file.name}:{line}", cells, read_about(fields)
