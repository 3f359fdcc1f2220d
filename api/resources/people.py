"""A person's profile and its evidence, and people by name."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response
from pydantic import BaseModel, Field

from api import representations
from api.access import actor_from_request
from api.resources.contract import Identifier, Limit, Query, Question, resource, returns, send
from api.shapes import PeopleShape, ProfileShape
from api.wiring import current_finder

blueprint = resource("people", "What a person knows, and how we know.")


class PersonPath(BaseModel):
    """Which person."""

    person_id: Identifier


class PeopleQuery(Query):
    """A name, or the beginning of one."""

    q: Question = Field(description="A name, or the beginning of one.")
    limit: Limit = 10


@blueprint.get("", responses=returns(PeopleShape))
def search_people(query: PeopleQuery) -> Response:
    """People by name."""
    found = current_finder().search_people(query.q, actor=actor_from_request(), limit=query.limit)
    return send(representations.people(found, query.lang))


@blueprint.get("/<path:person_id>", responses=returns(ProfileShape, HTTPStatus.NOT_FOUND))
def get_person(path: PersonPath, query: Query) -> Response:
    """A person's topics, evidence over time and collaborators."""
    profile = current_finder().profile(path.person_id, actor=actor_from_request())
    return send(representations.profile(profile, query.lang))
