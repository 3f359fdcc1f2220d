"""The whole application against its own description: what it accepts, refuses and answers, by schemathesis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode

from api import create_app

if TYPE_CHECKING:
    from schemathesis.schemas import BaseSchema

    from tests.small_world.world import SmallWorld

CONTRACT = Path(__file__).parents[3] / "api" / "openapi.yaml"
ROUTES = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))["paths"]
CASES = [
    (path, mode)
    for path, methods in ROUTES.items()
    for mode in GenerationMode
    # Where nothing can be said, nothing wrong can be said.
    if mode is GenerationMode.POSITIVE or "parameters" in methods["get"]
]
EXAMPLES = 40


@pytest.fixture(scope="module")
def schema(small_world: SmallWorld) -> BaseSchema:
    return schemathesis.openapi.from_wsgi("/openapi.json", create_app(small_world.settings))


@pytest.mark.parametrize(("path", "mode"), CASES)
def test_every_route_keeps_to_the_contract(schema: BaseSchema, path: str, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    def keeps_to_it(case: Case) -> None:
        case.call_and_validate()

    keeps_to_it()
