"""Cells of an HR export, each read as what it must be; what cannot be read is told, never guessed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loaders.document import AccountVisibility
from loaders.errors import LoaderError
from loaders.instants import has_passed, read_day
from loaders.roster_columns import LEVELS
from loaders.table import comparable

Visibility = AccountVisibility
_VISIBILITIES: Mapping[str, Visibility] = {
    "full": "full",
    "complet": "full",
    "complete": "full",
    "name_only": "name_only",
    "nom_seul": "name_only",
    "nom_seulement": "name_only",
    "hidden": "hidden",
    "masque": "hidden",
    "masquee": "hidden",
}
_YES = frozenset({"yes", "y", "true", "1", "oui", "o", "vrai", "x"})


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads dates: ISO 8601, or the form that an operator names."""

    format: str | None = None
    """As for :func:`time.strptime`, for instance ``%d/%m/%Y``."""

    def read(self, text: str | None) -> tuple[date | None, str | None]:
        """The date, and what is wrong with it.

        Examples
        --------
        >>> DayReader("%d/%m/%Y").read("31/12/2025")
        (datetime.date(2025, 12, 31), None)
        >>> DayReader().read("31/12/2025")
        (None, "found '31/12/2025', expected a date such as 2026-03-01")
        """
        if not text:
            return None, None
        try:
            return read_day(text), None
        except ValueError:
            pass
        try:
            if self.format:
                return date(*time.strptime(text, self.format)[:3]), None
        except ValueError:
            pass
        expected = f"one of the form {self.format}" if self.format else "a date such as 2026-03-01"
        return None, f"found {text!r}, expected {expected}"

    @staticmethod
    def has_passed(day: date | None) -> bool:
        """Whether a day lies before today."""
        return has_passed(day)


def read_visibility(text: str | None) -> tuple[Visibility, str | None]:
    """How somebody asked to be shown, and what is wrong with the cell: one that nobody understands hides.

    Examples
    --------
    >>> read_visibility("Name only"), read_visibility(None), read_visibility("none")
    (('name_only', None), ('full', None), ('hidden', "found visibility 'none', expected full, name_only or hidden: hidden"))
    """
    if text is None:
        return "full", None
    known = _VISIBILITIES.get(comparable(text))
    if known is None:
        return "hidden", f"found visibility {text!r}, expected full, name_only or hidden: hidden"
    return known, None


def emails_of(cells: Mapping[str, str]) -> tuple[tuple[str, ...], list[str]]:
    """Addresses of a line, the first one first, each once; and the cells that hold none."""
    found = [text.strip() for name in ("email", "other_emails") for text in cells.get(name, "").split("|")]
    texts = list(dict.fromkeys(filter(None, found)))
    return tuple(text for text in texts if "@" in text), [text for text in texts if "@" not in text]


def name_of(cells: Mapping[str, str]) -> str | None:
    """The full name, in one cell or two."""
    parts = (cells.get("given_name"), cells.get("family_name"))
    return cells.get("name") or " ".join(filter(None, parts)) or None


def is_yes(text: str | None) -> bool:
    """Whether a cell says yes, in English or French."""
    return comparable(text or "") in _YES


def read_levels(option: str | None) -> Mapping[str, int]:
    """The scale of levels, with an operator's names added: ``novice=1,guru=5``.

    Raises
    ------
    LoaderError
        If a part is not ``name=level`` with a level from 1 to 5.
    """
    levels = dict(LEVELS)
    for part in filter(None, (part.strip() for part in (option or "").split(","))):
        name, _, level = part.partition("=")
        if not comparable(name) or level.strip() not in LEVELS:
            raise LoaderError(
                f"found {part!r} among the levels, expected name=level with a level from 1 to 5, such as novice=1"
            )
        levels[comparable(name)] = LEVELS[level.strip()]
    return levels
