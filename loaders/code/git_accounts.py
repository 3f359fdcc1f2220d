"""The people of a history as accounts: one a person as far as the mailmap goes, robots left out."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.code.commit import Identity
from loaders.code.mailmap import Mailmap
from loaders.document import Account
from loaders.robots import is_robot, is_shared_mailbox
from loaders.well_formed import well_formed

_RELAY = re.compile(r"(?:\d+\+)?([^@+]+)(@users\.noreply\.[a-z0-9.-]+)", re.IGNORECASE)
"""An address that a forge gives to who hides theirs: it holds the login, and nobody reads mail there."""
_NUMBERED_LOGIN = re.compile(r"\d+-(?=.+@users\.noreply\.gitlab\.)", re.IGNORECASE)


def forge_login(email: str) -> str | None:
    """The login in a forge's relay address.

    Examples
    --------
    >>> forge_login("12345+amina@users.noreply.github.com"), forge_login("amina@example.org")
    ('amina', None)
    """
    match = _RELAY.fullmatch(_NUMBERED_LOGIN.sub("", email))
    return match.group(1) if match else None


class GitAccounts:
    """The accounts met so far."""

    def __init__(self, ref: Callable[[str], str], mailmap: Mailmap) -> None:
        self._ref = ref
        self._mailmap = mailmap
        self._met: dict[str, Account] = {}
        self._new: list[Account] = []

    def ref_of(self, identity: Identity) -> str | None:
        """The account of an identity; ``None`` for a robot, and where there is neither name nor address."""
        person = self._mailmap.canonical(identity)
        if self.is_robot(identity) or not (person.name or person.email):
            return None
        account_id = self._ref(_native_id(person))
        if account_id not in self._met:
            self._met[account_id] = self._account(account_id, person)
            self._new.append(self._met[account_id])
        return account_id

    def take_new(self) -> list[Account]:
        """The accounts met since the last call."""
        new, self._new = self._new, []
        return new

    def is_robot(self, identity: Identity) -> bool:
        """Whether a program goes by this name or address."""
        person = self._mailmap.canonical(identity)
        return is_robot(person.name, person.email)

    def ref_of_owner(self, owner: str) -> str | None:
        """The account of an address, or of a login that was met in a forge's relay address."""
        if "@" in owner:
            return self.ref_of(Identity("", owner))
        met = self._met.items()
        return next((ref for ref, account in met if (account.username or "").lower() == owner.lower()), None)

    def _account(self, account_id: str, person: Identity) -> Account:
        addresses = (person.email, *self._mailmap.aliases(person.email)) if person.email else ()
        logins = [login for address in addresses if (login := forge_login(address))]
        return Account(
            account_id,
            name=well_formed(person.name) or None,
            username=logins[0] if logins else None,
            emails=tuple(well_formed(address) for address in addresses if not forge_login(address)),
            is_bot=is_shared_mailbox(person.email),
        )


def _native_id(person: Identity) -> str:
    """The address in lower case, without the number a forge puts before a login; else the name."""
    if not person.email:
        return f"name/{person.name}"
    address = _NUMBERED_LOGIN.sub("", person.email.lower())
    relay = _RELAY.fullmatch(address)
    return relay.group(1) + relay.group(2) if relay else address
