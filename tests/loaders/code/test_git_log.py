"""Logs of a history in both forms."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders.document import Account, Container
from loaders.errors import LoaderError, NotThisFormatError
from loaders.registry import open_loader
from tests.loaders.reading import Run, native, read, write

SAMPLES = Path(__file__).parent / "samples"
RECORDS = SAMPLES / "history.log"
STAT = SAMPLES / "history-stat.log"
FIX, MOVE, DOC, MERGE, MASS = "a" * 40, "b" * 40, "d" * 40, "b" * 40, "c" * 40
AMINA, LUC, ZOE = (f"{name}@example.org" for name in ("amina.benali", "luc.petit", "zoe.martin"))


@pytest.fixture(scope="module")
def run() -> Run:
    return read(("git", RECORDS))


@pytest.fixture(scope="module")
def stat_run() -> Run:
    return read(("git", STAT))


def test_a_commit_is_its_message_without_the_lines_about_people(run: Run) -> None:
    fix = run.documents()[FIX]
    assert (fix.kind, fix.title) == ("commit", "ring: fix the head index")
    assert fix.text == "The index wrapped at 2^31."
    assert fix.created_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_people_of_the_trailers_did_what_they_say(run: Run) -> None:
    fix = run.documents()[FIX]
    assert fix.author_refs == (f"git:history/{AMINA}",)
    assert fix.co_author_refs == ("git:history/ohaddad@users.noreply.github.com",)
    assert run.acts() == {("reviewed", LUC, FIX), ("tested", ZOE, FIX)}
    assert run.summary.notes == {"trailer without an address": 1}


def test_a_forge_address_is_a_login_and_no_address(run: Run) -> None:
    assert run.accounts()["ohaddad@users.noreply.github.com"] == Account(
        "git:history/ohaddad@users.noreply.github.com", name="Omar Haddad", username="ohaddad"
    )


def test_changed_files_give_paths_topics_and_the_folder(run: Run) -> None:
    fix = run.documents()[FIX]
    assert fix.paths == ("lib/ring/ring.c", "lib/ring/new/ring.h", "doc/img/ring.png")
    assert fix.tags == ("C",)
    assert native(fix.container_ref) == "tree/lib/ring"
    assert run.documents()[MOVE].paths == ("drivers/attic/old.c",)
    assert Container("git:history/tree/lib/ring", "folder", "lib/ring") in run.of(Container)


def test_what_says_nothing_about_people_is_left_out(run: Run) -> None:
    assert set(run.documents()) == {FIX, MOVE, DOC}
    assert run.summary.skipped == {"bot": 1, "only vendored or generated files": 1}


def test_an_absurd_date_gives_way_to_the_committers(run: Run) -> None:
    assert run.documents()[DOC].created_at == datetime(2026, 3, 6, 10, 0, tzinfo=UTC)


def test_malformed_records_are_named_by_their_line(run: Run) -> None:
    assert [reject.partition(": ")[0] for reject in run.summary.rejects] == [
        "history.log line 24",
        "history.log line 26",
        "history.log line 31",
    ]


def test_gits_own_form_gives_the_same_commits(run: Run, stat_run: Run) -> None:
    fix = stat_run.documents()[FIX]
    assert (fix.title, fix.text, fix.created_at) == (
        run.documents()[FIX].title,
        run.documents()[FIX].text,
        run.documents()[FIX].created_at,
    )
    assert fix.paths == (
        ".../guides/rings/a_very_long_name_of_a_guide.rst",
        "lib/ring/ring.c",
        "lib/ring/new/ring.h",
        "doc/img/ring.png",
    )
    assert stat_run.acts() == {("reviewed", LUC, FIX), ("tested", ZOE, FIX)}


def test_merges_and_mass_changes_are_left_out(stat_run: Run) -> None:
    assert set(stat_run.documents()) == {FIX}
    assert stat_run.summary.skipped == {"merge": 1, "mass change": 1}


def test_a_mailmap_joins_addresses_for_certain(tmp_path: Path) -> None:
    mailmap = write(
        tmp_path / "mailmap", f"Amina Benali <amina@example.org> <{AMINA}>\n<{LUC}> Luc <{ZOE}>\n"
    )
    run = read(("git", STAT), mailmap=str(mailmap))
    assert run.accounts()["amina@example.org"].emails == ("amina@example.org", AMINA)
    assert run.documents()[FIX].author_refs == ("git:history-stat/amina@example.org",)
    assert ZOE in run.accounts()  # the line names "Luc" too, and this is Zoé


def test_a_mailmap_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoaderError, match="the mailmap cannot be read"):
        read(("git", STAT), mailmap=str(tmp_path / "none"))


def test_links_need_the_address_of_the_repository() -> None:
    run = read(("git", STAT), web="https://git.example.org/ring/")
    assert run.documents()[FIX].url == f"https://git.example.org/ring/commit/{FIX}"


def test_a_packed_log_is_read_as_it_is(run: Run, tmp_path: Path) -> None:
    packed = tmp_path / "history.log.gz"
    packed.write_bytes(gzip.compress(RECORDS.read_bytes()))
    assert read(("git", packed)).records == run.records


@pytest.mark.parametrize("content", ["", "hello\n", "From: a\n"])
def test_something_else_is_refused_with_what_was_expected(tmp_path: Path, content: str) -> None:
    with pytest.raises(NotThisFormatError, match="expected a git repository, the output of"):
        open_loader(f"git:{write(tmp_path / 'log.txt', content)}")
    with pytest.raises(NotThisFormatError, match="a folder that is no repository"):
        open_loader(f"git:{tmp_path}")
