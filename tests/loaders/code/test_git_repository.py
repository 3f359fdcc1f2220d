"""Repositories, made on the spot."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.document import Container
from loaders.errors import LoaderError
from tests.loaders.code.repositories import MadeRepository
from tests.loaders.reading import native, read

AMINA, LUC = "amina.benali@example.org", "luc.petit@example.org"


@pytest.fixture
def repository(tmp_path: Path) -> MadeRepository:
    return MadeRepository(tmp_path / "project.git")


def test_a_repository_gives_its_commits_newest_first(repository: MadeRepository) -> None:
    first = repository.commit("ring: add\n\nA ring.\n", {"lib/ring/ring.c": "int head;"})
    second = repository.commit(
        f"ring: fix\n\nReviewed-by: Luc <{LUC}>\n",
        {"lib/ring/ring.c": "long head;", "doc/ring.md": "# Ring"},
        at="2026-03-03T10:00:00+01:00",
    )
    run = read(("git", repository.path))
    assert list(run.documents()) == [second.decode(), first.decode()]
    assert run.documents()[first.decode()].document_id == f"git:project/{first.decode()}"
    assert run.documents()[second.decode()].paths == ("doc/ring.md", "lib/ring/ring.c")
    assert run.documents()[first.decode()].text == "A ring."
    assert run.acts() == {("reviewed", LUC, second.decode())}


def test_the_checkout_reads_as_the_bare_repository(repository: MadeRepository, tmp_path: Path) -> None:
    repository.commit("ring: add\n", {"lib/ring.c": "int head;"})
    (tmp_path / "project").mkdir()
    repository.close()
    repository.path.rename(tmp_path / "project" / ".git")
    assert len(read(("git", tmp_path / "project")).documents()) == 1


def test_merges_say_nothing(repository: MadeRepository) -> None:
    first = repository.commit("a: one\n", {"a.py": "1"})
    repository.commit("b: two\n", {"b.py": "2"})
    repository.commit("Merge branch 'x'\n", {"c.py": "3"}, also_of=first)
    run = read(("git", repository.path))
    assert len(run.documents()) == 2
    assert run.summary.skipped == {"merge": 1}


def test_the_repositorys_own_tables_are_obeyed(repository: MadeRepository) -> None:
    repository.commit(
        "setup: begin\n",
        {
            ".mailmap": f"Amina Benali <amina@example.org> <{AMINA}>\n",
            ".gitattributes": "generated/** linguist-generated\n",
            "CODEOWNERS": f"*.py nobody@example.org\n/lib/ring/ {LUC} @org/team  # the ring\ndocs/ @stranger\n",
        },
    )
    repository.commit("ring: touch\n", {"lib/ring/ring.c": "1"}, author=f"Luc Petit <{LUC}>")
    repository.commit("build: generate\n", {"generated/table.c": "1"})
    run = read(("git", repository.path))
    assert run.accounts()["amina@example.org"].emails == ("amina@example.org", AMINA)
    assert run.summary.skipped == {"only vendored or generated files": 1}
    declared = {act for act in run.acts() if act[0] == "declared"}
    assert declared == {
        ("declared", "nobody@example.org", "repository"),
        ("declared", LUC, "tree/lib/ring"),
    }
    assert run.summary.notes == {"code owner who is nobody in the history": 1}


def test_a_message_in_an_old_encoding_is_read(repository: MadeRepository) -> None:
    message = "réseau : régler le délai\n".encode("latin-1")
    declared = repository.commit("", {"a.c": "1"}, raw_message=message, encoding=b"iso-8859-1")
    undeclared = repository.commit("", {"a.c": "2"}, raw_message=message)
    documents = read(("git", repository.path)).documents()
    for sha in (declared, undeclared):
        assert documents[sha.decode()].title == "réseau : régler le délai"


def test_an_empty_repository_is_no_error(repository: MadeRepository) -> None:
    run = read(("git", repository.path))
    assert [native(place.container_id) for place in run.of(Container)] == ["repository"]
    assert run.summary.read == 0


def test_a_damaged_repository_says_what_to_do(repository: MadeRepository) -> None:
    first = repository.commit("a: one\n", {"a.py": "1"}).decode()
    repository.commit("b: two\n", {"b.py": "2"})
    (repository.path / "objects" / first[:2] / first[2:]).unlink()
    with pytest.raises(LoaderError, match="git fsck"):
        read(("git", repository.path))
