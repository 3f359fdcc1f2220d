"""One small vocabulary in four forms of RDF gives the same topics."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from nlp.errors import TaxonomyError
from nlp.importing.skos import read_skos
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


XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:skos="http://www.w3.org/2004/02/skos/core#">'
    '<skos:Concept rdf:about="http://example.org/a"><skos:prefLabel>wind {} farms</skos:prefLabel></skos:Concept>'
    "</rdf:RDF>"
)
PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <http://example.org/> .\n"


def topics(path: Path, content: str) -> list[TaxonomyTopic]:
    path.write_text(content, encoding="utf-8")
    (layer,) = read_skos(path)
    return list(layer.topics)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file://{}">]>',
        '<!DOCTYPE r [<!ENTITY x PUBLIC "x" "file://{}">]>',
        '<!DOCTYPE r [<!ENTITY % y SYSTEM "file://{}"> %y; <!ENTITY x "">]>',
        '<!DOCTYPE r SYSTEM "file://{}">',
    ],
)
def test_what_an_xml_file_refers_to_is_not_read(tmp_path: Path, document_type: str, no_network: None) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not for you", encoding="utf-8")
    content = document_type.format(secret) + XML.format("&x;")
    with pytest.raises(TaxonomyError, match=rf"reference to file://{secret} .* {tmp_path / 'list.rdf'}"):
        topics(tmp_path / "list.rdf", content)


def test_entities_that_an_xml_file_defines_itself_are_read(tmp_path: Path) -> None:
    content = '<!DOCTYPE r [<!ENTITY x "power">]>' + XML.format("&x;")
    (topic,) = topics(tmp_path / "list.rdf", content)
    assert topic.labels == {"en": "wind power farms"}


@pytest.mark.parametrize(
    "content",
    [
        '{"@context": "http://example.org/context"}',
        '{"@context": [{}, "context.jsonld"]}',
        '{"@context": {"@import": "http://example.org/context"}}',
        '{"@graph": [{"@id": "x", "@context": ["http://example.org/context"]}]}',
        '{"@context": {"a": {"@id": "http://example.org/a", "@context": "http://example.org/context"}}, "a": {}}',
        '{"@context": "http://example.org/context", "@context": [["http://example.org/context"]]}',
    ],
)
def test_a_context_elsewhere_is_refused(tmp_path: Path, content: str, no_network: None) -> None:
    with pytest.raises(
        TaxonomyError, match=r"found the @context .*list\.jsonld, expected one that is embedded"
    ):
        topics(tmp_path / "list.jsonld", content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.ttl", PREFIXES + ":a :b " + "(" * 5_000),
        ("list.ttl", PREFIXES + ":a :b " + "[:c " * 5_000),
        ("list.jsonld", '{"@id": "http://example.org/a", "http://example.org/b": ' * 900 + "1" + "}" * 900),
        ("list.jsonld", "[" * 5_000 + "]" * 5_000),
    ],
)
def test_what_is_nested_too_deeply_is_refused(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(TaxonomyError, match="unreadable as"):
        topics(tmp_path / name, content)


def test_an_error_tells_the_file_and_where_it_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError) as told:
        topics(tmp_path / "list.ttl", PREFIXES + ":a ^^ .")
    assert f"found {tmp_path / 'list.ttl'} unreadable as .ttl (at line 2 of" in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "list.ttl",
            PREFIXES + ':s a skos:ConceptScheme; skos:prefLabel "list". :a skos:prefLabel "tide mills".',
        ),
        (
            "list.jsonld",
            """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@graph": [
                {"@id": "http://example.org/s", "@type": "skos:ConceptScheme", "skos:prefLabel": "list"},
                {"@id": "http://example.org/a", "skos:prefLabel": "tide mills"}]}""",
        ),
        (
            "list.xml",
            """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
            <skos:ConceptScheme rdf:about="http://example.org/s" skos:prefLabel="list"/>
            <skos:Concept rdf:about="http://example.org/a" skos:prefLabel="tide mills"/></rdf:RDF>""",
        ),
    ],
)
def test_a_scheme_is_no_topic(tmp_path: Path, name: str, content: str) -> None:
    assert [topic.topic_id for topic in topics(tmp_path / name, content)] == ["skos:a"]


def test_a_concept_without_an_address_is_left_out(tmp_path: Path) -> None:
    content = PREFIXES + ':a skos:prefLabel "tide mills"; skos:broader [ skos:prefLabel "mills" ] .'
    (topic,) = topics(tmp_path / "list.ttl", content)
    assert (topic.topic_id, topic.broader) == ("skos:a", ())


def test_a_collection_is_read(tmp_path: Path) -> None:
    content = (
        PREFIXES + ':l skos:memberList ( :a [ ] "text" () ) . :a skos:prefLabel "tide mills", 4.2, true .'
    )
    assert [topic.topic_id for topic in topics(tmp_path / "list.ttl", content)] == ["skos:a"]


def test_a_language_holds_for_what_is_inside(tmp_path: Path) -> None:
    xml = XML.replace("<rdf:RDF", '<rdf:RDF xml:lang="fr"').format("et")
    assert topics(tmp_path / "list.rdf", xml)[0].labels == {"fr": "wind et farms"}
    json = """{"@context": {"@language": "fr", "label": "http://www.w3.org/2004/02/skos/core#prefLabel"},
               "@id": "http://example.org/a", "label": "moulins à marée"}"""
    assert topics(tmp_path / "list.json", json)[0].labels == {"fr": "moulins à marée"}


def test_a_name_in_the_language_itself_goes_before_its_regions_and_before_none(tmp_path: Path) -> None:
    content = PREFIXES + ':a skos:prefLabel "a tide", "colour tide"@en-GB, "tide mill"@en, "marée"@fr-CA .'
    (topic,) = topics(tmp_path / "list.ttl", content)
    assert topic.labels == {"en": "tide mill", "fr": "marée"}


def test_a_graph_with_a_name_of_its_own_is_read(tmp_path: Path) -> None:
    content = """{"@context": {"label": "http://www.w3.org/2004/02/skos/core#prefLabel"}, "@id": "http://example.org/g",
                  "@graph": [{"@id": "http://example.org/a", "label": "tide mills"}]}"""
    assert [topic.topic_id for topic in topics(tmp_path / "list.json", content)] == ["skos:a"]


def test_relative_addresses_count_from_the_files_name(tmp_path: Path) -> None:
    content = PREFIXES + '<#a> skos:prefLabel "tide mills" .'
    assert topics(tmp_path / "list.ttl", content)[0].uris == ("file:///list.ttl#a",)


def test_identifiers_are_unique_and_stay(tmp_path: Path) -> None:
    ends = [
        "a",
        "x/b",
        "y/b",
        "énergie",
        "ênergie",
        "日本",
        "世界",
        "p/c-d",
        "q/c!d",
        "r/c%2",
        "--",
        "r-/s",
        "r/s",
    ]
    content = PREFIXES + "".join(
        f'<http://example.org/{end}> skos:prefLabel "tide mills {place}" .\n'
        for place, end in enumerate(ends)
    )
    ids = {topic.uris[0]: topic.topic_id for topic in topics(tmp_path / "list.ttl", content)}
    assert len(set(ids.values())) == len(ends)
    assert ids["http://example.org/a"] == "skos:a"
    assert ids["http://example.org/x/b"] == "skos:http-example.org-x-b"
    assert ids["http://example.org/énergie"] == "skos:nergie-2d46eb984abb"
    one = topics(
        tmp_path / "list.ttl", PREFIXES + '<http://example.org/énergie> skos:prefLabel "tide mills" .'
    )
    assert one[0].topic_id == ids["http://example.org/énergie"]
