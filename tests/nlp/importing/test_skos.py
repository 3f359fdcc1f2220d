"""One small vocabulary in four forms of RDF gives the same topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import TaxonomyError
from nlp.importing.skos import read_skos
from nlp.importing.turtle import TurtleError, turtle_triples
from nlp.taxonomy import TaxonomyTopic

TURTLE = '''
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <http://example.org/subjects/> .
# a comment; with marks, in it.
:list a skos:ConceptScheme ; skos:prefLabel "Our subjects"@en .
:energy a skos:Concept ;
    skos:prefLabel "energy"@en , "énergie"@fr , "Energie"@de ;
    skos:narrower :wind ;
    skos:inScheme :list .
:wind a skos:Concept ;
    skos:prefLabel "wind farms"@en-GB ;
    skos:altLabel """large "onshore" wind parks"""@en , 'parcs \\u00e9oliens terrestres'@fr ;
    skos:notation "4.2"^^<http://www.w3.org/2001/XMLSchema#string> ;
    skos:note [ skos:definition "blank" ] ;
    skos:exactMatch <http://elsewhere.example.org/9> .
'''
N_TRIPLES = """
<http://example.org/subjects/list> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#ConceptScheme> .
<http://example.org/subjects/energy> <http://www.w3.org/2004/02/skos/core#prefLabel> "energy"@en .
<http://example.org/subjects/energy> <http://www.w3.org/2004/02/skos/core#prefLabel> "\\u00E9nergie"@fr .
<http://example.org/subjects/wind> <http://www.w3.org/2004/02/skos/core#broader> <http://example.org/subjects/energy> .
<http://example.org/subjects/wind> <http://www.w3.org/2004/02/skos/core#prefLabel> "wind farms"@en .
<http://example.org/subjects/wind> <http://www.w3.org/2004/02/skos/core#altLabel> "large \\"onshore\\" wind parks"@en .
<http://example.org/subjects/wind> <http://www.w3.org/2004/02/skos/core#altLabel> "parcs éoliens terrestres"@fr .
<http://example.org/subjects/wind> <http://www.w3.org/2004/02/skos/core#exactMatch> <http://elsewhere.example.org/9> .
"""
RDF_XML = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <!-- a comment -->
  <skos:Concept rdf:about="http://example.org/subjects/energy">
    <skos:prefLabel xml:lang="en">energy</skos:prefLabel>
    <skos:prefLabel xml:lang="fr">énergie</skos:prefLabel>
    <skos:narrower>
      <skos:Concept rdf:about="http://example.org/subjects/wind">
        <skos:prefLabel xml:lang="en">wind farms</skos:prefLabel>
        <skos:altLabel xml:lang="en">large "onshore" wind parks</skos:altLabel>
        <skos:altLabel xml:lang="fr">parcs éoliens terrestres</skos:altLabel>
      </skos:Concept>
    </skos:narrower>
  </skos:Concept>
  <rdf:Description rdf:about="http://example.org/subjects/wind">
    <skos:exactMatch rdf:resource="http://elsewhere.example.org/9"/>
  </rdf:Description>
</rdf:RDF>
"""
JSON_LD = """{
  "@context": {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "ex": "http://example.org/subjects/",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": "skos:altLabel",
    "broader": {"@id": "skos:broader", "@type": "@id"}
  },
  "@graph": [
    {"@id": "ex:energy", "@type": "skos:Concept", "prefLabel": {"en": "energy", "fr": "énergie", "de": "Energie"}},
    {"@id": "ex:wind", "prefLabel": {"en": "wind farms"}, "broader": "ex:energy",
     "altLabel": [{"@value": "large \\"onshore\\" wind parks", "@language": "en"},
                  {"@value": "parcs éoliens terrestres", "@language": "fr"}],
     "skos:exactMatch": {"@id": "http://elsewhere.example.org/9"}}
  ]
}
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [("list.ttl", TURTLE), ("list.nt", N_TRIPLES), ("list.rdf", RDF_XML), ("list.jsonld", JSON_LD)],
)
def test_every_form_gives_the_same_topics(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (layer,) = read_skos(path)
    assert layer.file_name == "60-list.csv"
    energy, wind = layer.topics
    assert energy == TaxonomyTopic(
        "skos:energy",
        {"en": "energy", "fr": "énergie"},
        uris=("http://example.org/subjects/energy",),
        needs_context=frozenset({"energy", "énergie"}),
    )
    assert wind == TaxonomyTopic(
        "skos:wind",
        {"en": "wind farms"},
        aliases={"en": ('large "onshore" wind parks',), "fr": ("parcs éoliens terrestres",)},
        broader=("skos:energy",),
        uris=("http://example.org/subjects/wind", "http://elsewhere.example.org/9"),
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("list.ttl", "@prefix skos: <http://x.example.org/", "unreadable as .ttl"),
        ("list.ttl", ":a :b", "expected"),
        ("list.rdf", "<rdf", "unreadable as .rdf"),
        ("list.jsonld", "{", "unreadable as .jsonld"),
        ("list.doc", "", "expected a file of RDF"),
        (
            "list.nt",
            "<http://x.example.org/a> <http://x.example.org/b> <http://x.example.org/c> .",
            "found no skos:Concept",
        ),
    ],
)
def test_what_is_none_is_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=message):
        list(read_skos(path))


def test_entities_of_xml_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not for you", encoding="utf-8")
    path = tmp_path / "list.rdf"
    path.write_text(
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">'
        '<skos:Concept rdf:about="http://example.org/a"><skos:prefLabel>wind &x; farms</skos:prefLabel></skos:Concept></rdf:RDF>',
        encoding="utf-8",
    )
    with pytest.raises(TaxonomyError, match="found no skos:Concept"):
        list(read_skos(path))


@pytest.mark.parametrize("text", ["", "# nothing\n", "@prefix a: <http://x.example.org/> ."])
def test_a_document_may_be_empty(text: str) -> None:
    assert list(turtle_triples(text)) == []


def test_numbers_and_truth_are_literals() -> None:
    facts = list(turtle_triples("<http://x.example.org/a> <http://x.example.org/b> 4.2, true, 'it\\'s' ."))
    assert [(value, is_literal) for _, _, value, _, is_literal in facts] == [
        ("4.2", True),
        ("true", True),
        ("it's", True),
    ]


def test_a_stray_mark_is_told_with_its_line() -> None:
    with pytest.raises(TurtleError, match="line 2"):
        list(turtle_triples("# fine\n^ wrong"))
