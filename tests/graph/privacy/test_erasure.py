"""One person removed everywhere."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from graph import ingest
from graph.errors import NotFoundError
from graph.privacy.erasure import erase
from graph.store.interface import GraphStore, open_store
from loaders.document import Account, Document, Source
from tests.graph.privacy.conftest import CHAT, DIRECTORY, MESSAGES, STAFF, day

TRACES = (
    "Amina",
    "amina",
    "Benali",
    "abenali",
    "00 00 07",
    "Ingénieure",
    "Par BGP",
    "people:staff/7",
    "T1/U1",
)
WIKI = Source("documents", "wiki")
LETTER = Document(
    "documents:wiki/thanks",
    "document",
    day(7),
    "Merci à Amina Benali (amina.benali@example.org, @abenali) ; BENALI Amina a tout expliqué.",
    title="Thanks to Amina Bénali",
    author_refs=("documents:wiki/luc",),
)
ABOUT = Document(
    "documents:wiki/amina-benali/cv", "document", day(7), "Her page.", author_refs=("documents:wiki/luc",)
)


def bytes_of(home: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file())


def test_no_byte_of_the_person_is_left(store: GraphStore, amina: str, home: Path) -> None:
    store.write(WIKI, [LETTER, ABOUT])
    before = bytes_of(home)
    assert [trace for trace in TRACES if trace.encode() not in before] == []
    result = erase(store, amina, by="command-line")
    left = bytes_of(home)
    assert [trace for trace in TRACES if trace.encode() in left] == []
    assert result.alias.encode() in left


def test_others_keep_what_is_theirs(store: GraphStore, amina: str) -> None:
    store.write(WIKI, [LETTER])
    alias = erase(store, amina, by="command-line").alias
    documents = {each.document_id: each for each in store.scan(Document)}
    assert sorted(documents) == ["documents:wiki/thanks", "slack:T1/C1/1", "slack:T1/C1/3"]
    assert documents["slack:T1/C1/3"].co_author_refs == ()
    assert documents["documents:wiki/thanks"].title == f"Thanks to {alias}"
    assert documents["documents:wiki/thanks"].text == (
        f"Merci à {alias} ({alias}, @{alias}) ; {alias} a tout expliqué."
    )
    assert [account.account_id for account in store.scan(Account)] == ["people:staff/8", "slack:T1/U2"]


def test_the_same_sources_bring_nothing_back(store: GraphStore, amina: str, home: Path) -> None:
    store.write(WIKI, [LETTER, ABOUT])
    erase(store, amina, by="command-line")
    counts = store.counts()
    for source, records in ((STAFF, DIRECTORY), (CHAT, MESSAGES), (WIKI, [LETTER, ABOUT])):
        store.write(source, records)
    ingest.resolve(store)
    assert store.counts() == counts
    assert [trace for trace in TRACES if trace.encode() in bytes_of(home)] == []


def test_a_backup_of_the_store_holds_nothing_either(store: GraphStore, amina: str, tmp_path: Path) -> None:
    erase(store, amina, by="command-line")
    store.backup(tmp_path / "copy.sqlite")
    content = (tmp_path / "copy.sqlite").read_bytes()
    assert [trace for trace in TRACES if trace.encode() in content] == []


def test_an_erasure_holds_while_others_read(store: GraphStore, amina: str, home: Path) -> None:
    with closing(open_store(store.url)) as reader:
        documents = reader.scan(Document)
        next(documents)
        erase(store, amina, by="command-line")
        assert amina not in {row.person_id for row in reader.assignments()}
        del documents
    assert [trace for trace in TRACES if trace.encode() in bytes_of(home)] == []


def test_namesakes_are_told_and_left_alone(store: GraphStore, amina: str) -> None:
    other = Account("documents:wiki/ab", name="Amina Benali", emails=("amina@elsewhere.example.org",))
    store.write(WIKI, [other])
    ingest.resolve(store)
    assert erase(store, amina, by="command-line").namesakes == ("documents:wiki/ab",)
    assert other in list(store.scan(Account))


def test_the_record_of_it_names_nobody(store: GraphStore, amina: str) -> None:
    erase(store, amina, by="Amina Benali")
    (decision,) = store.decisions()
    assert (decision.kind, decision.person_id) == ("erase", amina)
    assert all(len(ref) == 64 and int(ref, 16) for ref in decision.refs)
    assert "Amina" not in decision.by


def test_nobody_cannot_be_erased(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="p-unknown"):
        erase(store, "p-unknown", by="command-line")
