"""A person's documents and acts as ActivityStreams 2.0, one object a line, as ``whoknows load activities:FILE`` reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.privacy.own_data import OwnData
from loaders.document import Container, Document, Interaction

CONTEXT = "https://www.w3.org/ns/activitystreams"
OBJECT_TYPES = {"message": "Note", "reply": "Note", "answer": "Note"}
ACTIVITY_TYPES = {
    "accepted": "Accept",
    "shared": "Announce",
    "disliked": "Dislike",
    "followed": "Follow",
    "contacted": "Invite",
    "liked": "Like",
    "opened": "Read",
    "viewed": "View",
}
"""Other verbs have no word in ActivityStreams and keep their own."""

Node = dict[str, Any]


def activity_lines(own: OwnData) -> Iterator[Node]:
    """Every document written, then every act; the first line names the context."""
    context: Node = {"@context": CONTEXT}
    for document in own.documents:
        yield context | _created(document, own.containers)
        context = {}
    for interaction in own.interactions:
        yield context | activity(interaction)
        context = {}


def activity(interaction: Interaction) -> Node:
    """One act."""
    is_topic = interaction.topic_label is not None and interaction.document_ref is None
    if interaction.verb in ("declared", "endorsed") and is_topic and interaction.account_ref:
        return _relationship(interaction)
    return _present(
        id=interaction.interaction_id,
        type=activity_types(interaction.verb),
        actor=interaction.actor_ref,
        object=_acted_on(interaction),
        published=interaction.at and interaction.at.isoformat(),
        totalItems=interaction.count if interaction.count != 1 else None,
    )


def activity_types(verb: str) -> str | list[str]:
    """The type of an act.

    Examples
    --------
    >>> activity_types("liked"), activity_types("signed_off")
    ('Like', ['Activity', 'SignedOff'])
    """
    own = "".join(part.capitalize() for part in verb.split("_"))
    return ACTIVITY_TYPES.get(verb) or ["Activity", own]


def _acted_on(interaction: Interaction) -> list[Node]:
    targets = (
        ("Person", interaction.account_ref),
        ("Collection", interaction.container_ref),
        ("Document", interaction.document_ref),
    )
    nodes: list[Node] = [{"type": kind, "id": ref} for kind, ref in targets if ref]
    if interaction.topic_label:
        nodes.append({"type": "DefinedTerm", "name": interaction.topic_label})
    return nodes


def _relationship(interaction: Interaction) -> Node:
    return _present(
        id=interaction.interaction_id,
        type="Create",
        actor=interaction.actor_ref,
        object={
            "type": "Relationship",
            "subject": interaction.account_ref,
            "relationship": "knowsAbout",
            "object": {"type": "DefinedTerm", "name": interaction.topic_label},
        },
        published=interaction.at and interaction.at.isoformat(),
    )


def _created(document: Document, containers: Mapping[str, Container]) -> Node:
    return _present(
        id=document.origin_ref,
        type="Create",
        actor=next(iter(document.author_refs), None),
        published=document.created_at.isoformat(),
        object=_object(document, containers),
    )


def _object(document: Document, containers: Mapping[str, Container]) -> Node:
    tags = [f"#{tag}" for tag in document.tags] + (["#answer"] if document.kind == "answer" else [])
    text = (
        {"contentMap": {document.language: document.text}}
        if document.language
        else {"content": document.text}
    )
    return _present(
        id=document.document_id,
        type=OBJECT_TYPES.get(document.kind, document.kind.capitalize()),
        name=document.title,
        **text,
        mediaType=document.media_type,
        attributedTo=[*document.author_refs, *document.co_author_refs],
        published=document.created_at.isoformat(),
        updated=document.edited_at and document.edited_at.isoformat(),
        inReplyTo=document.in_reply_to,
        context=_place(document, containers),
        tag=[{"type": "Hashtag", "name": tag} for tag in tags],
        url=document.url,
        audience=list(document.audience),
        paths=list(document.paths),
    )


def _place(document: Document, containers: Mapping[str, Container]) -> Node | None:
    if document.container_ref is None:
        return None
    container = containers.get(document.container_ref)
    return _present(type="Collection", id=document.container_ref, name=container and container.name)


def _present(**properties: Any) -> Node:
    """Only the properties that there are."""
    return {name: value for name, value in properties.items() if value not in (None, [], ())}
