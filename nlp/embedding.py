"""Texts as vectors, so that phrases in different words or languages can be compared: the contract, and who fulfils it.

A model is an extra, found by its name in the entry-point group ``whoknows.embedders`` and imported where it is used.
Thresholds belong to the model: the same cosine means something else to another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

import numpy as np
import numpy.typing as npt

from nlp.errors import MissingModelError

GROUP = "whoknows.embedders"

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What cosines of a model are worth; they mean nothing to another model.

    Examples
    --------
    >>> Thresholds(link=0.8, agreement=0.5, calibration=((0.8, 0.6), (1.0, 1.0))).confidence(0.9)
    0.8
    """

    link: float
    """A phrase whose nearest label is at least so near means that label's topic,"""
    agreement: float
    """if the topic's labels in the other languages are at least so near: else only the words are alike."""
    calibration: tuple[tuple[float, float], ...]
    """Cosines, rising, with the share of phrases for which the nearest label is right there; linear in between."""

    def confidence(self, cosine: float) -> float:
        """How sure a link at this cosine is, 0 to 1."""
        cosines, shares = zip(*self.calibration, strict=True)
        return round(float(np.interp(cosine, cosines, shares)), 2)


class Embedder(Protocol):
    """A model that turns texts into vectors of length one, without a network; safe to make, loaded when it encodes."""

    @property
    def name(self) -> str:
        """Of the model with its version: stored beside vectors, and part of the text stage's fingerprint."""

    @property
    def dimension(self) -> int:
        """Of the vectors."""

    @property
    def languages(self) -> frozenset[str]:
        """Tags of the languages in which texts that mean the same get near vectors."""

    @property
    def thresholds(self) -> Thresholds:
        """What its cosines are worth."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """shape (texts, dimension): vectors of length one, each the same whatever else is encoded with it."""


def embedder_names() -> list[str]:
    """Names of the installed embedders, sorted."""
    return sorted({point.name for point in entry_points(group=GROUP)})


def open_embedder(name: str) -> Embedder:
    """The embedder of that name; its model is not loaded yet.

    Raises
    ------
    MissingModelError
        If there is none, or the package with its model is not installed.
    """
    for point in entry_points(group=GROUP):
        if point.name == name:
            made: Embedder = point.load()()
            return made
    known = ", ".join(embedder_names()) or "none"
    raise MissingModelError(f"found no embedder {name!r}, expected one that is installed: {known}")
