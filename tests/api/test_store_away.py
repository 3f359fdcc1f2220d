"""The service answers from its snapshot while the store's server is away, and says so."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.engine_search import EngineSearch
from api.settings import Settings
from api.wiring import Wiring
from graph.store.interface import GraphStore
from tests.small_world.world import SmallWorld

NOWHERE = "neo4j://127.0.0.1:9"


@pytest.fixture(params=["snapshot", "store"])
def client(request: pytest.FixtureRequest, small_world: SmallWorld) -> Iterator[FlaskClient]:
    """A service whose store is on a server that is not there."""
    settings = Settings(home=small_world.home, store=NOWHERE, retriever=request.param)
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    app = create_app(settings)
    app.testing = True
    yield app.test_client()
    logging.getLogger("neo4j").setLevel(logging.NOTSET)


def test_experts_are_found(client: FlaskClient, small_world: SmallWorld) -> None:
    asked = f"/api/v1/experts?q={quote('Kubernetes')}"
    response = client.get(asked)
    assert response.status_code == 200
    assert response.json is not None
    assert len(response.json["people"]) > 1
    assert response.data == create_app(small_world.settings).test_client().get(asked).data


def test_readiness_says_that_the_store_is_away(client: FlaskClient) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json is not None
    assert response.json["status"] == "ready"
    assert (response.json["store"], response.json["index"]) == ("away", "unknown")


def test_engine_that_is_away_is_left_alone_for_a_while(small_world: SmallWorld) -> None:
    n_asked = 0

    def open_store() -> GraphStore:
        nonlocal n_asked
        n_asked += 1
        return Wiring(Settings(home=small_world.home, store=NOWHERE)).store().__enter__()

    search = EngineSearch(open_store)
    assert [search([("kubernet", 1.0)], 10) for _ in range(3)] == [None, None, None]
    assert n_asked == 1
