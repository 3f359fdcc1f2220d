"""``.mailmap``: a table kept by hand of which names and addresses in a history are one person.

Git looks up a commit's address, and its name too where a line gives one; the line that names both wins. The
library's own table also looks up by name alone, which would join namesakes, so the rule is written here.
"""

from __future__ import annotations

import re
from collections import defaultdict

from loaders.code.commit import Identity

_LONGEST_LINE = 1_000
_LINE = re.compile(r"\s*([^<>]*?)\s*<([^<>]*)>\s*(?:([^<>]*?)\s*<([^<>]*)>)?\s*(?:#.*)?")


class Mailmap:
    """Lines of a mailmap.

    Examples
    --------
    >>> mailmap = Mailmap("Amina Benali <amina@example.org> <amina@old.example.org>")
    >>> mailmap.canonical(Identity("amina", "Amina@old.example.org"))
    Identity(name='Amina Benali', email='amina@example.org')
    >>> mailmap.aliases("amina@example.org")
    ('amina@old.example.org',)
    """

    def __init__(self, text: str = "") -> None:
        self._by_address: dict[str, Identity] = {}
        self._by_name_and_address: dict[tuple[str, str], Identity] = {}
        self._people_of: defaultdict[str, set[str]] = defaultdict(set)
        """The proper addresses that an address stands for."""
        for line in text.splitlines():
            if not line.lstrip().startswith("#") and (match := _LINE.fullmatch(line[:_LONGEST_LINE])):
                self._add(*match.groups(default=""))

    def canonical(self, identity: Identity) -> Identity:
        """The proper name and address of somebody, as far as a line gives them."""
        address = identity.email.lower()
        proper = self._by_name_and_address.get((identity.name.lower(), address)) or self._by_address.get(
            address
        )
        if proper is None:
            return identity
        return Identity(proper.name or identity.name, proper.email or identity.email)

    def aliases(self, proper_email: str) -> tuple[str, ...]:
        """The other addresses of the person with this proper address; none that stands for several people."""
        proper = proper_email.lower()
        return tuple(
            sorted(old for old, people in self._people_of.items() if people == {proper} and old != proper)
        )

    def _add(self, proper_name: str, first_address: str, old_name: str, second_address: str) -> None:
        old_address = (second_address or first_address).lower()
        proper = Identity(proper_name, first_address if second_address else "")
        if old_name:
            self._by_name_and_address[old_name.lower(), old_address] = proper
        else:
            self._by_address[old_address] = proper
        self._people_of[old_address].add(first_address.lower())
