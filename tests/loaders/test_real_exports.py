"""Real exports of open communities, read to the end: what is in them, and whether it is understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.document import Document, Interaction
from tests.loaders.reading import native, read

pytestmark = pytest.mark.data


@pytest.fixture
def exports(data_dir: Path) -> Path:
    return data_dir / "loaders"


def test_a_slack_workspace(exports: Path) -> None:
    run = read(("slack", exports / "slack-houstondatavis" / "export.zip"))
    summary = run.summary
    assert (summary.read, summary.rejected, len(run.accounts())) == (1382, 0, 71)
    assert len(run.documents()) + sum(summary.skipped.values()) == summary.read
    assert summary.skipped["system message"] == 356


def test_a_question_and_answer_site(exports: Path) -> None:
    run = read(("stackexchange", exports / "stackexchange-quantumcomputing-2018-09"))
    kinds = [document.kind for document in run.of(Document)]
    assert run.summary.rejected == 0
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "question": 612,
        "answer": 1060,
        "comment": 3413,
    }
    accepted = [act for act in run.of(Interaction) if act.verb == "accepted"]
    assert all(act.actor_ref for act in accepted)


def test_the_log_of_a_large_project(exports: Path) -> None:
    run = read(("git", exports / "gitlog-dpdk" / "log-fuller-1500.txt.gz"))
    assert (run.summary.read, run.summary.rejected, len(run.documents())) == (1500, 0, 1500)
    fix = run.documents()["38f72e500b3b159eca3ba2f4ca0e46a26a7cb057"]
    assert fix.title == "dmadev: fix incomplete configuration validation"
    assert fix.paths == ("app/test/test_dmadev_api.c", "lib/dmadev/rte_dmadev.c")
    assert "Signed-off-by" not in fix.text


def test_proposals_with_a_yaml_file_beside_them(exports: Path) -> None:
    run = read(("documents", exports / "docs-keps"))
    assert (run.summary.rejected, run.summary.doubtful, len(run.documents())) == (0, 0, 30)
    assert run.summary.notes == {}
    document = run.documents()["sig-network/0752-endpointslices/README.md"]
    assert document.title == "EndpointSlice API"
    assert [native(ref) for ref in document.author_refs] == [
        "people/@freehan",
        "people/@robscott",
        "people/@swetharepakula",
    ]
    did = {(verb, actor) for verb, actor, target in run.acts() if target == native(document.document_id)}
    assert ("reviewed", "people/@wojtek-t") in did
    assert ("approved", "people/@bowei") in did


def test_proposals_with_a_header_such_as_mail_has(exports: Path) -> None:
    run = read(("documents", exports / "docs-peps"))
    assert (run.summary.rejected, run.summary.notes, len(run.documents())) == (0, {}, 25)
    document = run.documents()["pep-0450.rst"]
    assert document.title == "Adding A Statistics Module To The Standard Library"
    assert document.created_at.date().isoformat() == "2013-08-01"
    assert run.accounts()[native(document.author_refs[0])].name == "Steven D'Aprano"
    assert len(run.documents()["pep-0458.rst"].author_refs) == 7
