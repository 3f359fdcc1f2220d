"""Fixtures of the text stage: the vocabulary and the pipelines are made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.extraction import Extractor


@pytest.fixture(scope="session")
def light(compiled_vocabulary: Path) -> Extractor:
    """A text stage without language models."""
    return Extractor(profile="light", cache=compiled_vocabulary)


@pytest.fixture(scope="session")
def standard(compiled_vocabulary: Path) -> Extractor:
    """A text stage with the French and the English model."""
    return Extractor(profile="standard", cache=compiled_vocabulary)
