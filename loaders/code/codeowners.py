"""``CODEOWNERS``: who answers for which files, declared in the repository itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLACES = ("CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where the file may lie; the first that is there counts."""
_PLAIN_FOLDER = re.compile(r"/?([\w.+-]+(?:/[\w.+-]+)*)/(?:\*\*?)?")


@dataclass(frozen=True, slots=True)
class Ownership:
    """One owner of what a pattern matches: an address, or a login without its ``@``."""

    pattern: str
    owner: str

    @property
    def folder(self) -> str | None:
        """The folder that the pattern means, if it means one.

        Examples
        --------
        >>> Ownership("/lib/ring/", "amina@example.org").folder, Ownership("*.py", "amina@example.org").folder
        ('lib/ring', None)
        """
        match = _PLAIN_FOLDER.fullmatch(self.pattern)
        return match.group(1) if match else None


def read_codeowners(text: str) -> Iterator[Ownership]:
    """Owners line by line; teams (``@org/team``) are nobody in particular and left out."""
    for line in text.splitlines():
        pattern, *owners = line.partition("#")[0].split() or [""]
        for owner in owners:
            if "/" not in owner:
                yield Ownership(pattern, owner.removeprefix("@"))
