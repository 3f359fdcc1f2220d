"""Whom and what the activities of a file name: people, containers and questions, gathered before they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from urllib.parse import unquote

from loaders.document import Account, Container
from loaders.html_text import html_to_text
from loaders.records import as2_values, fields
from loaders.records.fields import FieldError, Fields
from loaders.robots import is_robot, is_shared_mailbox

_PEOPLE = frozenset({"actor", "attributedTo", "subject"})
"""Properties whose values are people whatever their form."""
_PERSON_TYPES = frozenset({"Person"})
_NOBODY_TYPES = frozenset({"Application", "Service", "Group", "Organization"})
_PERSON_SCHEMES = ("mailto:", "acct:")


class Directory:
    """What a first look at all activities tells: an answer may stand before its question, a name after its use.

    Held in memory: accounts, containers and the ids of questions, no texts.
    """

    def __init__(self, ref: Callable[[str], str]) -> None:
        self._ref = ref
        self._accounts: dict[str, Account] = {}
        self.containers: dict[str, Container] = {}
        self.questions: set[str] = set()
        self.updated: set[str] = set()
        """Documents of which a later activity brings another state."""

    def learn(self, activity: Fields) -> None:
        """Take in the people, containers and questions that an activity names; what is malformed is passed over."""
        stack: list[tuple[str, object]] = list(activity.items())
        while stack:
            name, value = stack.pop()
            if isinstance(value, list):
                stack.extend((name, member) for member in value)
            elif isinstance(value, dict):
                stack.extend(value.items())
            if isinstance(value, str | dict):
                self._learn_value(name, value)
        self._learn_activity(activity)

    def _learn_activity(self, activity: Fields) -> None:
        try:
            types = as2_values.node_types(activity)
            if as2_values.is_question(activity) and (question := as2_values.node_id(activity)):
                self.questions.add(question)
            if "Update" in types and (updated := as2_values.node_id(activity.get("object"))):
                self.updated.add(updated)
        except FieldError:
            return

    def accounts(self) -> Iterator[Account]:
        """Everybody named, each with a name of some kind."""
        for native_id, account in self._accounts.items():
            nameless = not (account.name or account.username or account.emails)
            yield replace(account, username=_tail(native_id)) if nameless else account

    def is_person(self, native_id: str) -> bool:
        """Whether an id is that of somebody who acts or is addressed."""
        return native_id in self._accounts or native_id.startswith(_PERSON_SCHEMES)

    def is_nobody(self, native_id: str) -> bool:
        """Whether it is a robot, a group or a shared mailbox."""
        account = self._accounts.get(native_id)
        return account is not None and account.is_bot

    def _learn_value(self, name: str, value: str | Fields) -> None:
        try:
            native_id = as2_values.node_id(value)
            types = as2_values.node_types(value) if isinstance(value, dict) else ()
            if native_id and self._is_person(name, native_id, types):
                self._learn_account(native_id, as2_values.first_node(value), types)
            elif native_id and name == "context":
                self._learn_container(native_id, as2_values.first_node(value), types)
            elif native_id and isinstance(value, dict) and as2_values.is_question(value):
                self.questions.add(native_id)
        except FieldError:
            return

    def _is_person(self, name: str, native_id: str, types: tuple[str, ...]) -> bool:
        if name in _PEOPLE or _PERSON_TYPES & set(types):
            return True
        if "Mention" in types:
            return True
        return name in ("object", "target", "to", "cc") and native_id.startswith(_PERSON_SCHEMES)

    def _learn_account(self, native_id: str, node: Fields, types: tuple[str, ...]) -> None:
        found = _account(self._ref(native_id), native_id, node if "Mention" not in types else {}, types)
        known = self._accounts.get(native_id)
        self._accounts[native_id] = _completed(known, found) if known else found

    def _learn_container(self, native_id: str, node: Fields, types: tuple[str, ...]) -> None:
        name, _ = as2_values.natural_text(node, "name")
        if native_id not in self.containers or name:
            kind = types[0].lower() if types else "container"
            self.containers[native_id] = Container(self._ref(native_id), kind, name or _tail(native_id))


def _account(account_id: str, native_id: str, node: Fields, types: tuple[str, ...]) -> Account:
    name, _ = as2_values.natural_text(node, "name")
    bio, _ = as2_values.natural_text(node, "summary")
    address = native_id if native_id.startswith("mailto:") else fields.text(node, "email") or ""
    email = unquote(address.removeprefix("mailto:").partition("?")[0]) or None
    username = fields.text(node, "preferredUsername")
    if username is None and native_id.startswith("acct:"):
        username = native_id.removeprefix("acct:").partition("@")[0]
    return Account(
        account_id,
        name=name,
        username=username,
        emails=(email,) if email else (),
        profile_url=as2_values.link(node.get("url")),
        bio=html_to_text(bio) if bio else None,
        is_bot=bool(_NOBODY_TYPES & set(types)) or is_robot(name, email) or is_shared_mailbox(email),
    )


def _completed(known: Account, found: Account) -> Account:
    """The known account with what it lacked."""
    lacking = {
        field.name: getattr(found, field.name)
        for field in dataclass_fields(Account)
        if not getattr(known, field.name) and getattr(found, field.name)
    }
    return replace(known, **lacking) if lacking else known


def _tail(native_id: str) -> str:
    """The last word of an address, for want of a name."""
    path, _, fragment = native_id.partition(":")[2].partition("?")[0].partition("#")
    return (fragment or path).rstrip("/").rpartition("/")[2] or native_id
