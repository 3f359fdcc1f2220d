"""A person's names in other people's records, replaced by an alias: whatever their case, accents and spacing.

Looked for are full names in either order, e-mail addresses, and user names that no ordinary word could be. A first
name alone is left: it is many people's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

from graph.store.interface import Storable
from loaders.document import Account

BETWEEN = r"[\s,._\-+'>]{1,6}"
"""What may stand between the parts of a name: also in user names, addresses, paths and quoted lines."""
AT = r"(?:@|%40|\s*(?:\(at\)|\[at\])\s*|\s+at\s+)"
MARKS = r"[\u0300-\u036f]*"
"""Accents that a text keeps apart from their letters."""
NO_LETTER_BEFORE, NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
TELLING_NAME_LENGTH = 4
"""A user name that holds a part of the name this long is the person's own, not a word."""

IDENTITY_FIELDS = frozenset({"author_refs", "co_author_refs", "actor_ref", "account_ref", "manager_ref"})
"""Who somebody else is: never touched."""
REFERENCE_FIELDS = frozenset(
    {"container_ref", "document_ref", "in_reply_to", "thread_root", "origin_ref", "parent_id"}
)
ACCOUNT_FIELDS = frozenset({"title", "bio"})
"""All that is masked in somebody else's account; a namesake keeps their name."""


class NameMask:
    """Finds one person and puts an alias in their place.

    Parameters
    ----------
    accounts
        The person's accounts.
    alias
        What takes the place of their names.
    """

    def __init__(self, accounts: Iterable[Account], alias: str) -> None:
        self.alias = alias
        patterns = sorted(set(_patterns(list(accounts))), key=lambda pattern: (-len(pattern), pattern))
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def finds(self, text: str) -> bool:
        """Whether a text names the person."""
        return self._pattern is not None and self._pattern.search(_folded(text)) is not None

    def text(self, text: str) -> str:
        """The text with the alias instead of the names."""
        return self._replaced(text, lambda _: self.alias)

    def same_length(self, text: str) -> str:
        """The text with the first character of the alias for each of a name, so that offsets hold."""
        return self._replaced(text, lambda length: self.alias[0] * length)

    def _replaced(self, text: str, alias_of: Callable[[int], str]) -> str:
        if self._pattern is None:
            return text
        parts, end = [], 0
        for match in self._pattern.finditer(_folded(text)):
            parts += [text[end : match.start()], alias_of(match.end() - match.start())]
            end = match.end()
        return "".join([*parts, text[end:]]) if parts else text

    def finds_in_id(self, identifier: str) -> bool:
        """Whether the native part of an identifier names the person."""
        return self.finds(identifier.partition("/")[2])

    def record(self, record: Storable) -> Storable:
        """Somebody else's record, or a thing's, without the names; itself if they are not in it."""
        changes = {
            field.name: masked
            for field in list(fields(record))[1:]
            if field.name not in IDENTITY_FIELDS
            and (field.name in ACCOUNT_FIELDS or not isinstance(record, Account))
            and (masked := self._value(field.name, value := getattr(record, field.name))) != value
        }
        return replace(record, **changes) if changes else record

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.text(item) for item in value)
        if not isinstance(value, str):
            return value
        if name in REFERENCE_FIELDS:
            source, slash, native = value.partition("/")
            return source + slash + self.text(native)
        return self.text(value)


def _patterns(accounts: list[Account]) -> Iterator[str]:
    names = [words for account in accounts if len(words := _words(account.name or "")) > 1]
    for words in names:
        for order in (words, [words[-1], *words[:-1]]):
            yield NO_LETTER_BEFORE + BETWEEN.join(map(_literal, order)) + NO_LETTER_AFTER
    for email in {email for account in accounts for email in account.emails}:
        local, _, domain = _folded(email).rpartition("@")
        yield rf"(?<![\w.+-]){_literal(local)}{AT}{_literal(domain)}(?![\w-]|\.\w)"
    telling = {word for words in names for word in words if len(word) >= TELLING_NAME_LENGTH}
    for username in {_folded(account.username) for account in accounts if account.username}:
        is_word = username.isalpha() and not any(word in username and word != username for word in telling)
        yield ("(?<=@)" if is_word else NO_LETTER_BEFORE) + _literal(username) + NO_LETTER_AFTER


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", "".join(c for c in _folded(name) if not unicodedata.combining(c)))


def _literal(text: str) -> str:
    return "".join(re.escape(character) + (MARKS if character.isalpha() else "") for character in text)


def _folded(text: str) -> str:
    """The text in small letters without accents, as long as before, so that offsets hold."""
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


@cache
def _folded_character(character: str) -> str:
    folded = unicodedata.normalize("NFKD", character)[0].casefold()
    return folded if len(folded) == 1 else character
