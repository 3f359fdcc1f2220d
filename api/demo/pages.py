"""Pages of the handbook and articles of the intranet: written by those who know, read by those who would like to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from api.demo.items import Act, Post
from api.demo.people import Employee
from api.demo.topics import Subject
from api.demo.world import World

_ARTICLE_TIPS = 3
_READERS = (6, 22)
_SHARE_OPENED, _SHARE_LIKED, _SHARE_SHARED = 0.45, 0.2, 0.06
WITHDRAWN_WORD = "Halcyon"
"""What only an article says that was taken back."""


def handbook_pages(world: World, subject: Subject) -> Iterator[Post]:
    """A page in each language a topic is written about in: its cases with an answer each, then the rules."""
    for language in subject.languages:
        rng = world.rng("handbook", subject.topic_id, language)
        authors = _authors(rng, world, subject, language)
        if authors:
            title = rng.choice(world.phrases.choices("documents", "titles", language))
            intro = rng.choice(world.phrases.choices("documents", "intros", language))
            page = world.said(
                f"handbook/{subject.topic_id}/{language}",
                "handbook",
                subject.channel,
                authors[0],
                intro,
                language=language,
                subject=subject,
            )
            yield replace(
                page,
                kind="document",
                title=world.filled(title, page, part="title", subject=subject),
                text="\n\n".join([page.text, *_sections(world, rng, page, subject)]),
                co_authors=tuple(authors[1:2]),
                path=f"{subject.channel}/{subject.topic_id}.{language}",
            )


def articles(world: World, subject: Subject) -> Iterator[Post | Act]:
    """An article in each language with at least three rules of thumb; who saw, opened, liked and shared it."""
    for language, tips in subject.tips.items():
        rng = world.rng("articles", subject.topic_id, language)
        authors = _authors(rng, world, subject, language)
        if authors and len(tips) >= _ARTICLE_TIPS:
            parts = [
                *rng.sample(tips, _ARTICLE_TIPS),
                rng.choice(world.phrases.choices("articles", "closing", language)),
            ]
            title = rng.choice(world.phrases.choices("articles", "titles", language))
            post_id = f"intranet/{subject.topic_id}/{language}"
            text = "\n\n".join(parts)
            article = world.said(
                post_id, "intranet", "news", authors[-1], text, language=language, subject=subject
            )
            article = replace(article, kind="article", title=world.filled(title, article, subject=subject))
            yield article
            yield from _reading(world, rng, article, subject)


def withdrawn_article(world: World) -> Iterator[Post | Act]:
    """An article that its author took back."""
    rng = world.rng("withdrawn")
    author = rng.choice([person for person in world.staff.people if person.is_here(world.staff.ends)])
    title, text = (world.phrases.choices("private", "withdrawn", part)[0] for part in ("title", "text"))
    article = world.said("intranet/withdrawn", "intranet", "news", author, text, language="en")
    yield replace(article, kind="article", title=title)
    yield Act(
        "removed", author, world.calendar.later(rng, article.at, hours=2, site=author.site), article.post_id
    )


def esteem(world: World, subject: Subject) -> Iterator[Act]:
    """Whom colleagues say to know a topic, whom they ask directly, and who follows it."""
    rng = world.rng("esteem", subject.topic_id)
    for expert in subject.experts(world.staff.people, at_least=3):
        near = [p for p in world.staff.people if p.community == expert.community and p is not expert]
        for verb, colleague in zip(
            ("endorsed", "contacted"), rng.sample(near, min(2, len(near))), strict=False
        ):
            at = world.moment_of(rng, colleague, "en").at
            yield Act(verb, colleague, at, person=expert, topic_id=subject.topic_id)
    for person in world.staff.people:
        if subject.topic_id in person.asks:
            yield Act("followed", person, world.moment_of(rng, person, "en").at, topic_id=subject.topic_id)


def _authors(rng: Random, world: World, subject: Subject, language: str) -> list[Employee]:
    """Those who know best first; equals by chance."""
    able = [person for person in subject.experts(world.staff.people) if language in person.languages]
    return sorted(able, key=lambda person: (-person.level(subject.topic_id), rng.random()))


def _sections(world: World, rng: Random, page: Post, subject: Subject) -> Iterator[str]:
    for number, case in enumerate(subject.cases):
        heading = world.filled(case.title[page.language], page, part=f"case{number}")
        fix = world.filled(rng.choice(case.fixes[page.language]), page, part=f"fix{number}")
        yield f"## {heading}\n\n{fix}"
    rules = "\n".join(f"- {world.filled(tip, page, part=tip)}" for tip in subject.tips.get(page.language, ()))
    if rules:
        yield f"## {world.phrases.choices('documents', 'rules', page.language)[0]}\n\n{rules}"


def _reading(world: World, rng: Random, article: Post, subject: Subject) -> Iterator[Post | Act]:
    readers = [
        p for p in world.here(article.at) if p is not article.author and article.language in p.languages
    ]
    weights = [6.0 if subject.topic_id in p.asks else 1.0 for p in readers]
    chosen = dict.fromkeys(rng.choices(readers, weights, k=rng.randint(*_READERS))) if readers else {}
    for reader in chosen:
        at = world.calendar.later(rng, article.at, hours=40, site=reader.site)
        yield Act("viewed", reader, at, article.post_id)
        for verb, share in (("opened", _SHARE_OPENED), ("liked", _SHARE_LIKED), ("shared", _SHARE_SHARED)):
            if rng.random() < share:
                yield Act(
                    verb, reader, world.calendar.later(rng, at, hours=0.1, site=reader.site), article.post_id
                )
    for number, reader in enumerate(list(chosen)[:2]):
        text = rng.choice(world.phrases.choices("articles", "comments", article.language))
        at = world.calendar.later(rng, article.at, hours=50, site=reader.site)
        yield replace(
            article,
            post_id=f"{article.post_id}/{number}",
            kind="reply",
            at=at,
            author=reader,
            text=text,
            title=None,
            reply_to=article.post_id,
        )
