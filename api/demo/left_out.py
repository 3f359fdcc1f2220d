"""What no answer may rest on: private words, build messages, absence notes, people who enter a channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from api.demo.chatter import COFFEE_CHANNEL
from api.demo.items import Post
from api.demo.threads import MAIL_LISTS
from api.demo.world import World

PRIVATE_CHANNEL = "management"
DIRECT_CHANNEL = "direct"
PRIVATE_WORD = "Kingfisher"
"""The name of a project that only private messages hold."""
_N_PRIVATE, _N_BUILDS, _N_JOINS, _N_ABSENCES = 24, 60, 20, 15


def confidential(world: World) -> Iterator[Post]:
    """Messages between managers, in a private channel and between two of them."""
    rng = world.rng("confidential")
    managers = {team.manager_id for team in world.staff.teams}
    authors = [person for person in world.staff.people if person.person_id in managers] or world.staff.people
    for number in range(_N_PRIVATE):
        channel, part = rng.choice(((PRIVATE_CHANNEL, "channel"), (DIRECT_CHANNEL, "direct")))
        text = rng.choice(world.phrases.choices("private", part))
        post = world.said(f"private/{number}", "chat", channel, rng.choice(authors), text)
        yield replace(post, is_private=True)


def builds(world: World) -> Iterator[Post]:
    """What the build robot says."""
    rng = world.rng("builds")
    for number in range(_N_BUILDS):
        author = rng.choice(world.staff.people)
        text = rng.choice(world.phrases.choices("robots", "builds"))
        yield replace(
            world.said(f"build/{number}", "chat", "platform", author, text, language="en"), kind="robot"
        )


def joins(world: World) -> Iterator[Post]:
    """People who enter the coffee channel."""
    rng = world.rng("joins")
    for number in range(_N_JOINS):
        author = rng.choice(world.staff.people)
        text = f"@[{author.person_id}] has joined the channel"
        yield replace(world.said(f"join/{number}", "chat", COFFEE_CHANNEL, author, text), kind="join")


def absences(world: World) -> Iterator[Post]:
    """Mail that answers by itself."""
    rng = world.rng("absences")
    lists = sorted(set(MAIL_LISTS.values()))
    for number in range(_N_ABSENCES):
        author = rng.choice(world.staff.people)
        text = world.phrases.choices("robots", "absence", author.languages[0])[0]
        post = world.said(f"absence/{number}", "mail", rng.choice(lists), author, text)
        yield replace(post, kind="absence", title="Absence")
