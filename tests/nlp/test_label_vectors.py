"""Vectors of labels are made once for a vocabulary and a model, and mapped after that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp import label_vectors as module
from nlp.label_vectors import label_vectors
from nlp.taxonomy import TaxonomyTopic
from nlp.vocabulary import Vocabulary
from tests.nlp.letter_pairs import LetterPairs

TOPICS = (
    TaxonomyTopic("payroll", {"en": "payroll", "fr": "paie"}, {"en": ("wages run",)}),
    TaxonomyTopic("regards", {"en": "best regards"}, never=True),
    TaxonomyTopic("welding", {"en": "welding", "fr": "soudage"}),
    TaxonomyTopic("marketing", {"en": "marketing", "fr": "marketing"}),
)


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary.compile("0123456789abcdef", TOPICS)


def test_every_label_of_a_topic_has_a_vector(vocabulary: Vocabulary) -> None:
    embedder = LetterPairs()
    labels = label_vectors(vocabulary, embedder)
    assert embedder.texts == ["payroll", "paie", "welding", "soudage", "marketing"]
    assert labels.topics.tolist() == [0, 0, 2, 2, 3]
    assert labels.vectors == pytest.approx(LetterPairs().encode(embedder.texts))


def test_labels_in_a_language_that_the_model_lacks_are_left_out(vocabulary: Vocabulary) -> None:
    embedder = LetterPairs()
    embedder.languages = frozenset({"fr"})
    label_vectors(vocabulary, embedder)
    assert embedder.texts == ["paie", "soudage", "marketing"]


def test_they_are_made_once(vocabulary: Vocabulary, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    made = label_vectors(vocabulary, LetterPairs(), cache=tmp_path, progress=lambda *each: told.append(each))
    assert told == [(5, 5)]
    second = LetterPairs()
    mapped = label_vectors(vocabulary, second, cache=tmp_path)
    assert second.texts == []
    assert isinstance(mapped.vectors, np.memmap)
    assert (mapped.vectors == made.vectors).all() and (mapped.topics == made.topics).all()


def test_another_vocabulary_or_model_has_its_own(vocabulary: Vocabulary, tmp_path: Path) -> None:
    label_vectors(vocabulary, LetterPairs(), cache=tmp_path)
    newer = LetterPairs()
    newer.name = "letter-pairs-2"
    label_vectors(vocabulary, newer, cache=tmp_path)
    assert len(newer.texts) == 5
    changed = Vocabulary.compile("fedcba9876543210", [replace(TOPICS[0], labels={"en": "wages"})])
    embedder = LetterPairs()
    assert label_vectors(changed, embedder, cache=tmp_path).topics.tolist() == [0]
    assert embedder.texts == ["wages"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "labels-0123456789abcdef-letter-pairs-2.npy",
        "labels-fedcba9876543210-letter-pairs-1.npy",
    ]


@pytest.mark.parametrize("content", [b"", b"no array", b"\x93NUMPY\x01\x00"])
def test_a_damaged_file_is_made_again(vocabulary: Vocabulary, tmp_path: Path, content: bytes) -> None:
    made = label_vectors(vocabulary, LetterPairs(), cache=tmp_path)
    (path,) = tmp_path.iterdir()
    expected = np.array(made.vectors)
    path.write_bytes(content)
    embedder = LetterPairs()
    assert (label_vectors(vocabulary, embedder, cache=tmp_path).vectors == expected).all()
    assert len(embedder.texts) == 5


def test_an_interruption_leaves_nothing(
    vocabulary: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 2)

    def interrupt(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        label_vectors(vocabulary, LetterPairs(), cache=tmp_path, progress=interrupt)
    assert list(tmp_path.iterdir()) == []
    label_vectors(vocabulary, LetterPairs(), cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
