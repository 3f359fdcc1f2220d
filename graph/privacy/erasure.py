"""One person removed everywhere, and the record that it was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from graph.errors import NotFoundError
from graph.identity.addresses import personal_address
from graph.identity.decisions import new_decision
from graph.privacy.name_masking import NameMask
from graph.store.interface import Decision, GraphStore, Storable, WriteCounts
from graph.store.suppression import Erased, keyed_hash
from loaders.document import Account, Container, Document, Interaction

ALIAS_DIGITS = 8


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """What an erasure came to."""

    decision: Decision
    alias: str
    """What stands in other people's texts where the person was named."""
    counts: WriteCounts
    namesakes: tuple[str, ...]
    """Accounts of others with the same full name: somebody else, or the same person not recognized."""


def erase(store: GraphStore, person_id: str, *, by: str, at: datetime | None = None) -> ErasureResult:
    """Remove a person from the store for good.

    Gone are their accounts, what they alone wrote, what they did, and claims about them. What they wrote with others
    stays without them. Where other people's records name them, in full, by address or by user name, an alias stands
    instead; things whose very identifier names them are removed. Keyed hashes stay, so that loading the same sources
    again brings nothing of this back.

    Snapshots still hold the person: read the changed texts and build a new snapshot at once, and remove the old ones.

    Raises
    ------
    graph.errors.NotFoundError
        If there is no such person.
    """
    accounts = _accounts(store, person_id)
    key = store.erasure_key()
    alias = f"person-{keyed_hash(key, 'alias', person_id)[:ALIAS_DIGITS]}"
    mask = NameMask(accounts, alias)
    own = {account.account_id for account in accounts}
    refs = [keyed_hash(key, "account", account_id) for account_id in own]
    refs += [keyed_hash(key, "email", email) for email in _addresses(accounts)]
    refs += [keyed_hash(key, "record", identifier) for identifier in _named_by_identifier(store, mask)]
    namesakes = _namesakes(store, accounts)
    erased = Erased(key, refs)

    def rewrite(record: Storable) -> Storable | None:
        kept = erased.without(record)
        return None if kept is None else mask.record(kept)

    decision = new_decision("erase", person_id, sorted(refs), by=mask.text(by), at=at)
    counts = store.erase_person(decision, rewrite=rewrite)
    return ErasureResult(decision, alias, counts, namesakes)


def _accounts(store: GraphStore, person_id: str) -> list[Account]:
    account_ids = {row.account_id for row in store.assignments() if row.person_id == person_id}
    if not account_ids:
        raise NotFoundError(f"there is no person {person_id!r}")
    return [account for account in store.scan(Account) if account.account_id in account_ids]


def _addresses(accounts: list[Account]) -> set[str]:
    """Addresses that are the person's alone: others may go on writing from a shared box."""
    return {email for account in accounts for email in account.emails if personal_address(email)}


def _named_by_identifier(store: GraphStore, mask: NameMask) -> Iterator[str]:
    for document in store.scan(Document):
        if mask.finds_in_id(document.document_id):
            yield document.document_id
    for interaction in store.scan(Interaction):
        if mask.finds_in_id(interaction.interaction_id):
            yield interaction.interaction_id
    for container in store.scan(Container):
        if mask.finds_in_id(container.container_id):
            yield container.container_id


def _namesakes(store: GraphStore, accounts: list[Account]) -> tuple[str, ...]:
    own = {account.account_id for account in accounts}
    names = {account.name.casefold() for account in accounts if account.name and " " in account.name.strip()}
    return tuple(
        account.account_id
        for account in store.scan(Account)
        if account.account_id not in own and account.name and account.name.casefold() in names
    )
