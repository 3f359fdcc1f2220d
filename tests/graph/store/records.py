"""Hand-made records of invented people: what the tests of the stores write and expect back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from graph.store.interface import Decision
from loaders.document import Account, Container, Document, Interaction, SkillClaim, Source, Unit
from nlp.mention import Extraction, Mention

CHAT = Source("slack", "T1")
WIKI = Source("documents", "wiki")
STAFF = Source("people", "staff")
FINGERPRINT = "pipeline-1"

ADA = Account("slack:T1/U1", name="Ada Okafor", username="ada", emails=("ada.okafor@example.org",))
BEN = Account("slack:T1/U2", name="Ben Lindqvist", username="ben", emails=("ben.lindqvist@example.org",))
FULL_ACCOUNT = Account(
    "people:staff/7",
    name="Zoë Ångström",
    username="zoe",
    emails=("zoe@example.org", "z.angstrom@example.org"),
    title="Ingénieure réseau",
    unit="people:staff/unit/net",
    manager_ref="people:staff/1",
    phone="+33 1 00 00 00 00",
    profile_url="https://example.org/zoe",
    locale="fr-FR",
    bio="Réseaux, \U0001f6e0 and more",
    declared_skills=("BGP", "python"),
    is_bot=False,
    active=False,
    end_date=date(2024, 2, 29),
    visibility="name_only",
)
FULL_UNIT = Unit(
    "people:staff/unit/net",
    "Réseau",
    name_en="Network",
    name_fr="Réseau",
    parent_id="people:staff/unit/it",
    kind="team",
    manager_ref="people:staff/1",
)
FULL_CONTAINER = Container("slack:T1/C1", "channel", "général", "private", "Tout et rien")
FULL_DOCUMENT = Document(
    "slack:T1/C1/1",
    "message",
    datetime(2024, 5, 1, 12, 30, 15, 123456, tzinfo=UTC),
    "How do I drain a node?\n\ttab, ünïcode, \U0001f600",
    author_refs=("slack:T1/U1",),
    co_author_refs=("slack:T1/U2", "people:staff/7"),
    title="Draining",
    media_type="text/markdown",
    container_ref="slack:T1/C1",
    in_reply_to="slack:T1/C1/0",
    thread_root="slack:T1/C1/0",
    language="en",
    tags=("ops", "kubernetes"),
    paths=("docs/drain.md",),
    url="https://chat.example.org/1",
    edited_at=datetime(2024, 5, 2, tzinfo=UTC),
    origin_ref="slack:T1/event/1",
    audience=("group-a",),
)
FULL_INTERACTION = Interaction(
    "slack:T1/I1",
    "liked",
    actor_ref="slack:T1/U2",
    document_ref="slack:T1/C1/1",
    account_ref="slack:T1/U1",
    topic_label="Kubernetes",
    container_ref="slack:T1/C1",
    at=datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC),
    at_is_approximate=True,
    count=3,
    weight=0.25,
    detail=":thumbsup:",
)
FULL_CLAIM = SkillClaim(
    "people:staff/7", "BGP", 5, "manager", date(2023, 1, 31), True, "https://example.org/certificate"
)
FULL_RECORDS = (FULL_ACCOUNT, FULL_UNIT, FULL_CONTAINER, FULL_DOCUMENT, FULL_INTERACTION, FULL_CLAIM)


def day(number: int) -> datetime:
    """A day of January 2024."""
    return datetime(2024, 1, number, tzinfo=UTC)


def message(number: int | str, text: str = "", *, author: Account | None = ADA, **more: Any) -> Document:
    """A message in the chat; its time is a day of January 2024."""
    authors = (author.account_id,) if author else ()
    at = more.pop("at", day(number if isinstance(number, int) else 1))
    return Document(
        f"{CHAT.source_id}/{number}", "message", at, text or f"text {number}", author_refs=authors, **more
    )


def like(number: int, *, actor: Account = BEN, of: int = 1, **more: Any) -> Interaction:
    """Somebody liked a message."""
    return Interaction(
        f"{CHAT.source_id}/like/{number}",
        "liked",
        actor_ref=actor.account_id,
        document_ref=f"{CHAT.source_id}/{of}",
        **more,
    )


def extraction(topic_id: str = "kubernetes") -> Extraction:
    """A mention of one topic in the first ten characters."""
    return Extraction("en", ((0, 10),), (Mention(topic_id, 0, 5, "drain", "label", 0.75),), "asks")


def decision(number: int, kind: Any = "hide", person_id: str = "p1", **more: Any) -> Decision:
    """A decision taken on a day of January 2024."""
    return Decision(f"d{number}", kind, person_id, more.pop("refs", ()), "command-line", day(number))
