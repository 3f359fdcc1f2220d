"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The development data sets beside the checkout."""
    if not DATA.is_dir():
        pytest.skip(f"the development data sets are not beside the checkout ({DATA})")
    return DATA
