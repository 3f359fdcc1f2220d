"""Who wrote a document: ``@login``, ``Name <mail>`` or a name, as accounts of the folder they lie in.

What programs and templates put where a name should be is nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.document import Account
from loaders.robots import is_robot, is_shared_mailbox
from loaders.table import comparable

_NOBODY = """
    admin, administrator, administrateur, root, system, user, utilisateur, owner, author, auteur, name, your name,
    firstname lastname, anonymous, anonyme, unknown, inconnu, none, null, n a, na, tbd, tba, me, you, team,
    everyone, microsoft office user, utilisateur microsoft office, windows user, utilisateur windows, default user,
    microsoft, apple, adobe, scanner, scan, xerox, canon, epson, ricoh, brother, hp, konica minolta, kyocera, printer
"""
NOT_AUTHORS = frozenset(comparable(name) for name in _NOBODY.split(","))
_BETWEEN = re.compile(r"[,;\n]|\s+(?:and|et|&|und)\s+(?=\S)", re.IGNORECASE)
_WITH_ADDRESS = re.compile(r"([^<>]*)<\s*(?:mailto:)?([^<>\s]+(?: at [^<>\s]+)?)\s*>")
_ADDRESS = re.compile(r"([^\s@]+)(?:@| at (?=\S+\.\w))([^\s@]+)")
_WITH_LOGIN = re.compile(r"(.*?)\s*\(?@([\w.-]+)\)?")
_TEAM = re.compile(r"@[\w.-]+/[\w.-]+")
_LOGIN = re.compile(r"[a-z0-9][a-z0-9_.-]*[a-z0-9]")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody as a document names them; at least one of the three is there."""

    name: str | None = None
    email: str | None = None
    login: str | None = None

    @property
    def key(self) -> str:
        """What tells them from everybody else in the folder."""
        if self.email:
            return self.email
        return f"@{self.login.lower()}" if self.login else comparable(self.name or "") or str(self.name)


def read_writers(text: str, not_authors: frozenset[str] = NOT_AUTHORS) -> Iterator[Writer]:
    """The people that a line names, without what is nobody's name.

    Examples
    --------
    >>> list(read_writers("@amina, Luc Petit <luc@example.org>"))
    [Writer(name=None, email=None, login='amina'), Writer(name='Luc Petit', email='luc@example.org', login=None)]
    >>> list(read_writers("Benali, Amina"))
    [Writer(name='Amina Benali', email=None, login=None)]
    >>> list(read_writers("Microsoft Office User, TBD, @org/team"))
    []
    """
    for part in _parts(text):
        writer = _writer(part)
        if writer and not (writer.name and not writer.email and comparable(writer.name) in not_authors):
            if writer.login and comparable(writer.login) in not_authors:
                continue
            yield writer


def _parts(text: str) -> list[str]:
    """People one by one; commas stand between them, or between a family name and a given one."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part and part.strip()]
    words = [part for part in parts if re.fullmatch(r"[^\W\d_][\w'’.-]*", part)]
    if len(parts) == 2 and len(words) == 2 and "," in text and not text.islower():
        return [f"{parts[1]} {parts[0]}"]
    return parts


def _writer(part: str) -> Writer | None:
    if _TEAM.search(part) or "://" in part:
        return None
    if match := _WITH_ADDRESS.fullmatch(part):
        email = match.group(2).replace(" at ", "@").lower()
        return Writer(_name(match.group(1)), email if "@" in email else None) if "@" in email else None
    if match := _ADDRESS.fullmatch(part):
        return Writer(email="@".join(match.groups()).lower())
    if match := _WITH_LOGIN.fullmatch(part):
        return Writer(_name(match.group(1)), login=match.group(2))
    if _LOGIN.fullmatch(part):
        return Writer(login=part)
    name = _name(part)
    return Writer(name) if name else None


def _name(text: str) -> str | None:
    name = " ".join(text.split()).strip("\"'*_ ")
    return name if any(map(str.isalpha, name)) and len(name) <= _LONGEST_NAME else None


class Writers:
    """Accounts of the people met so far."""

    def __init__(self, ref: Callable[[str], str], not_authors: frozenset[str]) -> None:
        self._ref = ref
        self._not_authors = not_authors
        self._accounts: dict[str, Account] = {}
        self._new: dict[str, Account] = {}

    def refs(self, texts: Iterable[str]) -> list[str]:
        """The accounts of the people that these lines name, each once."""
        found = (writer for text in texts for writer in read_writers(text, self._not_authors))
        people = [writer for writer in found if not is_robot(writer.name or writer.login, writer.email)]
        return list(dict.fromkeys(self._meet(writer) for writer in people))

    def take_new(self) -> list[Account]:
        """Accounts that are new, or that had no name until now."""
        new, self._new = list(self._new.values()), {}
        return new

    def _meet(self, writer: Writer) -> str:
        known = self._accounts.get(writer.key)
        if known is None or (known.name is None and writer.name):
            account = _account(self._ref(f"people/{writer.key}"), writer)
            self._accounts[writer.key] = self._new[writer.key] = (
                replace(known, name=writer.name) if known else account
            )
        return self._ref(f"people/{writer.key}")


def _account(account_id: str, writer: Writer) -> Account:
    return Account(
        account_id,
        name=writer.name,
        username=writer.login,
        emails=(writer.email,) if writer.email else (),
        is_bot=is_shared_mailbox(writer.email),
    )
