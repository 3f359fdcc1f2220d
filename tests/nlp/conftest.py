"""Fixtures of the text stage: the vocabulary and the pipelines are made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.extraction import Extractor


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the compiled vocabulary."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def light(cache: Path) -> Extractor:
    """A text stage without language models."""
    return Extractor(profile="light", cache=cache)


@pytest.fixture(scope="session")
def standard(cache: Path) -> Extractor:
    """A text stage with the French and the English model."""
    return Extractor(profile="standard", cache=cache)
