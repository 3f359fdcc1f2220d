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


def write_evidence_folder(folder: Path, posts: Sequence[Post], acts: Iterable[Act], staff: Staff) -> None:
    """``people.jsonl``, ``documents.jsonl`` and ``interactions.jsonl``. Hidden people are left out, with what they did."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = [
        post for post in posts if _is_shown(post.author) and not post.is_private and post.kind not in _NOBODYS
    ]
    kept = {post.post_id for post in shown}
    _write_lines(
        folder / "people.jsonl", (_person(person, staff) for person in staff.people if _is_shown(person))
    )
    _write_lines(folder / "documents.jsonl", (_document(post, staff) for post in shown))
    _write_lines(folder / "interactions.jsonl", _interactions(acts, kept))


_NOBODYS = frozenset({"robot", "join"})


def _is_shown(person: Employee) -> bool:
    return person.visibility != "hidden"


def _person(person: Employee, staff: Staff) -> dict[str, Any]:
    return {
        "id": person.person_id,
        "name": person.name,
        "emails": [person.email],
        "handles": [person.login],
        "active": person.is_here(staff.ends),
        **({"end_date": person.end.isoformat()} if person.end else {}),
    }


def _document(post: Post, staff: Staff) -> dict[str, Any]:
    text = with_names(post.text, staff, lambda person: person.name)
    if post.quote:
        text += "\n\n" + "\n".join(f"> {line}" for line in post.quote.text.splitlines())
    values = {
        "id": post.post_id,
        "kind": post.kind,
        "author_ids": [person.person_id for person in (post.author, *post.co_authors) if _is_shown(person)],
        "created_at": _instant(post.at),
        "container": post.channel,
        "title": post.title,
        "text": text,
        "in_reply_to": post.reply_to,
        "paths": [post.path] if post.path else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _interactions(acts: Iterable[Act], kept: set[str]) -> Iterator[dict[str, Any]]:
    for act in acts:
        if act.post_id in kept and (act.actor is None or _is_shown(act.actor)):
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
