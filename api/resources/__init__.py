"""JSON over HTTP, a blueprint a noun, and the document that describes it."""

from __future__ import annotations

from flask_openapi.models.schema import Schema
from flask_openapi.openapi import OpenAPI

from api.resources import communities, competencies, documents, experts, health, people, topics
from api.resources.contract import send
from api.shapes import schemas

DESCRIPTION = "Who knows what in an organization, with the evidence for each. Scores are search relevance, never grades of people."
VERSION = "1"
"""Of the contract: it grows when a client would have to change."""

MODULES = (experts, people, topics, communities, competencies, documents, health)


class DescribedApplication(OpenAPI):
    """An application whose document knows our shapes; they are made into schemas only when it is asked for."""

    def generate_spec_json(self) -> None:
        """Describe the routes."""
        self.components_schemas.update({name: Schema(**schema) for name, schema in schemas().items()})
        super().generate_spec_json()  # type: ignore[no-untyped-call]


def register(app: DescribedApplication) -> None:
    """Add the resources and ``/openapi.json`` to the application."""
    for module in MODULES:
        app.register_api(module.blueprint)
    app.add_url_rule("/openapi.json", "openapi_document", lambda: send(app.api_doc))
