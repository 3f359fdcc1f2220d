"""Groups of people who work together, and who joins them."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response
from pydantic import BaseModel

from api import representations
from api.access import actor_from_request
from api.resources.contract import Identifier, Query, resource, returns, send
from api.shapes import CommunitiesShape, CommunityShape
from api.wiring import current_finder

blueprint = resource("communities", "Who works with whom.")


class CommunityPath(BaseModel):
    """Which community."""

    community_id: Identifier


@blueprint.get("", responses=returns(CommunitiesShape))
def list_communities(query: Query) -> Response:
    """All communities, largest first, with labels, members and bridges."""
    found = current_finder().communities(actor=actor_from_request())
    return send(representations.communities(found, query.lang))


@blueprint.get("/<path:community_id>", responses=returns(CommunityShape, HTTPStatus.NOT_FOUND))
def get_community(path: CommunityPath, query: Query) -> Response:
    """One community."""
    found = current_finder().community(path.community_id, actor=actor_from_request())
    return send(representations.community(found, query.lang))
