"""The people of a snapshot: who they are, what directories declare of them, and which account is whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import orjson

from graph.array_files import StringTable
from graph.identity.persons import persons
from graph.model import Person
from graph.shown_records import person_json
from graph.snapshot_tables import PersonTable
from graph.store.interface import GraphStore
from graph.text_search import folded_words
from loaders.document import Account, SkillClaim, Unit

Skills = dict[str, int | None]
"""The highest declared level by skill."""


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, by person index."""

    ids: StringTable
    table: PersonTable
    of_account: Mapping[str, int]
    """Person index by account id; robots and shared boxes are nobody."""


def read_people(store: GraphStore, *, today: date) -> People:
    """All people of a store, by person id."""
    found = list(persons(store, today=today))
    of_account = {account: index for index, person in enumerate(found) for account in person.account_ids}
    units = list(store.scan(Unit))
    unit_ids = StringTable.of(unit.unit_id for unit in units)
    skills = _declared(store, of_account)
    table = PersonTable(
        records=StringTable.of(map(person_json, found)),
        skills=StringTable.of(_skills_json(skills.get(index)) for index in range(len(found))),
        folded_names=StringTable.of(folded_words(person.name) for person in found),
        unit=np.array([_unit(person, unit_ids) for person in found], np.int32),
        unit_ids=unit_ids,
        unit_records=StringTable.of(orjson.dumps(unit).decode() for unit in units),
    )
    return People(StringTable.of(person.person_id for person in found), table, of_account)


def _unit(person: Person, unit_ids: StringTable) -> int:
    return unit_ids.find(person.unit_id) if person.unit_id else -1


def _declared(store: GraphStore, of_account: Mapping[str, int]) -> Mapping[int, Skills]:
    declared: defaultdict[int, Skills] = defaultdict(dict)
    for account in store.scan(Account):
        if account.account_id in of_account:
            _declare(declared[of_account[account.account_id]], account.declared_skills, None)
    for claim in store.scan(SkillClaim):
        if claim.account_ref in of_account:
            _declare(declared[of_account[claim.account_ref]], (claim.skill,), claim.level)
    return declared


def _declare(skills: Skills, names: Sequence[str], level: int | None) -> None:
    for name in names:
        known = skills.get(name)
        skills[name] = known if level is None else max(level, known or level)


def _skills_json(skills: Skills | None) -> str:
    return orjson.dumps(sorted(skills.items(), key=lambda item: item[0])).decode() if skills else ""
