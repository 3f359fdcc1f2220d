"""Another's words: answers forwarded by people who do not know, and minutes that name topics and explain nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.demo.items import Place, Post, Quote
from api.demo.people import Employee
from api.demo.threads import MAIL_LISTS
from api.demo.topics import Subject
from api.demo.world import World

_PLACES: tuple[Place, ...] = ("chat", "mail")
_DAYS_BETWEEN_MINUTES = 30
_POINTS = 5


def forwarded(world: World, subject: Subject) -> Iterator[Post]:
    """What an expert once wrote, passed on in chat and by mail."""
    rng = world.rng("forwarded", subject.topic_id)
    for place in _PLACES:
        language = rng.choice(subject.languages)
        experts = [p for p in subject.experts(world.staff.people, at_least=3) if language in p.languages]
        others = [p for p in world.staff.people if language in p.languages and _passes_on(p, subject)]
        if experts and others:
            expert, author = rng.choice(experts), rng.choice(others)
            text = rng.choice(world.phrases.choices("forwards", language))
            channel = subject.channel if place == "chat" else MAIL_LISTS[subject.community]
            post = world.said(
                f"forward/{place}/{subject.topic_id}",
                place,
                channel,
                author,
                text,
                language=language,
                subject=subject,
                expert=expert,
            )
            fix = rng.choice(rng.choice(subject.cases).fixes[language])
            quote = Quote(expert, world.filled(fix, post, part="quote"), post.at)
            title = f"Fwd: {subject.name(language)}" if place == "mail" else None
            yield replace(post, quote=quote, title=title)


def minutes(world: World, author: Employee) -> Iterator[Post]:
    """Monthly minutes by mail."""
    rng = world.rng("minutes", author.person_id)
    days = (world.staff.ends - world.staff.begins).days
    for number in range(days // _DAYS_BETWEEN_MINUTES):
        language = rng.choice(author.languages)
        title, intro = (
            world.phrases.choices("minutes", part, language)[0] + extra
            for part, extra in (("title", ""), ("intro", "\n"))
        )
        post = world.said(f"minutes/{number}", "mail", "offices", author, intro, language=language)
        subjects = rng.sample(world.subjects, min(_POINTS, len(world.subjects)))
        points = [point for subject in subjects for point in _points(world, post, subject)]
        text = "\n".join([post.text, *points])
        yield replace(post, title=world.filled(title, post, part="title"), text=text)


def _points(world: World, post: Post, subject: Subject) -> Iterator[str]:
    experts = subject.experts(world.here(post.at), at_least=3)
    if experts:
        rng = world.rng(post.post_id, subject.topic_id)
        line = rng.choice(world.phrases.choices("minutes", "line", post.language))
        yield "- " + world.filled(line, post, part=subject.topic_id, subject=subject, expert=experts[0])


def _passes_on(person: Employee, subject: Subject) -> bool:
    return not person.level(subject.topic_id) and ("loud" in person.styles or subject.topic_id in person.asks)
