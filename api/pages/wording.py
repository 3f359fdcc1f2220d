"""How values read on a page: dates, verbs, signals, highlighted words, shares as bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, gettext, lazy_gettext
from markupsafe import Markup, escape

from api.pages.language import page_language
from graph.model import MonthCount, Reason, Topic

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
}


def verb_words(verbs: Iterable[str]) -> str:
    """What somebody did, in words."""
    return ", ".join(str(VERBS.get(verb, verb)) for verb in verbs)


def signal_words(signal: str) -> str:
    """What a signal of the ranking means."""
    return str(SIGNALS.get(signal, signal))


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
        day,
        month,
        highlighted,
        percent,
        bars,
        columns,
        topic_label,
    )
    for function in filters:
        app.jinja_env.filters[function.__name__] = function
