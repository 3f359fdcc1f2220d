"""Each of our errors has one status, and is told in one form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.problems import STATUS, from_error
from api.settings import load_settings
from graph.errors import GraphError, NotFoundError, SnapshotError, StoreBusyError, UnknownRankerError
from loaders.errors import LoaderError
from nlp.errors import ExtractionError


def kinds_of(base: type[Exception]) -> Iterator[type[Exception]]:
    yield base
    for kind in base.__subclasses__():
        yield from kinds_of(kind)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(load_settings(home=tmp_path))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def raising(app: Flask, path: str, error: Exception) -> FlaskClient:
    def view() -> str:
        raise error

    app.add_url_rule(path, path, view)
    return app.test_client()


@pytest.mark.parametrize("base", [GraphError, LoaderError, ExtractionError])
def test_every_kind_of_error_has_a_status(base: type[Exception]) -> None:
    for kind in kinds_of(base):
        assert any(known in STATUS for known in kind.__mro__), kind


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (NotFoundError("no person named x"), 404, "Not Found"),
        (UnknownRankerError("no ranker named x"), 422, "Unprocessable Content"),
        (SnapshotError("no snapshot"), 503, "Service Unavailable"),
        (StoreBusyError("busy"), 503, "Service Unavailable"),
        (GraphError("anything else"), 500, "Internal Server Error"),
    ],
)
def test_an_error_of_ours_is_a_problem_document(
    app: Flask, error: Exception, status: int, title: str
) -> None:
    response = raising(app, "/api/test", error).get("/api/test")
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.json == {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": str(error),
        "instance": "/api/test",
    }
    assert response.headers["Cache-Control"] == "no-store"


def test_what_may_pass_says_when_to_try_again() -> None:
    assert dict(from_error(StoreBusyError("busy")).headers) == {"Retry-After": "5"}
    assert dict(from_error(NotFoundError("none")).headers) == {}


def test_unexpected_errors_do_not_show_what_happened(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    response = raising(app, "/api/test", ZeroDivisionError("secret place")).get("/api/test")
    assert response.status_code == 500
    assert response.content_type == "application/problem+json"
    assert "secret" not in response.text


def test_unknown_addresses_are_problems_for_programs_and_pages_for_readers(client: FlaskClient) -> None:
    assert client.get("/api/v1/nothing").content_type == "application/problem+json"
    page = client.get("/nothing")
    assert (page.status_code, page.mimetype) == (404, "text/html")


def test_refused_methods_say_which_are_allowed(client: FlaskClient) -> None:
    response = client.delete("/api/v1/experts")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_wrong_input_is_told_all_at_once(client: FlaskClient) -> None:
    response = client.get("/api/v1/experts?limit=0&rankre=x")
    assert response.status_code == 422
    assert response.json is not None
    assert [error["pointer"] for error in response.json["errors"]] == [
        "query/q",
        "query/limit",
        "query/rankre",
    ]


def test_names_that_are_not_ours_are_refused(client: FlaskClient) -> None:
    response = client.get("/healthz", headers={"Host": "rebound.example.org"})
    assert response.status_code == 400


def test_large_bodies_are_refused(client: FlaskClient) -> None:
    assert client.post("/api/v1/experts", data=b"x" * 1_000_000).status_code in {405, 413}


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/nothing", "/nothing", "/static/style.css"])
def test_every_response_forbids_what_comes_from_elsewhere(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
