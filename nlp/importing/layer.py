"""What an import yields: topics that make one layer of the vocabulary, with the place of the layer among the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nlp.taxonomy import TaxonomyTopic

SITE, SHIPPED, KNOWLEDGE, SOFTWARE, SKILLS, OCCUPATIONAL = 10, 50, 60, 70, 80, 90
"""Places, the smallest uppermost: a site's own terms, the shipped list, noun-phrase concepts, software names, verb-phrase
skills, the competences of occupations."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Topics of one import that belong together."""

    name: str
    """Lower-case letters, digits and hyphens."""
    place: int
    """Two digits: see :data:`SITE` and the others."""
    topics: tuple[TaxonomyTopic, ...]

    @property
    def file_name(self) -> str:
        """What the layer's file is called."""
        return f"{self.place:02}-{self.name}.csv"


Importer = Callable[[Path], Iterable[Layer]]
"""Reads a file or folder.

Raises
------
TaxonomyError
    If it is not of the importer's format; the message says what was found and what was expected.
"""
