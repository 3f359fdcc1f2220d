"""A loader of somebody else's distribution, found through the entry-point group ``whoknows.loaders``."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import loaders
from graph import ingest
from graph.store.interface import open_store
from loaders.document import Account, Document
from loaders.errors import LoaderError
from loaders.registry import GROUP, loader_names, open_loader
from tests.loaders.reading import read, write

README = (Path(loaders.__file__).parent / "README.md").read_text("utf-8")


def readme_example(language: str) -> str:
    """The README's fenced block in this language."""
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.fixture
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed distribution, as pip would leave it, that is on the path during the test."""
    site = tmp_path / "site"
    write(site / "company_notes.py", readme_example("python"))
    info = site / "company_notes-1.0.dist-info"
    write(info / "METADATA", "Metadata-Version: 2.1\nName: company-notes\nVersion: 1.0\n")
    config = configparser.ConfigParser()
    config.read_string(readme_example("ini"))
    points = config["options.entry_points"][GROUP].strip()
    write(info / "entry_points.txt", f"[{GROUP}]\n{points}\nbroken = nowhere:Loader\n")
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
