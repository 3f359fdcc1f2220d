"""Posts as an evidence folder: the help desk's export, and the whole history for measuring how well people are found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from api.demo.exports.names import with_names
from api.demo.items import Act, Post
from api.demo.people import Employee, Staff

WITHDRAWN = "removed"
_NOBODYS = frozenset({"robot", "join", "absence"})


def write_evidence_folder(
    folder: Path, posts: Iterable[Post], acts: Iterable[Act], people: Sequence[Employee], staff: Staff
) -> None:
    """``people.jsonl``, ``documents.jsonl`` and ``interactions.jsonl``, as far as these people are concerned."""
    folder.mkdir(parents=True, exist_ok=True)
    kept_acts = [act for act in acts if act.actor is None or act.actor in people]
    withdrawn = {act.post_id for act in kept_acts if act.verb == WITHDRAWN}
    shown = [
        post
        for post in posts
        if post.author in people
        and not post.is_private
        and post.kind not in _NOBODYS
        and post.post_id not in withdrawn
    ]
    kept = {post.post_id for post in shown}
    _write_lines(folder / "people.jsonl", (_person(person, staff) for person in people))
    _write_lines(folder / "documents.jsonl", (_document(post, people, staff) for post in shown))
    _write_lines(folder / "interactions.jsonl", _interactions(kept_acts, kept))


def _person(person: Employee, staff: Staff) -> dict[str, Any]:
    return {
        "id": person.person_id,
        "name": person.name,
        "emails": [person.email],
        "handles": [person.login],
        "active": person.is_here(staff.ends),
        **({"end_date": person.end.isoformat()} if person.end else {}),
    }


def _document(post: Post, people: Sequence[Employee], staff: Staff) -> dict[str, Any]:
    text = post.text
    if post.quote:
        text += "\n\n" + "\n".join(f"> {line}" for line in post.quote.text.splitlines())
    values = {
        "id": post.post_id,
        "kind": post.kind,
        "author_ids": [person.person_id for person in (post.author, *post.co_authors) if person in people],
        "created_at": _instant(post.at),
        "container": post.channel,
        "title": post.title,
        "text": with_names(text, staff, lambda person: person.name),
        "in_reply_to": post.reply_to,
        "paths": [post.path] if post.path else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _interactions(acts: Iterable[Act], kept: set[str]) -> Iterator[dict[str, Any]]:
    for act in acts:
        if act.post_id in kept:
            values = {
                "kind": act.verb,
                "actor_id": act.actor.person_id if act.actor else None,
                "document_id": act.post_id,
                "at": _instant(act.at),
                "count": act.count if act.count > 1 else None,
            }
            yield {name: value for name, value in values.items() if value is not None}


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _write_lines(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
