"""Documents as evidence: the author's own words around what matters, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.document_pages import EXCERPT_LENGTH, Wanted, document_page, excerpt, supporting_document
from graph.errors import NotFoundError
from graph.expert_finder import ExpertFinder
from graph.lookups import derive_lookups
from graph.model import Actor
from graph.network import derive_network
from graph.snapshot import build_snapshot
from graph.text_search import WordFinder
from graph.view import View
from loaders.document import Document
from nlp.mention import Extraction
from tests.graph.workshop import DOCUMENTS, EXTRACTIONS, FINGERPRINT, NOW, TOPICS, day, make_store, shop

LONG = (
    "Intro words. " * 30
    + "The gasket\nof the  valve leaks.\n\n## C # flat\n"
    + "More words follow here. " * 30
)
LONG_DOCUMENT = Document(
    shop("d6"), "note", day("2026-05-20"), LONG, author_refs=(shop("ben"),), url="javascript:alert(1)"
)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder: Path = tmp_path_factory.mktemp("workshop")
    extractions = {**EXTRACTIONS, LONG_DOCUMENT.document_id: Extraction("en", ((0, len(LONG)),), ())}
    store = make_store(folder, documents=(*DOCUMENTS, LONG_DOCUMENT), extractions=extractions)
    build_snapshot(
        folder / "snapshots",
        store,
        fingerprint=FINGERPRINT,
        topics=TOPICS,
        extras=(derive_lookups, derive_network),
        now=NOW,
    )
    store.close()
    return ExpertFinder(folder / "snapshots")._view(Actor("anonymous"))


def document(view: View, native_id: str) -> int:
    return view.find_document(shop(native_id))


def person(view: View, name: str) -> int:
    return next(p for p in range(view.snapshot.evidence.n_people) if view.person(p).name == name)


def wanted(*words: str, topics: frozenset[int] = frozenset()) -> Wanted:
    return Wanted(WordFinder(words, ("en", "fr")), topics)


def test_an_excerpt_begins_a_little_before_the_first_match(view: View) -> None:
    text, spans = excerpt(view, document(view, "d6"), wanted("gaskets"))
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert [text[start:end] for start, end in spans] == ["gasket"]
    assert "The gasket of the valve leaks. C # flat" in text  # in one line, single-spaced
    assert spans[0][0] <= 65
    assert len(text) <= EXCERPT_LENGTH + 4


def test_without_a_match_it_is_the_beginning(view: View) -> None:
    text, spans = excerpt(view, document(view, "d6"), wanted("turbine"))
    assert text.startswith("Intro words. Intro words.")
    assert spans == ()


def test_quotations_are_neither_searched_nor_shown(view: View) -> None:
    text, spans = excerpt(view, document(view, "d3"), wanted("pump"))
    assert (text, spans) == ("replace the seal", ())


def test_the_title_is_not_repeated_and_topics_are_marked(view: View) -> None:
    pump = view.find_topic("pump")
    text, spans = excerpt(view, document(view, "d1"), Wanted(topics=frozenset({pump})))
    assert (text, [text[a:b] for a, b in spans]) == ("seal the pump seal", ["pump"])


def test_a_match_of_word_and_topic_is_marked_once(view: View) -> None:
    pump = view.find_topic("pump")
    _, spans = excerpt(view, document(view, "d1"), wanted("pumps", topics=frozenset({pump})))
    assert spans == ((9, 13),)


def test_evidence_says_what_the_person_did_strongest_first(view: View) -> None:
    ana, ben = (
        supporting_document(view, document(view, "d1"), person(view, name), share=0.5)
        for name in ("Ána Sol", "Ben Ode")
    )
    assert ana.verbs == ("authored", "liked")
    assert ben.verbs == ("reviewed",)
    assert (ben.title, ben.container, ben.url) == ("Pump seals", "Shop floor", "https://shop.example.org/d1")


def test_an_answer_without_title_has_that_of_what_it_answers(view: View) -> None:
    assert view.title(document(view, "d1")) == "Pump seals"
    assert view.title(document(view, "d3")) is None  # the question has none either


def test_a_page_has_authors_first_and_spans_in_its_own_text(view: View) -> None:
    page = document_page(view, shop("d1"))
    assert [(who.name, verbs) for who, verbs in page.people] == [
        ("Ána Sol", ("authored", "liked")),
        ("Ben Ode", ("reviewed",)),
        ("Chloé Tran", ("cosigned",)),
    ]
    marked = {topic.topic_id: [page.text[a:b] for a, b in spans] for topic, spans in page.mentions}
    assert marked["pump"] == ["pump"]  # the one in the title is not in the text


def test_an_unknown_document_is_not_found(view: View) -> None:
    with pytest.raises(NotFoundError):
        document_page(view, shop("gone"))


def test_only_a_web_address_is_a_link(view: View) -> None:
    # The sixth document says that its address is a script.
    for native_id, address in (("d1", "https://shop.example.org/d1"), ("d6", None)):
        place = document(view, native_id)
        assert document_page(view, shop(native_id)).url == address
        assert supporting_document(view, place, 0, share=1.0).url == address
