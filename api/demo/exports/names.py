"""How people are called in each of the company's systems, and how a text names them there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from api.demo.people import Employee, Staff

_NAMED = re.compile(r"@\[(E\d+)\]")


def with_names(text: str, staff: Staff, written: Callable[[Employee], str]) -> str:
    """A text whose references to people are written in some way."""
    return _NAMED.sub(lambda match: written(by_id(staff)[match[1]]), text)


def by_id(staff: Staff) -> Mapping[str, Employee]:
    """People by identifier."""
    return {person.person_id: person for person in staff.people}
