"""The graph in the forms that analysts open."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.export import Edge, Node, write_csv, write_csv_tables, write_graphml

NODES = (
    Node("p:1", "person", "Zoé <Zed> & Co", unit="=SUM(A1)", community="1"),
    Node("python", "topic", "Python"),
)
EDGES = (Edge("p:1", "python", "knows", 0.25, date(2025, 1, 2), date(2026, 3, 4), 7),)


def test_graphml_is_read_by_networkx_with_all_attributes() -> None:
    file = io.BytesIO()
    write_graphml(NODES, EDGES, file)
    file.seek(0)
    G = nx.read_graphml(file)
    assert G.nodes["p:1"] == {
        "kind": "person",
        "label": "Zoé <Zed> & Co",
        "unit": "=SUM(A1)",
        "community": "1",
    }
    assert G.nodes["python"] == {"kind": "topic", "label": "Python"}
    assert G.edges["p:1", "python"] == {
        "kind": "knows",
        "weight": 0.25,
        "first": "2025-01-02",
        "last": "2026-03-04",
        "evidence_count": 7,
    }


@given(st.text(max_size=30))
def test_graphml_stays_well_formed_whatever_a_name_holds(label: str) -> None:
    file = io.BytesIO()
    write_graphml([Node("p", "person", label)], [], file)
    file.seek(0)
    assert "p" in nx.read_graphml(file)


def test_csv_tables_have_the_documented_columns(tmp_path: Path) -> None:
    write_csv_tables(NODES, EDGES, tmp_path, delimiter=";")
    assert (tmp_path / "nodes.csv").read_bytes().startswith(b"\xef\xbb\xbfid;kind;label;unit;community\r\n")
    text = (tmp_path / "edges.csv").read_text(encoding="utf-8-sig")
    assert text == (
        "source;target;kind;weight;first;last;evidence_count\np:1;python;knows;0.25;2025-01-02;2026-03-04;7\n"
    )


def test_text_is_never_taken_for_a_formula(tmp_path: Path) -> None:
    write_csv_tables(NODES, EDGES, tmp_path)
    with (tmp_path / "nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["unit"] == "'=SUM(A1)"


@given(st.lists(st.one_of(st.text(max_size=9), st.integers(), st.none()), min_size=2, max_size=4))
def test_a_csv_row_reads_back_as_it_was_apart_from_the_apostrophe(row: list[str | int | None]) -> None:
    file = io.StringIO(newline="")
    write_csv(["a"] * len(row), [row], file)
    file.seek(0)
    read = list(csv.reader(file))[1]
    for value, cell in zip(row, read, strict=True):
        text = "" if value is None else str(value)
        guarded = isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}
        assert cell == ("'" + text if guarded else text)
