"""Communities of people who work together, and who joins them."""

from __future__ import annotations

from flask import Blueprint, render_template

from api.access import actor_from_request
from api.wiring import current_finder

blueprint = Blueprint("network_page", __name__)


@blueprint.get("/communities")
def communities() -> str:
    """All communities."""
    return render_template(
        "network/communities.html", found=current_finder().communities(actor=actor_from_request())
    )


@blueprint.get("/communities/<community_id>")
def community(community_id: str) -> str:
    """One community: its topics, members and bridges."""
    found = current_finder().community(community_id, actor=actor_from_request())
    return render_template("network/community.html", community=found)
