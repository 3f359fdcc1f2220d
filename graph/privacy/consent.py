"""Who is hidden, decided in one place and effective at once.

A person is hidden when a directory says so of one of their accounts, or when somebody decided it and nobody has
decided otherwise since. The answer lies in a small file beside the snapshots, replaced atomically by
:func:`publish_hidden`; :class:`Visibility` follows it, so that a running service obeys without a new snapshot::

    visibility = Visibility(snapshots)
    hidden = visibility.hidden()  # the same object for as long as nobody decides anything
    if hidden.hides(person.person_id, person.account_ids): ...

People are named by their account ids too, because a snapshot may be older than the last resolution of accounts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.errors import NotFoundError, SnapshotError
from graph.identity.decisions import new_decision
from graph.snapshot_folder import current_number_or_none
from graph.store.interface import Decision, GraphStore
from loaders.document import Account

OVERLAY = "hidden.json"


@dataclass(frozen=True, slots=True)
class Hidden:
    """The hidden people at one moment."""

    person_ids: frozenset[str] = frozenset()
    account_ids: frozenset[str] = frozenset()

    def hides(self, person_id: str, account_ids: Iterable[str] = ()) -> bool:
        """Whether nothing of a person may be shown, to anybody."""
        return person_id in self.person_ids or not self.account_ids.isdisjoint(account_ids)


NOBODY = Hidden()


class Visibility:
    """Follows the overlay file of a snapshots folder: asking costs one look at its date.

    Parameters
    ----------
    snapshots
        The folder; nobody is hidden while it holds no snapshot.
    """

    def __init__(self, snapshots: Path) -> None:
        self._path = snapshots / OVERLAY
        self._seen: tuple[int, int, int] | None = None
        self._hidden = NOBODY

    def hidden(self) -> Hidden:
        """Who is hidden now; the same object until that changes.

        Raises
        ------
        graph.errors.SnapshotError
            If the overlay of a snapshot is missing or cannot be read: better no answer than a hidden person in it.
        """
        seen = self._look()
        if seen is None and current_number_or_none(self._path.parent) is not None:
            raise SnapshotError(f"{self._path} is missing; write it anew: whoknows index")
        if seen != self._seen:
            self._hidden = self._read() if seen else NOBODY
            self._seen = seen
        return self._hidden

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _read(self) -> Hidden:
        try:
            found = json.loads(self._path.read_bytes())
            return Hidden(frozenset(found["person_ids"]), frozenset(found["account_ids"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SnapshotError(
                f"{self._path} cannot be read ({error}); write it anew: whoknows index"
            ) from error


def hide(
    store: GraphStore, snapshots: Path, person_id: str, *, by: str, at: datetime | None = None
) -> Decision:
    """Leave a person out of every answer from now on. Raises NotFoundError."""
    decision = new_decision("hide", person_id, _accounts_of(store, person_id), by=by, at=at)
    store.record_decision(decision)
    publish_hidden(store, snapshots)
    return decision


def show(store: GraphStore, snapshots: Path, person_id: str, *, by: str, at: datetime | None = None) -> bool:
    """Take back every decision to hide a person; whether they are seen now. Raises NotFoundError.

    Somebody whom a directory hides stays hidden: that is changed in the directory.
    """
    accounts = _accounts_of(store, person_id)
    store.record_decision(new_decision("show", person_id, accounts, by=by, at=at))
    return not publish_hidden(store, snapshots).hides(person_id, accounts)


def publish_hidden(store: GraphStore, snapshots: Path) -> Hidden:
    """Write the overlay as the store has it now: after a load, a decision, a resolution, an erasure."""
    hidden = hidden_people(store)
    content = {
        "person_ids": sorted(hidden.person_ids),
        "account_ids": sorted(hidden.account_ids),
    }
    snapshots.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = snapshots / f"{OVERLAY}.{os.getpid()}.part"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(snapshots / OVERLAY)
    return hidden


def hidden_people(store: GraphStore) -> Hidden:
    """Who is hidden: by a directory or by decisions, the newest about an account counting; and who was erased."""
    persons = {row.account_id: row.person_id for row in store.assignments()}
    decisions = list(store.decisions())
    accounts = _hidden_by_decisions(decisions, persons)
    accounts |= {a.account_id for a in store.scan(Account) if a.visibility == "hidden"}
    person_ids = {persons[account_id] for account_id in accounts if account_id in persons}
    person_ids |= {d.person_id for d in decisions if d.kind == "hide" and not accounts.isdisjoint(d.refs)}
    person_ids |= {d.person_id for d in decisions if d.kind == "erase"}
    return Hidden(frozenset(person_ids), frozenset(accounts))


def _hidden_by_decisions(decisions: Iterable[Decision], persons: dict[str, str]) -> set[str]:
    accounts: set[str] = set()
    for decision in decisions:
        if decision.kind in ("hide", "show"):
            named = set(decision.refs) | {a for a, person in persons.items() if person == decision.person_id}
            accounts = accounts | named if decision.kind == "hide" else accounts - named
    return accounts


def _accounts_of(store: GraphStore, person_id: str) -> list[str]:
    accounts = [row.account_id for row in store.assignments() if row.person_id == person_id]
    if not accounts:
        raise NotFoundError(f"there is no person {person_id!r}")
    return accounts
