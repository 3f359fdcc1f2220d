"""What follows from the records, published beside them: complete, once, and without hidden people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import neo4j
import pytest

from graph.errors import StoreError
from graph.store.interface import Assignment, Decision, GraphStore, PublishedPart
from loaders.document import Account, Container, Document, Unit
from tests.graph.store.places import Place, sqlite_place
from tests.graph.store.records import ADA, BEN, CHAT, WIKI, day, decision, message

AT = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Graph:
    """A store in Neo4j, and what others see of it."""

    store: GraphStore
    driver: neo4j.Driver

    def ask(self, query: str) -> list[list[object]]:
        return [list(row) for row in self.driver.execute_query(query).records]

    def knowing(self) -> list[list[object]]:
        return self.ask(
            "MATCH (p:Person)-[k:KNOWS]->(t:Topic) RETURN p.name, t.label, k.score, k.n_evidence ORDER BY p.name"
        )


@pytest.fixture
def graph(neo4j_address: Callable[[Path], Place], tmp_path: Path) -> Iterator[Graph]:
    """Two people, not published yet."""
    place = neo4j_address(tmp_path)
    with closing(place.open()) as store, place.driver() as driver:
        store.write(CHAT, [ADA, BEN, message(1)])
        store.write_assignments(
            [Assignment(ADA.account_id, "p1", "own"), Assignment(BEN.account_id, "p2", "own")]
        )
        yield Graph(store, driver)


def knowing(*people: str) -> Iterator[PublishedPart]:
    """People who know one topic, the first of them best."""
    yield "person", [_person(person_id) for person_id in people]
    yield "topic", [{"topic_id": "bgp", "kind": "topic", "label": "BGP", "label_fr": "BGP"}]
    yield (
        "knows",
        [
            {"person_id": person_id, "topic_id": "bgp", "score": 1.0 / place, "n_evidence": 1, "last_at": AT}
            for place, person_id in enumerate(people, 1)
        ],
    )


def _person(person_id: str) -> dict[str, object]:
    return {
        "person_id": person_id,
        "name": person_id.upper(),
        "title": None,
        "active": True,
        "n_documents": 1,
        "betweenness": 0.0,
    }


def test_embedded_store_has_nothing_to_publish_to(tmp_path: Path) -> None:
    with (
        closing(sqlite_place(tmp_path).open()) as store,
        pytest.raises(StoreError, match="set store to neo4j://HOST:PORT, or use: whoknows export"),
    ):
        store.publish(knowing("p1"))


@pytest.mark.neo4j
def test_publishing_twice_leaves_one_of_each(graph: Graph) -> None:
    written = graph.store.publish(knowing("p1", "p2"))
    assert written == {"person": 2, "topic": 1, "knows": 2}
    assert graph.store.publish(knowing("p1", "p2")) == written
    assert graph.knowing() == [["P1", "BGP", 1.0, 1], ["P2", "BGP", 0.5, 1]]
    assert graph.ask("MATCH (t:Topic) RETURN count(t)") == [[1]]


@pytest.mark.neo4j
def test_what_is_published_no_more_goes(graph: Graph) -> None:
    graph.store.publish(knowing("p1", "p2"))
    graph.store.publish(knowing("p2"))
    assert graph.knowing() == [["P2", "BGP", 1.0, 1]]
    names = "MATCH (p:Person) RETURN p.person_id, p.name ORDER BY p.person_id"
    assert graph.ask(names) == [["p1", None], ["p2", "P2"]]
    graph.store.publish([])
    assert graph.ask(names) == [["p1", None], ["p2", None]]
    assert graph.ask("MATCH (t:Topic) RETURN t") == []


@pytest.mark.neo4j
def test_who_hides_is_gone_at_once(graph: Graph) -> None:
    graph.store.publish(knowing("p1", "p2"))
    graph.store.record_decision(decision(1, "hide", "p1"))
    assert graph.knowing() == [["P2", "BGP", 0.5, 1]]
    assert graph.ask("MATCH (p:Person {person_id: 'p1'}) RETURN properties(p)") == [[{"person_id": "p1"}]]


@pytest.mark.neo4j
def test_nobody_comes_back_by_an_old_index(graph: Graph) -> None:
    graph.store.publish(knowing("p1", "p2"))
    graph.store.erase_person(
        Decision("d", "erase", "p1", (), "command-line", day(1)),
        rewrite=lambda record: None if isinstance(record, Account) and record == ADA else record,
    )
    assert graph.knowing() == [["P2", "BGP", 0.5, 1]]
    assert graph.store.publish(knowing("p1", "p2")) == {"person": 1, "topic": 1, "knows": 1}
    assert graph.ask("MATCH (p:Person) RETURN p.person_id") == [["p2"]]


@pytest.mark.neo4j
def test_publishing_is_no_change_of_the_records(graph: Graph) -> None:
    generation, counts = graph.store.generation(), graph.store.counts()
    graph.store.publish(knowing("p1"))
    assert (graph.store.generation(), graph.store.counts()) == (generation, counts)


@pytest.mark.neo4j
def test_nothing_published_keeps_a_forgotten_source(graph: Graph) -> None:
    document, chat = message(1, container_ref="slack:T1/C1"), Container("slack:T1/C1", "channel", "general")
    graph.store.write(CHAT, [document, chat, Unit("u", "Unit")])
    graph.store.publish(
        [
            *knowing("p1"),
            ("mentions", [{"document_id": document.document_id, "topic_id": "bgp", "weight": 1.0}]),
            ("member_of", [{"person_id": "p1", "container_id": chat.container_id, "activity": 1.0}]),
            ("belongs_to", [{"person_id": "p1", "unit_id": "u", "to": None}]),
        ]
    )
    assert graph.ask("MATCH ()-[r]->() WHERE r.published = 1 RETURN count(r)") == [[4]]
    removed = graph.store.forget_source(CHAT.source_id).removed
    assert removed == {"Account": 2, "Unit": 1, "Container": 1, "Document": 1, "Assignment": 2}
    assert graph.ask("MATCH (n) RETURN DISTINCT labels(n)") == [[["StoreState"]]]


@pytest.mark.neo4j
def test_what_rested_on_a_forgotten_source_alone_goes(graph: Graph) -> None:
    kept, forgotten = message(1), Document("documents:wiki/1", "page", day(1), "x")
    graph.store.write(WIKI, [forgotten])
    topics = [
        {"topic_id": topic_id, "kind": "topic", "label": topic_id, "label_fr": topic_id}
        for topic_id in ("bgp", "networks", "tea", "drinks")
    ]
    broader = [
        {"topic_id": "bgp", "broader_id": "networks"},
        {"topic_id": "tea", "broader_id": "drinks"},
    ]
    mentions = [
        {"document_id": kept.document_id, "topic_id": "bgp", "weight": 1.0},
        {"document_id": forgotten.document_id, "topic_id": "tea", "weight": 1.0},
    ]
    communities = [
        {"community_id": "0", "size": 1, "labels": []},
        {"community_id": "1", "size": 1, "labels": []},
    ]
    graph.store.publish(
        [
            *knowing("p1"),
            ("topic", topics),
            ("broader", broader),
            ("mentions", mentions),
            ("community", communities),
            ("in_community", [{"person_id": "p1", "community_id": "0"}]),
        ]
    )
    graph.store.forget_source(WIKI.source_id)
    assert graph.ask("MATCH (t:Topic) RETURN t.topic_id ORDER BY t.topic_id") == [["bgp"], ["networks"]]
    assert graph.ask("MATCH (c:Community) RETURN c.community_id") == [["0"]]


@pytest.mark.neo4j
def test_interrupted_publishing_is_completed_by_the_next(graph: Graph) -> None:
    def broken() -> Iterator[PublishedPart]:
        yield from knowing("p1")
        raise ConnectionError("cut")

    graph.store.publish(knowing("p2"))
    with pytest.raises(ConnectionError):
        graph.store.publish(broken())
    assert [row[0] for row in graph.knowing()] == ["P1", "P2"], "both stand"
    graph.store.publish(knowing("p1"))
    assert [row[0] for row in graph.knowing()] == ["P1"]
