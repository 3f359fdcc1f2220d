"""The chat as a Slack export: public channels, one private channel, direct messages, a robot, reactions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from api.demo.exports.names import with_names
from api.demo.items import Act, History, Post
from api.demo.people import Employee, Staff

TEAM_ID = "T0VALMERE"
ROBOT_ID = "U0VALBOT"
DIRECT = "direct"
"""The channel of messages between two people."""
_MADE = (2026, 10, 1, 8, 0, 0)
_EMOJI = {"liked": ("+1", "heart", "tada", "pray"), "viewed": ("eyes",), "reacted": ("joy",)}


def write_slack_export(file: Path, history: History, staff: Staff) -> None:
    """A zip file as a workspace's owner makes it."""
    posts = history.posts_in("chat")
    stamps = _stamps(posts)
    reactions = _reactions(history.acts_on(posts))
    days: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for post in posts:
        folder = _channel_id(post.channel) if post.channel == DIRECT else post.channel
        days[folder, post.at.date().isoformat()].append(_message(post, staff, stamps, reactions))
    with ZipFile(file, "w") as archive:
        for name, entries in _lists(posts, staff).items():
            _add(archive, f"{name}.json", entries)
        for (folder, day), messages in sorted(days.items()):
            _add(archive, f"{folder}/{day}.json", messages)


def user_id(person: Employee) -> str:
    """Somebody's id in the workspace."""
    return f"U0VAL{person.person_id}"


def account_id(person: Employee) -> str:
    """The account that the loader makes of them."""
    return f"slack:{TEAM_ID}/{user_id(person)}"


def _lists(posts: Sequence[Post], staff: Staff) -> dict[str, list[Any]]:
    public = sorted({post.channel for post in posts if not post.is_private})
    private = sorted({post.channel for post in posts if post.is_private and post.channel != DIRECT})
    return {
        "channels": [_channel(name) for name in public],
        "groups": [_channel(name) for name in private],
        "dms": [{"id": _channel_id(DIRECT), "created": _seconds(2024, 10)}],
        "users": [*(_user(person, staff) for person in staff.people), _ROBOT],
    }


def _channel(name: str) -> dict[str, Any]:
    return {
        "id": _channel_id(name),
        "name": name,
        "created": _seconds(2024, 9),
        "is_archived": False,
        "topic": {"value": ""},
        "purpose": {"value": ""},
    }


def _channel_id(name: str) -> str:
    kind = "D" if name == DIRECT else "C"
    return f"{kind}0{name.replace('-', '').upper()}"


def _user(person: Employee, staff: Staff) -> dict[str, Any]:
    profile = {
        "real_name": person.name,
        "display_name": person.given,
        "email": person.email,
        "title": person.job,
    }
    return {
        "id": user_id(person),
        "team_id": TEAM_ID,
        "name": person.login,
        "deleted": not person.is_here(staff.ends),
        "is_bot": False,
        "is_restricted": person.kind == "contractor",
        "real_name": person.name,
        "profile": profile,
    }


_ROBOT = {
    "id": ROBOT_ID,
    "team_id": TEAM_ID,
    "name": "buildbot",
    "deleted": False,
    "is_bot": True,
    "real_name": "Build robot",
    "profile": {"real_name": "Build robot", "bot_id": "B0VALBOT"},
}


def _message(
    post: Post, staff: Staff, stamps: Mapping[str, str], reactions: Mapping[str, list[Any]]
) -> dict[str, Any]:
    message: dict[str, Any] = {"type": "message", "user": user_id(post.author), "ts": stamps[post.post_id]}
    message["text"] = _mrkdwn(post, staff)
    if post.kind == "robot":
        message |= {"subtype": "bot_message", "bot_id": "B0VALBOT", "user": ROBOT_ID}
    elif post.kind == "join":
        message["subtype"] = "channel_join"
    if post.reply_to:
        message["thread_ts"] = stamps[post.reply_to]
    if post.post_id in reactions:
        message["reactions"] = reactions[post.post_id]
    return message


def _mrkdwn(post: Post, staff: Staff) -> str:
    text = _escaped(post.text)
    if post.quote:
        text += "\n" + "\n".join(f"&gt; {line}" for line in _escaped(post.quote.text).splitlines())
    return with_names(text, staff, lambda person: f"<@{user_id(person)}>")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamps(posts: Sequence[Post]) -> dict[str, str]:
    """A key for each message: its second, and a fraction that no other message has."""
    return {post.post_id: f"{int(post.at.timestamp())}.{number:06}" for number, post in enumerate(posts, 1)}


def _reactions(acts: Iterable[Act]) -> dict[str, list[Any]]:
    users: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for act in acts:
        if act.actor and act.post_id and act.verb in _EMOJI:
            emoji = _EMOJI[act.verb]
            users[act.post_id][emoji[int(act.at.timestamp()) % len(emoji)]].append(user_id(act.actor))
    return {
        post_id: [{"name": name, "users": by, "count": len(by)} for name, by in emojis.items()]
        for post_id, emojis in users.items()
    }


def _add(archive: ZipFile, name: str, entries: list[Any]) -> None:
    member = ZipInfo(name, _MADE)
    member.compress_type = ZIP_DEFLATED
    archive.writestr(member, json.dumps(entries, ensure_ascii=False, indent=1))


def _seconds(year: int, month: int) -> int:
    return int(datetime(year, month, 1, tzinfo=UTC).timestamp())
