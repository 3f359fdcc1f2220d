"""Everybody and every unit of an HR export, gone through before a record is made of any of them.

Whom a manager's address means, which unit exists and whose an address is can only be told when all lines are known.
What is wrong between lines is found here too, and named by its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.loader import RunSummary
from loaders.roster_checks import cycles, shared
from loaders.roster_values import DayReader, Visibility, emails_of, read_visibility
from loaders.table import Table


@dataclass(frozen=True, slots=True)
class _Entry:
    """What of a person's line matters to other lines."""

    line: int
    emails: tuple[str, ...]
    manager: str | None
    unit: str | None
    visibility: Visibility
    has_left: bool


@dataclass(slots=True)
class Directory:
    """What the lines of an export mean together."""

    person_lines: dict[str, int] = field(default_factory=dict)
    """The line that counts, by person id."""
    owners: dict[str, str] = field(default_factory=dict)
    """Person id by address, in lower case."""
    managers: dict[str, str] = field(default_factory=dict)
    """The manager's person id, where it is somebody, and nobody is their own superior at any distance."""
    unit_lines: dict[str, int] = field(default_factory=dict)
    unit_parents: dict[str, str] = field(default_factory=dict)
    disowned: set[str] = field(default_factory=set)
    """Addresses that several people have and that therefore name nobody."""

    def person_id(self, reference: str | None) -> str | None:
        """Whom a person id or an address means."""
        if reference is None or reference in self.person_lines:
            return reference
        return self.owners.get(reference.lower())

    def emails(self, person_id: str, emails: Iterable[str]) -> tuple[str, ...]:
        """Those addresses that are this person's and nobody else's."""
        return tuple(
            email
            for email in emails
            if email.lower() not in self.disowned and self.owners.get(email.lower()) == person_id
        )


def survey(people: Table, units: Table | None, summary: RunSummary, days: DayReader) -> Directory:
    """Go through the tables; what fails a check goes into the summary."""
    directory = Directory()
    if units is not None:
        _survey_units(units, directory, summary)
    entries = _entries(people, summary, days)
    directory.person_lines = {person_id: entry.line for person_id, entry in entries.items()}
    _settle_addresses(entries, directory, people.name, summary)
    _settle_managers(entries, directory, people.name, summary)
    for entry in entries.values():
        if units is not None and entry.unit and entry.unit not in directory.unit_lines:
            summary.doubt(f"{people.name}:{entry.line}", f"unit {entry.unit} is not in {units.name}")
    return directory


def _survey_units(units: Table, directory: Directory, summary: RunSummary) -> None:
    place = units.name
    parents: dict[str, str] = {}
    for line, cells in units.rows(RunSummary()):
        unit_id = cells.get("unit_id")
        if unit_id and unit_id not in directory.unit_lines:
            directory.unit_lines[unit_id] = line
            if parent := cells.get("parent_id"):
                parents[unit_id] = parent
    for unit_id, parent in parents.items():
        if parent not in directory.unit_lines:
            summary.doubt(f"{place}:{directory.unit_lines[unit_id]}", f"parent unit {parent} does not exist")
    known = {unit_id: parent for unit_id, parent in parents.items() if parent in directory.unit_lines}
    directory.unit_parents = _without_cycles(known, directory.unit_lines, place, "part", summary)


def _entries(people: Table, summary: RunSummary, days: DayReader) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for line, cells in people.rows(RunSummary()):
        person_id = cells.get("person_id")
        if person_id and person_id not in entries:
            end_date, _ = days.read(cells.get("end_date"))
            entries[person_id] = _Entry(
                line,
                emails_of(cells)[0],
                cells.get("manager_id"),
                cells.get("unit_id"),
                read_visibility(cells.get("visibility"))[0],
                days.has_passed(end_date),
            )
    return entries


def _settle_addresses(
    entries: Mapping[str, _Entry], directory: Directory, place: str, summary: RunSummary
) -> None:
    pairs = [(person_id, email) for person_id, entry in entries.items() for email in entry.emails]
    for person_id, email in pairs:
        directory.owners.setdefault(email.lower(), person_id)
    for email, person_ids in shared(pairs).items():
        lines = ", ".join(str(entries[person_id].line) for person_id in person_ids)
        summary.doubt(f"{place}:{entries[person_ids[-1]].line}", f"one address on lines {lines}")
        owner = _owner(person_ids, entries)
        if owner is None:
            directory.disowned.add(email)
        else:
            directory.owners[email] = owner


def _owner(person_ids: Iterable[str], entries: Mapping[str, _Entry]) -> str | None:
    """Whose a shared address is: whoever asked to be hidden must not be found by it, whoever left has lost it."""
    by_wish = [person_id for person_id in person_ids if entries[person_id].visibility != "full"]
    still_there = [person_id for person_id in person_ids if not entries[person_id].has_left]
    if by_wish:
        return min(by_wish, key=lambda person_id: entries[person_id].visibility != "hidden")
    return still_there[0] if len(still_there) == 1 else None


def _settle_managers(
    entries: Mapping[str, _Entry], directory: Directory, place: str, summary: RunSummary
) -> None:
    managers: dict[str, str] = {}
    for person_id, entry in entries.items():
        manager = directory.person_id(entry.manager)
        if manager is not None:
            managers[person_id] = manager
        elif entry.manager:
            summary.doubt(f"{place}:{entry.line}", f"manager {entry.manager} does not exist")
    directory.managers = _without_cycles(managers, directory.person_lines, place, "report", summary)


def _without_cycles(
    parents: Mapping[str, str], lines: Mapping[str, int], place: str, verb: str, summary: RunSummary
) -> dict[str, str]:
    """The relation without its cycles: nothing tells which of their lines is wrong."""
    in_cycles: set[str] = set()
    for cycle in cycles(parents):
        in_cycles.update(cycle)
        on_lines = ", ".join(str(lines[member]) for member in cycle)
        what = f"each is {verb} of the next" if verb == "part" else "each reports to the next"
        summary.doubt(f"{place}:{lines[cycle[0]]}", f"a cycle on lines {on_lines}: {what}")
    return {member: parent for member, parent in parents.items() if member not in in_cycles}
