"""Candidates for a query: who knows about it, with reasons."""

from __future__ import annotations

from flask import Response
from pydantic import Field

from api import representations
from api.access import actor_from_request
from api.resources.contract import Limit, Query, Question, resource, returns, send
from api.shapes import AnswerShape
from api.wiring import current_finder, current_wiring

blueprint = resource("experts", "Who knows about something, with the evidence for each.")


class ExpertsQuery(Query):
    """What is asked, and how."""

    q: Question = Field(description="What somebody should know about, in your own words.")
    limit: Limit = 10
    ranker: str | None = Field(
        None, max_length=50, description="How people are ordered; the default if left out."
    )
    former: bool = Field(False, description="Whether to offer people who have left.")


@blueprint.get("", responses=returns(AnswerShape))
def find_experts(query: ExpertsQuery) -> Response:
    """People who know about a query, best first, with reasons that add up."""
    answer = current_finder().find(
        query.q,
        actor=actor_from_request(),
        limit=query.limit,
        ranker=query.ranker or current_wiring().settings.ranker,
        former=query.former,
    )
    return send(representations.answer(answer, query.lang))
