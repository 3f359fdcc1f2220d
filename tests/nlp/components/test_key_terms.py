"""Key terms of whole sentences, with the real models."""

from __future__ import annotations

import pytest
from spacy.language import Language

from nlp.mention import Mention
from nlp.pipeline import KEY_TERMS, build_pipeline
from nlp.term_ids import term_keys


@pytest.fixture(scope="module")
def english() -> Language:
    """The English pipeline."""
    return build_pipeline("en")


@pytest.fixture(scope="module")
def french() -> Language:
    """The French pipeline."""
    return build_pipeline("fr")


def terms(pipeline: Language, text: str) -> list[Mention]:
    return list(pipeline(text)._.get(KEY_TERMS))


def surfaces(pipeline: Language, text: str) -> set[str]:
    return {mention.surface for mention in terms(pipeline, text)}


def test_english_compounds(english: Language) -> None:
    text = "The virtual network interface drops packets when the ring buffer of the mempool is full."
    assert {"virtual network interface", "ring buffer", "mempool"} <= surfaces(english, text)


def test_french_prepositional_phrases(french: Language) -> None:
    text = "La conduite du changement passe par le plan de continuité et par la charte graphique."
    assert {"conduite du changement", "plan de continuité", "charte graphique"} <= surfaces(french, text)


def test_inflections_have_one_identifier(french: Language) -> None:
    text = "Nous testons un réseau convolutif. Les réseaux convolutifs apprennent vite."
    found = {mention.topic_id for mention in terms(french, text) if "convoluti" in mention.surface}
    assert len(found) == 1
    assert found.pop().startswith("term:fr:")


def test_the_identifier_does_not_depend_on_the_text(english: Language) -> None:
    one = terms(english, "The ring buffer is full.")[0]
    other = terms(english, "We resize ring buffers, and nothing else, in this release.")
    assert one.topic_id in {mention.topic_id for mention in other}


def test_names_of_people_are_no_terms(english: Language, french: Language) -> None:
    text = "Thanks to Stephen Hemminger and Marie Dupont, the ring buffer of Anatoly is fine."
    assert surfaces(english, text) == {"ring buffer"}
    text = "Je remercie Mme Lefebvre, M. BOCCALETTI et Jean-Pierre Martin pour la charte graphique."
    assert surfaces(french, text) == {"charte graphique"}


def test_words_that_say_nothing_are_no_terms(english: Language, french: Language) -> None:
    assert (
        surfaces(english, "The first version of this patch fixes the same problem in a better way.") == set()
    )
    assert (
        surfaces(french, "La première partie du message pose un autre problème de la même manière.") == set()
    )


def test_ordinary_single_nouns_are_no_terms(english: Language) -> None:
    assert surfaces(english, "The button of the elevator is broken, so take the stairs.") == set()


def test_no_more_terms_than_configured() -> None:
    pipeline = build_pipeline("en", most=2)
    text = "The ring buffer, the flow rule, the memory zone and the link speed are wrong in the poll driver."
    assert len({mention.topic_id for mention in terms(pipeline, text)}) == 2


def test_what_stands_early_and_often_leads(english: Language) -> None:
    text = "Ring buffer sizes. " + "We changed the ring buffer. " * 3 + "Then there is a flow rule."
    best = max(terms(english, text), key=lambda mention: mention.confidence)
    assert best.surface.lower().startswith("ring buffer")


def test_mentions_lie_where_they_say(french: Language) -> None:
    text = "L'analyse du réseau électrique et l'entretien du réseau électrique"
    for mention in terms(french, text):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.method == "keyphrase"
        assert 0 < mention.confidence < 0.85


def test_an_empty_text_has_no_terms(english: Language) -> None:
    assert terms(english, "") == [] == terms(english, " \n ")


def test_keys_leave_out_links_and_refuse_marks() -> None:
    assert term_keys("plan de continuité") == ("plan", "continuit")
    assert term_keys("plan, continuité") == ()
