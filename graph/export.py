"""The graph for analysts: GraphML, and CSV tables that open safely in a spreadsheet.

Nodes are people and topics; edges say who knows which topic, who works with whom, and which topic is broader.
Hidden people are left out with everything that touches them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, TextIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GRAPHML_TYPES = {str: "string", int: "long", float: "double", date: "string"}
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that an XML document may not hold in any form."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Node:
    """A person or a topic."""

    id: str
    kind: str
    label: str
    unit: str | None = None
    community: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes."""

    source: str
    target: str
    kind: str
    """``knows`` (person to topic), ``works_with`` (two people) or ``broader`` (topic to broader topic)."""
    weight: float = 1.0
    first: date | None = None
    last: date | None = None
    evidence_count: int | None = None


NODE_ATTRIBUTES: Mapping[str, type] = {"kind": str, "label": str, "unit": str, "community": str}
EDGE_ATTRIBUTES: Mapping[str, type] = {
    "kind": str,
    "weight": float,
    "first": date,
    "last": date,
    "evidence_count": int,
}


# ── GraphML ───────────────────────────────────────────────────────────────────────────────────────────────────


def write_graphml(nodes: Iterable[Node], edges: Iterable[Edge], file: BinaryIO) -> None:
    """Write a graph as GraphML, one element at a time.

    All edges are undirected, since networkx reads no mixed graphs; source and target keep their order.
    """
    xml = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
    xml.startDocument()
    _open(xml, "graphml", xmlns=GRAPHML)
    _write_keys(xml, "node", NODE_ATTRIBUTES)
    _write_keys(xml, "edge", EDGE_ATTRIBUTES)
    _open(xml, "graph", id="whoknows", edgedefault="undirected")
    for node in nodes:
        _write_item(xml, "node", {"id": node.id}, node, NODE_ATTRIBUTES)
    for edge in edges:
        ends = {"source": edge.source, "target": edge.target}
        _write_item(xml, "edge", ends, edge, EDGE_ATTRIBUTES)
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()


def _write_keys(xml: XMLGenerator, item: str, attributes: Mapping[str, type]) -> None:
    for name, kind in attributes.items():
        names = {"attr.name": name, "attr.type": GRAPHML_TYPES[kind], "for": item}
        _open(xml, "key", id=f"{item}-{name}", **names)
        xml.endElement("key")


def _write_item(
    xml: XMLGenerator, item: str, own: Mapping[str, str], value: Node | Edge, attributes: Mapping[str, type]
) -> None:
    _open(xml, item, **own)
    for name in attributes:
        content = getattr(value, name)
        if content is not None:
            _open(xml, "data", key=f"{item}-{name}")
            xml.characters(_xml_text(content))
            xml.endElement("data")
    xml.endElement(item)


def _open(xml: XMLGenerator, tag: str, **attributes: str) -> None:
    xml.startElement(tag, AttributesImpl({name: _xml_text(text) for name, text in attributes.items()}))


def _xml_text(value: object) -> str:
    return NOT_XML.sub("\ufffd", str(value))


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────────────────────


def write_csv_tables(
    nodes: Iterable[Node], edges: Iterable[Edge], folder: Path, *, delimiter: str = ","
) -> None:
    """Write ``nodes.csv`` and ``edges.csv`` into a folder that exists.

    Parameters
    ----------
    delimiter
        ``;`` is what spreadsheets set to French expect.
    """
    columns = ("id", *NODE_ATTRIBUTES)
    with (folder / "nodes.csv").open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(columns, ([getattr(node, name) for name in columns] for node in nodes), file, delimiter)
    columns = ("source", "target", *EDGE_ATTRIBUTES)
    with (folder / "edges.csv").open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(columns, ([getattr(edge, name) for name in columns] for edge in edges), file, delimiter)


def write_csv(
    header: Sequence[str], rows: Iterable[Sequence[Value]], file: TextIO, delimiter: str = ","
) -> None:
    """Write a table (RFC 4180) in which no text is taken for a formula.

    The file should be opened with ``encoding="utf-8-sig", newline=""``: spreadsheets need the mark for accents.

    Examples
    --------
    >>> import sys
    >>> write_csv(["name", "n"], [["=1+1", -3], ["Zoé", None]], sys.stdout)  # doctest: +NORMALIZE_WHITESPACE
    name,n
    '=1+1,-3
    Zoé,
    """
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow([safe_cell(name) for name in header])
    writer.writerows([safe_cell(value) for value in row] for row in rows)


def safe_cell(value: Value) -> str | int | float:
    """A value as a spreadsheet may be given it: an apostrophe before text that would start a formula."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
