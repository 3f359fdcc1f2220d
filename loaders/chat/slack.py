"""Slack export archives: messages of public channels, with threads, mentions and reactions.

Documented in Slack's help centre, article 220556107, "How to read Slack data exports", and in the message object's
reference in Slack's developer documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from loaders.archives import open_archive
from loaders.chat.slack_export import Conversation, SlackExport
from loaders.chat.slack_members import Members
from loaders.chat.slack_message import MessageReader
from loaders.checkpoint import Cursor, input_fingerprint
from loaders.document import Account, Container, Document, Record
from loaders.emoji_verbs import read_emoji_verbs
from loaders.errors import MalformedRecordError
from loaders.loader import Loader, RunSummary

ALL = "all"


class SlackLoader(Loader):
    """A Slack export, as the zip file or unpacked.

    The instance is the workspace's id. Private channels and direct messages are left out unless an option names
    them. A cursor follows each day file.
    """

    kind = "slack"
    option_help: ClassVar[Mapping[str, str]] = {
        "private_channels": "names or ids of private channels to read, with commas between them, or all",
        "direct_messages": "ids of direct and group conversations to read, with commas between them, or all",
        "reactions": "what further emoji mean, for instance shipit=liked,facepalm=disliked",
        "workspace": "the workspace's web address, for links to messages: https://NAME.slack.com",
    }

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        with open_archive(path) as archive:
            self._team_id = SlackExport(archive, path=path).team_id()
        super().__init__(path, instance=instance, options=options)
        self._emoji_verbs = read_emoji_verbs(self.options.get("reactions", ""))
        self._workspace = self.options.get("workspace", "").rstrip("/") or None

    def default_instance(self) -> str:
        """The id of the workspace that most members belong to, else the file's name."""
        return self._team_id or super().default_instance()

    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """Members, then each conversation with its day files."""
        with open_archive(self.path) as archive:
            export = SlackExport(archive, path=self.path)
            members = Members(self.ref, workspace=self._workspace)
            yield from self._accounts(export, members, summary)
            yield from self._conversations(export, members, summary, after)

    def _accounts(self, export: SlackExport, members: Members, summary: RunSummary) -> Iterator[Record]:
        for index, user in enumerate(export.users()):
            try:
                yield summary.keep(members.add(user, place=f"users.json[{index}]"))
            except MalformedRecordError as error:
                summary.reject(error.place, error.reason)

    def _conversations(
        self, export: SlackExport, members: Members, summary: RunSummary, after: Cursor | None
    ) -> Iterator[Record | Cursor]:
        fingerprint = self._fingerprint()
        done = after.position if after and after.input_fingerprint == fingerprint else ""
        by_folder = _by_folder(export)
        reader = self._message_reader(by_folder, members)
        opened = None
        for folder, member in export.day_files():
            conversation = by_folder.get(folder) or _unlisted(folder)
            wanted = self._is_wanted(conversation)
            if member <= done:
                if wanted:
                    _DayFile(export, member, conversation).pass_over(reader)
                continue
            if not wanted:
                _count_private(export, member, conversation, summary)
                continue
            if conversation != opened:
                yield summary.keep(self._container(conversation))
                opened = conversation
            yield from _DayFile(export, member, conversation).read(reader, summary)
            yield Cursor(fingerprint, member)

    def _message_reader(self, by_folder: Mapping[str, Conversation], members: Members) -> MessageReader:
        public_names = {
            conversation.conversation_id: conversation.name
            for conversation in by_folder.values()
            if conversation.visibility == "public"
        }
        return MessageReader(self.ref, members, public_names, self._emoji_verbs, self._workspace)

    def _is_wanted(self, conversation: Conversation) -> bool:
        if conversation.visibility == "public":
            return True
        option = "private_channels" if conversation.visibility == "private" else "direct_messages"
        named = {name.strip().removeprefix("#") for name in self.options.get(option, "").split(",")}
        return bool(named & {ALL, conversation.name, conversation.conversation_id})

    def _container(self, conversation: Conversation) -> Container:
        return Container(
            self.ref(conversation.conversation_id),
            "channel",
            conversation.name,
            visibility=conversation.visibility,
            description=conversation.description,
        )

    def _fingerprint(self) -> str:
        if self.path.is_dir():
            return input_fingerprint(sorted(path for path in self.path.rglob("*") if path.is_file()))
        return input_fingerprint([self.path])


@dataclass(frozen=True, slots=True)
class _DayFile:
    """One day of one conversation."""

    export: SlackExport
    member: str
    conversation: Conversation

    def pass_over(self, reader: MessageReader) -> None:
        """Meet the members whom only the messages name, as the interrupted run did."""
        for _ in self.read(reader, RunSummary()):
            pass

    def read(self, reader: MessageReader, summary: RunSummary) -> Iterator[Record]:
        """The records of the people's messages in it."""
        try:
            messages = self.export.messages(self.member)
        except MalformedRecordError as error:
            summary.reject(error.place, error.reason)
            return
        # A reply sent to the channel too stands in the file twice, with the same ts.
        seen: set[object] = set()
        for index, message in enumerate(messages):
            summary.read += 1
            place = f"{self.member}[{index}]"
            if not isinstance(message, dict):
                summary.reject(place, f"found a JSON {type(message).__name__}, expected a message")
            elif reason := reader.why_left_out(message):
                summary.skipped[reason] += 1
            elif str(message.get("ts")) in seen:
                summary.skipped["repeated message"] += 1
            else:
                seen.add(str(message.get("ts")))
                yield from self._records(message, place, reader, summary)

    def _records(
        self, message: dict[str, object], place: str, reader: MessageReader, summary: RunSummary
    ) -> Iterator[Record]:
        try:
            account = _account_beside(message, reader.members)
            records = list(reader.records(message, self.conversation))
        except MalformedRecordError as error:
            summary.reject(place, error.reason)
            return
        if not records:
            summary.skipped["no words"] += 1
            return
        if account is not None:
            yield summary.keep(account)
        for record in records:
            if isinstance(record, Document) and not record.author_refs:
                summary.notes["message by a member whom the export does not list"] += 1
            yield summary.keep(record)


def _account_beside(message: Mapping[str, object], members: Members) -> Account | None:
    """The account that a message brings with it when its author is not in the list of members."""
    user_id, profile = message.get("user"), message.get("user_profile")
    if not isinstance(user_id, str) or user_id in members or not isinstance(profile, dict):
        return None
    return members.add_profile(user_id, profile)


def _by_folder(export: SlackExport) -> dict[str, Conversation]:
    """Conversations by the folders they may lie in: their name at the time of the export, else their id."""
    conversations = list(export.conversations())
    by_id = {conversation.conversation_id: conversation for conversation in conversations}
    return by_id | {conversation.name: conversation for conversation in conversations}


def _unlisted(folder: str) -> Conversation:
    return Conversation(folder, folder, "conversation that no list names", "private")


def _count_private(export: SlackExport, member: str, conversation: Conversation, summary: RunSummary) -> None:
    """Private messages are counted, never looked at."""
    try:
        n_messages = len(export.messages(member))
    except MalformedRecordError as error:
        summary.reject(error.place, error.reason)
        return
    summary.read += n_messages
    summary.private[conversation.kind] += n_messages
