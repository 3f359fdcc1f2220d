"""A tree of documents: Markdown, reStructuredText, HTML and plain text, each file to the reader of its format.

One file is one document. Who wrote it is believed from a sidecar, then from the file itself, then from a file that
describes its folder, then from a table of the tree; never from the file system. A document whose author nobody knows
is kept and credited to nobody.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from loaders.archives import MEBIBYTE
from loaders.checkpoint import Cursor, input_fingerprint, with_cursors
from loaders.document import Record
from loaders.documents.side_files import is_side_file, table_file
from loaders.documents.tree_reader import READERS, Folder, TreeReader
from loaders.documents.writers import NOT_AUTHORS
from loaders.errors import LoaderError, NotThisFormatError
from loaders.loader import Loader, RunSummary
from loaders.table import comparable

_NOT_WRITTEN_HERE = frozenset({"node_modules", "bower_components", "site-packages", "__pycache__"})
_EXPECTED = (
    f"documents: files named {', '.join('*' + suffix for suffix in READERS)}, or a table documents.csv"
)


class DocumentFolderLoader(Loader):
    """A folder of documents with everything below it, or one document.

    A document lies in its folder; one that fills a folder of its own, with a YAML file about it, lies in the folder
    above. Hidden files and links are left alone.
    """

    kind = "documents"
    option_help: ClassVar[Mapping[str, str]] = {
        "not_authors": "further names that are no author's, with commas between them: the company's, a scanner's",
        "largest_mib": "files larger than so many MiB are left out (50)",
        "web": "the folder's web address, for links to documents: https://wiki.example.org/handbook",
    }

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(path, instance=instance, options=options)
        self._table = table_file(path) if path.is_dir() else None
        if self._table is None and not any(folder.documents for folder in self._folders()):
            raise NotThisFormatError(path, found=_what_is_there(path), expected=_EXPECTED)
        names = self.options.get("not_authors", "").split(",")
        self._not_authors = NOT_AUTHORS | {comparable(name) for name in names if comparable(name)}
        self._largest = _largest(self.options.get("largest_mib", "50"))
        self._web = self.options.get("web", "").rstrip("/") or None

    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """Each document after the folder and the people it names, folder by folder."""
        files = (folder.path / name for folder in self._folders() for name in folder.names)
        return with_cursors(self._numbered(summary), input_fingerprint(files), after=after)

    def _numbered(self, summary: RunSummary) -> Iterator[tuple[int, Record]]:
        reader = TreeReader(
            self.ref,
            summary,
            top_name=self.source.instance,
            table=self._table,
            not_authors=self._not_authors,
            largest=self._largest,
            web=self._web,
        )
        for folder in self._folders():
            for record in reader.documents(folder):
                yield summary.read, summary.keep(record)
        for record in reader.rows_without_file():
            yield summary.read, summary.keep(record)

    def _folders(self) -> Iterator[Folder]:
        """Folders with their files, sorted."""
        if self.path.is_file():
            yield Folder(self.path.parent, "", _beside(self.path), only=self.path.name)
            return
        for folder, folder_names, names in os.walk(self.path):
            folder_names[:] = sorted(
                name for name in folder_names if not name.startswith(".") and name not in _NOT_WRITTEN_HERE
            )
            relative = Path(folder).relative_to(self.path).as_posix()
            yield Folder(Path(folder), "" if relative == "." else relative, _files(Path(folder), names))


def _files(folder: Path, names: list[str]) -> tuple[str, ...]:
    paths = (folder / name for name in sorted(names) if not name.startswith("."))
    return tuple(path.name for path in paths if path.is_file() and not path.is_symlink())


def _beside(path: Path) -> tuple[str, ...]:
    """A single document with the files that describe it."""
    names = sorted(file.name for file in path.parent.iterdir())
    return tuple(name for name in names if name == path.name or is_side_file(name))


def _largest(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise LoaderError(f"found largest_mib={text}, expected a whole number of MiB from 1 up")
    return int(text) * MEBIBYTE


def _what_is_there(path: Path) -> str:
    if path.is_file():
        return f"a file named {path.name}"
    suffixes = Counter(file.suffix.lower() or "none" for file in path.rglob("*") if file.is_file())
    shown = ", ".join(f"{count} {suffix}" for suffix, count in suffixes.most_common(5))
    return f"a folder with files by suffix: {shown}" if shown else "an empty folder"
