"""Merges and splits made by people: logged, reversible, always obeyed.

A merge says that accounts are one person, a split that two accounts are different people. Nothing is ever taken out
of the log: the newest decision about two accounts counts, so a merge is undone by a split and a split by a merge.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import product
from typing import Literal

from graph.errors import NotFoundError
from graph.store.interface import Decision, GraphStore

DecisionKind = Literal["hide", "show", "erase", "merge", "split"]


def new_decision(
    kind: DecisionKind, person_id: str, refs: Iterable[str], *, by: str, at: datetime | None = None
) -> Decision:
    """A decision made now, or at another time, by somebody."""
    return Decision(f"d-{secrets.token_hex(8)}", kind, person_id, tuple(refs), by, at or datetime.now(UTC))


def merge(store: GraphStore, account_ids: Sequence[str], *, by: str, at: datetime | None = None) -> Decision:
    """Say that accounts are one person; it takes effect when accounts are next resolved.

    Raises
    ------
    graph.errors.NotFoundError
        If an account is not known.
    """
    persons = _persons_of(store, account_ids)
    decision = new_decision("merge", min(persons), sorted(set(account_ids)), by=by, at=at)
    store.record_decision(decision)
    return decision


def split(
    store: GraphStore,
    account_ids: Sequence[str],
    *,
    from_account_ids: Sequence[str],
    by: str,
    at: datetime | None = None,
) -> list[Decision]:
    """Say that the first accounts belong to somebody else than the second; a decision for each pair.

    Raises
    ------
    graph.errors.NotFoundError
        If an account is not known.
    """
    persons = _persons_of(store, [*account_ids, *from_account_ids])
    moment = at or datetime.now(UTC)
    decisions = [
        new_decision("split", min(persons), pair, by=by, at=moment)
        for pair in product(sorted(set(account_ids)), sorted(set(from_account_ids)))
    ]
    for decision in decisions:
        store.record_decision(decision)
    return decisions


def _persons_of(store: GraphStore, account_ids: Sequence[str]) -> set[str]:
    wanted = set(account_ids)
    persons = {row.account_id: row.person_id for row in store.assignments() if row.account_id in wanted}
    unknown = sorted(wanted - set(persons))
    if unknown:
        raise NotFoundError(f"no person has the account {', '.join(unknown)}")
    return set(persons.values())
