"""What is said in chat without a question: rules of thumb, words in passing, small talk, and those who talk a lot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from api.demo.items import Act, Post
from api.demo.people import Employee
from api.demo.topics import LANGUAGES, Subject
from api.demo.world import World
from api.demo.writing import in_chat, with_tip

COFFEE_CHANNEL = "random"
DAYS_BETWEEN_LOUD_POSTS = 9
DAYS_BETWEEN_SMALL_TALK = 5


def tips(world: World, subject: Subject) -> Iterator[Post | Act]:
    """Each rule of thumb, said once by somebody who knows, in a language of theirs."""
    rng = world.rng("tips", subject.topic_id)
    written = [(language, tip) for language, texts in subject.tips.items() for tip in texts]
    for number, (language, tip) in enumerate(written):
        able = [p for p in subject.experts(world.staff.people) if language in p.languages]
        if able:
            author = rng.choices(able, [person.level(subject.topic_id) * person.pace for person in able])[0]
            text = with_tip(rng.choice(world.phrases.choices("about", language)), tip)
            post = world.said(
                f"tip/{subject.topic_id}/{number}",
                "chat",
                subject.channel,
                author,
                text,
                language=language,
                subject=subject,
            )
            yield _typed(post)
            yield from _liked(world, post)


def in_two_languages(world: World, subject: Subject) -> Iterator[Post]:
    """Posts that mix French and English, by those who speak both, most by those who do it all the time."""
    rng = world.rng("mixed", subject.topic_id)
    able = [p for p in world.staff.people if {"en", "fr"} <= set(p.languages) and p.level(subject.topic_id)]
    for number, text in enumerate(subject.mixed * 2 if able else ()):
        weights = [p.level(subject.topic_id) * (4 if "code-switching" in p.styles else 1) for p in able]
        author = rng.choices(able, weights)[0]
        post_id = f"mixed/{subject.topic_id}/{number}"
        yield _typed(
            world.said(post_id, "chat", subject.channel, author, text, language="fr", subject=subject)
        )


def loud(world: World, author: Employee) -> Iterator[Post]:
    """Somebody who speaks up on everything and says nothing."""
    rng = world.rng("loud", author.person_id)
    days = (world.staff.ends - world.staff.begins).days
    for number in range(days // DAYS_BETWEEN_LOUD_POSTS):
        subject, language = rng.choice(world.subjects), rng.choice(author.languages)
        text = rng.choice(world.phrases.choices("loud", language))
        post_id = f"loud/{author.person_id}/{number}"
        yield world.said(post_id, "chat", subject.channel, author, text, language=language, subject=subject)


def small_talk(world: World) -> Iterator[Post]:
    """Chat of the day."""
    rng = world.rng("small talk")
    people = world.staff.people
    phrases = {language: _dealt(rng, world.phrases.choices("small_talk", language)) for language in LANGUAGES}
    days = (world.staff.ends - world.staff.begins).days
    for number in range(days // DAYS_BETWEEN_SMALL_TALK):
        author = rng.choices(people, [person.pace for person in people])[0]
        text = next(phrases[author.languages[0]])
        yield _typed(world.said(f"coffee/{number}", "chat", COFFEE_CHANNEL, author, text))


def _dealt(rng: Random, phrases: Sequence[str]) -> Iterator[str]:
    """Phrases like cards: none comes back before all have been."""
    while True:
        yield from rng.sample(phrases, len(phrases))


def _typed(post: Post) -> Post:
    return replace(post, text=in_chat(post.text, post.author))


def _liked(world: World, post: Post) -> Iterator[Act]:
    rng = world.rng("liked", post.post_id)
    readers = [
        person
        for person in world.here(post.at)
        if person is not post.author and person.community == post.author.community
    ]
    for reader in rng.sample(readers, min(rng.choice((0, 0, 1, 2)), len(readers))):
        at = world.calendar.later(rng, post.at, hours=3, site=reader.site)
        yield Act("liked", reader, at, post_id=post.post_id)
