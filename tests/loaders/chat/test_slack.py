"""An exported workspace with everything that an export can hold."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders.document import Account, Container, Document, Interaction
from loaders.errors import NotThisFormatError, UnsafeArchiveError
from loaders.registry import open_loader
from tests.loaders.reading import Run, native, read, read_all, write

WORKSPACE = Path(__file__).parent / "samples" / "workspace"
QUESTION = "C01/1767261600.000100"


@pytest.fixture(scope="module")
def run() -> Run:
    return read(("slack", WORKSPACE))


def zipped(folder: Path, target: Path, *, inside: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(file, f"{inside}{file.relative_to(folder)}")
    return target


def test_the_workspace_names_the_source(run: Run) -> None:
    assert open_loader(f"slack:{WORKSPACE}").source.source_id == "slack:T0EXAMPLE"
    assert run.of(Document)[0].document_id == f"slack:T0EXAMPLE/{QUESTION}"


def test_members_are_accounts_with_what_the_list_says(run: Run) -> None:
    amina = run.accounts()["U01"]
    assert amina == Account(
        "slack:T0EXAMPLE/U01",
        name="Amina Benali",
        username="abenali",
        emails=("amina.benali@example.org",),
        title="Platform engineer",
    )
    assert not run.accounts()["U05"].active
    assert {native(account.account_id) for account in run.of(Account) if account.is_bot} == {
        "B01",
        "USLACKBOT",
    }


def test_public_channels_are_containers_with_their_purpose(run: Run) -> None:
    assert run.of(Container) == [
        Container("slack:T0EXAMPLE/C01", "channel", "platform", description="Clusters & #réseau"),
        Container("slack:T0EXAMPLE/C02", "channel", "réseau", description="Le réseau"),
    ]


def test_a_message_is_read_with_time_place_and_names(run: Run) -> None:
    question = run.documents()[QUESTION]
    assert question.text == "How do I roll back a **Helm** release in #réseau? See the docs"
    assert question.created_at == datetime(2026, 1, 1, 10, 0, 0, 100, tzinfo=UTC)
    assert (question.kind, question.media_type) == ("message", "text/markdown")
    assert (native(question.container_ref), question.author_refs) == ("C01", ("slack:T0EXAMPLE/U02",))
    assert question.in_reply_to is None
    assert question.thread_root is None


def test_replies_hang_on_the_root_across_days(run: Run) -> None:
    for ts in ("1767261700.000200", "1767348000.000400"):
        reply = run.documents()[f"C01/{ts}"]
        assert native(reply.in_reply_to) == native(reply.thread_root) == QUESTION
    assert run.documents()["C01/1767348000.000400"].edited_at == datetime(2026, 1, 2, 10, 1, tzinfo=UTC)


def test_only_words_of_people_become_documents(run: Run) -> None:
    assert set(run.documents()) == {
        QUESTION,
        "C01/1767261700.000200",
        "C01/1767348000.000400",
        "C01/1767348100.000500",
        "C01/1767348200.000600",
        "C01/1767348300.000700",
        "C02/1767261600.000100",
        "C02/1767261900.000100",
    }
    assert run.summary.skipped == {
        "system message": 1,
        "bot": 3,
        "deleted": 1,
        "no words": 1,
        "repeated message": 1,
    }


def test_the_same_ts_in_two_channels_is_two_messages(run: Run) -> None:
    documents = run.documents()
    assert (
        documents["C02/1767261600.000100"].text
        == "> le répartiteur coupe\nregarde le **répartiteur** de charge"
    )
    assert documents[QUESTION].text != documents["C02/1767261600.000100"].text


def test_blocks_are_read_where_there_is_no_text(run: Run) -> None:
    assert run.documents()["C02/1767261900.000100"].text == "Le délai est dans haproxy.cfg@Luc Petit"


def test_titles_of_files_belong_to_the_message(run: Run) -> None:
    assert run.documents()["C01/1767348300.000700"].text == "Here are the values\nHelm values for web"


def test_mentions_and_reactions_are_acts_of_known_people(run: Run) -> None:
    answer = "C01/1767261700.000200"
    assert run.acts() == {
        ("mentioned", "U01", answer),
        ("mentioned", "U03", "C02/1767261900.000100"),
        ("liked", "U02", answer),
        ("liked", "U03", answer),
        ("liked", "", answer),
        ("viewed", "U03", answer),
        ("reacted", "U02", answer),
    }
    unnamed = next(act for act in run.of(Interaction) if act.verb == "liked" and act.actor_ref is None)
    assert (unnamed.count, unnamed.at_is_approximate) == (3, True)
    assert next(act for act in run.of(Interaction) if act.verb == "reacted").weight == 0


def test_a_table_of_reactions_can_be_added_to() -> None:
    run = read(("slack", WORKSPACE), reactions="hamburger=liked")
    assert ("liked", "U02", "C01/1767261700.000200") in run.acts()
    assert "reacted" not in {act.verb for act in run.of(Interaction)}


def test_an_author_the_list_lacks_is_known_from_the_message_or_credited_to_nobody(run: Run) -> None:
    assert run.accounts()["U99"].name == "Rosa Klein"
    assert run.documents()["C01/1767348100.000500"].author_refs == ("slack:T0EXAMPLE/U99",)
    assert run.documents()["C01/1767348200.000600"].author_refs == ()
    assert run.summary.notes == {"message by a member whom the export does not list": 1}


def test_private_conversations_are_counted_and_not_read(run: Run) -> None:
    assert run.summary.private == {
        "private channel": 1,
        "group direct message": 1,
        "direct message": 2,
        "conversation that no list names": 1,
    }
    assert "Confidential" not in json.dumps([document.text for document in run.of(Document)])


def test_a_private_channel_is_read_where_it_is_named() -> None:
    run = read(("slack", WORKSPACE), private_channels="salaries")
    assert run.documents()["G01/1767261600.000100"].audience == ("slack:T0EXAMPLE/G01",)
    assert next(place for place in run.of(Container) if place.name == "salaries").visibility == "private"
    assert "private channel" not in run.summary.private


def test_direct_messages_are_read_where_all_are_wanted() -> None:
    run = read(("slack", WORKSPACE), direct_messages="all")
    assert {"D01/1767261600.000100", "D01/1767261601.000100", "G02/1767261600.000100"} <= set(run.documents())


def test_malformed_records_are_named_by_their_place(run: Run) -> None:
    assert [reject.split(": ")[0] for reject in run.summary.rejects] == [
        "users.json[7]",
        "platform/2026-01-01.json[8]",
        "platform/2026-01-01.json[9]",
        "platform/2026-01-03.json",
    ]


def test_links_to_messages_need_the_workspace_address() -> None:
    run = read(("slack", WORKSPACE), workspace="https://example.slack.com/")
    assert run.documents()[QUESTION].url == "https://example.slack.com/archives/C01/p1767261600000100"


def test_the_zip_gives_what_the_folder_gives(run: Run, tmp_path: Path) -> None:
    assert read(("slack", zipped(WORKSPACE, tmp_path / "export.zip"))).records == run.records
    packed_again = zipped(WORKSPACE, tmp_path / "again.zip", inside="My export/")
    assert read(("slack", packed_again)).records == run.records


def test_names_in_utf_8_without_the_flag_are_understood(run: Run, tmp_path: Path) -> None:
    archive = zipped(WORKSPACE, tmp_path / "export.zip")
    content = archive.read_bytes()
    flagged = "réseau/2026-01-01.json".encode()
    assert content.count(flagged) == 2
    with zipfile.ZipFile(archive) as opened:
        info = opened.getinfo("réseau/2026-01-01.json")
        assert info.flag_bits & 0x800
    local, central = content.index(flagged) - 30, content.rindex(flagged) - 46
    patched = bytearray(content)
    patched[local + 7] &= ~0x08
    patched[central + 9] &= ~0x08
    archive.write_bytes(patched)
    assert read(("slack", archive)).records == run.records


@pytest.mark.parametrize("name", ["../users.json", "/etc/users.json", "C:\\users.json", "a/../../b.json"])
def test_an_archive_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    archive = zipped(WORKSPACE, tmp_path / "export.zip")
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(name, "[]")
    with pytest.raises(UnsafeArchiveError, match="leads out of the archive"):
        open_loader(f"slack:{archive}")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    archive = zipped(WORKSPACE, tmp_path / "export.zip")
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("platform/2026-01-04.json", b" " * (40 << 20))
    assert archive.stat().st_size < 100_000
    with pytest.raises(UnsafeArchiveError, match="unpacks"):
        open_loader(f"slack:{archive}")


def test_something_else_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError, match=r"expected a zip file or a folder"):
        open_loader(f"slack:{write(tmp_path / 'export.zip', 'no zip')}")
    write(tmp_path / "folder" / "notes.txt", "hello")
    with pytest.raises(NotThisFormatError, match=r"channels\.json and users\.json"):
        open_loader(f"slack:{tmp_path / 'folder'}")


def test_a_resumed_run_knows_whom_only_earlier_messages_named(run: Run) -> None:
    loader = open_loader(f"slack:{WORKSPACE}")
    for cursor in run.cursors:
        resumed = read_all(loader, after=cursor)
        done = run.items[: run.items.index(cursor)]
        assert {item for item in done if item not in run.cursors} | set(resumed.records) == set(run.records)


def test_an_enterprise_list_of_members_is_read_too(run: Run, tmp_path: Path) -> None:
    copy = shutil.copytree(WORKSPACE, tmp_path / "grid")
    (copy / "users.json").rename(copy / "org_users.json")
    assert read(("slack", copy)).accounts().keys() == run.accounts().keys()
