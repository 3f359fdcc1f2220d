"""Whether the process answers, and whether it has something to answer with."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from flask import Response
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from api.resources.contract import NoQuery, problem_responses, returns, send
from api.shapes import HealthShape, ReadinessShape
from api.wiring import current_finder, current_wiring
from graph.errors import StoreError

blueprint = APIBlueprint(
    "health",
    __name__,
    abp_tags=[Tag(name="health")],
    abp_responses=problem_responses(HTTPStatus.UNPROCESSABLE_ENTITY),
)


@blueprint.get("/healthz", responses=returns(HealthShape))
def get_health(query: NoQuery) -> Response:
    """The process answers."""
    return send({"status": "ok"})


@blueprint.get("/readyz", responses=returns(ReadinessShape, HTTPStatus.SERVICE_UNAVAILABLE))
def get_readiness(query: NoQuery) -> Response:
    """There is something to answer with; and what is away or behind."""
    finder = current_finder()
    manifest, generation = finder.manifest(), _store_generation()
    shape: ReadinessShape = {
        "status": "ready",
        "indexed_at": manifest.indexed_at,
        "n_people": manifest.counts["people"],
        "n_documents": manifest.counts["documents"],
        "index": "broken" if finder.is_stale() else _state(manifest.generation, generation),
        "store": "away" if generation is None else "here",
    }
    return send(shape)


def _store_generation() -> int | None:
    """Which state the store is in; ``None`` while it is away."""
    try:
        with current_wiring().store() as store:
            return store.generation()
    except StoreError:
        return None


def _state(indexed: int, stored: int | None) -> Literal["current", "behind", "unknown"]:
    if stored is None:
        return "unknown"
    return "current" if indexed == stored else "behind"
