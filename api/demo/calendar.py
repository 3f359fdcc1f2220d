"""When people of the invented company work: weekdays, by daylight of their site, little in August."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

_FIRST_HOUR = {"Bristol": 8, "Montréal": 13}
"""In UTC; 7 for the sites in France."""
_HOURS = 9
_QUIET_MONTHS = {8: 0.35, 12: 0.7}
"""How much is written in the months when many are away."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The time the company's history covers."""

    begins: date
    ends: date

    def moment(
        self, rng: Random, site: str, *, begins: date | None = None, ends: date | None = None
    ) -> datetime:
        """A moment of work, somewhere between two days."""
        first, last = max(begins or self.begins, self.begins), min(ends or self.ends, self.ends)
        while True:
            day = first + timedelta(days=rng.randint(0, max((last - first).days, 0)))
            if rng.random() <= _QUIET_MONTHS.get(day.month, 1.0) or first == last:
                return _at_work(datetime.combine(day, _hour(rng, site), UTC), rng, site)

    def later(self, rng: Random, at: datetime, *, hours: float, site: str) -> datetime:
        """A working moment that many hours later on average, never before ``at`` nor beyond the last day."""
        found = _at_work(at + timedelta(hours=0.02 + rng.expovariate(1 / hours)), rng, site)
        last = datetime.combine(self.ends, time(22), UTC) + timedelta(seconds=rng.randint(0, 3600))
        return max(min(found, last), at + timedelta(seconds=20))


def _hour(rng: Random, site: str) -> time:
    seconds = rng.randint(0, _HOURS * 3600 - 1)
    return time(_FIRST_HOUR.get(site, 7) + seconds // 3600, seconds // 60 % 60, seconds % 60)


def _at_work(at: datetime, rng: Random, site: str) -> datetime:
    """The same moment, or the next working morning where nobody is at work then."""
    first = _FIRST_HOUR.get(site, 7)
    if at.weekday() < 5 and first <= at.hour < first + _HOURS:
        return at
    day = at.date() if at.weekday() < 5 and at.hour < first else at.date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, time(first, rng.randint(0, 59), rng.randint(0, 59)), UTC)
