"""One Slack message as records: the document, whom it mentions, who reacted to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from loaders.chat.mrkdwn import read_mrkdwn
from loaders.chat.slack_export import Conversation
from loaders.chat.slack_members import Members
from loaders.chat.slack_text import link_titles, message_mrkdwn
from loaders.document import Document, Interaction, Record
from loaders.emoji_verbs import OTHER_REACTION, emoji_verb, plain_emoji
from loaders.errors import MalformedRecordError

_WRITTEN_BY_PEOPLE = {None, "file_share", "thread_broadcast", "me_message"}
_LEFT_OUT = {
    "bot_message": "bot",
    "bot_add": "bot",
    "bot_remove": "bot",
    "tombstone": "deleted",
    "message_deleted": "deleted",
}
_TS = re.compile(r"(\d{1,11})(?:\.(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class MessageReader:
    """What is needed to read a message."""

    ref: Callable[[str], str]
    members: Members
    channel_names: Mapping[str, str]
    emoji_verbs: Mapping[str, str]
    workspace: str | None = None

    def why_left_out(self, message: Mapping[str, Any]) -> str | None:
        """The reason to skip a message that nobody wrote; ``None`` for a person's."""
        subtype = message.get("subtype")
        if message.get("type") != "message" or message.get("hidden") is True:
            return "system message"
        if subtype not in _WRITTEN_BY_PEOPLE:
            return _LEFT_OUT.get(str(subtype), "system message")
        user = message.get("user")
        if (not user and message.get("bot_id")) or (isinstance(user, str) and self.members.is_robot(user)):
            return "bot"
        return None

    def records(self, message: Mapping[str, Any], conversation: Conversation) -> Iterator[Record]:
        """The records of a person's message; none if it has no words.

        Raises
        ------
        MalformedRecordError
            If it lacks a usable ``ts`` or ``user``.
        """
        document, mentioned = self._document(message, conversation)
        if not document.text:
            return
        yield document
        author_id = message["user"]
        for user_id in mentioned:
            if user_id != author_id and self.members.is_person(user_id):
                yield self._mention(document, user_id)
        yield from self._reactions(document, message, author_id)

    def _document(
        self, message: Mapping[str, Any], conversation: Conversation
    ) -> tuple[Document, tuple[str, ...]]:
        ts, user_id = message.get("ts"), message.get("user")
        if not isinstance(user_id, str) or not user_id:
            raise MalformedRecordError("message", "found no user, expected the author's id")
        read = read_mrkdwn(
            message_mrkdwn(message),
            user_names=self.members.names,
            channel_names=self.channel_names,
            link_titles=link_titles(message),
        )
        root = _thread_root(message)
        root_ref = self._message_ref(conversation, root) if root else None
        document = Document(
            self._message_ref(conversation, str(ts)),
            "message",
            instant(ts),
            read.text,
            author_refs=(self.ref(user_id),) if user_id in self.members else (),
            media_type="text/markdown",
            container_ref=self.ref(conversation.conversation_id),
            in_reply_to=root_ref,
            thread_root=root_ref,
            url=self._url(conversation, str(ts), root),
            edited_at=_edited_at(message),
            audience=() if conversation.visibility == "public" else (self.ref(conversation.conversation_id),),
        )
        return document, read.mentioned

    def _message_ref(self, conversation: Conversation, ts: str) -> str:
        return self.ref(f"{conversation.conversation_id}/{ts}")

    def _url(self, conversation: Conversation, ts: str, root: str | None) -> str | None:
        if not self.workspace:
            return None
        in_thread = f"?thread_ts={root}&cid={conversation.conversation_id}" if root else ""
        return f"{self.workspace}/archives/{conversation.conversation_id}/p{ts.replace('.', '')}{in_thread}"

    def _mention(self, document: Document, user_id: str) -> Interaction:
        return Interaction(
            f"{document.document_id}/mention/{user_id}",
            "mentioned",
            actor_ref=document.author_refs[0] if document.author_refs else None,
            document_ref=document.document_id,
            account_ref=self.ref(user_id),
            at=document.created_at,
        )

    def _reactions(
        self, document: Document, message: Mapping[str, Any], author_id: str
    ) -> Iterator[Interaction]:
        """One act a person and emoji, whatever the skin tone; nobody reacts to themselves; the rest as a number."""
        for emoji, (user_ids, n_unnamed) in _reactions_by_emoji(message).items():
            for user_id in user_ids:
                if user_id != author_id and self.members.is_person(user_id):
                    yield self._reaction(document, emoji, user_id)
            if n_unnamed:
                yield self._reaction(document, emoji, None, count=n_unnamed)

    def _reaction(
        self, document: Document, emoji: str, user_id: str | None, *, count: int = 1
    ) -> Interaction:
        verb = emoji_verb(emoji, self.emoji_verbs)
        return Interaction(
            f"{document.document_id}/reaction/{emoji}/{user_id or 'others'}",
            verb,
            actor_ref=self.ref(user_id) if user_id else None,
            document_ref=document.document_id,
            at=document.created_at,
            at_is_approximate=True,
            count=count,
            weight=0.0 if verb == OTHER_REACTION else 1.0,
            detail=emoji,
        )


def instant(ts: object) -> datetime:
    """The time in a message's key, exactly: a float would round the microseconds.

    Raises
    ------
    MalformedRecordError
        If it is not seconds with up to six decimals.

    Examples
    --------
    >>> instant("1700000000.000100").isoformat()
    '2023-11-14T22:13:20.000100+00:00'
    """
    match = _TS.fullmatch(ts) if isinstance(ts, str) else None
    if match is None:
        raise MalformedRecordError(
            "message", f"found ts {ts!r}, expected seconds such as '1700000000.000100'"
        )
    seconds, fraction = match.groups(default="")
    microseconds = int(fraction.ljust(6, "0"))
    return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=microseconds)


def _thread_root(message: Mapping[str, Any]) -> str | None:
    root = message.get("thread_ts")
    return root if isinstance(root, str) and root and root != message.get("ts") else None


def _edited_at(message: Mapping[str, Any]) -> datetime | None:
    edited = message.get("edited")
    if not isinstance(edited, dict) or not isinstance(edited.get("ts"), str):
        return None
    return instant(edited["ts"])


def _reactions_by_emoji(message: Mapping[str, Any]) -> dict[str, tuple[dict[str, None], int]]:
    """Who reacted, and how many more the export does not name, by emoji without its skin tone."""
    found: dict[str, tuple[dict[str, None], int]] = {}
    reactions = message.get("reactions")
    for reaction in reactions if isinstance(reactions, list) else []:
        if not isinstance(reaction, dict) or not isinstance(reaction.get("name"), str):
            continue
        users = reaction.get("users")
        named = [user for user in users if isinstance(user, str)] if isinstance(users, list) else []
        count = reaction.get("count")
        n_unnamed = max(count - len(named), 0) if isinstance(count, int) else 0
        emoji = plain_emoji(reaction["name"])
        before, n_before = found.get(emoji, ({}, 0))
        found[emoji] = (before | dict.fromkeys(named), n_before + n_unnamed)
    return found
