"""A document that was shown as evidence."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response
from pydantic import BaseModel

from api import representations
from api.access import actor_from_request
from api.resources.contract import Identifier, Query, resource, returns, send
from api.shapes import DocumentShape
from api.wiring import current_finder

blueprint = resource("documents", "What answers rest on.")


class DocumentPath(BaseModel):
    """Which document."""

    document_id: Identifier


@blueprint.get("/<path:document_id>", responses=returns(DocumentShape, HTTPStatus.NOT_FOUND))
def get_document(path: DocumentPath, query: Query) -> Response:
    """A document, who did what with it, and its topics."""
    found = current_finder().document(path.document_id, actor=actor_from_request())
    return send(representations.document(found, query.lang))
