"""People and topics as compact JSON and back: the form in which a snapshot keeps what is shown of them."""

from __future__ import annotations

from datetime import date

import orjson

from graph.model import Person, Topic


def person_json(person: Person) -> str:
    """A person as a JSON object."""
    return orjson.dumps(person).decode()


def person_from_json(record: str) -> Person:
    """The person that :func:`person_json` wrote."""
    found = orjson.loads(record)
    for name in ("account_ids", "emails", "usernames"):
        found[name] = tuple(found[name])
    if found["end_date"] is not None:
        found["end_date"] = date.fromisoformat(found["end_date"])
    return Person(**found)


def topic_json(topic: Topic) -> str:
    """A topic as a JSON object."""
    shown = {
        "topic_id": topic.topic_id,
        "labels": dict(topic.labels),
        "aliases": {language: list(aliases) for language, aliases in topic.aliases.items()},
        "broader": list(topic.broader),
        "kind": topic.kind,
    }
    return orjson.dumps(shown, option=orjson.OPT_SORT_KEYS).decode()


def topic_from_json(record: str) -> Topic:
    """The topic that :func:`topic_json` wrote."""
    found = orjson.loads(record)
    found["aliases"] = {language: tuple(aliases) for language, aliases in found["aliases"].items()}
    found["broader"] = tuple(found["broader"])
    return Topic(**found)
