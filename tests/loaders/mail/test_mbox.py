"""Mail: what is public, who wrote it, what it answers, where it lies."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders.document import Account, Container
from loaders.errors import LoaderError, NotThisFormatError
from loaders.registry import open_loader
from tests.loaders.mail.messages import LIST, message, read_archive
from tests.loaders.reading import Run, native, read, write

SAMPLES = Path(__file__).parent / "samples"
DEV = SAMPLES / "dev.mbox"


@pytest.fixture(scope="module")
def run() -> Run:
    return read(("mbox", DEV), public_lists=LIST)


# ── what is public ────────────────────────────────────────────────────────────────────────────────────────────


def test_no_mail_is_read_unless_a_list_is_named() -> None:
    run = read(("mbox", DEV))
    assert run.records == []
    assert run.summary.private == {"mailing list that no option names as public": 5}
    assert run.summary.notes == {f"left out: mailing list {LIST}, see the option public_lists": 5}


@pytest.mark.parametrize(
    "name", [LIST, "dev@lists.example.org", "all", "other.example.org, DEV@lists.example.org"]
)
def test_a_list_is_named_by_id_or_address(run: Run, name: str) -> None:
    assert read(("mbox", DEV), public_lists=name).records == run.records


def test_another_list_stays_private() -> None:
    run = read(("mbox", SAMPLES / "maildir"), public_lists=LIST)
    assert run.records == []
    assert run.summary.private == {"private mail": 1, "mailing list that no option names as public": 1}


def test_an_archive_without_list_headers_is_named_as_a_whole(tmp_path: Path) -> None:
    run = read_archive(tmp_path, message())
    assert run.of(Container) == [Container("mbox:archive/lists/dev.lists.example.org", "list", "dev")]
    assert run.summary.private == {}


def test_of_private_mail_only_the_contacts_can_be_kept() -> None:
    run = read(("mbox", SAMPLES / "maildir"), private_mail="contacts")
    assert run.documents() == {}
    amina, luc, zoe = (f"people/{name}@example.org" for name in ("amina.benali", "luc.petit", "zoe.martin"))
    assert run.acts() == {("contacted", amina, luc), ("contacted", amina, zoe)}
    assert set(run.accounts()) == {amina, luc, zoe}


def test_private_mail_that_is_wanted_is_for_its_own_readers() -> None:
    run = read(("mbox", SAMPLES / "maildir"), private_mail="all")
    private, on_list = run.documents()["private1@example.org"], run.documents()["ops1@example.org"]
    assert private.audience == ("mbox:maildir/mailbox",)
    assert on_list.audience == ("mbox:maildir/lists/ops.lists.example.org",)
    assert {place.visibility for place in run.of(Container)} == {"private"}


def test_an_unknown_choice_is_an_error() -> None:
    with pytest.raises(LoaderError, match="expected contacts, all or none"):
        open_loader(f"mbox:{DEV}", options={"private_mail": "some"})


# ── messages of a list ────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_is_the_container(run: Run) -> None:
    assert run.of(Container) == [Container("mbox:dev/lists/dev.lists.example.org", "list", "Developers")]
    assert {document.container_ref for document in run.documents().values()} == {
        "mbox:dev/lists/dev.lists.example.org"
    }


def test_encoded_subjects_and_names_are_read_without_prefixes(run: Run) -> None:
    question, reply = run.documents()["q1@example.org"], run.documents()["a1@example.org"]
    assert question.title == reply.title == "Réseau : où régler le délai ?"
    assert run.accounts()["people/amelie.dufour@example.org"] == Account(
        "mbox:dev/people/amelie.dufour@example.org",
        name="Amélie Dufour",
        emails=("amelie.dufour@example.org",),
    )


def test_the_text_keeps_its_quotations_for_the_text_stage(run: Run) -> None:
    question, reply = run.documents()["q1@example.org"], run.documents()["a1@example.org"]
    assert "\nFrom ce matin, il coupe tout.\n" in question.text
    assert question.text.endswith("\n-- \nAmélie Dufour\nÉquipe Réseau")
    assert reply.text.startswith(
        "Dans haproxy.cfg, la ligne «timeout» : c'est en secondes et non en millisecondes.\n"
    )
    assert "a écrit :\n> Où règle-t-on" in reply.text
    assert question.media_type == reply.media_type == "message/rfc822"


def test_a_reply_knows_what_it_answers(run: Run) -> None:
    question, reply = run.documents()["q1@example.org"], run.documents()["a1@example.org"]
    assert (question.kind, question.in_reply_to, question.thread_root) == ("message", None, None)
    assert (reply.kind, native(reply.in_reply_to), native(reply.thread_root)) == (
        "reply",
        "q1@example.org",
        "q1@example.org",
    )
    assert reply.created_at == datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


def test_an_out_of_office_note_is_nobodys(run: Run) -> None:
    assert "ooo1@example.org" not in run.documents()
    assert run.summary.skipped == {"automatic": 1}


def test_a_message_without_identifier_gets_a_lasting_one(run: Run) -> None:
    (derived,) = (
        key for key, document in run.documents().items() if document.title == "Release notes for 2.4"
    )
    assert derived == "bc570a1b1af43d565ce8"


def test_the_author_behind_a_lists_own_address_is_found(run: Run) -> None:
    document = run.documents()["h1@example.org"]
    assert document.author_refs == ("mbox:dev/people/omar.haddad@example.org",)
    assert run.accounts()["people/omar.haddad@example.org"].name == "Omar Haddad"
    assert "people/dev@lists.example.org" not in run.accounts()


def test_html_alone_becomes_text_with_its_quotation(run: Run) -> None:
    document = run.documents()["h1@example.org"]
    assert document.title == "retry policy"
    assert document.text == (
        "The retry policy backs off exponentially, capped at a minute.\n\n"
        "On Tue, 3 Mar 2026 at 08:30, Zoe Martin wrote:\n\n> What does it do?"
    )


def test_a_rewritten_sender_nobody_can_tell_is_nobody(tmp_path: Path) -> None:
    run = read_archive(tmp_path, message(sender="Omar via dev <dev@lists.example.org>"))
    (document,) = run.documents().values()
    assert document.author_refs == ()
    assert run.summary.notes == {"message whose author is not named": 1}


def test_the_original_sender_of_a_forum_is_found(tmp_path: Path) -> None:
    run = read_archive(
        tmp_path,
        message(
            "X-Original-From: Omar Haddad <omar@example.org>",
            "Reply-To: dev@lists.example.org",
            sender="'Omar Haddad' via dev <dev@lists.example.org>",
        ),
    )
    assert run.accounts()["people/omar@example.org"].name == "Omar Haddad"


# ── automatic mail, robots, shared boxes ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: auto-replied (vacation)",
        "Precedence: junk",
        "Precedence: auto_reply",
        "X-Auto-Response-Suppress: All",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "Content-Type: text/calendar; method=REQUEST",
    ],
)
def test_automatic_mail_is_left_out(tmp_path: Path, header: str) -> None:
    run = read_archive(tmp_path, message(header))
    assert run.records == []
    assert run.summary.skipped == {"automatic": 1}


def test_an_invitation_beside_its_text_is_left_out(tmp_path: Path) -> None:
    parts = (
        "--b\nContent-Type: text/plain\n\nMeeting\n--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b--"
    )
    run = read_archive(tmp_path, message("Content-Type: multipart/alternative; boundary=b", body=parts))
    assert run.summary.skipped == {"automatic": 1}


def test_people_who_say_that_they_are_no_machine_are_read(tmp_path: Path) -> None:
    run = read_archive(tmp_path, message("Auto-Submitted: no", "Precedence: list"))
    assert len(run.documents()) == 1


def test_lists_that_call_all_mail_bulk_are_read_where_they_are_named(tmp_path: Path) -> None:
    assert len(read_archive(tmp_path, message("Precedence: bulk")).documents()) == 1
    write(tmp_path / "box.mbox", message("Precedence: bulk", "To: luc@example.org"))
    unnamed = read(("mbox", tmp_path / "box.mbox"), private_mail="all")
    assert unnamed.summary.skipped == {"automatic": 1}


def test_robots_are_left_out_and_shared_boxes_are_nobody(tmp_path: Path) -> None:
    run = read_archive(
        tmp_path,
        message(sender="Jenkins <jenkins@example.org>"),
        message(sender="Help desk <support@example.org>", number=2),
    )
    assert run.summary.skipped == {"bot": 1}
    assert [account.is_bot for account in run.of(Account)] == [True]


# ── identifiers, threads, dates ───────────────────────────────────────────────────────────────────────────────


def test_the_same_message_twice_is_one_and_a_reused_identifier_two(tmp_path: Path) -> None:
    run = read_archive(
        tmp_path,
        message(body="First."),
        message(body="First."),
        message("Subject: Another", body="Second."),
    )
    assert run.summary.skipped == {"repeated message": 1}
    assert [document.text for document in run.documents().values()] == ["First.", "Second."]
    assert next(iter(run.documents())) == "m1@example.org"


def test_the_last_identifier_names_the_parent_and_the_first_reference_the_root(tmp_path: Path) -> None:
    run = read_archive(
        tmp_path,
        message("In-Reply-To: <x@example.org> (Luc's message of today) <y@example.org>"),
        message("References: <r@example.org>\n <s@example.org>", number=2),
        message("In-Reply-To: <m2@example.org>", number=3),
        message("Subject: Re: without any identifier", number=4),
    )
    places = {
        key.removesuffix("@example.org"): (native(document.in_reply_to)[:1], native(document.thread_root)[:1])
        for key, document in run.documents().items()
    }
    assert places == {"m1": ("y", "y"), "m2": ("s", "r"), "m3": ("m", "r"), "m4": ("", "")}


@pytest.mark.parametrize(
    ("date", "received", "expected"),
    [
        ("Mon, 02 Mar 2026 10:00:00 +0100", "", "2026-03-02T09:00:00"),
        ("Mon, 02 Mar 2026 10:00:00", "", "2026-03-02T10:00:00"),
        ("yesterday", "by mx; Tue, 03 Mar 2026 08:00:00 +0000", "2026-03-03T08:00:00"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", "by mx; Tue, 03 Mar 2026 08:00:00 +0000", "2026-03-03T08:00:00"),
        ("Fri, 31 Dec 2199 00:00:00 +0000", "by mx; Tue, 03 Mar 2026 08:00:00 +0000", "2026-03-03T08:00:00"),
        ("", "", "2026-03-02T10:00:00"),
    ],
    ids=["with zone", "without zone", "unreadable", "before mail", "in the future", "only the mbox says"],
)
def test_absurd_dates_are_not_believed(tmp_path: Path, date: str, received: str, expected: str) -> None:
    run = read_archive(tmp_path, message(*([f"Received: {received}"] if received else []), date=date))
    (document,) = run.documents().values()
    assert document.created_at.isoformat() == f"{expected}+00:00"


def test_a_message_without_any_usable_date_is_rejected_by_its_place(tmp_path: Path) -> None:
    undated = "From amina@example.org Mon Mar  2 10:00:00 1970\nFrom: a@example.org\nDate: never\n\nHello\n\n"
    run = read_archive(tmp_path, message(), undated, message(number=3))
    assert run.summary.rejects == ["archive.mbox line 8: found the date 'never', expected one since 1980"]
    assert set(run.documents()) == {"m1@example.org", "m3@example.org"}


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_gzip_is_read_as_it_is(run: Run, tmp_path: Path) -> None:
    packed = tmp_path / "dev.mbox.gz"
    packed.write_bytes(gzip.compress(DEV.read_bytes()))
    assert read(("mbox", packed), public_lists="all").records == run.records


def test_a_folder_of_archives_is_one_source(tmp_path: Path) -> None:
    write(tmp_path / "dev" / "2026-03.mbox", message())
    write(tmp_path / "dev" / "2026-04.mbox", message(number=2))
    write(tmp_path / "dev" / "notes.md", "no mail")
    run = read(("mbox", tmp_path / "dev"), archive_of=LIST)
    assert [document.document_id for document in run.documents().values()] == [
        "mbox:dev/m1@example.org",
        "mbox:dev/m2@example.org",
    ]


def test_single_messages_are_read(tmp_path: Path) -> None:
    write(tmp_path / "one.eml", message().split("\n", 1)[1])
    assert len(read(("mbox", tmp_path / "one.eml"), archive_of=LIST).documents()) == 1


def test_lines_that_look_like_separators_are_kept_in_the_text(tmp_path: Path) -> None:
    body = ">From Monday on, 10:00 in 2026\n>>From the other reply\nFrom now on: 10:00 in 2026\nplain words"
    run = read_archive(tmp_path, message(body=body), message(number=2))
    assert run.documents()["m1@example.org"].text == (
        "From Monday on, 10:00 in 2026\n>From the other reply\nFrom now on: 10:00 in 2026\nplain words"
    )
    assert set(run.documents()) == {"m1@example.org", "m2@example.org"}


def test_a_declared_length_is_obeyed_where_it_is_right(tmp_path: Path) -> None:
    inner = "See:\nFrom luc@example.org Mon Mar  2 10:00:00 2026\nSubject: inner\n\nForwarded.\n"
    honest = message(f"Content-Length: {len(inner)}", body=inner)
    wrong = message("Content-Length: 3", body="Just words.", number=2)
    run = read_archive(tmp_path, honest, wrong, message(number=3))
    assert set(run.documents()) == {f"m{number}@example.org" for number in (1, 2, 3)}
    assert "Forwarded." in run.documents()["m1@example.org"].text


def test_addresses_that_archives_hide_are_read(tmp_path: Path) -> None:
    run = read_archive(tmp_path, message(sender="amina.benali at example.org (Amina Benali)"))
    assert run.accounts()["people/amina.benali@example.org"].name == "Amina Benali"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("notes.txt", "hello", "a file that begins with 'hello'"),
        ("box.pst", "!BDN", "convert it to mbox first"),
    ],
)
def test_a_file_without_mail_is_refused(tmp_path: Path, name: str, content: str, found: str) -> None:
    with pytest.raises(NotThisFormatError, match=f"{found}.*expected mail"):
        open_loader(f"mbox:{write(tmp_path / name, content)}")


def test_a_folder_without_mail_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "wiki" / "page.md", "# Page")
    with pytest.raises(NotThisFormatError, match="a folder with 1 files, none mail"):
        open_loader(f"mbox:{tmp_path / 'wiki'}")


def test_an_empty_mailbox_is_no_error(tmp_path: Path) -> None:
    assert read(("mbox", write(tmp_path / "empty.mbox", ""))).records == []
    (tmp_path / "maildir" / "cur").mkdir(parents=True)
    (tmp_path / "maildir" / "new").mkdir()
    assert read(("mbox", tmp_path / "maildir")).records == []
