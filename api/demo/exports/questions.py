"""The question site in the layout of a Stack Exchange dump: no addresses, anonymous votes, accepted answers, badges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

from api.demo.exports.names import with_names
from api.demo.items import Act, History, Post
from api.demo.people import Employee, Staff
from api.demo.writing import seeded

NAME = "questions"
LONERS = frozenset({"E023", "E046", "E061"})
"""They call themselves something else there, and nobody has linked the two."""
_ACCEPTED, _UP, _BOOKMARK = 1, 2, 5
_TYPES = {"question": 1, "answer": 2}
_POSTS_FOR_A_BADGE = 4
_OPENED = "2024-10-01T08:00:00.000"

Attributes = Mapping[str, object]


def write_question_site(folder: Path, history: History, staff: Staff) -> None:
    """``Users.xml``, ``Posts.xml``, ``Comments.xml``, ``Votes.xml`` and ``Badges.xml``."""
    folder.mkdir(parents=True, exist_ok=True)
    posts = history.posts_in("questions")
    site = _Site(posts, history.acts_on(posts), staff)
    tables = {
        "Users": site.users(),
        "Posts": site.posts(),
        "Comments": site.comments(),
        "Votes": site.votes(),
        "Badges": site.badges(),
    }
    for name, rows in tables.items():
        _write_table(folder / f"{name}.xml", name.lower(), rows)


def user_id(person: Employee) -> int:
    """Somebody's number on the site."""
    return int(person.person_id[1:]) + 1000


def account_id(person: Employee) -> str:
    """The account that the loader makes of them."""
    return f"stackexchange:{NAME}/users/{user_id(person)}"


class _Site:
    """Posts and votes as rows."""

    def __init__(self, posts: Sequence[Post], acts: Iterable[Act], staff: Staff) -> None:
        self._staff = staff
        self._all = posts
        self._numbers = {post.post_id: number for number, post in enumerate(posts, 1)}
        self._acts: defaultdict[str, list[Act]] = defaultdict(list)
        for act in acts:
            self._acts[act.post_id or ""].append(act)

    def users(self) -> Iterator[Attributes]:
        active = {post.author.person_id for post in self._all}
        yield {"Id": -1, "DisplayName": "Community", "CreationDate": _OPENED}
        for person in self._staff.people:
            if person.person_id in active:
                name = person.login if person.person_id in LONERS else person.name
                yield {"Id": user_id(person), "DisplayName": name, "CreationDate": _OPENED}

    def posts(self) -> Iterator[Attributes]:
        for post in self._all:
            if post.kind in _TYPES:
                yield self._post(post)

    def comments(self) -> Iterator[Attributes]:
        for post in self._all:
            if post.kind == "comment":
                yield {
                    "Id": self._numbers[post.post_id],
                    "PostId": self._numbers[post.reply_to or ""],
                    "Text": self._text(post),
                    "CreationDate": _instant(post.at),
                    "UserId": user_id(post.author),
                }

    def votes(self) -> Iterator[Attributes]:
        number = 0
        for post in self._all:
            if post.kind not in _TYPES:
                continue
            for act in self._acts[post.post_id]:
                kinds = {"accepted": _ACCEPTED, "liked": _UP, "followed": _BOOKMARK}
                number += 1
                row = {
                    "Id": number,
                    "PostId": self._numbers[post.post_id],
                    "VoteTypeId": kinds[act.verb],
                    "CreationDate": f"{act.at.date().isoformat()}T00:00:00.000",
                }
                named = act.verb == "followed" and act.actor
                yield row | ({"UserId": user_id(act.actor)} if named and act.actor else {})

    def badges(self) -> Iterator[Attributes]:
        """A badge for a topic, to those who answered a few questions about it."""
        answered = Counter(
            (post.author.person_id, post.channel) for post in self._all if post.kind == "answer"
        )
        last = max((_instant(post.at) for post in self._all), default=_OPENED)
        for number, ((person_id, topic), n_answers) in enumerate(sorted(answered.items()), 1):
            if n_answers >= _POSTS_FOR_A_BADGE:
                person = next(person for person in self._staff.people if person.person_id == person_id)
                yield {
                    "Id": number,
                    "UserId": user_id(person),
                    "Name": topic,
                    "Date": last,
                    "Class": 3,
                    "TagBased": True,
                }

    def _post(self, post: Post) -> Attributes:
        number = self._numbers[post.post_id]
        row = {
            "Id": number,
            "PostTypeId": _TYPES[post.kind],
            "CreationDate": _instant(post.at),
            "Score": sum(1 for act in self._acts[post.post_id] if act.verb == "liked"),
            "Body": f"<p>{_escaped(self._text(post))}</p>",
            "OwnerUserId": user_id(post.author),
            "LastActivityDate": _instant(post.at),
        }
        if post.kind == "answer":
            return row | {"ParentId": self._numbers[post.reply_to or ""]}
        accepted = self._accepted(post)
        return row | {
            "Title": post.title,
            "Tags": f"|{post.channel}|",
            "ViewCount": seeded("views", post.post_id).randint(8, 140),
            **({"AcceptedAnswerId": accepted} if accepted else {}),
        }

    def _accepted(self, question: Post) -> int | None:
        for post in self._all:
            if post.reply_to == question.post_id and any(
                a.verb == "accepted" for a in self._acts[post.post_id]
            ):
                return self._numbers[post.post_id]
        return None

    def _text(self, post: Post) -> str:
        return with_names(post.text, self._staff, lambda person: person.name)


def _write_table(file: Path, name: str, rows: Iterable[Attributes]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'<?xml version="1.0" encoding="utf-8"?>\n<{name}>\n')
        for row in rows:
            values = " ".join(f"{key}={quoteattr(str(value))}" for key, value in row.items())
            stream.write(f"  <row {values} />\n")
        stream.write(f"</{name}>\n")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _instant(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="milliseconds")
