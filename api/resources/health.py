"""Whether the process answers, and whether it has something to answer with."""

from __future__ import annotations

from flask import Response
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from api.resources.contract import NoQuery, problem_responses, returns, send
from api.shapes import HealthShape

blueprint = APIBlueprint("health", __name__, abp_tags=[Tag(name="health")], abp_responses=problem_responses())


@blueprint.get("/healthz", responses=returns(HealthShape))
def get_health(query: NoQuery) -> Response:
    """The process answers."""
    return send({"status": "ok"})
