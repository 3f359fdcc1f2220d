"""The records every loader yields: who, where, what was written, and who did what with it.

A record is a frozen value. Identifiers are global: ``<kind>:<instance>/<native id>``, for instance
``slack:T0EXAMPLE/C01/1700000000.000100`` for a document and ``slack:T0EXAMPLE/U01`` for an account, so that
loading the same input twice gives the same identifiers. Instants are aware UTC datetimes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

MediaType = Literal["text/plain", "text/markdown", "text/x-rst", "message/rfc822"]
"""How a text is marked up: HTML, wikis and chat dialects are turned into one of these by their loader."""

AccountVisibility = Literal["full", "name_only", "hidden"]
ContainerVisibility = Literal["public", "private", "direct"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where records come from: one workspace, list, repository or folder."""

    kind: str
    instance: str

    @property
    def source_id(self) -> str:
        """The name a person types: ``slack:T0EXAMPLE``."""
        return f"{self.kind}:{self.instance}"


@dataclass(frozen=True, slots=True)
class Account:
    """One handle in one source; several accounts may turn out to be one person."""

    account_id: str
    name: str | None = None
    username: str | None = None
    emails: tuple[str, ...] = ()
    title: str | None = None
    unit: str | None = None
    """A ``Unit.unit_id`` where the source has units, else the unit's name."""
    manager_ref: str | None = None
    phone: str | None = None
    profile_url: str | None = None
    locale: str | None = None
    bio: str | None = None
    declared_skills: tuple[str, ...] = ()
    is_bot: bool = False
    """A robot, a shared mailbox or the system itself: kept for reference, never a person."""
    active: bool = True
    end_date: date | None = None
    visibility: AccountVisibility = "full"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the organization, from a directory."""

    unit_id: str
    name: str
    name_en: str | None = None
    name_fr: str | None = None
    parent_id: str | None = None
    kind: str | None = None
    manager_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Container:
    """What documents lie in: a channel, list, repository, space, category or folder."""

    container_id: str
    kind: str
    name: str
    visibility: ContainerVisibility = "public"
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Anything written: a message, question, answer, commit, article, proposal …"""

    document_id: str
    kind: str
    created_at: datetime
    text: str
    author_refs: tuple[str, ...] = ()
    co_author_refs: tuple[str, ...] = ()
    title: str | None = None
    media_type: MediaType = "text/plain"
    container_ref: str | None = None
    in_reply_to: str | None = None
    thread_root: str | None = None
    language: str | None = None
    """The language the source says it is in, a BCP 47 primary tag; ``None`` when it does not say."""
    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """Changed or described files, for commits and documents."""
    url: str | None = None
    edited_at: datetime | None = None
    origin_ref: str | None = None
    """The id of the event that made it, where that differs: an ``Undo`` of the event withdraws the document."""
    audience: tuple[str, ...] = ()
    """Who may open it: group ids; empty means everyone of the organization."""

    @property
    def full_text(self) -> str:
        """Title, blank line, text: what is read for topics. All offsets are into this string."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text

    @property
    def text_hash(self) -> str:
        """32 hex digits that identify what the text stage reads, so that nothing is parsed twice."""
        key = "\x00".join((self.media_type, self.language or "", self.title or "", self.text))
        return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Interaction:
    """Somebody did something with a document, a person, a topic or a container.

    ``verb`` is one of the verbs of :mod:`graph.association`; an unknown verb is kept and weighs nothing.
    At least one of the four targets is set. ``actor_ref`` is ``None`` for anonymous totals (``count`` views).
    """

    interaction_id: str
    verb: str
    actor_ref: str | None = None
    document_ref: str | None = None
    account_ref: str | None = None
    topic_label: str | None = None
    container_ref: str | None = None
    at: datetime | None = None
    at_is_approximate: bool = False
    count: int = 1
    weight: float = 1.0
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class SkillClaim:
    """A skill that a directory says somebody has: kept apart from what is inferred."""

    account_ref: str
    skill: str
    """A label or a vocabulary URI."""
    level: int | None = None
    """1 (notion) to 5 (expert)."""
    origin: str = "self"
    at: date | None = None
    wants_to_teach: bool = False
    evidence_url: str | None = None


@dataclass(frozen=True, slots=True)
class Retraction:
    """Withdraws what an earlier record of the same source brought: a document, an interaction or an event's outcome."""

    ref: str
    at: datetime | None = None


Record = Account | Unit | Container | Document | Interaction | SkillClaim | Retraction
