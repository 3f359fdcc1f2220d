"""An embedder that needs no model: texts are near that share pairs of letters."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from nlp.embedding import Thresholds, Vectors


class LetterPairs:
    """Counts pairs of letters in 256 slots; ``texts`` are all that it has encoded."""

    name = "letter-pairs-1"
    dimension = 256
    languages = frozenset({"en", "fr"})
    thresholds = Thresholds(link=0.8, agreement=0.0, calibration=((0.8, 0.6), (1.0, 0.9)))

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for pair in pairwise(f" {text.lower()} "):
                vectors[row, zlib.crc32("".join(pair).encode()) % self.dimension] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
