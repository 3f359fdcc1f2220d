"""The coverage report of a snapshot: for each unit, how many of its people know each topic.

Who is hidden, has left, is in no unit or asked to be shown by name only is counted nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.array_files import IntArray
from graph.competency.coverage import SMALLEST_GROUP, Cell, CoverageReport, coverage_report
from graph.lookups import Lookups
from graph.model import Topic
from graph.topic_pages import topics_named
from graph.view import View
from loaders.document import Unit

LEAST_DOCUMENTS = 2
"""That speak for somebody on a topic before they count: one message may be chance."""
N_TOPICS = 30
IN_ALL = {"en": "All units", "fr": "Toutes les unités"}


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """Units × topics, with their names."""

    units: tuple[Unit, ...]
    topics: tuple[Topic, ...]
    report: CoverageReport
    """Rows and columns parallel to both."""


def unit_coverage(
    view: View, text: str = "", *, limit: int = N_TOPICS, smallest_group: int = SMALLEST_GROUP
) -> UnitCoverage:
    """How many people of each unit know each topic, small groups kept from view.

    Parameters
    ----------
    text
        Only topics of that name (:func:`graph.topic_pages.topics_named`); those that most people know by default.
    limit
        How many topics at most.
    smallest_group
        Groups of fewer people are not told.
    """
    topics = tuple(hit.topic for hit in topics_named(view, text, limit=limit))
    person_unit, units = _units(view)
    holders = [_holders(view, topic) for topic in topics]
    report = coverage_report(
        units=[unit.unit_id for unit in units],
        topics=[topic.topic_id for topic in topics],
        person_unit=person_unit,
        holder_person=np.concatenate([np.empty(0, np.int64), *holders]),
        holder_topic=np.repeat(np.arange(len(topics)), [len(people) for people in holders]),
        smallest_group=smallest_group,
    )
    return UnitCoverage(units, topics, report)


def _units(view: View) -> tuple[IntArray, tuple[Unit, ...]]:
    """The unit of each person, −1 for none, and the units that anybody is in."""
    table = view.snapshot.people
    counted = view.present & ~Lookups.of(view.snapshot).name_only & (table.unit >= 0)
    inhabited, place = np.unique(table.unit[counted], return_inverse=True)
    person_unit = np.full(len(table.unit), -1)
    person_unit[counted] = place
    return person_unit, tuple(_unit(table.unit_records[unit]) for unit in inhabited.tolist())


def _unit(record: str) -> Unit:
    return Unit(**json.loads(record))


def _holders(view: View, topic: Topic) -> IntArray:
    rows = view.snapshot.evidence.topic_people
    index = view.find_topic(topic.topic_id)
    span = slice(rows.offsets[index], rows.offsets[index + 1])
    enough = view.snapshot.topics.people_documents[span] >= LEAST_DOCUMENTS
    return rows.columns[span][enough].astype(np.int64)


# ── as a table ────────────────────────────────────────────────────────────────────────────────────────────────


def unit_name(unit: Unit, language: str) -> str:
    """The name of a unit in a language, else its own."""
    return {"en": unit.name_en, "fr": unit.name_fr}.get(language) or unit.name


def table_rows(coverage: UnitCoverage, language: str) -> Iterator[Sequence[str | int]]:
    """The report as rows of a table: a heading, a row a unit, and the totals."""
    report = coverage.report
    yield ["", "n", *(topic.label(language) for topic in coverage.topics)]
    for unit, size, cells in zip(coverage.units, report.unit_sizes, report.cells, strict=True):
        yield [unit_name(unit, language), *map(_cell, (size, *cells))]
    yield [IN_ALL.get(language, IN_ALL["en"]), *map(_cell, (report.n_people, *report.totals))]


def _cell(cell: Cell) -> str | int:
    return cell.low if cell.exact else str(cell)
