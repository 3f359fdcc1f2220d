"""SKOS, the form in which libraries and administrations publish their vocabularies: RDF/XML, JSON-LD, Turtle, N-Triples.

What a concept is called and what is broader is the same for all forms, once a file is a graph.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from rdflib import RDF, SKOS, Graph, Literal, URIRef

from nlp.errors import TaxonomyError
from nlp.importing.layer import KNOWLEDGE, Layer
from nlp.importing.name_filters import fit_for_text, names_in
from nlp.importing.rdf_files import read_graph
from nlp.taxonomy import LANGUAGES, TaxonomyTopic

NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(slots=True)
class _Concept:
    """What a graph says of a concept."""

    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    broader: set[str] = field(default_factory=set)
    same: set[str] = field(default_factory=set)


def read_skos(path: Path) -> Iterator[Layer]:
    """The concepts of a SKOS file, in the languages that are known here; names without a language count as English.

    Raises
    ------
    TaxonomyError
        If it is not RDF in one of the four forms, or has no concept with an address and a label.
    """
    concepts = _concepts(read_graph(path))
    named = {uri: concept for uri, concept in concepts.items() if concept.labels}
    if not named:
        raise TaxonomyError(
            f"found no skos:Concept with a skos:prefLabel in {path}, expected a SKOS vocabulary"
        )
    ids = _topic_ids(named)
    topics = [
        TaxonomyTopic(
            topic_id=ids[uri],
            labels=concept.labels,
            aliases=names_in(concept.labels, concept.aliases),
            broader=tuple(sorted(ids[parent] for parent in concept.broader if parent in ids)),
            uris=(uri, *sorted(concept.same)),
        )
        for uri, concept in sorted(named.items())
    ]
    yield Layer(_layer_name(path), KNOWLEDGE, tuple(fit_for_text(topics)))


def _concepts(graph: Graph) -> Mapping[str, _Concept]:
    concepts: dict[str, _Concept] = defaultdict(_Concept)
    for uri, language, text in _names(graph, SKOS.prefLabel):
        concepts[uri].labels.setdefault(language, text)
    for predicate in (SKOS.altLabel, SKOS.hiddenLabel):
        for uri, language, text in _names(graph, predicate):
            concepts[uri].aliases[language].append(text)
    for lower, upper in _links(graph, SKOS.broader):
        concepts[lower].broader.add(upper)
    for upper, lower in _links(graph, SKOS.narrower):
        concepts[lower].broader.add(upper)
    for uri, other in _links(graph, SKOS.exactMatch):
        concepts[uri].same.add(other)
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        concepts.pop(str(scheme), None)
    return concepts


def _names(graph: Graph, predicate: URIRef) -> list[tuple[str, str, str]]:
    """Address, language and text; the language itself before its regions, names without a language last."""
    found = []
    for subject, name in graph.subject_objects(predicate):
        if isinstance(subject, URIRef) and isinstance(name, Literal):
            tag = (name.language or "").lower()
            language, text = (tag or "en").split("-")[0], " ".join(name.split())
            if language in LANGUAGES and text:
                found.append((not tag, tag, str(subject), language, text))
    return [one[2:] for one in sorted(found)]


def _links(graph: Graph, predicate: URIRef) -> list[tuple[str, str]]:
    """Pairs of addresses."""
    return [
        (str(subject), str(value))
        for subject, value in graph.subject_objects(predicate)
        if isinstance(subject, URIRef) and isinstance(value, URIRef)
    ]


def _topic_ids(uris: Collection[str]) -> dict[str, str]:
    """An identifier of each concept: the last part of its address, or all of it where that is not its own.

    What these cannot tell apart, or is not ASCII, has a hash of the address at its end.
    """
    forms = {uri: (_mended(_last_part(uri)), _mended(uri)) for uri in uris}
    owners = Counter(form for own in forms.values() for form in set(own))
    ids = {}
    for uri, own in forms.items():
        is_plain = own[0] and _last_part(uri).isascii()
        form = next((form for form in own if is_plain and owners[form] == 1), None)
        ids[uri] = f"skos:{form or '-'.join(filter(None, (own[0], _hash(uri))))}"
    return ids


def _last_part(uri: str) -> str:
    return re.split(r"[/#]", uri.rstrip("/#"))[-1]


def _mended(text: str) -> str:
    return NOT_IN_AN_ID.sub("-", text).strip("-")


def _hash(uri: str) -> str:
    return blake2b(uri.encode(), digest_size=6).hexdigest()


def _layer_name(path: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "skos"
