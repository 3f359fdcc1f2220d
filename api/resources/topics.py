"""Topics by name, and who knows one."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response
from pydantic import BaseModel, Field

from api import representations
from api.access import actor_from_request
from api.resources.contract import Identifier, Limit, Query, Text, resource, returns, send
from api.shapes import TopicExpertsShape, TopicPageShape, TopicsShape
from api.wiring import current_finder

blueprint = resource("topics", "What people know about.")


class TopicPath(BaseModel):
    """Which topic."""

    topic_id: Identifier


class TopicsQuery(Query):
    """A label or alias, or the beginning of one."""

    q: Text = Field("", description="A label or alias in any language, or its beginning; empty for all.")
    limit: Limit = 10


class TopicExpertsQuery(Query):
    """How many people."""

    limit: Limit = 20


@blueprint.get("", responses=returns(TopicsShape))
def search_topics(query: TopicsQuery) -> Response:
    """Topics whose label or alias begins with or holds a text, most people first: good for completing what is typed."""
    found = current_finder().search_topics(query.q, actor=actor_from_request(), limit=query.limit)
    return send(representations.topics(found, query.lang))


@blueprint.get("/<path:topic_id>", responses=returns(TopicPageShape, HTTPStatus.NOT_FOUND))
def get_topic(path: TopicPath, query: TopicExpertsQuery) -> Response:
    """A topic with its people and neighbors."""
    page = current_finder().topic(path.topic_id, actor=actor_from_request(), limit=query.limit)
    return send(representations.topic_page(page, query.lang))


@blueprint.get("/<path:topic_id>/experts", responses=returns(TopicExpertsShape, HTTPStatus.NOT_FOUND))
def get_topic_experts(path: TopicPath, query: TopicExpertsQuery) -> Response:
    """Who knows a topic, strongest first."""
    page = current_finder().topic(path.topic_id, actor=actor_from_request(), limit=query.limit)
    return send(representations.topic_experts(page, query.lang))
