"""Dates and times as sources write them, turned into aware UTC instants."""

from __future__ import annotations

from datetime import UTC, date, datetime


def read_instant(text: str) -> datetime:
    """An ISO 8601 date or time as an aware UTC instant; one without a zone is taken as UTC.

    Raises
    ------
    ValueError
        If it is no such date or time.

    Examples
    --------
    >>> read_instant("2026-03-01T10:00:00+01:00").isoformat(), read_instant("2026-03-01").isoformat()
    ('2026-03-01T09:00:00+00:00', '2026-03-01T00:00:00+00:00')
    """
    instant = datetime.fromisoformat(text.strip())
    if instant.tzinfo is None:
        return instant.replace(tzinfo=UTC)
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} lies outside the years 1 to 9999") from error


def read_day(text: str) -> date:
    """A date, or the date of a time, in ISO 8601.

    Raises
    ------
    ValueError
        If it is neither.
    """
    return datetime.fromisoformat(text.strip()).date()


def has_passed(day: date | None) -> bool:
    """Whether a day lies before today, in UTC; no day has not."""
    return day is not None and day < datetime.now(UTC).date()
