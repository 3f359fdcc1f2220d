"""Hiding is decided in one place and effective at once."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from graph import ingest
from graph.errors import NotFoundError, SnapshotError
from graph.identity import decisions
from graph.privacy.consent import OVERLAY, Hidden, Visibility, hide, publish_hidden, show
from graph.snapshot import build_snapshot
from graph.store.interface import GraphStore
from loaders.document import Account
from tests.graph.privacy.conftest import AMINA, LUC, STAFF, day

HIDDEN_LUC = Account(LUC, name="Luc Petit", emails=("luc.petit@example.org",), visibility="hidden")


def test_a_decision_is_seen_by_who_watches_and_undone_by_the_next(
    store: GraphStore, amina: str, tmp_path: Path
) -> None:
    visibility = Visibility(tmp_path)
    assert visibility.hidden() == Hidden()
    hide(store, tmp_path, amina, by="amina")
    hidden = visibility.hidden()
    assert hidden == Hidden(frozenset({amina}), frozenset({AMINA, "slack:T1/U1"}))
    assert hidden is visibility.hidden()
    assert show(store, tmp_path, amina, by="amina")
    assert visibility.hidden() == Hidden()


def test_everybody_else_stays(store: GraphStore, amina: str, tmp_path: Path) -> None:
    hide(store, tmp_path, amina, by="amina")
    persons = {row.account_id: row.person_id for row in store.assignments()}
    hidden = Visibility(tmp_path).hidden()
    assert not hidden.hides(persons[LUC], (LUC, "slack:T1/U2"))
    assert hidden.hides("an older person id", ("slack:T1/U1",))


def test_whom_a_directory_hides_cannot_be_shown_here(store: GraphStore, tmp_path: Path) -> None:
    store.write(STAFF, [HIDDEN_LUC])
    (luc,) = {row.person_id for row in store.assignments() if row.account_id == LUC}
    publish_hidden(store, tmp_path)
    assert Visibility(tmp_path).hidden().hides(luc, (LUC,))
    assert not show(store, tmp_path, luc, by="hr")
    assert Visibility(tmp_path).hidden().hides(luc, (LUC,))


def test_a_person_split_off_a_hidden_one_stays_hidden(store: GraphStore, amina: str, tmp_path: Path) -> None:
    hide(store, tmp_path, amina, by="amina")
    decisions.split(store, [AMINA], from_account_ids=["slack:T1/U1"], by="hr")
    ingest.resolve(store)
    hidden = publish_hidden(store, tmp_path)
    persons = {row.account_id: row.person_id for row in store.assignments()}
    assert {persons[AMINA], persons["slack:T1/U1"]} <= hidden.person_ids
    assert persons[AMINA] != persons["slack:T1/U1"]


def test_an_account_that_joins_a_hidden_person_is_hidden(
    store: GraphStore, amina: str, tmp_path: Path
) -> None:
    hide(store, tmp_path, amina, by="amina")
    new = Account("mbox:list/1", name="A. Benali", emails=("amina.benali@example.org",))
    store.write(replace(STAFF, kind="mbox", instance="list"), [new])
    ingest.resolve(store)
    assert "mbox:list/1" in {row.account_id for row in store.assignments() if row.person_id == amina}
    assert publish_hidden(store, tmp_path).hides(amina, ("mbox:list/1",))


def test_the_newest_decision_counts(store: GraphStore, amina: str, tmp_path: Path) -> None:
    show(store, tmp_path, amina, by="amina", at=day(9))
    hide(store, tmp_path, amina, by="amina", at=day(8))
    assert not Visibility(tmp_path).hidden().hides(amina)


def test_nobody_cannot_be_hidden(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="p-unknown"):
        hide(store, tmp_path, "p-unknown", by="amina")


def test_the_overlay_is_the_owners_only(store: GraphStore, tmp_path: Path) -> None:
    publish_hidden(store, tmp_path / "snapshots")
    assert stat.S_IMODE((tmp_path / "snapshots" / OVERLAY).stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "snapshots").iterdir()] == [OVERLAY]


def test_a_damaged_overlay_gives_no_answer_rather_than_a_hidden_person(tmp_path: Path) -> None:
    (tmp_path / OVERLAY).write_text('{"person_ids": ["p-1"')
    with pytest.raises(SnapshotError, match="whoknows index"):
        Visibility(tmp_path).hidden()


def test_a_snapshot_without_its_overlay_gives_no_answer(
    store: GraphStore, amina: str, tmp_path: Path
) -> None:
    hide(store, tmp_path, amina, by="amina")
    build_snapshot(tmp_path, store, fingerprint="by-hand")
    visibility = Visibility(tmp_path)
    assert visibility.hidden().hides(amina)
    (tmp_path / OVERLAY).unlink()
    for watching in (visibility, Visibility(tmp_path)):
        with pytest.raises(SnapshotError, match=r"hidden\.json is missing.*whoknows index"):
            watching.hidden()
    build_snapshot(tmp_path, store, fingerprint="by-hand")
    assert visibility.hidden().hides(amina)
