"""What all resources share of the contract: parameters, documented responses, how JSON is sent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any

from flask import Response, request
from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag
from flask_openapi.types import ResponseDict
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.problems import MEDIA_TYPE as PROBLEM_MEDIA_TYPE
from api.problems import phrase
from api.representations import to_json

LONGEST_TEXT = 1_000
LONGEST_IDENTIFIER = 500
LARGEST_LIMIT = 100


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("expected a word or more")
    return text.strip()


Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Question = Annotated[Text, Field(min_length=1), AfterValidator(_not_blank)]
Identifier = Annotated[str, Field(min_length=1, max_length=LONGEST_IDENTIFIER)]
Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT, description="How many at most.")]


class Query(BaseModel):
    """Parameters of every resource; an unknown one is refused, so that a slip of the pen is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: str = Field(
        "en", pattern="^[a-z]{2,3}$", description="Language of topic labels, where they have one."
    )

    @classmethod
    def model_json_schema(cls, *args: Any, **settings: Any) -> dict[str, Any]:
        """The schema; as every request asks for it, without settings, it is made once."""
        return super().model_json_schema(*args, **settings) if args or settings else _schema(cls)


class NoQuery(BaseModel):
    """No parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def resource(name: str, description: str, *, prefix: str = "/api/v1/") -> APIBlueprint:
    """A blueprint for a noun, with the problems that any of its routes may answer."""
    return APIBlueprint(
        f"api_{name}",
        __name__,
        url_prefix=f"{prefix}{name}",
        abp_tags=[Tag(name=name, description=description)],
        abp_responses=problem_responses(HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.SERVICE_UNAVAILABLE),
        operation_id_callback=_operation_id,
    )


def returns(shape: type[Any], *problems: HTTPStatus, csv: bool = False) -> ResponseDict:
    """The documented responses of a route: a shape (a table as well, with ``csv``), or one of the problems."""
    found = _content("application/json", shape.__name__, "OK")
    if csv:
        found["content"]["text/csv"] = {"schema": {"type": "string"}}
    return {"200": found, **problem_responses(*problems)}


def problem_responses(*problems: HTTPStatus) -> ResponseDict:
    """Documented problems, and that any other is told in the same form."""
    told: ResponseDict = {
        status: _content(PROBLEM_MEDIA_TYPE, "Problem", phrase(status)) for status in problems
    }
    return {**told, "default": _content(PROBLEM_MEDIA_TYPE, "Problem", "Any other problem")}


def send(shape: Mapping[str, Any]) -> Response:
    """A representation as a response; not sent again to whoever has it already (``ETag``)."""
    response = Response(to_json(shape), content_type="application/json")
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def _schema(query: type[Query]) -> dict[str, Any]:
    return super(Query, query).model_json_schema()


def _content(media_type: str, schema: str, description: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {"description": description, "content": {media_type: {"schema": reference}}}


def _operation_id(*, name: str, path: str, method: str) -> str:
    return name
