"""Accounts closed into persons by certain rules only."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity.resolution import DECIDED, OWN, SAME_ADDRESS, resolve_accounts
from graph.store.interface import Assignment, Decision
from loaders.document import Account

LUC_CHAT = Account("slack:T1/U1", name="Luc Petit", username="luc", emails=("luc.petit@example.org",))
LUC_GIT = Account("git:app/luc", name="Luc", emails=("Luc.Petit@EXAMPLE.org", "luc@home.example.net"))
LUC_LIST = Account("mbox:dev/luc@home.example.net", name="lpetit", emails=("luc@home.example.net",))
LUC_STAFF = Account(
    "people:staff/7", name="Luc Petit", emails=("luc.petit@example.org", "l.petit@old.example.org")
)


def decision(kind: str, *refs: str, number: int = 0) -> Decision:
    at = datetime(2026, 1, 1, 0, number, tzinfo=UTC)
    assert kind in ("merge", "split")
    return Decision(f"d-{number}", kind, "p-0", refs, "hr", at)  # type: ignore[arg-type]


def groups(rows: Iterable[Assignment]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.person_id, set()).add(row.account_id)
    return {frozenset(accounts) for accounts in found.values()}


def resolved(*accounts: Account, decisions: Sequence[Decision] = ()) -> set[frozenset[str]]:
    return groups(resolve_accounts(accounts, decisions=decisions))


# ── what joins ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_address_in_two_sources_is_one_person() -> None:
    rows = resolve_accounts([LUC_CHAT, LUC_GIT])
    assert groups(rows) == {frozenset({LUC_CHAT.account_id, LUC_GIT.account_id})}
    assert {row.rule for row in rows} == {SAME_ADDRESS}


def test_an_alias_of_the_directory_joins_accounts_that_share_nothing() -> None:
    old = Account("git:old/lp", name="LP", emails=("l.petit@old.example.org",))
    assert resolved(LUC_CHAT, old) == {frozenset({LUC_CHAT.account_id}), frozenset({old.account_id})}
    assert resolved(LUC_CHAT, old, LUC_STAFF) == {
        frozenset({LUC_CHAT.account_id, old.account_id, LUC_STAFF.account_id})
    }


def test_addresses_chain() -> None:
    assert resolved(LUC_CHAT, LUC_LIST, LUC_GIT) == {
        frozenset({LUC_CHAT.account_id, LUC_LIST.account_id, LUC_GIT.account_id})
    }


def test_a_number_of_a_code_host_is_one_person_whatever_name_follows() -> None:
    before = Account("git:a/1", name="lpetit", emails=("1234+lpetit@users.noreply.github.com",))
    after = Account("git:b/1", name="luc", emails=("1234+luc-petit@users.noreply.github.com",))
    other = Account("git:b/2", name="lpetit", emails=("5678+lpetit@users.noreply.github.com",))
    assert resolved(before, after, other) == {frozenset({"git:a/1", "git:b/1"}), frozenset({"git:b/2"})}


# ── what does not ─────────────────────────────────────────────────────────────────────────────────────────────


def test_names_join_nobody() -> None:
    jean = Account("slack:T1/U5", name="Jean Martin", emails=("jean.martin@example.org",))
    jeanne = Account("git:app/jm", name="Jeanne Martin", emails=("jeanne.martin@example.org",))
    namesake = Account("mbox:dev/jm", name="Jean Martin", emails=("jean.martin@elsewhere.example.org",))
    assert len(resolved(jean, jeanne, namesake)) == 3


def test_user_names_join_nobody() -> None:
    assert len(resolved(Account("slack:T1/U1", username="luc"), Account("folder:x/1", username="luc"))) == 2


@pytest.mark.parametrize(
    "shared", ["info@example.org", "root@localhost", "noreply@example.org", "luc@laptop"]
)
def test_shared_and_machine_addresses_join_nobody(shared: str) -> None:
    left = Account("git:a/1", name="Luc", emails=(shared, "luc@example.org"))
    right = Account("git:b/1", name="Ana", emails=(shared, "ana@example.org"))
    assert len(resolved(left, right)) == 2


@pytest.mark.parametrize(
    "nobody",
    [
        Account("slack:T1/B1", name="Deploy", is_bot=True),
        Account(
            "git:app/dependabot",
            name="dependabot[bot]",
            emails=("49699333+dependabot@users.noreply.github.com",),
        ),
        Account("git:app/x", name="x", username="renovate[bot]"),
        Account("mbox:dev/info", name="Information", emails=("info@example.org",)),
        Account("git:app/root", name="root", emails=("root@build-7",)),
    ],
)
def test_robots_shared_boxes_and_machines_are_nobody(nobody: Account) -> None:
    assert resolved(nobody, LUC_CHAT) == {frozenset({LUC_CHAT.account_id})}


def test_a_directory_lists_people_even_with_a_shared_address() -> None:
    assert len(resolved(Account("people:staff/9", name="Ana Lima", emails=("contact@example.org",)))) == 1


# ── decisions ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_merge_is_obeyed() -> None:
    forum = Account("stackexchange:site/12", name="lp")
    rows = resolve_accounts(
        [forum, LUC_CHAT], decisions=[decision("merge", forum.account_id, LUC_CHAT.account_id)]
    )
    assert len(groups(rows)) == 1
    assert {row.rule for row in rows} == {DECIDED}


def test_a_split_outweighs_a_shared_address() -> None:
    parted = decision("split", LUC_CHAT.account_id, LUC_GIT.account_id)
    assert len(resolved(LUC_CHAT, LUC_GIT, decisions=[parted])) == 2


def test_a_third_account_does_not_join_what_was_split() -> None:
    parted = decision("split", LUC_CHAT.account_id, LUC_LIST.account_id)
    found = resolved(LUC_CHAT, LUC_GIT, LUC_LIST, decisions=[parted])
    assert len(found) == 2
    assert not any({LUC_CHAT.account_id, LUC_LIST.account_id} <= group for group in found)


def test_the_newest_decision_counts() -> None:
    refs = (LUC_CHAT.account_id, "stackexchange:site/12")
    accounts = (LUC_CHAT, Account("stackexchange:site/12", name="lp"))
    both = [decision("merge", *refs, number=1), decision("split", *refs, number=2)]
    assert len(resolved(*accounts, decisions=both)) == 2
    assert len(resolved(*accounts, decisions=[*both, decision("merge", *refs, number=3)])) == 1


def test_a_decision_about_an_account_that_is_gone_changes_nothing() -> None:
    gone = decision("merge", LUC_CHAT.account_id, "slack:T1/U404")
    assert resolved(LUC_CHAT, decisions=[gone]) == {frozenset({LUC_CHAT.account_id})}


# ── identifiers ───────────────────────────────────────────────────────────────────────────────────────────────


def test_persons_keep_their_identifier_when_an_account_joins() -> None:
    before = resolve_accounts([LUC_CHAT])
    after = resolve_accounts([LUC_CHAT, LUC_GIT], existing=before)
    assert {row.person_id for row in after} == {before[0].person_id}


def test_the_smaller_identifier_stays_when_two_persons_become_one() -> None:
    before = [Assignment(LUC_CHAT.account_id, "p-b", OWN), Assignment(LUC_GIT.account_id, "p-a", OWN)]
    assert {row.person_id for row in resolve_accounts([LUC_CHAT, LUC_GIT], existing=before)} == {"p-a"}


def test_the_larger_part_keeps_the_identifier_when_one_becomes_two() -> None:
    before = [Assignment(each.account_id, "p-a", SAME_ADDRESS) for each in (LUC_CHAT, LUC_STAFF, LUC_LIST)]
    after = {
        row.account_id: row.person_id
        for row in resolve_accounts([LUC_CHAT, LUC_STAFF, LUC_LIST], existing=before)
    }
    assert after[LUC_CHAT.account_id] == after[LUC_STAFF.account_id] == "p-a"
    assert after[LUC_LIST.account_id] not in ("p-a", "")


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────────────────

accounts_of_few = st.lists(
    st.builds(
        Account,
        account_id=st.sampled_from([f"slack:T1/U{n}" for n in range(8)]),
        name=st.sampled_from(["Luc", "Ana"]),
        emails=st.lists(
            st.sampled_from([f"{name}@example.org" for name in ("a", "b", "c", "d", "info")]), max_size=3
        ).map(tuple),
    ),
    max_size=8,
    unique_by=lambda account: account.account_id,
)
pairs = st.lists(st.sampled_from([f"slack:T1/U{n}" for n in range(8)]), min_size=2, max_size=3, unique=True)
logs = st.lists(st.tuples(st.sampled_from(["merge", "split"]), pairs), max_size=5).map(
    lambda found: [decision(kind, *refs, number=n) for n, (kind, refs) in enumerate(found)]
)


@given(accounts_of_few, logs, st.randoms(use_true_random=False))
def test_the_order_of_accounts_changes_nothing(
    accounts: list[Account], log: list[Decision], shuffled: random.Random
) -> None:
    others = list(accounts)
    shuffled.shuffle(others)
    assert resolve_accounts(accounts, decisions=log) == resolve_accounts(others, decisions=log)


@given(accounts_of_few, logs)
def test_resolving_again_changes_nothing(accounts: list[Account], log: list[Decision]) -> None:
    once = resolve_accounts(accounts, decisions=log)
    assert resolve_accounts(accounts, decisions=log, existing=once) == once


@given(accounts_of_few)
def test_nobody_is_in_two_persons_and_nobody_is_lost(accounts: list[Account]) -> None:
    rows = resolve_accounts(accounts)
    assert len({row.account_id for row in rows}) == len(rows)
    assert {row.account_id for row in rows} <= {account.account_id for account in accounts}


@given(accounts_of_few, st.data())
def test_a_merge_undone_by_a_split_leaves_things_as_they_were(
    accounts: list[Account], data: st.DataObject
) -> None:
    before = resolve_accounts(accounts)
    apart = sorted(groups(before), key=min)
    if len(apart) < 2:
        return
    left, right = data.draw(st.lists(st.sampled_from(apart), min_size=2, max_size=2, unique=True))
    merged = decision("merge", *sorted(left | right), number=1)
    between = resolve_accounts(accounts, decisions=[merged], existing=before)
    assert (left | right) in groups(between)
    splits = [
        decision("split", a, b, number=2 + n) for n, (a, b) in enumerate((a, b) for a in left for b in right)
    ]
    after = resolve_accounts(accounts, decisions=[merged, *splits], existing=between)
    assert groups(after) == groups(before)


@given(accounts_of_few, logs)
def test_the_newest_decision_is_always_obeyed(accounts: list[Account], log: list[Decision]) -> None:
    if not log:
        return
    newest = log[-1]
    person = {row.account_id: row.person_id for row in resolve_accounts(accounts, decisions=log)}
    known = [ref for ref in newest.refs if ref in person]
    distinct = {person[ref] for ref in known}
    assert len(distinct) == (min(len(known), 1) if newest.kind == "merge" else len(known))
