"""Texts in, own words, language and mentions out: the same however the texts are batched."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import extraction as stage
from nlp import reading
from nlp.errors import ExtractionError
from nlp.extraction import Extractor
from nlp.mention import Extraction, TextItem

MAIL = """Migration de la base

Bonjour Luc,

La migration de la base PostgreSQL est prévue samedi, le plan de reprise est prêt.

Cordialement,
Ana Diaz
Experte Kubernetes

Le lun. 3 mars 2025 à 10:12, Luc Petit <luc@example.org> a écrit :
> Qui connaît Terraform ?
"""
POSTS = [
    json.loads(line)["text"]
    for language in ("en", "fr")
    for line in Path(__file__)
    .with_name("gold")
    .joinpath(f"posts_{language}.jsonl")
    .read_text("utf-8")
    .splitlines()[:40]
]


def items(texts: Iterable[str], media_type: str = "text/plain") -> list[TextItem]:
    return [TextItem(f"hash{place}", text, media_type) for place, text in enumerate(texts)]


def read(extractor: Extractor, text: str, media_type: str = "text/plain") -> Extraction:
    return dict(extractor.extract(items([text], media_type)))["hash0"]


def topics(extraction: Extraction) -> set[str]:
    return {mention.topic_id for mention in extraction.mentions}


def test_a_mail_gives_credit_for_its_own_words_only(standard: Extractor) -> None:
    extraction = read(standard, MAIL, "message/rfc822")
    assert extraction.language == "fr"
    assert "postgresql" in topics(extraction)
    assert {"terraform", "kubernetes"}.isdisjoint(topics(extraction))
    assert "plan de reprise" in {mention.surface for mention in extraction.mentions}
    assert "Ana Diaz" not in extraction.own_words(MAIL)


def test_every_mention_lies_in_the_own_words(standard: Extractor) -> None:
    for text in (MAIL, *POSTS):
        extraction = read(standard, text, "message/rfc822")
        for mention in extraction.mentions:
            assert text[mention.start : mention.end].replace("\n", " ") == mention.surface
            assert any(start <= mention.start and mention.end <= end for start, end in extraction.kept)


def test_a_key_term_that_the_vocabulary_names_is_left_to_it(standard: Extractor) -> None:
    extraction = read(standard, "The machine learning pipeline retrains the churn model at night.")
    surfaces = [mention.surface for mention in extraction.mentions]
    assert surfaces.count("machine learning") == 1
    assert "machine-learning" in topics(extraction)


def test_half_a_character_moves_nothing(standard: Extractor) -> None:
    text = "Half \ud83d an emoji: \ude00 the memory pool\udcff resizer of Kubernetes."
    found = read(standard, text)
    assert {"Kubernetes", "memory pool"} <= {mention.surface for mention in found.mentions}
    assert all(text[mention.start : mention.end] == mention.surface for mention in found.mentions)
    assert found.kept == ((0, len(text)),)


def test_the_light_profile_finds_names_only(light: Extractor) -> None:
    extraction = read(light, "The ring hinge of our k8s node is full, the backup too.")
    assert "kubernetes" in topics(extraction)
    assert not any(topic.startswith("term:") for topic in topics(extraction))


def test_code_switched_posts_use_both_vocabularies(light: Extractor) -> None:
    extraction = read(light, "J'ai push le fix : la gestion des congés passe par le load balancer.")
    assert extraction.language == "fr"
    assert {"leave-management", "load-balancing"} <= topics(extraction)


def test_each_paragraph_of_a_long_mixed_text_is_read_in_its_language(standard: Extractor) -> None:
    english = (
        "We have moved the ring hinge to the other node, and it is now checked by the watchdog each week. "
        * 6
    )
    french = "Nous avons relu le manuel de bord avec le comité, et il est validé pour la fin de l'année. " * 4
    found = topics(read(standard, f"{english}\n\n{french}"))
    assert any(topic.startswith("term:en:ring") for topic in found)
    assert any(topic.startswith("term:fr:manuel") for topic in found)


def test_batches_never_change_what_is_found(standard: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    together = list(standard.extract(items(POSTS)))
    monkeypatch.setattr(stage, "BATCH_TEXTS", 1)
    assert list(standard.extract(items(POSTS))) == together
    monkeypatch.setattr(stage, "BATCH_TEXTS", 7)
    monkeypatch.setattr(reading, "PIPE_CHARACTERS", 300)
    assert list(standard.extract(items(POSTS))) == together


def test_order_never_changes_what_is_found(standard: Extractor) -> None:
    forward = dict(standard.extract(items(POSTS)))
    backward = dict(standard.extract(reversed(items(POSTS))))
    assert forward == backward
    assert [text_hash for text_hash, _ in standard.extract(items(POSTS))] == [
        item.text_hash for item in items(POSTS)
    ]


def test_a_stream_is_read_as_it_comes(light: Extractor) -> None:
    taken = []

    def stream() -> Iterable[TextItem]:
        for item in items(["Helm"] * 5000):
            taken.append(item.text_hash)
            yield item

    next(iter(light.extract(stream())))
    assert len(taken) < 5000


def test_the_fingerprint_tells_what_the_result_depends_on(tmp_path: Path) -> None:
    plain = Extractor()
    assert plain.fingerprint == Extractor().fingerprint
    assert plain.fingerprint != Extractor(profile="light").fingerprint
    assert plain.fingerprint != Extractor(languages=("fr", "en")).fingerprint
    (tmp_path / "10-site.csv").write_text("topic_id,label_en\nsite:falcon,Falcon\n", encoding="utf-8")
    with_site = Extractor(vocabulary=tmp_path)
    assert plain.fingerprint != with_site.fingerprint
    assert plain.reading_fingerprint == with_site.reading_fingerprint


class Memory:
    """Remembers readings, and counts them."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Extraction] = {}

    def extractions(self, fingerprint: str, text_hashes: Iterable[str]) -> dict[str, Extraction]:
        return {
            text_hash: self.rows[fingerprint, text_hash]
            for text_hash in text_hashes
            if (fingerprint, text_hash) in self.rows
        }

    def write_extractions(self, fingerprint: str, rows: Iterable[tuple[str, Extraction]]) -> int:
        found = {(fingerprint, text_hash): row for text_hash, row in rows}
        self.rows |= found
        return len(found)


def test_a_remembered_text_is_matched_without_being_parsed(
    standard: Extractor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    memory = Memory()
    fresh = list(standard.extract(items(POSTS), memory=memory))
    assert fresh == list(standard.extract(items(POSTS)))
    assert len(memory.rows) == len(POSTS)
    monkeypatch.setattr(reading, "build_pipeline", lambda language: pytest.fail("a text was parsed again"))
    (tmp_path / "10-site.csv").write_text("topic_id,label_en\nsite:shell,Bash\n", encoding="utf-8")
    again = Extractor(cache=tmp_path)
    assert list(again.extract(items(POSTS), memory=memory)) == fresh
    changed = Extractor(vocabulary=tmp_path)
    assert changed.fingerprint != again.fingerprint
    named = {topic for _, one in changed.extract(items(POSTS), memory=memory) for topic in topics(one)}
    assert "site:shell" in named


def test_no_words_of_a_text_are_remembered(standard: Extractor) -> None:
    memory = Memory()
    list(standard.extract(items(["The ring hinge of the mempool is full."]), memory=memory))
    (kept,) = memory.rows.values()
    assert {mention.surface for mention in kept.mentions} == {""}
    assert kept.kept == ()


def test_without_a_model_nothing_is_remembered(light: Extractor) -> None:
    memory = Memory()
    list(light.extract(items(POSTS), memory=memory))
    assert memory.rows == {}


def test_a_language_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(ExtractionError, match="tlh"):
        Extractor(languages=("en", "tlh"))


def test_a_very_long_text_is_read_from_its_beginning(standard: Extractor) -> None:
    text = "The ring hinge is full. " + "word " * 20_000 + "We use Kubernetes."
    found = topics(read(standard, text))
    assert "kubernetes" in found
    assert any(topic.startswith("term:en:ring") for topic in found)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "> quoted", "```\ncode\n```", "1234", "@ana", "…"])
def test_texts_without_words_have_no_mentions(standard: Extractor, text: str) -> None:
    assert read(standard, text).mentions == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aé N0>\n-`~:@.*_#[](){};/= Helm données "), max_size=200))
def test_no_text_breaks_it(standard: Extractor, text: str) -> None:
    extraction = read(standard, text)
    for mention in extraction.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
