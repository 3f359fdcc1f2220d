"""Persons made from their accounts: one name, title, unit and way to reach them, whatever their accounts say.

An HR directory is believed before any other source, then the account that says most. The order is total, so that the
same accounts always make the same person. Who asked to be shown by name only loses everything else here, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from graph.errors import NotFoundError
from graph.identity.addresses import personal_address, reachable_address
from graph.model import Person
from graph.store.interface import GraphStore
from loaders.document import Account, Unit
from loaders.well_formed import web_address
from nlp.words import folded

DIRECTORY = "people:"

Members = Mapping[str, Sequence[Account]]
"""Accounts by person."""


def persons(store: GraphStore, *, today: date | None = None) -> Iterator[Person]:
    """Every person, by person id.

    Parameters
    ----------
    store
        With its accounts resolved.
    today
        Whoever left before this day is no longer active; the present day by default.
    """
    person_of = {row.account_id: row.person_id for row in store.assignments()}
    members: defaultdict[str, list[Account]] = defaultdict(list)
    for account in store.scan(Account):
        if account.account_id in person_of:
            members[person_of[account.account_id]].append(account)
    unit_names = {unit.unit_id: unit.name for unit in store.scan(Unit)}
    context = PersonContext(_person_of_ref(members), unit_names, today or datetime.now(UTC).date())
    for person_id in sorted(members):
        yield make_person(person_id, members[person_id], context)


def find_person(store: GraphStore, text: str) -> Person:
    """The one person that a text names: by person id, account id, address, user name or full name.

    As it is written; or else whatever its case and accents.

    Raises
    ------
    graph.errors.NotFoundError
        If it is nobody, or several people.
    """
    everybody, wanted = list(persons(store)), text.strip()
    found = [person for person in everybody if wanted in _names(person)]
    found = found or [person for person in everybody if folded(wanted) in map(folded, _names(person))]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(f"nobody is {text!r}: give a name, an e-mail address, a user name or a person id")
    several = ", ".join(f"{person.name} ({person.person_id})" for person in found)
    raise NotFoundError(f"{text!r} names several people, name one by person id: {several}")


@dataclass(frozen=True, slots=True)
class PersonContext:
    """What accounts refer to beyond themselves."""

    person_of_ref: Mapping[str, str]
    """Person by account id and by address."""
    unit_names: Mapping[str, str]
    today: date


def make_person(person_id: str, accounts: Iterable[Account], context: PersonContext) -> Person:
    """One person from all their accounts."""
    ordered = sorted(accounts, key=_precedence)
    unit = _first(account.unit for account in ordered)
    person = Person(
        person_id,
        name=_name(ordered),
        account_ids=tuple(sorted(account.account_id for account in ordered)),
        emails=_distinct(reachable_address(email) for account in ordered for email in account.emails),
        usernames=_distinct(account.username for account in ordered),
        title=_first(account.title for account in ordered),
        unit_id=unit if unit in context.unit_names else None,
        unit=context.unit_names.get(unit, unit) if unit else None,
        manager_id=_manager(person_id, ordered, context),
        phone=_first(account.phone for account in ordered),
        profile_url=_first(web_address(account.profile_url) for account in ordered),
        active=_is_active(ordered, context.today),
        end_date=max((a.end_date for a in ordered if a.end_date), default=None),
        name_only=any(account.visibility == "name_only" for account in ordered),
    )
    return _by_name_only(person) if person.name_only else person


def _by_name_only(person: Person) -> Person:
    return replace(
        person,
        emails=(),
        usernames=(),
        title=None,
        unit_id=None,
        unit=None,
        manager_id=None,
        phone=None,
        profile_url=None,
    )


def _precedence(account: Account) -> tuple[bool, bool, bool, int, str]:
    """Directories first, then who is still there, then full names, then whoever says most, then by account id."""
    said = (account.title, account.unit, account.phone, account.profile_url, account.bio, *account.emails)
    return (
        not account.account_id.startswith(DIRECTORY),
        not account.active,
        len((account.name or "").split()) < 2,
        -sum(1 for value in said if value),
        account.account_id,
    )


def _name(ordered: Sequence[Account]) -> str:
    """The first name that is one; else a user name, the name part of an address, the account's own identifier."""
    name = _first(account.name for account in ordered if "@" not in (account.name or ""))
    if name:
        return name
    address = _first(email for account in ordered for email in account.emails)
    username = _first(account.username for account in ordered)
    return username or (address or "").split("@")[0] or ordered[0].account_id.rpartition("/")[2]


def _manager(person_id: str, ordered: Sequence[Account], context: PersonContext) -> str | None:
    refs = [account.manager_ref for account in ordered if account.manager_ref]
    found = [
        context.person_of_ref.get(ref) or context.person_of_ref.get(personal_address(ref) or "")
        for ref in refs
    ]
    return _first(manager for manager in found if manager != person_id)


def _is_active(ordered: Sequence[Account], today: date) -> bool:
    """A directory knows who is there; elsewhere an account that says somebody left is believed."""
    still_there = [
        account.active and (account.end_date is None or account.end_date >= today) for account in ordered
    ]
    by_directory = [
        there
        for account, there in zip(ordered, still_there, strict=True)
        if account.account_id.startswith(DIRECTORY)
    ]
    return any(by_directory) if by_directory else all(still_there)


def _person_of_ref(members: Members) -> dict[str, str]:
    found: dict[str, str] = {}
    for person_id in sorted(members):
        for account in members[person_id]:
            found[account.account_id] = person_id
            for email in account.emails:
                found.setdefault(personal_address(email) or account.account_id, person_id)
    return found


def _names(person: Person) -> set[str]:
    return {person.person_id, person.name, *person.account_ids, *person.emails, *person.usernames}


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
