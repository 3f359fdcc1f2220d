"""A loader of somebody else's distribution, found through the entry-point group ``whoknows.loaders``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph import ingest
from graph.store.interface import open_store
from loaders.document import Account, Document
from loaders.errors import LoaderError
from loaders.registry import GROUP, loader_names, open_loader
from tests.loaders.reading import read, write

SOURCE = '''
"""Notes, one a line: name, a colon, what they said."""

from datetime import UTC, datetime

from loaders.checkpoint import input_fingerprint, with_cursors
from loaders.document import Account, Document
from loaders.loader import Loader


class NotesLoader(Loader):
    """A file of notes."""

    kind = "notes"
    option_help = {"year": "when they were written"}

    def read(self, summary, *, after=None):
        return with_cursors(self._numbered(summary), input_fingerprint([self.path]), after=after)

    def _numbered(self, summary):
        year = int(self.options.get("year", "2026"))
        for number, line in enumerate(self.path.read_text("utf-8").splitlines(), 1):
            summary.read += 1
            name, colon, text = line.partition(":")
            if not colon:
                summary.reject(f"{self.path.name}:{number}", "found no colon")
                continue
            author = self.ref(f"people/{name}")
            yield number, summary.keep(Account(author, name=name))
            at = datetime(year, 1, 1, tzinfo=UTC)
            yield number, summary.keep(Document(self.ref(str(number)), "message", at, text.strip(), (author,)))
'''


@pytest.fixture
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed distribution, as pip would leave it, that is on the path during the test."""
    site = tmp_path / "site"
    write(site / "company_notes.py", SOURCE)
    info = site / "company_notes-1.0.dist-info"
    write(info / "METADATA", "Metadata-Version: 2.1\nName: company-notes\nVersion: 1.0\n")
    write(
        info / "entry_points.txt", f"[{GROUP}]\nnotes = company_notes:NotesLoader\nbroken = nowhere:Loader\n"
    )
    monkeypatch.syspath_prepend(str(site))
    yield write(tmp_path / "board.txt", ["Amina: Use Helm.", "no colon", "Luc: Mind the ring."])


def test_it_is_found_read_and_given_its_options(distribution: Path) -> None:
    assert "notes" in loader_names()
    run = read(f"notes:{distribution}", year="2025")
    assert [document.text for document in run.of(Document)] == ["Use Helm.", "Mind the ring."]
    assert run.of(Document)[0].document_id == "notes:board/1"
    assert run.of(Document)[0].created_at.year == 2025
    assert run.summary.rejects == ["board.txt:2: found no colon"]


def test_its_options_are_checked_like_those_of_any_other(distribution: Path) -> None:
    with pytest.raises(LoaderError, match="the notes loader has no option month; it has year"):
        open_loader(f"notes:{distribution}", options={"month": "1"})


def test_its_records_are_stored(distribution: Path, tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/store.sqlite")) as store:
        ingest.load(store, open_loader(f"notes:{distribution}"))
        assert {account.name for account in store.scan(Account)} == {"Amina", "Luc"}
        assert store.sources()[0].source.source_id == "notes:board"


def test_without_it_there_is_no_such_kind() -> None:
    assert "notes" not in loader_names()
