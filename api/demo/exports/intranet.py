"""The intranet's events as ActivityStreams: articles, who saw, opened, liked, shared and followed, and what was undone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from api.demo.exports.evidence import WITHDRAWN
from api.demo.items import Act, History, Post
from api.demo.people import Employee, Staff
from api.demo.topics import Subject

CONTEXT = "https://www.w3.org/ns/activitystreams"
_TYPES = {
    "viewed": "View",
    "opened": "Read",
    "liked": "Like",
    "shared": "Announce",
    "followed": "Follow",
    "contacted": "Invite",
    WITHDRAWN: "Delete",
}
_LIKES_PER_UNDONE = 15


def write_intranet(file: Path, history: History, staff: Staff, subjects: Mapping[str, Subject]) -> None:
    """One activity a line, by time."""
    posts = history.posts_in("intranet")
    site = _Site(staff, subjects)
    acts = [*history.acts_on(posts), *(act for act in history.acts if act.post_id is None)]
    timed = [*((post.at, site.created(post)) for post in posts), *_with_undone(acts, site)]
    timed.sort(key=lambda pair: (pair[0], pair[1]["id"]))
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for _, activity in timed:
            stream.write(json.dumps({"@context": CONTEXT} | activity, ensure_ascii=False) + "\n")


def _with_undone(acts: list[Act], site: _Site) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """Every act; now and then somebody takes a like back."""
    n_likes = 0
    for number, act in enumerate(acts):
        activity = site.done(act, number)
        yield act.at, activity
        n_likes += act.verb == "liked"
        if act.verb == "liked" and n_likes % _LIKES_PER_UNDONE == 0:
            at = act.at + timedelta(minutes=2)
            undone = {"type": "Undo", "id": f"{activity['id']}/undone", "actor": activity["actor"]}
            yield at, undone | {"object": activity["id"], "published": _instant(at)}


class _Site:
    """How the intranet names things."""

    def __init__(self, staff: Staff, subjects: Mapping[str, Subject]) -> None:
        self._web = f"https://intranet.{staff.domain}"
        self._subjects = subjects

    def created(self, post: Post) -> dict[str, Any]:
        """An article or a comment, as it is written."""
        node: dict[str, Any] = {
            "type": "Note" if post.reply_to else "Article",
            "id": self._address(post.post_id),
            "content": post.text,
            "mediaType": "text/plain",
            "url": self._address(post.post_id),
        }
        if post.title:
            node["name"] = post.title
        if post.reply_to:
            node["inReplyTo"] = self._address(post.reply_to)
        return {
            "id": f"{self._address(post.post_id)}#created",
            "type": "Create",
            "actor": _person(post.author),
            "object": node,
            "context": {"type": "Collection", "id": f"{self._web}/{post.channel}", "name": "News"},
            "published": _instant(post.at),
        }

    def done(self, act: Act, number: int) -> dict[str, Any]:
        """Something that was done with an article, a person or a topic."""
        activity = {
            "id": f"{self._web}/events/{number}",
            "actor": _person(act.actor) if act.actor else None,
            "published": _instant(act.at),
        }
        if act.verb == "endorsed":
            subject = {"subject": _id(act.person), "relationship": "knowsAbout", "object": self._topic(act)}
            return activity | {"type": "Create", "object": {"type": "Relationship"} | subject}
        if act.post_id:
            target: Any = self._address(act.post_id)
        else:
            target = _id(act.person) if act.person else self._topic(act)
        return activity | {"type": _TYPES[act.verb], "object": target}

    def _topic(self, act: Act) -> dict[str, str]:
        return {"type": "Hashtag", "name": f"#{self._subjects[act.topic_id or ''].name('en')}"}

    def _address(self, post_id: str) -> str:
        return f"{self._web}/{post_id.removeprefix('intranet/')}"


def _person(person: Employee) -> dict[str, str]:
    return {"type": "Person", "id": f"mailto:{person.email}", "name": person.name}


def _id(person: Employee | None) -> str:
    return f"mailto:{person.email}" if person else ""


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
