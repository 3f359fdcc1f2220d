"""The small world, published: complete, without hidden people, and with the README's questions answered as it says.

After a change of the demonstration company or of how evidence is weighed the rows are written again with
``WHOKNOWS_TEST_UPDATE_DOCUMENTS=1 pytest tests/graph/store/test_published_world.py``.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import nbformat
import neo4j
import pytest
from nbclient import NotebookClient

from graph import store as store_package
from graph.expert_finder import ExpertFinder
from graph.model import Actor
from tests.graph.store.places import Place
from tests.small_world.world import SmallWorld

pytestmark = pytest.mark.neo4j

README = Path(store_package.__file__).parent / "README.md"
NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
TESTER = Actor("tester")
UPDATE = os.environ.get("WHOKNOWS_TEST_UPDATE_DOCUMENTS") == "1"
QUESTION = re.compile(
    r"(?P<asked>\*\*(?P<number>\d+)\. [^\n]+\n\n```cypher\n(?P<query>.*?)```\n\n)(?P<rows><!-- rows -->|(?:\|[^\n]+\n)+)",
    re.DOTALL,
)
PARAMETER = re.compile(r"\$(\w+) = ('[^']*')")


@pytest.fixture(scope="module")
def driver(small_world_place: Place, small_world: SmallWorld) -> Iterator[neo4j.Driver]:
    """The published small world."""
    with closing(small_world_place.open()) as store:
        store.publish(finder(small_world).published(actor=TESTER))
    with small_world_place.driver() as opened:
        yield opened


def finder(small_world: SmallWorld) -> ExpertFinder:
    return ExpertFinder(small_world.settings.snapshots)


def answer(driver: neo4j.Driver, query: str) -> str:
    """A query's rows as a table; its parameters stand in its first line."""
    parameters = {name: ast.literal_eval(value) for name, value in PARAMETER.findall(query.split("MATCH")[0])}
    found = driver.execute_query(query, parameters, routing_=neo4j.RoutingControl.READ)
    lines = [found.keys, ["---"] * len(found.keys), *(list(map(str, row)) for row in found.records)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def test_readme_has_ten_questions() -> None:
    assert [found["number"] for found in QUESTION.finditer(README.read_text())] == [
        str(n) for n in range(1, 11)
    ]


@pytest.mark.parametrize("number", range(1, 11))
def test_question_gives_the_rows_below_it(driver: neo4j.Driver, number: int) -> None:
    text = README.read_text(encoding="utf-8")
    found = next(match for match in QUESTION.finditer(text) if match["number"] == str(number))
    rows = answer(driver, found["query"])
    if UPDATE:
        README.write_text(text[: found.start("rows")] + rows + text[found.end("rows") :], encoding="utf-8")
    else:
        assert found["rows"] == rows
    assert rows.count("\n") > 2, "the question has an answer"


def test_every_part_is_there(driver: neo4j.Driver, small_world: SmallWorld) -> None:
    parts = {name: list(rows) for name, rows in finder(small_world).published(actor=TESTER)}
    assert all(parts.values()), {name: len(rows) for name, rows in parts.items()}
    for label, part in (("Person", "person"), ("Topic", "topic"), ("Community", "community")):
        found = driver.execute_query(f"MATCH (n:{label}) WHERE n.published = 1 RETURN count(n) AS n")
        assert found.records[0]["n"] == len(parts[part])
    found = driver.execute_query("MATCH ()-[r:INTERACTED]->() RETURN count(r) AS n")
    n_interacted = len(parts["interacted_with_document"]) + len(parts["interacted_with_person"])
    assert found.records[0]["n"] == n_interacted


def test_who_knows_what_is_as_in_an_export(driver: neo4j.Driver, small_world: SmallWorld) -> None:
    edges = finder(small_world).graph(actor=TESTER).edges()
    exported = {(e.source, e.target, e.weight, e.evidence_count) for e in edges if e.kind == "knows"}
    found = driver.execute_query(
        "MATCH (p:Person)-[k:KNOWS]->(t:Topic) RETURN p.person_id, t.topic_id, k.score, k.n_evidence"
    )
    assert {tuple(row) for row in found.records} == exported


def test_hidden_person_has_no_name_and_no_ties(driver: neo4j.Driver, small_world: SmallWorld) -> None:
    (row,) = driver.execute_query(
        "MATCH (p:Person {person_id: $id})-[r]-() RETURN properties(p) AS properties, collect(type(r)) AS types",
        id=small_world.person_ids["E068"],
    ).records
    assert row["properties"] == {"person_id": small_world.person_ids["E068"]}
    assert set(row["types"]) == {"ACCOUNT_OF"}
    names = {row["name"] for row in driver.execute_query("MATCH (p:Person) RETURN p.name AS name").records}
    assert "Nadia Haddad" in names
    assert "Solène Kerbrat" not in names


@pytest.mark.notebook
@pytest.mark.filterwarnings("default")
def test_notebook_runs(
    driver: neo4j.Driver, small_world_place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WHOKNOWS_HOME", str(tmp_path))
    monkeypatch.setenv("WHOKNOWS_STORE", small_world_place.url)
    if small_world_place.user and small_world_place.password:
        monkeypatch.setenv("WHOKNOWS_STORE_USER", small_world_place.user)
        monkeypatch.setenv("WHOKNOWS_STORE_PASSWORD", small_world_place.password)
    (path,) = NOTEBOOKS.glob("*neo4j.ipynb")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=str(path.parent))
    printed = "".join(output.text for cell in notebook.cells for output in cell.get("outputs", []))
    assert "Thanh Nguyen" in printed
    assert "of Platform" in printed


# ── documents found by the full-text index ────────────────────────────────────────────────────────────────────────


def test_full_text_index_finds_mostly_the_same_people(
    driver: neo4j.Driver, small_world_place: Place, small_world: SmallWorld
) -> None:
    with closing(small_world_place.open()) as store:
        engine = ExpertFinder(small_world.settings.snapshots, search=store.search_documents)
        shares = []
        for question in small_world.questions:
            for text in question.text.values():
                one, other = (
                    [found.candidate_id for found in asked.rank(text, actor=TESTER, limit=10).candidates]
                    for asked in (finder(small_world), engine)
                )
                if one:
                    shares.append(len(set(one) & set(other)) / len(one))
        assert len(shares) > 10
        assert sum(shares) / len(shares) > 0.7


def test_terms_with_signs_are_searched_as_they_are(driver: neo4j.Driver, small_world_place: Place) -> None:
    with closing(small_world_place.open()) as store:
        assert store.search_documents([], 5) == []
        assert store.search_documents([("c++", 1.0), ('a:b/(c)\\ "x" ~*?[]{}^!&&||', 0.5)], 5) == []
        (best, score), *others = store.search_documents([("kubernet", 1.0), ("c#", 1.0)], 5)
        assert len(others) == 4
        assert best.count(":") >= 1
        assert score >= others[0][1] > 0


def test_finder_answers_from_its_arrays_while_the_engine_is_away(small_world: SmallWorld) -> None:
    asked = []

    def away(terms: Sequence[tuple[str, float]], limit: int) -> None:
        asked.append((terms, limit))

    lonely = ExpertFinder(small_world.settings.snapshots, search=away)
    assert lonely.find("Kubernetes", actor=TESTER) == finder(small_world).find("Kubernetes", actor=TESTER)
    assert asked
