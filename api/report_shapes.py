"""The JSON of reports: numbers of people, never names."""

from __future__ import annotations

from typing_extensions import TypedDict

from api.shapes import TopicShape, in_contract


@in_contract
class CellShape(TypedDict):
    """A number of people; a range where the number itself would tell too much of a small group."""

    low: int
    high: int


@in_contract
class UnitCoverageShape(TypedDict):
    """Who can cover what in one unit."""

    unit_id: str
    unit: str
    n_people: CellShape
    cells: list[CellShape]
    """In the order of the topics: people of the unit whose evidence speaks of each."""


@in_contract
class CoverageReportShape(TypedDict):
    """Units × topics: how many people can cover what."""

    smallest_group: int
    """Smaller groups are shown as a range."""
    topics: list[TopicShape]
    units: list[UnitCoverageShape]
    totals: list[CellShape]
    """In the order of the topics, over all units."""
    n_people: CellShape
