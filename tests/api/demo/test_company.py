"""The invented company: believable, complete, and the same each time."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.demo import DemoSource, read_staff, write_company
from api.demo.left_out import PRIVATE_WORD
from api.demo.pages import WITHDRAWN_WORD
from loaders.document import Account, Document, Record, Retraction
from loaders.loader import RunSummary
from loaders.registry import loader_names, open_loader


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoSource, ...]:
    """Everybody's exports."""
    return write_company(tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="module")
def loaded(company: tuple[DemoSource, ...]) -> dict[str, tuple[list[Record], RunSummary]]:
    """The records of each source."""
    return {source.spec: _read(source) for source in company}


@pytest.fixture(scope="module")
def documents(loaded: dict[str, tuple[list[Record], RunSummary]]) -> list[Document]:
    """The documents of all sources."""
    return [record for records, _ in loaded.values() for record in records if isinstance(record, Document)]


def test_there_is_a_source_for_every_loader(company):
    assert {source.kind for source in company} == set(loader_names())


def test_nothing_is_malformed_or_doubtful(loaded):
    for spec, (_, summary) in loaded.items():
        assert (summary.rejects, summary.doubts) == ([], []), spec


def test_the_same_people_give_the_same_bytes(tmp_path):
    staff = read_staff().slice(["E006", "E008", "E009", "E016", "E063"])
    for name in ("first", "second"):
        write_company(tmp_path / name, staff=staff)
    assert _digests(tmp_path / "first") == _digests(tmp_path / "second")


def test_writing_again_into_the_same_folder_changes_nothing(tmp_path):
    staff = read_staff().slice(["E006", "E016"])
    first = write_company(tmp_path, staff=staff)
    before = _digests(tmp_path)
    assert write_company(tmp_path, staff=staff) == first
    assert _digests(tmp_path) == before


def test_it_has_thousands_of_documents_over_two_years(documents):
    days = [document.created_at.date() for document in documents]
    assert len(documents) > 3_000
    assert min(days) >= read_staff().begins
    assert max(days) <= read_staff().ends
    assert (max(days) - min(days)).days > 700


def test_texts_have_no_gaps_left_and_no_slips_of_the_pen(documents):
    slip = re.compile(
        r"[{}]|@\[|\bNone\b|\b(?:de|à) les? (?=[a-z]+ (?:de|du|des)\b)| {2}\S|\bde (?:avril|août|octobre)\b"
    )
    found = [document.full_text for document in documents if slip.search(document.full_text)]
    assert found == []


def test_private_messages_and_withdrawn_pages_are_left_out(loaded, documents):
    assert not [document for document in documents if PRIVATE_WORD in document.full_text]
    withdrawn = {document.document_id for document in documents if WITHDRAWN_WORD in document.full_text}
    retracted = {r.ref for records, _ in loaded.values() for r in records if isinstance(r, Retraction)}
    assert len(withdrawn) == 1
    assert withdrawn <= retracted


def test_private_messages_are_there_for_whoever_names_them(company):
    chat = next(source for source in company if source.kind == "slack")
    loader = open_loader(chat.spec, options={"private_channels": "all", "direct_messages": "all"})
    texts = [record.text for record in loader.read(RunSummary()) if isinstance(record, Document)]
    assert any(PRIVATE_WORD in text for text in texts)


def test_robots_are_left_out_and_counted(loaded):
    skipped = sum((summary.skipped for _, summary in loaded.values()), Counter())
    assert skipped["bot"] > 50
    assert skipped["automatic"] > 5
    assert skipped["system message"] > 5


def test_people_write_from_several_addresses(loaded):
    addresses = {
        email
        for records, _ in loaded.values()
        for record in records
        if isinstance(record, Account) and record.account_id.startswith(("mbox:", "git:"))
        for email in record.emails
    }
    other = {email for person in read_staff().people for email in person.other_emails}
    assert other <= addresses
    assert {"ngozi@buildbox.example.org", "m.kowalska@firmware-lab.example.org"} <= addresses


def test_all_names_and_addresses_are_invented(loaded):
    addresses = [
        email
        for records, _ in loaded.values()
        for record in records
        if isinstance(record, Account)
        for email in record.emails
    ]
    assert addresses
    assert all(re.search(r"[@.]example\.org$", email) for email in addresses)


def _read(source: DemoSource) -> tuple[list[Record], RunSummary]:
    summary = RunSummary()
    loader = open_loader(source.spec, instance=source.name, options=source.options)
    return [record for record in loader.read(summary) if hasattr(record, "__dataclass_fields__")], summary


def _digests(folder: Path) -> dict[str, str]:
    return dict(_digested(folder))


def _digested(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield str(file.relative_to(folder)), hashlib.sha256(file.read_bytes()).hexdigest()
