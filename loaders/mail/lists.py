"""Mailing lists: which one a message came over, and which lists everybody may read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.mail.headers import Headers

_IN_ANGLES = re.compile(r"<([^<>\s]+)>")
_MAILTO = re.compile(r"<mailto:([^<>?\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailingList:
    """A list by its id, such as ``dev.lists.example.org`` (RFC 2919)."""

    list_id: str
    name: str
    addresses: frozenset[str] = frozenset()
    """Where messages for it are sent."""

    @property
    def names(self) -> frozenset[str]:
        """Everything it may be called, in lower case."""
        short = self.list_id.partition(".")[0]
        return frozenset({self.list_id, short, self.name.lower()}) | self.addresses


def named_list(name: str) -> MailingList:
    """The list of that id or address.

    Examples
    --------
    >>> named_list("dev@lists.example.org").list_id
    'dev.lists.example.org'
    """
    list_id = name.strip().strip("<>").lower().replace("@", ".")
    local, _, domain = list_id.partition(".")
    return MailingList(list_id, local, frozenset({f"{local}@{domain}"}) if domain else frozenset())


def list_of(headers: Headers) -> MailingList | None:
    """The list that a message came over, if it says so."""
    posts = {address.lower() for value in headers.all_raw("List-Post") for address in _MAILTO.findall(value)}
    posts |= {mailbox.address for mailbox in headers.mailboxes("X-BeenThere", "X-Mailing-List")}
    value = headers.text("List-Id")
    ids = _IN_ANGLES.findall(value) or value.split()[-1:]
    if not ids and not posts:
        return None
    named = named_list(ids[0] if ids else min(posts))
    phrase = value.partition("<")[0].strip().strip("\"'") if ids and "<" in value else ""
    return MailingList(named.list_id, phrase or named.name, named.addresses | posts)


@dataclass(frozen=True, slots=True)
class PublicLists:
    """Which lists an operator said everybody may read."""

    names: frozenset[str] = frozenset()
    all_lists: bool = False
    archived: MailingList | None = None
    """The one list that the whole input is an archive of: archives often leave out where a message came from."""

    @classmethod
    def read(cls, public_lists: str, archive_of: str) -> PublicLists:
        """From the two options; both may be empty."""
        names = frozenset(name.strip().lower() for name in public_lists.split(",") if name.strip())
        return cls(names, "all" in names, named_list(archive_of) if archive_of.strip() else None)

    def place(self, headers: Headers) -> tuple[MailingList | None, bool]:
        """The list of a message, and whether everybody may read it."""
        found = list_of(headers)
        if self.archived is not None:
            known = found.addresses if found else frozenset()
            archived = self.archived
            return MailingList(archived.list_id, archived.name, archived.addresses | known), True
        return found, found is not None and (self.all_lists or bool(found.names & self.names))
