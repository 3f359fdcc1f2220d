"""Erasing a person leaves nothing of them: not in answers of the store, and not in the bytes of its files."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import NotFoundError, StoreError
from graph.ingest import resolve
from graph.privacy.erasure import erase
from graph.store.interface import GraphStore
from graph.store.sqlite_store import SqliteStore
from loaders.document import Account, Container, Document, Interaction, SkillClaim, Source, Unit
from tests.graph.store.records import FINGERPRINT, day, extraction

CHAT = Source("slack", "T1")
STAFF = Source("people", "staff")
NINA = Account(
    "slack:T1/UNINA",
    name="Nina Vörösmarty",
    username="nvorosmarty",
    emails=("nina.vorosmarty@example.org",),
    phone="+33 1 23 45 67 89",
    bio="Kite surfer",
)
NINA_AT_WORK = Account("people:staff/41", name="Vörösmarty Nina", emails=("Nina.Vorosmarty@example.org",))
OMAR = Account("slack:T1/UOMAR", name="Omar Haddad", username="ohaddad", emails=("omar.haddad@example.org",))
NAMESAKE = Account("slack:T1/U9", name="Nina Vörösmarty", emails=("other.nina@example.org",))
OWN = Document("slack:T1/C/1", "message", day(1), "quokka deployment notes", author_refs=(NINA.account_id,))
ANSWER = Document(
    "slack:T1/C/2",
    "message",
    day(2),
    "Thanks NINA VOROSMARTY (nina.vorosmarty@example.org), ask @nvorosmarty next time, nina knows",
    author_refs=(OMAR.account_id,),
    title="Ask Nina Vo\u0308ro\u0308smarty",
    paths=("notes/nina-vorosmarty.md",),
)
TOGETHER = Document(
    "slack:T1/C/3",
    "message",
    day(3),
    "walrus plan",
    author_refs=(NINA.account_id,),
    co_author_refs=(OMAR.account_id,),
)
HER_NAME_IN_ITS_ID = Document(
    "slack:T1/nvorosmarty/cv", "page", day(4), "numbat", author_refs=(OMAR.account_id,)
)
RECORDS = (
    NINA,
    OMAR,
    NAMESAKE,
    Container("slack:T1/C", "channel", "friends-of-nina-vorosmarty"),
    OWN,
    ANSWER,
    TOGETHER,
    HER_NAME_IN_ITS_ID,
    Interaction("slack:T1/L1", "liked", NINA.account_id, ANSWER.document_id),
    Interaction("slack:T1/L2", "liked", OMAR.account_id, OWN.document_id, detail="for Nina Vörösmarty"),
)
DIRECTORY = (
    NINA_AT_WORK,
    Account("people:staff/42", name="Omar Haddad", emails=OMAR.emails, manager_ref=NINA_AT_WORK.account_id),
    Unit("people:staff/u1", "Platform", manager_ref=NINA_AT_WORK.account_id),
    SkillClaim(NINA_AT_WORK.account_id, "aardvark husbandry", 4),
)
TRACES = (
    "nina vörösmarty",
    "nina vorosmarty",
    "vörösmarty",
    "nina.vorosmarty",
    "nina-vorosmarty",
    "nvorosmarty",
    "23 45 67 89",
    "kite surfer",
    "quokka",
    "unina",
    "people:staff/41",
    "aardvark",
    "numbat",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[SqliteStore]:
    """Two sources in which Nina appears, with her accounts closed into one person."""
    with closing(SqliteStore(f"sqlite:///{file}", busy_timeout_seconds=0.2)) as opened:
        load(opened)
        resolve(opened)
        texts = [item.text_hash for item in opened.pending_texts(FINGERPRINT)]
        opened.write_extractions(FINGERPRINT, [(text_hash, extraction()) for text_hash in texts])
        yield opened


def load(store: GraphStore) -> None:
    store.write(CHAT, [record for record in RECORDS if record != NAMESAKE])
    store.write(STAFF, DIRECTORY)


def nina(store: GraphStore) -> str:
    return next(row.person_id for row in store.assignments() if row.account_id == NINA.account_id)


def traces(folder: Path) -> list[str]:
    """What the bytes of all files in a folder still tell of Nina, whatever the case and the accents' form."""
    found = []
    for file in sorted(path for path in folder.iterdir() if path.is_file()):
        text = unicodedata.normalize("NFC", file.read_bytes().decode("utf-8", "replace")).lower()
        found += [f"{trace} in {file.name}" for trace in TRACES if trace in text]
    return found


def test_her_traces_are_found_before(store: SqliteStore, tmp_path: Path) -> None:
    found = traces(tmp_path)
    assert {trace for trace in TRACES if any(line.startswith(trace) for line in found)} == set(TRACES)


def test_no_byte_of_the_files_tells_of_her_while_the_store_is_open(
    store: SqliteStore, tmp_path: Path
) -> None:
    erase(store, nina(store), by="command-line", at=day(20))
    assert traces(tmp_path) == []


def test_no_byte_of_the_files_tells_of_her_after_the_same_load_again(
    store: SqliteStore, tmp_path: Path
) -> None:
    erase(store, nina(store), by="command-line", at=day(20))
    load(store)
    resolve(store)
    assert traces(tmp_path) == []
    assert {account.name for account in store.scan(Account)} == {"Omar Haddad"}


def test_others_keep_what_is_theirs(store: SqliteStore) -> None:
    result = erase(store, nina(store), by="command-line", at=day(20))
    documents = {document.document_id: document for document in store.scan(Document)}
    alias = result.alias
    assert re.fullmatch(r"person-[0-9a-f]{8}", alias)
    assert documents == {
        ANSWER.document_id: replace(
            ANSWER,
            text=f"Thanks {alias} ({alias}), ask @{alias} next time, nina knows",
            title=f"Ask {alias}",
            paths=(f"notes/{alias}.md",),
        ),
        TOGETHER.document_id: replace(TOGETHER, author_refs=()),
    }
    assert [(like.actor_ref, like.detail) for like in store.scan(Interaction)] == [
        (OMAR.account_id, f"for {alias}")
    ]
    assert [container.name for container in store.scan(Container)] == [f"friends-of-{alias}"]
    assert [account.manager_ref for account in store.scan(Account)] == [None, None]
    assert [unit.manager_ref for unit in store.scan(Unit)] == [None]
    assert store.count_pending_texts(FINGERPRINT) == 1, "the masked text is read again"


def test_record_of_the_erasure_names_nobody(store: SqliteStore) -> None:
    person = nina(store)
    result = erase(store, person, by="nvorosmarty herself", at=day(20))
    (decision,) = store.decisions()
    assert decision == result.decision
    assert (decision.kind, decision.person_id, decision.at) == ("erase", person, day(20))
    assert decision.by == f"{result.alias} herself"
    assert all(re.fullmatch("[0-9a-f]{64}", ref) for ref in decision.refs)


def test_namesakes_are_told_and_kept(store: SqliteStore) -> None:
    store.write(CHAT, [NAMESAKE])
    resolve(store)
    result = erase(store, nina(store), by="command-line")
    assert result.namesakes == (NAMESAKE.account_id,)
    assert NAMESAKE in list(store.scan(Account))


def test_unknown_person_cannot_be_erased(store: SqliteStore) -> None:
    with pytest.raises(NotFoundError, match="no-such-person"):
        erase(store, "no-such-person", by="command-line")
    assert list(store.decisions()) == []


def test_reader_of_an_earlier_state_delays_the_purge_and_says_so(
    store: SqliteStore, file: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM document").fetchall()
        with pytest.raises(StoreError, match="the person is removed, but traces may still lie in the file"):
            erase(store, nina(store), by="command-line")
        assert traces(tmp_path) != []
        reader.execute("ROLLBACK")
    assert [account.name for account in store.scan(Account)] == ["Omar Haddad"] * 2
    with closing(SqliteStore(f"sqlite:///{file}")):
        assert traces(tmp_path) == [], "whoever opens the store next finishes the work"


def test_backup_made_after_an_erasure_has_no_traces(store: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    folder.mkdir()
    erase(store, nina(store), by="command-line")
    store.backup(folder / "store.sqlite")
    assert traces(folder) == []
