"""Triples from files of RDF, as much of the four usual forms as vocabularies are published in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from nlp.errors import TaxonomyError
from nlp.importing.turtle import TurtleError, turtle_triples

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = f"{RDF}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Literal:
    """A text with its language."""

    text: str
    language: str | None = None


Term = str | Literal
"""An address, or a literal."""
Triple = tuple[str, str, Term]


def read_triples(path: Path) -> Iterator[Triple]:
    """All triples of a file whose name tells its form: ``.rdf`` ``.xml``, ``.jsonld`` ``.json``, ``.ttl`` ``.nt``.

    Raises
    ------
    TaxonomyError
        If it is of another form or cannot be read.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise TaxonomyError(
            f"found {path.name}, expected a file of RDF with one of the endings {', '.join(READERS)}"
        )
    try:
        yield from reader(path)
    except (OSError, UnicodeDecodeError, etree.XMLSyntaxError, json.JSONDecodeError, TurtleError) as error:
        raise TaxonomyError(f"found {path} unreadable as {path.suffix} ({error})") from error


def _rdf_xml(path: Path) -> Iterator[Triple]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(path.read_bytes(), parser)
    for node in root if root.tag == f"{{{RDF}}}RDF" else [root]:
        if isinstance(node.tag, str):
            yield from _node(node)


def _node(node: Any) -> Iterator[Triple]:
    subject = node.get(f"{{{RDF}}}about") or f"_:{id(node)}"
    if node.tag != f"{{{RDF}}}Description":
        yield subject, RDF_TYPE, _address(node.tag)
    for element in node:
        if not isinstance(element.tag, str):
            continue
        predicate = _address(element.tag)
        if resource := element.get(f"{{{RDF}}}resource"):
            yield subject, predicate, resource
        elif len(element):
            for inner in element:
                if isinstance(inner.tag, str):
                    yield subject, predicate, inner.get(f"{{{RDF}}}about") or f"_:{id(inner)}"
                    yield from _node(inner)
        else:
            yield subject, predicate, Literal((element.text or "").strip(), element.get(XML_LANG))


def _address(tag: str) -> str:
    return tag[1:].replace("}", "", 1) if tag.startswith("{") else tag


def _json_ld(path: Path) -> Iterator[Triple]:
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    nodes = document.get("@graph", [document]) if isinstance(document, dict) else document
    context = document.get("@context", {}) if isinstance(document, dict) else {}
    names = _Context(context if isinstance(context, dict) else {})
    for node in nodes:
        if isinstance(node, dict):
            yield from _json_node(node, names)


class _Context:
    """What short names stand for in a JSON-LD document."""

    def __init__(self, context: dict[str, Any]) -> None:
        self._terms = {
            name: meaning.get("@id", name) if isinstance(meaning, dict) else meaning
            for name, meaning in context.items()
            if not name.startswith("@")
        }
        self._types = {
            name: meaning.get("@type") for name, meaning in context.items() if isinstance(meaning, dict)
        }

    def address(self, name: str) -> str:
        full = str(self._terms.get(name, name))
        prefix, colon, rest = full.partition(":")
        if colon and not rest.startswith("//") and isinstance(self._terms.get(prefix), str):
            return f"{self._terms[prefix]}{rest}"
        return full

    def is_reference(self, name: str) -> bool:
        return self._types.get(name) in ("@id", "@vocab")


def _json_node(node: dict[str, Any], names: _Context) -> Iterator[Triple]:
    subject = names.address(str(node.get("@id") or node.get("id") or node.get("uri") or f"_:{id(node)}"))
    for name, values in node.items():
        if name.startswith("@") or name in ("id", "uri"):
            continue
        predicate = names.address(name)
        for value in values if isinstance(values, list) else [values]:
            yield from _json_value(subject, predicate, value, names, names.is_reference(name))


def _json_value(
    subject: str, predicate: str, value: Any, names: _Context, is_reference: bool
) -> Iterator[Triple]:
    if isinstance(value, str):
        yield subject, predicate, names.address(value) if is_reference else Literal(value)
    elif isinstance(value, dict) and "@value" in value:
        yield subject, predicate, Literal(str(value["@value"]), value.get("@language"))
    elif isinstance(value, dict) and "@id" in value:
        yield subject, predicate, names.address(str(value["@id"]))
        yield from _json_node(value, names)
    elif isinstance(value, dict):
        for language, text in value.items():
            for each in text if isinstance(text, list) else [text]:
                if isinstance(each, str) and re.fullmatch(r"[a-z]{2,3}(?:-\w+)*", language):
                    yield subject, predicate, Literal(each, language)


def _turtle(path: Path) -> Iterator[Triple]:
    for subject, predicate, text, language, is_literal in turtle_triples(
        path.read_text(encoding="utf-8-sig")
    ):
        yield subject, predicate, Literal(text, language) if is_literal else text


READERS = {
    ".rdf": _rdf_xml,
    ".xml": _rdf_xml,
    ".jsonld": _json_ld,
    ".json": _json_ld,
    ".ttl": _turtle,
    ".nt": _turtle,
}
