"""Accounts closed into persons, by certain rules only.

Two accounts are one person when they share a personal e-mail address, in one source or in two, or when somebody
decided so. A directory entry with several addresses thereby joins all accounts that use one of them. Nothing else
joins accounts: two people may have one name. Robots and shared boxes are nobody.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from graph.identity.addresses import personal_address
from graph.store.interface import Assignment, Decision
from loaders.document import Account

LISTS_OF_PEOPLE = ("people:", "folder:")
"""Sources that list people: an entry is somebody even if all that is known of them is a shared address."""
OWN, SAME_ADDRESS, DECIDED = "own", "same e-mail address", "decided"


def resolve_accounts(
    accounts: Iterable[Account], *, decisions: Sequence[Decision] = (), existing: Sequence[Assignment] = ()
) -> list[Assignment]:
    """Which account is which person, by account id.

    Parameters
    ----------
    accounts
        All accounts.
    decisions
        All decisions, oldest first. A newer one about the same accounts overrules an older.
    existing
        The assignments until now: persons keep their identifiers.

    Notes
    -----
    When two persons become one, the smaller identifier stays. When one becomes two, the one with more of its accounts
    keeps it (ties: the one with the smallest account id); the other gets a new one, made from its smallest account id.
    """
    people = sorted((a for a in accounts if is_somebody(a)), key=lambda account: account.account_id)
    groups = AccountGroups(account.account_id for account in people)
    _obey(decisions, groups)
    for account_ids in _by_address(people).values():
        _join_where_allowed(account_ids, groups)
    members = groups.groups()
    person_ids = _person_ids(members, {row.account_id: row.person_id for row in existing})
    return sorted(
        (
            Assignment(account_id, person_id, groups.rules.get(account_id, OWN))
            for person_id, account_ids in zip(person_ids, members, strict=True)
            for account_id in account_ids
        ),
        key=lambda row: row.account_id,
    )


def is_somebody(account: Account) -> bool:
    """Whether an account can be a person's: no robot, and not known by shared addresses alone."""
    if account.is_bot or any((name or "").endswith("[bot]") for name in (account.name, account.username)):
        return False
    if not account.emails or account.account_id.startswith(LISTS_OF_PEOPLE):
        return True
    return any(personal_address(email) for email in account.emails)


class AccountGroups:
    """Disjoint groups of accounts, some of which must stay apart.

    Union-find with path halving; each group knows which groups it must not be joined with.
    """

    def __init__(self, account_ids: Iterable[str]) -> None:
        self._parent = {account_id: account_id for account_id in account_ids}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        self.rules: dict[str, str] = {}
        """The rule that first joined an account to another."""

    def __contains__(self, account_id: str) -> bool:
        return account_id in self._parent

    def root(self, account_id: str) -> str:
        """The smallest account of the group."""
        while self._parent[account_id] != account_id:
            self._parent[account_id] = self._parent[self._parent[account_id]]
            account_id = self._parent[account_id]
        return account_id

    def join(self, left: str, right: str, rule: str) -> bool:
        """Make two groups one; whether they are one now."""
        kept, joined = sorted((self.root(left), self.root(right)))
        if kept == joined:
            return True
        if joined in self._apart[kept]:
            return False
        self._parent[joined] = kept
        for other in self._apart.pop(joined, set()):
            self._apart[other].discard(joined)
            self._keep_apart(kept, other)
        for account_id in (left, right):
            self.rules.setdefault(account_id, rule)
        return True

    def part(self, left: str, right: str) -> bool:
        """Keep two groups apart; whether they are."""
        left, right = self.root(left), self.root(right)
        if left == right:
            return False
        self._keep_apart(left, right)
        return True

    def groups(self) -> list[list[str]]:
        """The groups with their accounts in order, by first account."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for account_id in sorted(self._parent):
            found[self.root(account_id)].append(account_id)
        return list(found.values())

    def _keep_apart(self, left: str, right: str) -> None:
        self._apart[left].add(right)
        self._apart[right].add(left)


def _obey(decisions: Sequence[Decision], groups: AccountGroups) -> None:
    """Newest first: each decision holds as far as no newer one says otherwise."""
    for decision in reversed(decisions):
        if decision.kind not in ("merge", "split"):
            continue
        known = [ref for ref in decision.refs if ref in groups]
        for left, right in combinations(known, 2):
            if decision.kind == "merge":
                groups.join(left, right, DECIDED)
            else:
                groups.part(left, right)


def _by_address(accounts: Iterable[Account]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for account in accounts:
        for address in sorted({personal_address(email) for email in account.emails} - {None}, key=str):
            found[str(address)].append(account.account_id)
    return found


def _join_where_allowed(account_ids: Sequence[str], groups: AccountGroups) -> None:
    """Join each account to the first before it that it may be joined to."""
    for index, account_id in enumerate(account_ids):
        any(groups.join(earlier, account_id, SAME_ADDRESS) for earlier in account_ids[:index])


def _person_ids(members: Sequence[Sequence[str]], existing: Mapping[str, str]) -> list[str]:
    claims: defaultdict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for index, account_ids in enumerate(members):
        shares = Counter(existing[account_id] for account_id in account_ids if account_id in existing)
        for person_id, share in shares.items():
            claims[person_id].append((-share, account_ids[0], index))
    kept: dict[int, str] = {}
    for person_id in sorted(claims):
        kept.setdefault(min(claims[person_id])[2], person_id)
    taken = set(claims)
    return [
        kept.get(index) or _new_person_id(account_ids[0], taken) for index, account_ids in enumerate(members)
    ]


def _new_person_id(account_id: str, taken: set[str]) -> str:
    """``p-`` and 16 hex digits made from an account id, others where these are somebody else's."""
    seed = account_id
    while (person_id := f"p-{hashlib.blake2b(seed.encode(), digest_size=8).hexdigest()}") in taken:
        seed = f"{seed}/"
    taken.add(person_id)
    return person_id
