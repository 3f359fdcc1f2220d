"""What happened in the invented company, before any export format: posts, and what people did with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from api.demo.people import Employee

Place = Literal["chat", "mail", "questions", "code", "handbook", "intranet", "helpdesk"]
"""Where the company writes; each is exported in a format of its own."""

PLACES: tuple[Place, ...] = ("chat", "mail", "questions", "code", "handbook", "intranet", "helpdesk")


@dataclass(frozen=True, slots=True)
class Quote:
    """Another's words, repeated in a post: nobody earns credit with them but who wrote them."""

    author: Employee
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """Anything that somebody wrote. In its texts ``@[E006]`` names a person; each export writes that its own way."""

    post_id: str
    place: Place
    kind: str
    at: datetime
    author: Employee
    language: str
    text: str
    channel: str
    """The channel, list, category, folder or queue."""
    topic_id: str | None = None
    title: str | None = None
    reply_to: str | None = None
    """The post that it answers; a thread is one question and what was said under it."""
    quote: Quote | None = None
    co_authors: tuple[Employee, ...] = ()
    path: str | None = None
    """The changed file of a commit, the place of a page."""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody did something with a post, a person or a topic; ``actor`` is ``None`` for anonymous totals."""

    verb: str
    actor: Employee | None
    at: datetime
    post_id: str | None = None
    person: Employee | None = None
    topic_id: str | None = None
    count: int = 1
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Everything, by time."""

    posts: tuple[Post, ...]
    acts: tuple[Act, ...]

    def posts_in(self, place: Place) -> list[Post]:
        """The posts of one place, oldest first."""
        return [post for post in self.posts if post.place == place]

    def acts_on(self, posts: Iterable[Post]) -> list[Act]:
        """What people did with some posts, oldest first."""
        wanted = {post.post_id for post in posts}
        return [act for act in self.acts if act.post_id in wanted]


def history_of(items: Iterable[Post | Act]) -> History:
    """Items in whatever order as a history."""
    kept: Sequence[Post | Act] = list(items)
    posts = sorted((i for i in kept if isinstance(i, Post)), key=lambda post: (post.at, post.post_id))
    acts = sorted(
        (i for i in kept if isinstance(i, Act)),
        key=lambda act: (act.at, act.verb, act.post_id or "", act.actor.person_id if act.actor else ""),
    )
    return History(tuple(posts), tuple(acts))
