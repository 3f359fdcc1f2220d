"""The invented company's people and units, and the directory files that its human resources would export."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

SKILL_YEAR_STARTS = date(2026, 1, 15)
"""When the yearly interviews declared the skills."""


@dataclass(frozen=True, slots=True)
class Team:
    """A unit of the company."""

    unit_id: str
    name_en: str
    name_fr: str
    kind: str
    manager_id: str
    parent_id: str | None = None
    community: str | None = None
    """The group of teams whose people work together."""


@dataclass(frozen=True, slots=True, eq=False)
class Employee:
    """Somebody of the company, and what is true about them."""

    person_id: str
    given: str
    family: str
    job: str
    team: Team
    manager_id: str | None
    site: str
    languages: tuple[str, ...]
    """The one they prefer first."""
    email: str
    login: str
    other_emails: tuple[str, ...] = ()
    mailmap_email: str | None = None
    knows: Mapping[str, int] = ()  # type: ignore[assignment]
    """Level by topic: 3 expert, 2 knows it well, 1 knows a little."""
    asks: tuple[str, ...] = ()
    """Topics they are interested in and know little about."""
    styles: tuple[str, ...] = ()
    pace: float = 1.0
    """How much they write; most people 1."""
    kind: str = "employee"
    start: date | None = None
    end: date | None = None
    visibility: str = "full"

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"

    @property
    def community(self) -> str:
        """The group of teams they work in."""
        return self.team.community or ""

    def is_here(self, day: date) -> bool:
        """Whether they work for the company on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def level(self, topic_id: str) -> int:
        """How well they know a topic, 0 to 3."""
        return self.knows.get(topic_id, 0)


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody, and the units they are in."""

    company_name: str
    domain: str
    phone_prefix: str
    begins: date
    ends: date
    teams: tuple[Team, ...]
    people: tuple[Employee, ...]

    def slice(self, person_ids: Iterable[str]) -> Staff:
        """The same company with some of its people."""
        wanted = set(person_ids)
        people = tuple(person for person in self.people if person.person_id in wanted)
        return Staff(
            self.company_name,
            self.domain,
            self.phone_prefix,
            self.begins,
            self.ends,
            _teams_of(people, self.teams),
            people,
        )


def read_data(name: str) -> dict[str, Any]:
    """One of the data files beside this module."""
    return tomllib.loads(files("api.demo").joinpath(name).read_text(encoding="utf-8"))


def read_staff() -> Staff:
    """Everybody, in the order of ``people.toml``."""
    data = read_data("people.toml")
    company, units = data.pop("company"), data.pop("units")
    teams = {unit_id: _team(unit_id, values) for unit_id, values in units.items()}
    people = tuple(_employee(key, values, teams, company["domain"]) for key, values in data.items())
    return Staff(
        company["name"],
        company["domain"],
        company["phone"],
        company["begins"],
        company["ends"],
        tuple(teams.values()),
        people,
    )


def folded(text: str) -> str:
    """Lower-case letters and digits without accents, as in an address.

    Examples
    --------
    >>> folded("Benítez"), folded("Le Goff")
    ('benitez', 'legoff')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def write_directory(folder: Path, staff: Staff, labels: Mapping[str, Mapping[str, str]]) -> None:
    """``people.csv``, ``org_units.csv`` and ``skills.csv``, as a human resources system exports them.

    Parameters
    ----------
    labels
        Topic labels by topic and language, for the skills that people declare.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write_csv(folder / "people.csv", [_person_row(person, staff) for person in staff.people])
    _write_csv(folder / "org_units.csv", [_unit_row(team, staff) for team in staff.teams])
    _write_csv(folder / "skills.csv", [row for person in staff.people for row in _skill_rows(person, labels)])


def _team(unit_id: str, values: Mapping[str, Any]) -> Team:
    return Team(
        unit_id,
        values["en"],
        values["fr"],
        values["kind"],
        values["manager"],
        values.get("parent"),
        values.get("community"),
    )


def _employee(person_id: str, values: Mapping[str, Any], teams: Mapping[str, Team], domain: str) -> Employee:
    given, family = values["name"]
    team = teams[values["unit"]]
    local_part = values.get("email", f"{folded(given)}.{folded(family)}")
    return Employee(
        person_id,
        given,
        family,
        values["job"],
        team,
        _manager(person_id, team, teams),
        values["site"],
        tuple(values["languages"]),
        email=f"{local_part}@{domain}",
        login=values.get("login", f"{folded(given)[0]}{folded(family)}"),
        other_emails=tuple(values.get("other_emails", ())),
        mailmap_email=values.get("mailmap_email"),
        knows=values.get("knows", {}),
        asks=tuple(values.get("asks", ())),
        styles=tuple(values.get("styles", ())),
        pace=values.get("pace", 1.0),
        kind=values.get("kind", "employee"),
        start=values.get("start"),
        end=values.get("end"),
        visibility=values.get("visibility", "full"),
    )


def _manager(person_id: str, team: Team, teams: Mapping[str, Team]) -> str | None:
    """The nearest manager above who is somebody else."""
    unit: Team | None = team
    while unit is not None and unit.manager_id == person_id:
        unit = teams.get(unit.parent_id or "")
    return unit.manager_id if unit else None


def _teams_of(people: Sequence[Employee], teams: Sequence[Team]) -> tuple[Team, ...]:
    """The teams of some people, and what they are part of."""
    by_id = {team.unit_id: team for team in teams}
    kept: set[str] = set()
    for person in people:
        unit_id: str | None = person.team.unit_id
        while unit_id:
            kept.add(unit_id)
            unit_id = by_id[unit_id].parent_id
    return tuple(team for team in teams if team.unit_id in kept)


def _person_row(person: Employee, staff: Staff) -> dict[str, str]:
    known = {colleague.person_id for colleague in staff.people}
    return {
        "person_id": person.person_id,
        "given_name": person.given,
        "family_name": person.family,
        "email": person.email,
        "other_emails": "|".join(person.other_emails),
        "username": person.login,
        "title": person.job,
        "unit_id": person.team.unit_id,
        "manager_id": person.manager_id if person.manager_id in known else "",
        "location": person.site,
        "languages": "|".join(person.languages),
        "start_date": person.start.isoformat() if person.start else "",
        "end_date": person.end.isoformat() if person.end else "",
        "employee_type": person.kind,
        "visibility": person.visibility,
        "phone": staff.phone_prefix + person.person_id[-2:],
    }


def _unit_row(team: Team, staff: Staff) -> dict[str, str]:
    known = {person.person_id for person in staff.people}
    return {
        "unit_id": team.unit_id,
        "name": team.name_en,
        "name_en": team.name_en,
        "name_fr": team.name_fr,
        "parent_id": team.parent_id or "",
        "kind": team.kind,
        "manager_id": team.manager_id if team.manager_id in known else "",
    }


def _skill_rows(person: Employee, labels: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """Half of what people know is declared, and each interest as a wish: directories are never complete."""
    declared = [(topic_id, level) for topic_id, level in person.knows.items() if topic_id in labels][::2]
    wished = [(topic_id, 1) for topic_id in person.asks[:1] if topic_id in labels]
    return [
        {
            "person_id": person.person_id,
            "skill": labels[topic_id][person.languages[0]],
            "level": str(level + 2 if level > 1 else level),
            "source": "manager" if level == 3 else "self",
            "date": SKILL_YEAR_STARTS.isoformat(),
            "wants_to_teach": "yes" if level == 3 else "no",
        }
        for topic_id, level in [*declared, *wished]
    ]


def _write_csv(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
