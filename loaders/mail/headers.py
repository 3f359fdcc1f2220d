"""Headers of a message as text: encoded words, addresses, dates, subjects.

The standard library's strict header objects raise on what real mail holds, so that the plain form is read here: every
byte becomes a character, and nothing in a header is an error.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime

from loaders.mail.encoded_words import decode, decoded
from loaders.mail.mailboxes import Mailbox, read_mailboxes

_FOLD = re.compile(r"\r?\n[ \t]*")
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_PREFIX = re.compile(
    r"(?:re|fwd?|tr|aw|wg|sv|vs|antw|res|rif|r[ée]f|rép)[ \xa0]?(?:\[\d+\]|\(\d+\)|\^\d+)?[ \xa0]?:\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\[([^\[\]]{1,60})\]\s*")


class Headers:
    """The headers of a message, by name without case."""

    def __init__(self, message: Message) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            self._values.setdefault(name.lower(), []).append(_FOLD.sub(" ", _characters(str(value))))

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._values

    def raw(self, name: str) -> str:
        """The first header of that name, its encoded words as they are; empty if there is none."""
        return next(iter(self._values.get(name.lower(), ())), "").strip()

    def all_raw(self, name: str) -> list[str]:
        """Every header of that name."""
        return self._values.get(name.lower(), [])

    def text(self, name: str) -> str:
        """The first header of that name, to be read."""
        return " ".join(decoded(self.raw(name)).split())

    def mailboxes(self, *names: str) -> list[Mailbox]:
        """Every address in these headers, in order, each once."""
        values = (value for name in names for value in self.all_raw(name))
        found = (mailbox for value in values for mailbox in read_mailboxes(value))
        return list({mailbox.address: mailbox for mailbox in found}.values())


def sent_at(headers: Headers, posted: str = "") -> datetime | None:
    """When a message was sent: by its ``Date``, else by the last ``Received``, else as its mbox says.

    Years before 1980 and times to come are not believed.
    """
    received = (value.rpartition(";")[2] for value in headers.all_raw("Received"))
    latest = datetime.now(UTC) + timedelta(days=1)
    for text in (headers.raw("Date"), *received, posted.partition(" ")[2]):
        at = _instant(text)
        if at is not None and _EARLIEST <= at <= latest:
            return at
    return None


def plain_subject(subject: str, labels: frozenset[str] = frozenset()) -> str:
    """A subject without ``Re:``, ``TR :`` and their kin, and without the label that a list puts before it.

    Examples
    --------
    >>> plain_subject("Re: [dev] RE : [PATCH] ring: fix", frozenset({"dev"}))
    '[PATCH] ring: fix'
    """
    subject = subject.strip()
    while True:
        label = _LABEL.match(subject)
        if prefix := _PREFIX.match(subject):
            subject = subject[prefix.end() :]
        elif label and label.group(1).strip().lower() in labels:
            subject = subject[label.end() :]
        else:
            return subject


def message_ids(value: str) -> list[str]:
    """The message identifiers in a header, without their angle brackets."""
    found = re.findall(r"<([^<>\s]+)>", value)
    return found or [word for word in value.split() if "@" in word][:1]


def _characters(raw: str) -> str:
    """A raw header whose bytes beyond ASCII came as surrogates."""
    return decode(raw.encode("utf-8", "surrogateescape"), None)


def _instant(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text.strip())
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
