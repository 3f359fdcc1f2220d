"""The layout of a Slack export: who is in it, which conversations there are, and their day files.

Four lists say what a folder is: public channels, private channels, group and one-to-one direct messages. A folder
that no list names may be anything, so it counts as private.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.archives import Archive
from loaders.chat.mrkdwn import read_mrkdwn
from loaders.document import ContainerVisibility
from loaders.errors import MalformedRecordError, NotThisFormatError
from loaders.well_formed import well_formed

EXPECTED = "a Slack export: channels.json and users.json beside one folder of YYYY-MM-DD.json files a channel"
_LISTS: Mapping[str, tuple[str, ContainerVisibility]] = {
    "channels.json": ("public channel", "public"),
    "groups.json": ("private channel", "private"),
    "mpims.json": ("group direct message", "direct"),
    "dms.json": ("direct message", "direct"),
}
_PEOPLE = ("users.json", "org_users.json")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A channel or a conversation of two or more."""

    conversation_id: str
    name: str
    kind: str
    visibility: ContainerVisibility
    description: str | None = None


class SlackExport:
    """An export, as an archive. The lists are read when asked for, messages one day file at a time."""

    def __init__(self, archive: Archive, *, path: Path) -> None:
        self._archive = archive
        self._path = path
        self._names = archive.names()
        root = _root(self._names)
        if root is None:
            raise NotThisFormatError(path, found=_what_is_there(self._names), expected=EXPECTED)
        self._root = root

    def users(self) -> list[Any]:
        """The entries of the list of members, as they are."""
        return [user for name in _PEOPLE for user in self._list(name)]

    def team_id(self) -> str | None:
        """The workspace that most members belong to."""
        teams = Counter(
            user["team_id"]
            for user in self.users()
            if isinstance(user, dict) and isinstance(user.get("team_id"), str) and user["team_id"]
        )
        return min(teams, key=lambda team: (-teams[team], team)) if teams else None

    def conversations(self) -> Iterator[Conversation]:
        """Every conversation that a list names."""
        for file_name, (kind, visibility) in _LISTS.items():
            for entry in self._list(file_name):
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    yield Conversation(
                        entry["id"],
                        _plain(entry.get("name")) or entry["id"],
                        kind,
                        visibility,
                        _description(entry),
                    )

    def day_files(self) -> Iterator[tuple[str, str]]:
        """Folder and member name of each day file, sorted by member name: a conversation's are together."""
        for name in self._names:
            folder, slash, file_name = name.removeprefix(self._root).partition("/")
            if name.startswith(self._root) and slash and file_name.endswith(".json") and "/" not in file_name:
                yield unicodedata.normalize("NFC", folder), name

    def messages(self, member: str) -> list[Any]:
        """A day file's messages, as they are.

        Raises
        ------
        MalformedRecordError
            If it cannot be read or is no JSON array.
        """
        try:
            messages = json.loads(self._archive.read(member))
        except (OSError, ValueError, RecursionError) as error:
            raise MalformedRecordError(member, str(error)) from error
        if not isinstance(messages, list):
            raise MalformedRecordError(member, f"found a JSON {type(messages).__name__}, expected an array")
        return messages

    def _list(self, file_name: str) -> list[Any]:
        member = self._root + file_name
        if member not in self._names:
            return []
        try:
            return self.messages(member)
        except MalformedRecordError as error:
            raise NotThisFormatError(self._path, found=str(error), expected=EXPECTED) from error


def _root(names: list[str]) -> str | None:
    """The folder inside the archive that holds the lists: people zip exports again with a folder around them."""
    lists = [name for name in names if name.rpartition("/")[2] in {*_LISTS, *_PEOPLE}]
    if not lists:
        return None
    nearest = min(lists, key=lambda name: (name.count("/"), name))
    return nearest[: len(nearest) - len(nearest.rpartition("/")[2])]


def _what_is_there(names: list[str]) -> str:
    return f"{len(names)} files such as {names[0]!r}" if names else "no files"


def _plain(value: object) -> str | None:
    return unicodedata.normalize("NFC", well_formed(value)) if isinstance(value, str) and value else None


def _description(entry: Mapping[str, Any]) -> str | None:
    for field in ("purpose", "topic"):
        inner = entry.get(field)
        if isinstance(inner, dict) and (words := _plain(inner.get("value"))):
            return read_mrkdwn(words, user_names={}, channel_names={}).text or None
    return None
