"""Lines of an HR export as records: a unit, a person, a declared skill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from loaders.document import Account, SkillClaim, Unit
from loaders.languages import primary_language
from loaders.loader import RunSummary
from loaders.roster_directory import Directory
from loaders.roster_values import DayReader, emails_of, is_yes, name_of, read_visibility
from loaders.table import Row, comparable


class RowReader:
    """Reads lines one at a time; each method gives a record, or ``None`` for a line that it rejects.

    Parameters
    ----------
    ref
        Makes the global identifier of a native one.
    directory
        What the lines mean together.
    summary
        Where rejected lines and failed checks are told.
    days, levels
        How dates and levels are read.
    has_units
        Whether there is a table of units; else a unit is no more than its name.
    """

    def __init__(
        self,
        ref: Callable[[str], str],
        directory: Directory,
        summary: RunSummary,
        *,
        days: DayReader,
        levels: Mapping[str, int],
        has_units: bool,
    ) -> None:
        self._ref = ref
        self._directory = directory
        self._summary = summary
        self._days = days
        self._levels = levels
        self._has_units = has_units

    def unit(self, place: str, row: Row) -> Unit | None:
        """A line of ``org_units.csv``."""
        cells = row.cells
        unit_id, name = (
            cells.get("unit_id"),
            cells.get("name") or cells.get("name_fr") or cells.get("name_en"),
        )
        if not (unit_id and name):
            self._summary.reject(place, f"found no {'name' if unit_id else 'unit_id'}")
            return None
        if (first := self._directory.unit_lines[unit_id]) != row.line:
            self._summary.reject(place, f"unit_id {unit_id} stands on line {first} already")
            return None
        parent = self._directory.unit_parents.get(unit_id)
        return Unit(
            self._unit_ref(unit_id),
            name,
            name_en=cells.get("name_en"),
            name_fr=cells.get("name_fr"),
            parent_id=self._unit_ref(parent) if parent else None,
            kind=cells.get("kind"),
            manager_ref=self._manager_of_unit(place, cells.get("manager_id")),
        )

    def person(self, place: str, row: Row) -> Account | None:
        """A line of ``people.csv``."""
        cells = row.cells
        person_id = cells.get("person_id")
        name, (emails, no_emails) = name_of(cells), emails_of(cells)
        if not (person_id and name):
            self._summary.reject(place, f"found no {'name' if person_id else 'person_id'}")
            return None
        if (first := self._directory.person_lines[person_id]) != row.line:
            self._summary.reject(place, f"person_id {person_id} stands on line {first} already")
            return None
        if not (emails or no_emails or "username" in cells):
            self._summary.reject(place, "found neither email nor username, so no account can be theirs")
            return None
        for text in no_emails:
            self._summary.doubt(place, f"found {text!r}, expected an e-mail address")
        visibility, problem = read_visibility(cells.get("visibility"))
        if problem:
            self._summary.doubt(place, problem)
        end_date = self._end_date(place, cells)
        manager = self._directory.managers.get(person_id)
        return Account(
            self._ref(person_id),
            name=name,
            username=cells.get("username"),
            emails=self._directory.emails(person_id, emails),
            title=cells.get("title"),
            unit=self._unit(cells.get("unit_id")),
            manager_ref=self._ref(manager) if manager else None,
            phone=cells.get("phone"),
            profile_url=cells.get("profile_url"),
            locale=primary_language(cells.get("languages", "").split("|")[0]),
            active=not self._days.has_passed(end_date),
            end_date=end_date,
            visibility=visibility,
        )

    def skill(self, place: str, row: Row) -> SkillClaim | None:
        """A line of ``skills.csv``."""
        cells = row.cells
        reference, skill = cells.get("person_id") or cells.get("email"), cells.get("skill")
        if not (reference and skill):
            self._summary.reject(place, f"found no {'skill' if reference else 'person_id or email'}")
            return None
        person_id = self._directory.person_id(reference)
        if person_id is None:
            self._summary.reject(place, f"nobody in the list of people is {reference}")
            return None
        return SkillClaim(
            self._ref(person_id),
            skill,
            level=self._level(place, cells.get("level")),
            origin=cells.get("source", "self").lower(),
            at=self._day(place, cells.get("date")),
            wants_to_teach=is_yes(cells.get("wants_to_teach")),
            evidence_url=cells.get("evidence_url"),
        )

    def _end_date(self, place: str, cells: Mapping[str, str]) -> date | None:
        start, end = self._day(place, cells.get("start_date")), self._day(place, cells.get("end_date"))
        if start and end and end < start:
            self._summary.doubt(place, f"left on {end}, before they came on {start}")
        return end

    def _day(self, place: str, text: str | None) -> date | None:
        day, problem = self._days.read(text)
        if problem:
            self._summary.doubt(place, problem)
        return day

    def _level(self, place: str, text: str | None) -> int | None:
        level = self._levels.get(comparable(text or ""))
        if text and level is None:
            self._summary.doubt(place, f"found level {text!r}, expected 1 to 5 or a name of the scale")
        return level

    def _unit(self, unit_id: str | None) -> str | None:
        """The unit's id where there are units and it is one of them, else what stands there, as its name."""
        if unit_id is None or not self._has_units or unit_id not in self._directory.unit_lines:
            return unit_id
        return self._unit_ref(unit_id)

    def _unit_ref(self, unit_id: str) -> str:
        return self._ref(f"units/{unit_id}")

    def _manager_of_unit(self, place: str, reference: str | None) -> str | None:
        person_id = self._directory.person_id(reference)
        if reference and person_id is None:
            self._summary.doubt(place, f"manager {reference} does not exist")
            return None
        return self._ref(person_id) if person_id else None
