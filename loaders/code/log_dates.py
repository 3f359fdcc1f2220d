"""Dates as ``git log`` writes them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_GIT = re.compile(r"\w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4}) ([+-])(\d\d)(\d\d)")


def read_log_date(text: str) -> datetime | None:
    """An aware time from git's own form, ISO 8601 in both of git's spellings or RFC 5322; ``None`` from anything else.

    Examples
    --------
    >>> read_log_date("Mon Jun 29 14:19:16 2026 +0800").isoformat()
    '2026-06-29T14:19:16+08:00'
    >>> read_log_date("2026-06-29 14:19:16 +0800") == read_log_date("2026-06-29T14:19:16+08:00")
    True
    """
    text = text.strip()
    try:
        if match := _GIT.fullmatch(text):
            return _from_git(match)
        if text[:4].isdigit():
            return _aware(datetime.fromisoformat(re.sub(r" ([+-]\d{4})$", r"\1", text)))
        return _aware(parsedate_to_datetime(text))
    except ValueError:
        return None


def _from_git(match: re.Match[str]) -> datetime:
    month, *numbers, sign, hours, minutes = match.groups()
    day, hour, minute, second, year = map(int, numbers)
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    zone = timezone(offset if sign == "+" else -offset)
    return datetime(year, _MONTHS.index(month) + 1, day, hour, minute, min(second, 59), tzinfo=zone)


def _aware(at: datetime) -> datetime | None:
    return at if at.tzinfo is not None else None
