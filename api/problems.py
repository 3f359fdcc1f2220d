"""Our errors as problem documents (RFC 9457), one status each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import orjson
from flask import Flask, Response, render_template, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from graph.errors import (
    EvaluationError,
    GraphError,
    NotFoundError,
    SnapshotError,
    StoreBusyError,
    StoreError,
    StoreUnavailableError,
    StoreVersionError,
    UnknownRankerError,
)
from loaders.errors import LoaderError
from nlp.errors import ExtractionError

MEDIA_TYPE = "application/problem+json"
MACHINE_PREFIXES = ("/api/", "/healthz", "/readyz", "/openapi.json")
RETRY_SECONDS = "5"

STATUS: Mapping[type[Exception], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    UnknownRankerError: HTTPStatus.UNPROCESSABLE_ENTITY,
    EvaluationError: HTTPStatus.UNPROCESSABLE_ENTITY,
    SnapshotError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreBusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreVersionError: HTTPStatus.INTERNAL_SERVER_ERROR,
    StoreError: HTTPStatus.INTERNAL_SERVER_ERROR,
    GraphError: HTTPStatus.INTERNAL_SERVER_ERROR,
    ExtractionError: HTTPStatus.INTERNAL_SERVER_ERROR,
    LoaderError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of each of our errors; a kind that is not named has that of its nearest base."""
RENAMED: Mapping[int, str] = {413: "Content Too Large", 414: "URI Too Long", 422: "Unprocessable Content"}
"""Names of RFC 9110 that Python has had since 3.13 only."""


def phrase(status: HTTPStatus) -> str:
    """The name of a status, the same on every Python."""
    return RENAMED.get(status, status.phrase)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for whoever asked."""

    status: HTTPStatus
    detail: str
    errors: Sequence[Mapping[str, str]] = ()
    """``pointer`` (``query/NAME`` or ``path/NAME``) and ``detail`` of each wrong input."""
    headers: Sequence[tuple[str, str]] = field(default=())

    def document(self) -> dict[str, Any]:
        """The members of the problem document."""
        members: dict[str, Any] = {
            "type": "about:blank",
            "title": phrase(self.status),
            "status": self.status.value,
            "detail": self.detail,
            "instance": request.path,
        }
        return members | ({"errors": list(self.errors)} if self.errors else {})


def register(app: Flask) -> None:
    """Answer every error of the application with a problem."""
    app.register_error_handler(HTTPException, lambda error: respond(from_http(error)))
    for base in (GraphError, ExtractionError, LoaderError):
        app.register_error_handler(base, lambda error: respond(from_error(error)))


def from_error(error: Exception) -> Problem:
    """The problem of one of our errors."""
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    retry = [("Retry-After", RETRY_SECONDS)] if status == HTTPStatus.SERVICE_UNAVAILABLE else []
    return Problem(status, str(error), headers=retry)


def from_http(error: HTTPException) -> Problem:
    """The problem of an HTTP error; headers that belong to it (``Allow``, ``Retry-After``) are kept."""
    own = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    return Problem(HTTPStatus(error.code or 500), error.description or "", headers=own)


def from_validation(error: ValidationError) -> Response:
    """The response to input of the wrong form."""
    in_path = request.view_args or {}
    errors = [
        {
            "pointer": f"{'path' if detail['loc'][0] in in_path else 'query'}/{detail['loc'][0]}",
            "detail": detail["msg"].removeprefix("Value error, "),
        }
        for detail in error.errors(include_url=False, include_input=False)
    ]
    return respond(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The request has unusable input.", errors))


def respond(problem: Problem) -> Response:
    """A problem document for programs, a page for readers."""
    if request.path.startswith(MACHINE_PREFIXES):
        response = Response(orjson.dumps(problem.document()), problem.status, content_type=MEDIA_TYPE)
    else:
        page = render_template("problem.html", title=phrase(problem.status), detail=problem.detail)
        response = Response(page, problem.status, mimetype="text/html")
    response.headers.extend(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    return response
