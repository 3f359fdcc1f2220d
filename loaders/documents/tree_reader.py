"""The files of a tree as records, folder by folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import quote

from loaders.document import Container, Document, Interaction, Record
from loaders.documents.about import About, read_about
from loaders.documents.page import Page
from loaders.documents.side_files import FRONT_PAGES, FolderNotes, is_side_file, table_rows
from loaders.documents.writers import Writers
from loaders.loader import RunSummary
from loaders.well_formed import well_formed

READERS: Mapping[str, str] = MappingProxyType(
    {
        ".md": "markdown",
        ".markdown": "markdown",
        ".rst": "restructuredtext",
        ".html": "html",
        ".htm": "html",
        ".txt": "text",
    }
)
"""The module beside this one that reads files of a suffix; it is imported when the first such file comes."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with the names of the files in it that may be read."""

    path: Path
    relative: str
    """Its path below the top folder, empty for that one."""
    names: tuple[str, ...]
    only: str | None = None
    """The one file that was asked for."""

    @property
    def documents(self) -> list[str]:
        """The files that there is a reader for."""
        return [
            name
            for name in self.names
            if self.only in (None, name) and not is_side_file(name) and Path(name).suffix.lower() in READERS
        ]

    def relative_path(self, name: str) -> str:
        """A file's path below the top folder."""
        return well_formed(f"{self.relative}/{name}" if self.relative else name)


class TreeReader:
    """Reads the documents of a tree.

    Parameters
    ----------
    ref
        Makes the global identifier of a native one.
    summary
        Where left-out files and failed checks are counted.
    top_name
        What the top folder is called.
    table
        The table of the tree, if there is one.
    not_authors
        Names that are no author's, in :func:`loaders.table.comparable` form.
    largest
        Bytes of the largest file that is read.
    web
        The address that paths are appended to.
    """

    def __init__(
        self,
        ref: Callable[[str], str],
        summary: RunSummary,
        *,
        top_name: str,
        table: Path | None,
        not_authors: frozenset[str],
        largest: int,
        web: str | None,
    ) -> None:
        self._ref = ref
        self._summary = summary
        self._top_name = top_name
        self._largest = largest
        self._web = web
        self._table = table
        self._writers = Writers(ref, not_authors)
        self._containers: set[str] = set()
        self._rows = _rows_about_files(table) if table else {}

    def documents(self, folder: Folder) -> Iterator[Record]:
        """The records of one folder's documents."""
        documents = folder.documents
        notes = FolderNotes(folder.path, folder.relative, folder.names, documents, self._summary)
        for name in folder.names:
            if is_side_file(name) or folder.only not in (None, name):
                continue
            self._summary.read += 1
            if name in documents:
                yield from self._document(folder, name, notes)
            else:
                suffix = Path(name).suffix.lower()
                self._summary.skipped[f"no reader for {suffix or 'a file without suffix'}"] += 1

    def rows_without_file(self) -> Iterator[Record]:
        """Documents that the table holds itself, and a check of those it says lie in the tree."""
        if self._table is None:
            return
        for path, (place, _) in self._rows.items():
            self._summary.doubt(place, f"there is no document {path}")
        for place, cells, about in table_rows(self._table, self._summary):
            native_id = cells.get("id") or cells.get("url")
            if "path" in cells:
                continue
            self._summary.read += 1
            if native_id is None:
                self._summary.reject(place, "found no id, path or url")
            elif about.created_at is None:
                self._summary.reject(
                    place, f"found the timestamp {cells.get('timestamp')!r}, expected a date"
                )
            elif not self._is_left_out(page := Page(cells.get("text", ""), "text/plain"), about):
                container = self._container("")
                yield from self._records(
                    native_id, page, about, about.created_at, container, url=cells.get("url")
                )

    def _document(self, folder: Folder, name: str, notes: FolderNotes) -> Iterator[Record]:
        path, relative = folder.path / name, folder.relative_path(name)
        page = self._page(path, relative)
        if page is None:
            return
        if page.problem:
            self._summary.doubt(relative, page.problem)
        sidecar, side_file, has_own_folder = notes.of(name)
        _, in_table = self._rows.pop(relative, ("", About()))
        own = read_about(page.fields)
        about = sidecar.completed_by(own).completed_by(side_file).completed_by(in_table)
        if self._is_left_out(page, about):
            return
        created_at = about.created_at or about.edited_at
        if created_at is None:
            self._summary.notes["document dated by its file"] += 1
            created_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        title = about.title or page.heading or _title_of(relative)
        if title != page.heading and page.heading:
            page = replace(page, text=f"{page.heading}\n\n{page.text}")
        container = self._container(folder.relative.rpartition("/")[0] if has_own_folder else folder.relative)
        url = f"{self._web}/{quote(relative)}" if self._web else None
        yield from self._records(
            relative, page, replace(about, title=title), created_at, container, url=url, paths=(relative,)
        )

    def _is_left_out(self, page: Page, about: About) -> bool:
        if about.is_private:
            self._summary.private["document marked as not public"] += 1
        elif not page.text.strip():
            self._summary.skipped["no words"] += 1
        return about.is_private or not page.text.strip()

    def _page(self, path: Path, relative: str) -> Page | None:
        """A file as its reader sees it; ``None``, and counted, where it cannot be read or is too large."""
        try:
            if path.stat().st_size > self._largest:
                self._summary.skipped["too large"] += 1
                return None
            content = path.read_bytes()
        except OSError as error:
            self._summary.reject(relative, f"cannot be read ({error.strerror})")
            return None
        reader = import_module(f"loaders.documents.{READERS[path.suffix.lower()]}")
        page: Page | None = reader.read(content)
        if page is None:
            self._summary.reject(relative, "found bytes that are no text")
        return page

    def _records(
        self,
        native_id: str,
        page: Page,
        about: About,
        created_at: datetime,
        container: Container,
        *,
        url: str | None,
        paths: tuple[str, ...] = (),
    ) -> Iterator[Record]:
        authors = self._writers.refs(about.authors)
        acts = [
            (verb, ref) for verb, who in about.acts for ref in self._writers.refs([who]) if ref not in authors
        ]
        if not authors:
            self._summary.notes["document without a known author"] += 1
        if container.container_id not in self._containers:
            self._containers.add(container.container_id)
            yield container
        yield from self._writers.take_new()
        document = Document(
            self._ref(native_id),
            "document",
            created_at,
            page.text,
            author_refs=tuple(authors),
            title=about.title,
            media_type=page.media_type,
            container_ref=container.container_id,
            language=about.language,
            tags=about.tags,
            paths=paths,
            url=url,
            edited_at=about.edited_at,
        )
        yield document
        for verb, ref in dict.fromkeys(acts):
            yield Interaction(
                f"{document.document_id}/{verb}/{ref.removeprefix(self._ref('people/'))}",
                verb,
                actor_ref=ref,
                document_ref=document.document_id,
                at=created_at,
                at_is_approximate=True,
            )

    def _container(self, relative: str) -> Container:
        relative = well_formed(relative)
        return Container(self._ref(f"folders/{relative}"), "folder", relative or self._top_name)


def _rows_about_files(table: Path) -> dict[str, tuple[str, About]]:
    return {
        cells["path"].replace("\\", "/").removeprefix("./"): (place, about)
        for place, cells, about in table_rows(table, RunSummary())
        if "path" in cells
    }


def _title_of(relative: str) -> str:
    """A file's name as words; that of its folder for a front page.

    Examples
    --------
    >>> _title_of("runbooks/roll-back_helm.md"), _title_of("runbooks/README.md"), _title_of("README.md")
    ('roll back helm', 'runbooks', 'README')
    """
    path = PurePosixPath(relative)
    name = path.parent.name if path.stem.lower() in FRONT_PAGES and path.parent.name else path.stem
    return " ".join(name.replace("-", " ").replace("_", " ").split())
