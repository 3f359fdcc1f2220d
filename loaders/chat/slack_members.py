"""The members of a Slack workspace: accounts, the names to write for them, and who is a robot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loaders.document import Account
from loaders.errors import MalformedRecordError
from loaders.well_formed import well_formed

SLACKBOT = "USLACKBOT"
"""A robot that exports do not mark as one."""


class Members:
    """Members met so far, by their Slack ids.

    Parameters
    ----------
    ref
        Makes the global identifier of a Slack id.
    workspace
        The workspace's web address, for links to profiles.
    """

    def __init__(self, ref: Callable[[str], str], *, workspace: str | None = None) -> None:
        self._ref = ref
        self._workspace = workspace
        self._robots: set[str] = set()
        self.names: dict[str, str] = {}
        """What a mention of each member is written as."""

    def __contains__(self, user_id: object) -> bool:
        return user_id in self.names

    def is_robot(self, user_id: str) -> bool:
        """Whether it is a known robot; a member nobody knows is not."""
        return user_id in self._robots

    def is_person(self, user_id: str) -> bool:
        """Whether it is a known member and no robot."""
        return user_id in self.names and user_id not in self._robots

    def add(self, user: object, *, place: str) -> Account:
        """The account of an entry of ``users.json``.

        Raises
        ------
        MalformedRecordError
            If it is no object, has no id, or no name of any kind.
        """
        if not isinstance(user, dict) or not (user_id := _text(user, "id")):
            raise MalformedRecordError(place, "found an entry without an id, expected a member")
        profile = user.get("profile")
        return self._add(user_id, user, profile if isinstance(profile, dict) else {}, place=place)

    def add_profile(self, user_id: str, profile: Mapping[str, Any]) -> Account | None:
        """The account of somebody the list of members lacks, from the small profile beside their message."""
        try:
            return self._add(user_id, profile, profile, place=user_id)
        except MalformedRecordError:
            return None

    def _add(
        self, user_id: str, user: Mapping[str, Any], profile: Mapping[str, Any], *, place: str
    ) -> Account:
        handle = _text(user, "name")
        name = _text(user, "real_name") or _text(profile, "real_name") or _text(profile, "display_name")
        email = _text(profile, "email")
        if not (name or handle or email):
            raise MalformedRecordError(place, f"member {user_id} has neither a name nor an address")
        is_robot = user.get("is_bot") is True or user_id == SLACKBOT or bool(_text(profile, "bot_id"))
        if is_robot:
            self._robots.add(user_id)
        self.names[user_id] = _text(profile, "display_name") or name or handle or user_id
        return Account(
            self._ref(user_id),
            name=name,
            username=handle,
            emails=(email,) if email else (),
            title=_text(profile, "title"),
            phone=_text(profile, "phone"),
            profile_url=f"{self._workspace}/team/{user_id}" if self._workspace else None,
            locale=_text(user, "locale"),
            is_bot=is_robot,
            active=user.get("deleted") is not True,
        )


def _text(entry: Mapping[str, Any], field: str) -> str | None:
    value = entry.get(field)
    return well_formed(value).strip() or None if isinstance(value, str) else None
