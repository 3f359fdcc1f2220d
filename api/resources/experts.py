"""Candidates for a query: who knows about it, with reasons."""

from __future__ import annotations

from typing import Annotated

from flask import Response
from pydantic import AfterValidator, Field, WithJsonSchema

from api import representations
from api.access import actor_from_request
from api.resources.contract import Limit, Query, Question, resource, returns, send
from api.shapes import AnswerShape
from api.wiring import current_finder, current_wiring
from graph.ranking.ranker import RANKERS

blueprint = resource("experts", "Who knows about something, with the evidence for each.")


def _known(name: str) -> str:
    if name not in RANKERS:
        raise ValueError(f"expected one of {', '.join(sorted(RANKERS))}")
    return name


KnownRanker = Annotated[
    str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": sorted(RANKERS)})
]


class ExpertsQuery(Query):
    """What is asked, and how."""

    q: Question = Field(description="What somebody should know about, in your own words.")
    limit: Limit = 10
    ranker: KnownRanker | None = Field(None, description="How people are ordered; the default if left out.")
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
