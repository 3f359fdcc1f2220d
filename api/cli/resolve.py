"""``whoknows resolve``: which accounts are one person, seen and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring
    from graph.store.interface import GraphStore


@click.group()
def resolve() -> None:
    """See and decide which accounts are one person.

    Every load joins accounts by certain rules alone: the same personal e-mail address, an alias in the directory, a
    .mailmap. What these cannot know is decided here; a decision is logged, always obeyed, and undone by its opposite.
    """


@resolve.command()
@click.argument("person")
@configured()
def show(person: str, *, wiring: Wiring, as_json: bool) -> None:
    """The accounts of PERSON, and why they are theirs."""
    from graph.identity.persons import find_person

    with wiring.store() as store:
        found = find_person(store, person)
        told = _accounts(store, found.person_id)
    _tell({"person_id": found.person_id, "name": found.name, "accounts": told}, as_json=as_json)


@resolve.command()
@click.argument("accounts", nargs=-1, required=True, metavar="ACCOUNT ACCOUNT...")
@configured()
def merge(accounts: tuple[str, ...], *, wiring: Wiring, as_json: bool) -> None:
    """Say that all these accounts are one person."""
    from api.access import COMMAND_LINE
    from graph.identity import decisions

    if len(set(accounts)) < 2:
        raise click.UsageError("name two accounts or more")
    with wiring.writing() as store:
        decisions.merge(store, accounts, by=COMMAND_LINE.actor_id)
        _follow(wiring, store, accounts[:1], as_json=as_json)


@resolve.command()
@click.argument("account")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@configured()
def split(account: str, others: tuple[str, ...], *, wiring: Wiring, as_json: bool) -> None:
    """Say that ACCOUNT is somebody else than each OTHER."""
    from api.access import COMMAND_LINE
    from graph.identity import decisions

    if account in others:
        raise click.UsageError(f"{account} cannot be somebody else than itself")
    with wiring.writing() as store:
        decisions.split(store, [account], from_account_ids=others, by=COMMAND_LINE.actor_id)
        _follow(wiring, store, (account, *others), as_json=as_json)


def _follow(wiring: Wiring, store: GraphStore, accounts: tuple[str, ...], *, as_json: bool) -> None:
    """Bring answers up to date, and show the persons of the accounts."""
    from api.cli.progress import watched
    from graph.identity.persons import persons

    wiring.refresh(store, monitor=watched)
    person_of = {row.account_id: row.person_id for row in store.assignments()}
    names = {person.person_id: person.name for person in persons(store)}
    shown = [
        {"person_id": person_id, "name": names[person_id], "accounts": _accounts(store, person_id)}
        for person_id in dict.fromkeys(person_of[account] for account in accounts)
    ]
    _tell(*shown, as_json=as_json)


def _accounts(store: GraphStore, person_id: str) -> list[dict[str, Any]]:
    from loaders.document import Account

    rules = {row.account_id: row.rule for row in store.assignments() if row.person_id == person_id}
    return [
        {
            "account_id": account.account_id,
            "name": account.name,
            "emails": list(account.emails),
            "rule": rules[account.account_id],
        }
        for account in store.scan(Account)
        if account.account_id in rules
    ]


def _tell(*persons: dict[str, Any], as_json: bool) -> None:
    from api.cli.printing import print_json, print_table

    if as_json:
        print_json({"persons": list(persons)})
        return
    print_table(
        ("person", "name", "account", "e-mail", "because"),
        (
            (
                each["person_id"],
                account["name"],
                account["account_id"],
                ", ".join(account["emails"]),
                account["rule"],
            )
            for each in persons
            for account in each["accounts"]
        ),
    )
