"""Values as JSON: nothing withheld is shown, everything shown is in the contract."""

from __future__ import annotations

from datetime import UTC, date, datetime

import orjson
from pydantic import TypeAdapter

from api import representations, shapes
from graph.model import (
    Answer,
    Coverage,
    ExpertResult,
    Person,
    Reason,
    ReasonPart,
    SourceCoverage,
    SupportingDocument,
    Topic,
    TopicStrength,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANA = Person(
    "person:ana",
    "Ana Ruiz",
    emails=("ana@example.org",),
    usernames=("ana",),
    title="Engineer",
    unit="Platform",
    phone="+33 1 00",
    profile_url="https://example.org/ana",
    manager_id="person:boss",
    end_date=date(2026, 2, 1),
    active=False,
)
KUBERNETES = Topic("topic:kubernetes", {"en": "Kubernetes", "fr": "Kubernetes (orchestration)"})
DOCUMENT = SupportingDocument(
    "slack:T/C/1 ?#é", "Pods", "pods restart", ((0, 4),), NOON, ("authored",), "slack:T", "ops", None, 1.5
)


def answer() -> Answer:
    reason = Reason("votes", 1.5, (ReasonPart("document", DOCUMENT.document_id, "Pods", 1.5),))
    strength = TopicStrength(KUBERNETES, 1.0, 3, NOON)
    expert = ExpertResult(1, ANA, 1.5, (reason,), (strength,), (DOCUMENT,), 1, NOON)
    sources = (SourceCoverage("slack:T", 10, NOON),)
    coverage = Coverage(sources, 10, NOON, NOON, NOON, ("pod",), ("xyzzy",), (KUBERNETES,), ("pods",))
    return Answer("pods xyzzy", "combined", (expert,), 1, coverage, abstained=False)


def test_instants_are_utc_and_say_so() -> None:
    assert representations.to_json({"at": NOON}) == b'{"at":"2026-03-01T12:00:00Z"}'


def test_an_answer_is_as_the_contract_says() -> None:
    told = orjson.loads(representations.to_json(representations.answer(answer(), "fr")))
    TypeAdapter(shapes.AnswerShape).validate_python(told, strict=False, extra="forbid")
    assert told["people"][0]["person"]["emails"] == ["ana@example.org"]
    assert told["people"][0]["topics"][0]["topic"]["label"] == "Kubernetes (orchestration)"
    assert told["coverage"]["unmatched"] == ["xyzzy"]


def test_who_is_shown_by_name_only_has_no_details() -> None:
    person = Person(**{name: getattr(ANA, name) for name in ANA.__slots__} | {"name_only": True})
    assert representations.person(person) == {
        "person_id": "person:ana",
        "name": "Ana Ruiz",
        "active": False,
        "name_only": True,
    }


def test_a_document_without_address_has_that_of_its_page() -> None:
    shape = representations.supporting_document(DOCUMENT)
    assert shape["url"] == "/documents/slack%3AT/C/1%20%3F%23%C3%A9"


def test_every_shape_is_described() -> None:
    schemas = shapes.schemas()
    assert [shape.__name__ for shape in shapes.SHAPES if not schemas[shape.__name__].get("description")] == []
