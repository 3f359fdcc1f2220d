"""A dump of questions and answers, small enough to be counted by hand."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders.document import Account, Container, Interaction
from loaders.errors import LoaderError, NotThisFormatError
from loaders.registry import open_loader
from tests.loaders.reading import Run, native, read, write

QA = Path(__file__).parent / "samples" / "qa"


@pytest.fixture(scope="module")
def run() -> Run:
    return read(("stackexchange", QA))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(QA, tmp_path / "qa")


def test_a_question_has_title_tags_and_the_category_of_its_first_tag(run: Run) -> None:
    question = run.documents()["posts/11"]
    assert (question.kind, question.title) == ("question", "Rolling back a Helm release")
    assert question.tags == ("helm", "kubernetes")
    assert question.created_at == datetime(2026, 3, 1, 9, 0, 0, 123_000, tzinfo=UTC)
    assert question.edited_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert question.author_refs == ("stackexchange:qa/users/2",)
    assert run.of(Container) == [
        Container("stackexchange:qa/tags/helm", "category", "helm"),
        Container("stackexchange:qa/tags/ingress", "category", "ingress"),
    ]


def test_an_answer_takes_what_it_lacks_from_its_question_wherever_that_stands(run: Run) -> None:
    answer = run.documents()["posts/12"]
    assert (answer.kind, answer.title, answer.tags) == ("answer", None, ("helm", "kubernetes"))
    assert native(answer.in_reply_to) == native(answer.thread_root) == "posts/11"
    assert native(answer.container_ref) == "tags/helm"
    assert answer.text == "Use `helm rollback`:\n\n```\nhelm rollback web 3\n```"
    assert list(run.documents()).index("posts/12") < list(run.documents()).index("posts/11")


def test_both_spellings_of_tags_are_read(run: Run) -> None:
    assert run.documents()["posts/14"].tags == ("ingress", "kubernetes")


def test_a_comment_belongs_to_the_thread_of_its_post(run: Run) -> None:
    comment = run.documents()["comments/21"]
    assert comment.kind == "comment"
    assert (native(comment.in_reply_to), native(comment.thread_root)) == ("posts/12", "posts/11")
    assert comment.author_refs == ("stackexchange:qa/users/2",)


def test_who_is_gone_or_is_the_system_is_nobody(run: Run) -> None:
    documents = run.documents()
    assert documents["posts/13"].author_refs == documents["posts/19"].author_refs == ()
    assert documents["comments/22"].author_refs == ()
    assert "comments/23" not in documents
    assert run.accounts()["users/-1"].is_bot


def test_users_are_accounts_also_without_a_name(run: Run) -> None:
    assert run.accounts()["users/1"] == Account(
        "stackexchange:qa/users/1", name="Amina Benali", bio="Platform engineer"
    )
    assert run.accounts()["users/3"].name == "user3"


def test_acts_are_what_the_tables_say(run: Run) -> None:
    assert run.acts() == {
        ("accepted", "users/2", "posts/12"),
        ("viewed", "", "posts/11"),
        ("liked", "", "posts/12"),
        ("disliked", "", "posts/13"),
        ("followed", "users/3", "posts/11"),
        ("liked", "", "comments/21"),
        ("endorsed", "", "users/1"),
    }
    acts = {native(act.interaction_id): act for act in run.of(Interaction)}
    assert (acts["posts/12/likes"].count, acts["posts/11/views"].count) == (2, 120)
    assert acts["posts/12/accepted"].at == datetime(2026, 3, 5, tzinfo=UTC)
    assert (acts["badges/41"].topic_label, acts["badges/41"].detail) == ("helm", "silver")


def test_accepting_ones_own_answer_says_nothing(run: Run) -> None:
    assert run.summary.notes == {"own answer accepted": 1, "answer whose question is not in the dump": 1}


def test_what_people_did_not_write_for_others_is_left_out(run: Run) -> None:
    assert run.summary.skipped == {"tag wiki or site page": 1, "bot": 1, "badge for no tag": 1}
    assert "posts/16" not in run.documents()


def test_malformed_rows_are_named_by_their_line(run: Run) -> None:
    assert [reject.partition(": ")[0] for reject in run.summary.rejects] == [
        "Users.xml line 7",
        "Posts.xml line 10",
        "Votes.xml line 8",
    ]


def test_without_votes_the_score_tells(copy: Path) -> None:
    (copy / "Votes.xml").unlink()
    run = read(("stackexchange", copy))
    likes = {native(act.document_ref): act.count for act in run.of(Interaction) if act.verb == "liked"}
    assert likes == {"posts/11": 7, "posts/12": 4, "posts/15": 1, "comments/21": 2}
    assert run.summary.notes["no Votes.xml"] == 1


def test_packed_tables_are_read_as_they_are(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "qa"
    folder.mkdir()
    for file in QA.iterdir():
        (folder / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    assert read(("stackexchange", folder)).records == run.records


def test_links_need_the_address_of_the_site() -> None:
    documents = read(("stackexchange", QA), site="https://qa.example.org/").documents()
    assert documents["posts/11"].url == "https://qa.example.org/q/11"
    assert documents["posts/12"].url == "https://qa.example.org/a/12"


def test_damaged_xml_is_named_and_what_can_be_read_is_kept(copy: Path) -> None:
    file = copy / "Comments.xml"
    file.write_text(file.read_text("utf-8").replace('UserId="2" />', 'UserId="2" <', 1), "utf-8")
    run = read(("stackexchange", copy))
    assert any(reject.startswith("Comments.xml line") for reject in run.summary.rejects)
    assert "posts/12" in run.documents()


def test_entities_are_refused(copy: Path) -> None:
    bomb = '<!DOCTYPE posts [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><posts><row Id="1" Body="&b;"/></posts>'
    write(copy / "Posts.xml", bomb)
    with pytest.raises(NotThisFormatError, match="a document type declaration"):
        open_loader(f"stackexchange:{copy}")


@pytest.mark.parametrize(
    ("content", "found"),
    [("<users/>", "the root element <users>"), ("no xml", "no XML"), ("", "no XML")],
)
def test_posts_that_are_something_else_are_refused(copy: Path, content: str, found: str) -> None:
    write(copy / "Posts.xml", content)
    with pytest.raises(NotThisFormatError, match=f"{found}.*expected the table Posts"):
        open_loader(f"stackexchange:{copy}")


def test_a_packed_dump_is_to_be_unpacked(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError, match="unpack it first"):
        open_loader(f"stackexchange:{write(tmp_path / 'dump.7z', '7z')}")
    with pytest.raises(NotThisFormatError, match=r"a folder without Posts\.xml"):
        open_loader(f"stackexchange:{tmp_path}")


def test_a_table_that_breaks_off_stops_the_load(copy: Path) -> None:
    whole = gzip.compress(b"<badges>" + b'<row Id="1" UserId="1" TagBased="True" Date="2026-01-01" />' * 9000)
    (copy / "Badges.xml").unlink()
    (copy / "Badges.xml.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LoaderError, match="damaged or cut off"):
        read(("stackexchange", copy))
