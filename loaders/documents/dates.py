"""Dates as people write them on documents, in English and French."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from loaders.instants import read_instant

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier",
            "feb february fev fevr fevrier",
            "mar march mars",
            "apr april avr avril",
            "may mai",
            "jun june juin",
            "jul july juil juillet",
            "aug august aou aout",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        1,
    )
    for name in names.split()
}
_DAY_MONTH_YEAR = re.compile(r"(?:\w+,? )?(\d{1,2})(?:st|nd|rd|th|er)?[ -]+([^\W\d]+)\.?,?[ -]+(\d{4})")
_MONTH_DAY_YEAR = re.compile(r"(?:\w+,? )?([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_ISO_WITHIN = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_ACCENTS = str.maketrans("éèêûà", "eeeua")
_EARLIEST = 1970


def read_date(text: str | None) -> datetime | None:
    """A date or time as an aware UTC instant; ``None`` for anything else, years before 1970 and times to come.

    Examples
    --------
    >>> [read_date(text).date().isoformat() for text in ("2019-06-01", "01-Aug-2013", "3 août 2024", "May 5, 2021")]
    ['2019-06-01', '2013-08-01', '2024-08-03', '2021-05-05']
    """
    at = _read(text.strip()) if text else None
    return at if at is not None and at.year >= _EARLIEST and at <= datetime.now(UTC) else None


def _read(text: str) -> datetime | None:
    try:
        if match := _ISO_WITHIN.match(text):
            return read_instant(match.group())
        if match := _DAY_MONTH_YEAR.match(text):
            return _day(match.group(3), match.group(2), match.group(1))
        if match := _MONTH_DAY_YEAR.match(text):
            return _day(match.group(3), match.group(1), match.group(2))
    except ValueError:
        pass
    return None


def _day(year: str, month: str, day: str) -> datetime | None:
    number = _MONTHS.get(month.lower().translate(_ACCENTS))
    return datetime(int(year), number, int(day), tzinfo=UTC) if number else None
