"""A document as evidence: the text, who did what with it, the topics seen in it."""

from __future__ import annotations

from flask import Blueprint, render_template

from api.access import actor_from_request
from api.wiring import current_finder

blueprint = Blueprint("document_page", __name__)


@blueprint.get("/documents/<path:document_id>")
def document(document_id: str) -> str:
    """One document, with its topics marked."""
    page = current_finder().document(document_id, actor=actor_from_request())
    spans = sorted({span for _, found in page.mentions for span in found})
    return render_template("document/document.html", page=page, spans=spans)
