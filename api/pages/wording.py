"""How values read on a page: dates, verbs, signals, highlighted words, shares as bars."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_decimal, gettext, lazy_gettext
from markupsafe import Markup, escape

from api.pages.language import page_language
from graph.model import MonthCount, Reason, ReasonPart, Topic

VERBS = {
    "authored": lazy_gettext("wrote"),
    "co_authored": lazy_gettext("co-wrote"),
    "signed_off": lazy_gettext("signed off"),
    "edited": lazy_gettext("edited"),
    "answered": lazy_gettext("answered"),
    "asked": lazy_gettext("asked"),
    "replied": lazy_gettext("replied"),
    "commented": lazy_gettext("commented"),
    "reviewed": lazy_gettext("reviewed"),
    "acked": lazy_gettext("acknowledged"),
    "approved": lazy_gettext("approved"),
    "merged": lazy_gettext("merged"),
    "sponsored": lazy_gettext("sponsored"),
    "tested": lazy_gettext("tested"),
    "reported": lazy_gettext("reported"),
    "suggested": lazy_gettext("suggested"),
    "learned": lazy_gettext("learned"),
    "cosigned": lazy_gettext("cosigned"),
    "liked": lazy_gettext("liked"),
    "endorsed": lazy_gettext("endorsed"),
    "reacted": lazy_gettext("reacted"),
    "accepted": lazy_gettext("accepted"),
}

SIGNALS = {
    "votes": lazy_gettext("What they wrote, answered or reviewed on this"),
    "profile": lazy_gettext("How much these words are theirs over time"),
    "surplus": lazy_gettext("More on this than their usual share"),
    "places": lazy_gettext("Where they are active: channels, lists, folders"),
    "recent": lazy_gettext("Recently"),
    "volume": lazy_gettext("All they did on this, added up"),
}
OTHER_SIGNAL = "other"

PROBLEMS = {
    "Bad Request": lazy_gettext("This address is not understood"),
    "Not Found": lazy_gettext("Not found"),
    "Method Not Allowed": lazy_gettext("This is not possible here"),
    "Service Unavailable": lazy_gettext("Not ready yet"),
    "Internal Server Error": lazy_gettext("Something went wrong"),
}

N_TONES = 6
N_NAMED_PARTS = 3


def verb_words(verbs: Iterable[str]) -> str:
    """What somebody did, in words."""
    return ", ".join(str(VERBS.get(verb, verb)) for verb in verbs)


def signal_words(signal: str) -> str:
    """What a signal of the ranking means."""
    return str(SIGNALS.get(signal, signal))


def signal_class(signal: str) -> str:
    """The name under which the style sheet colors a signal."""
    return signal if signal in SIGNALS else OTHER_SIGNAL


def named_parts(parts: Iterable[ReasonPart]) -> list[str]:
    """What a reason rests on most, each name once."""
    names = dict.fromkeys(part.label for part in parts if part.label)
    return list(names)[:N_NAMED_PARTS]


def problem_words(title: str) -> str:
    """What a kind of problem is called."""
    return str(PROBLEMS.get(title, title))


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name.

    Examples
    --------
    >>> initials("Ana Maria Ruiz"), initials("ana"), initials("")
    ('AR', 'A', '')
    """
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


def tone(identifier: str) -> int:
    """One of a few colors, always the same for the same person."""
    return zlib.crc32(identifier.encode()) % N_TONES


def decimal(value: float) -> str:
    """A number with two digits after the point or comma."""
    return str(format_decimal(value, "0.00"))


def day(value: datetime | date | None) -> str:
    """A date in the page's language."""
    return str(format_date(value, "medium") if value else gettext("date unknown"))


def month(value: date) -> str:
    """A month in the page's language."""
    return str(format_date(value, "MMM yyyy"))


def highlighted(text: str, spans: Sequence[tuple[int, int]]) -> Markup:
    """A text with its spans marked; everything is escaped."""
    pieces: list[Markup] = []
    at = 0
    for start, end in sorted(spans):
        if start < at:
            continue
        pieces += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*pieces, escape(text[at:])])


def percent(share: float, total: float) -> int:
    """A share of a total, in whole percent."""
    return round(100 * share / total) if total > 0 else 0


def with_percents(reasons: Sequence[Reason]) -> list[tuple[Reason, int]]:
    """Each reason with its share of the score in whole percent; they sum to 100.

    What rounding down leaves goes to the largest remainders.
    """
    total = sum(reason.share for reason in reasons) or 1.0
    exact = [100 * reason.share / total for reason in reasons]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: whole[at] - exact[at])
    for at in by_remainder[: 100 - sum(whole)]:
        whole[at] += 1
    return list(zip(reasons, whole, strict=True))


def bars(reasons: Sequence[Reason]) -> list[tuple[str, float, float]]:
    """Signal, start and width of each reason on a bar that is 100 wide."""
    total = sum(max(reason.share, 0.0) for reason in reasons) or 1.0
    rows: list[tuple[str, float, float]] = []
    at = 0.0
    for reason in reasons:
        width = 100 * max(reason.share, 0.0) / total
        rows.append((reason.signal, round(at, 2), round(width, 2)))
        at += width
    return rows


def columns(timeline: Sequence[MonthCount], height: int = 40) -> list[tuple[int, float, MonthCount]]:
    """Index, height and value of each month's column, over every month between the first and the last."""
    if not timeline:
        return []
    by_month = {count.month: count for count in timeline}
    first, last = min(by_month), max(by_month)
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    top = max(count.n_documents for count in timeline)
    rows = []
    for index in range(n_months):
        years, months = divmod(first.month - 1 + index, 12)
        start = date(first.year + years, months + 1, 1)
        count = by_month.get(start, MonthCount(month=start, n_documents=0))
        rows.append((index, round(height * count.n_documents / top, 1), count))
    return rows


def topic_label(topic: Topic) -> str:
    """The topic's label in the page's language."""
    return topic.label(page_language())


def register(app: Flask) -> None:
    """Make the words available to templates, as filters."""
    filters: tuple[Callable[..., object], ...] = (
        verb_words,
        signal_words,
        signal_class,
        named_parts,
        problem_words,
        initials,
        tone,
        decimal,
        day,
        month,
        highlighted,
        percent,
        with_percents,
        bars,
        columns,
        topic_label,
    )
    for function in filters:
        app.jinja_env.filters[function.__name__] = function
