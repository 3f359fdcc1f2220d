"""SKOS, the form in which libraries and administrations publish their vocabularies: RDF/XML, JSON-LD, Turtle, N-Triples.

Read into triples by the reader of each form; what a concept is called and what is broader is then the same for all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nlp.errors import TaxonomyError
from nlp.importing.layer import KNOWLEDGE, Layer
from nlp.importing.name_filters import fit_for_text, names_in
from nlp.importing.rdf_triples import RDF_TYPE, Literal, Term, read_triples
from nlp.taxonomy import LANGUAGES, TaxonomyTopic

SKOS = "http://www.w3.org/2004/02/skos/core#"
NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(slots=True)
class _Concept:
    """What triples say of a concept."""

    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    broader: set[str] = field(default_factory=set)
    same: set[str] = field(default_factory=set)


def read_skos(path: Path) -> Iterator[Layer]:
    """The concepts of a SKOS file, in the languages that are known here; names without a language count as English.

    Raises
    ------
    TaxonomyError
        If it is not RDF in one of the four forms, or has no concept with a label.
    """
    concepts = _concepts(read_triples(path))
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


def _concepts(triples: Iterable[tuple[str, str, Term]]) -> Mapping[str, _Concept]:
    concepts: dict[str, _Concept] = defaultdict(_Concept)
    schemes = set()
    for subject, predicate, value in triples:
        name = predicate.removeprefix(SKOS)
        if isinstance(value, Literal):
            language = (value.language or "en").split("-")[0].lower()
            if language in LANGUAGES and name == "prefLabel":
                concepts[subject].labels.setdefault(language, value.text)
            elif language in LANGUAGES and name in ("altLabel", "hiddenLabel"):
                concepts[subject].aliases[language].append(value.text)
        elif name == "broader":
            concepts[subject].broader.add(value)
        elif name == "narrower":
            concepts[value].broader.add(subject)
        elif name == "exactMatch":
            concepts[subject].same.add(value)
        elif predicate == RDF_TYPE and value == f"{SKOS}ConceptScheme":
            schemes.add(subject)
    return {uri: concept for uri, concept in concepts.items() if uri not in schemes}


def _topic_ids(uris: Iterable[str]) -> dict[str, str]:
    """An identifier of each concept: the last part of its address, or all of it where that is not its own."""
    last = {uri: NOT_IN_AN_ID.sub("-", re.split(r"[/#]", uri.rstrip("/#"))[-1]) for uri in uris}
    count: dict[str, int] = defaultdict(int)
    for part in last.values():
        count[part] += 1
    return {
        uri: f"skos:{part if count[part] == 1 else NOT_IN_AN_ID.sub('-', uri)}" for uri, part in last.items()
    }


def _layer_name(path: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "skos"
