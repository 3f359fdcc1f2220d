"""Two years of the company: everything that is said and done, topic by topic."""

from __future__ import annotations

from collections.abc import Iterator

from api.demo.changes import changes
from api.demo.chatter import in_two_languages, loud, small_talk, tips
from api.demo.items import Act, History, Post, history_of
from api.demo.left_out import absences, builds, confidential, joins
from api.demo.pages import articles, esteem, handbook_pages, withdrawn_article
from api.demo.passed_on import forwarded, minutes
from api.demo.threads import THREADS, threads
from api.demo.topics import Subject
from api.demo.world import World


def tell(world: World) -> History:
    """Everything that happened."""
    return history_of(_happenings(world))


def _happenings(world: World) -> Iterator[Post | Act]:
    for subject in world.subjects:
        yield from _about(world, subject)
    for person in world.staff.people:
        if "loud" in person.styles:
            yield from loud(world, person)
        if "minutes" in person.styles:
            yield from minutes(world, person)
    yield from withdrawn_article(world)
    for happening in (small_talk, confidential, builds, joins, absences):
        yield from happening(world)


def _about(world: World, subject: Subject) -> Iterator[Post | Act]:
    for place in THREADS:
        yield from threads(world, subject, place)
    for happening in (tips, in_two_languages, forwarded, changes, handbook_pages, articles, esteem):
        yield from happening(world, subject)
