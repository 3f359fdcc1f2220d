"""JSON over HTTP, a blueprint a noun, and the document that describes it."""

from __future__ import annotations

from flask import Response
from flask_openapi.models.schema import Schema
from flask_openapi.openapi import OpenAPI

from api.resources import communities, documents, experts, health, people, topics
from api.resources.contract import send
from api.shapes import schemas

DESCRIPTION = "Who knows what in an organization, with the evidence for each. Scores are search relevance, never grades of people."
MODULES = (experts, people, topics, communities, documents, health)


def register(app: OpenAPI) -> None:
    """Add the resources and ``/openapi.json`` to the application."""
    for module in MODULES:
        app.register_api(module.blueprint)
    app.components_schemas.update({name: Schema(**schema) for name, schema in schemas().items()})
    app.add_url_rule("/openapi.json", "openapi_document", lambda: _document(app))


def _document(app: OpenAPI) -> Response:
    return send(app.api_doc)
