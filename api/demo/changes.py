"""Changes to code: who made them and who reviewed them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from api.demo.items import Act, Post
from api.demo.people import Employee
from api.demo.topics import Change, Subject
from api.demo.world import World

REPOSITORY = "valmere"
TIMES = 3
"""How often a change of each kind is made, in one service or another."""
_SHARE_OF_PAIRS, _SHARE_OF_REVIEWED = 0.15, 0.7
_AUTHOR_CHANCES = {3: 5.0, 2: 2.0, 1: 0.3}


def changes(world: World, subject: Subject) -> Iterator[Post | Act]:
    """Every change to code about a topic."""
    rng = world.rng("changes", subject.topic_id)
    able = [
        p for p in world.staff.people if p.level(subject.topic_id) and p.community in ("run", "apps", "meter")
    ]
    for number, change in enumerate(subject.changes * TIMES if able else ()):
        author = rng.choices(able, [_AUTHOR_CHANCES[p.level(subject.topic_id)] * p.pace for p in able])[0]
        yield from _commit(world, rng, subject, change, author, f"code/{subject.topic_id}/{number}")


def _commit(
    world: World, rng: Random, subject: Subject, change: Change, author: Employee, post_id: str
) -> Iterator[Post | Act]:
    post = world.said(post_id, "code", REPOSITORY, author, change.body, language="en", subject=subject)
    facts = world.moment_of(world.rng(post_id), author, "en").facts
    others = [person for person in subject.experts(world.here(post.at)) if person is not author]
    rng.shuffle(others)
    yield replace(
        post,
        kind="commit",
        title=world.filled(change.subject, post, facts=facts),
        path=world.filled(change.path, post, facts=facts),
        co_authors=tuple(others[:1]) if rng.random() < _SHARE_OF_PAIRS else (),
    )
    for reviewer in others[-1:] if rng.random() < _SHARE_OF_REVIEWED else ():
        at = world.calendar.later(rng, post.at, hours=6, site=reviewer.site)
        yield Act("reviewed", reviewer, at, post_id=post_id)
