"""Every route of the contract answers as it is described, and hides whoever is hidden."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest
from pydantic import TypeAdapter

from api import create_app, report_shapes, shapes
from api.wiring import Wiring
from graph.privacy import consent

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.small_world.world import SmallWorld

TRACES = ("Nadia Haddad", "nadia.haddad", "nhaddad")


def get(client: FlaskClient, path: str, **query: str | int) -> Any:
    response = client.get(f"{path}?{urlencode(query)}")
    assert response.status_code == 200, response.text
    assert response.content_type == "application/json"
    return response.json


def experts(client: FlaskClient, query: str = "Kubernetes", **more: str | int) -> Any:
    return get(client, "/api/v1/experts", q=query, **more)


def addresses(client: FlaskClient) -> Iterator[tuple[str, type[Any]]]:
    """An address of every route that has something to show, with the shape of its answer."""
    found = experts(client)
    person = quote(found["people"][0]["person"]["person_id"], safe="")
    document = quote(found["people"][0]["documents"][0]["document_id"], safe="")
    topic = quote(found["coverage"]["topics"][0]["topic_id"], safe="")
    community = get(client, "/api/v1/communities")["communities"][0]["community_id"]
    yield "/api/v1/experts?q=Kubernetes&limit=100&former=true&lang=fr", shapes.AnswerShape
    yield "/api/v1/people?q=a", shapes.PeopleShape
    yield f"/api/v1/people/{person}", shapes.ProfileShape
    yield "/api/v1/topics?limit=100", shapes.TopicsShape
    yield f"/api/v1/topics/{topic}", shapes.TopicPageShape
    yield f"/api/v1/topics/{topic}/experts?limit=100", shapes.TopicExpertsShape
    yield "/api/v1/communities", shapes.CommunitiesShape
    yield f"/api/v1/communities/{community}", shapes.CommunityShape
    yield f"/api/v1/documents/{document}", shapes.DocumentShape
    yield "/api/v1/competencies/coverage", report_shapes.CoverageReportShape
    yield "/healthz", shapes.HealthShape
    yield "/readyz", shapes.ReadinessShape


PAGES = ("/", "/?q=Kubernetes&former=1", "/?q=Nadia", "/topics", "/communities", "/communities/1")


# ── the contract ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_route_answers_in_its_shape(app: Flask, client: FlaskClient) -> None:
    asked = set()
    for address, shape in addresses(client):
        response = client.get(address)
        assert response.status_code == 200, address
        TypeAdapter(shape).validate_python(response.json, strict=False, extra="forbid")
        with app.test_request_context(address) as context:
            assert context.request.url_rule is not None
            asked.add(context.request.url_rule.rule)
    routes = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/healthz", "/readyz"))
    }
    assert asked == routes


def test_what_is_there_already_is_not_sent_again(client: FlaskClient) -> None:
    for address, _ in addresses(client):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), address
        assert first.headers["Cache-Control"] == "private, no-cache"


def test_shares_add_up_in_the_json_too(client: FlaskClient) -> None:
    for expert in experts(client)["people"]:
        assert sum(reason["share"] for reason in expert["reasons"]) == expert["score"]
        for reason in expert["reasons"]:
            assert sum(part["share"] for part in reason["parts"]) == reason["share"]


def test_highlights_are_spans_of_the_excerpt(client: FlaskClient) -> None:
    documents = [document for e in experts(client)["people"] for document in e["documents"]]
    marked = [d["excerpt"][start:end].lower() for d in documents for start, end in d["highlights"]]
    assert any("kube" in words for words in marked)
    for document in documents:
        assert document["url"].startswith(("http", "/documents/"))


@pytest.mark.parametrize("path", ["people", "topics", "communities", "documents"])
def test_what_is_not_there_is_a_problem(client: FlaskClient, path: str) -> None:
    response = client.get(f"/api/v1/{path}/nothing")
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    assert response.json is not None
    assert "nothing" in response.json["detail"]


def test_an_unknown_ranker_is_a_wrong_input(client: FlaskClient) -> None:
    response = client.get("/api/v1/experts?q=x&ranker=oracle")
    assert (response.status_code, response.content_type) == (422, "application/problem+json")


def test_topic_labels_are_in_the_language_asked_for(client: FlaskClient) -> None:
    labels = {
        language: experts(client, "single sign-on", lang=language)["coverage"]["topics"][0]["label"]
        for language in ("en", "fr")
    }
    assert labels == {"en": "single sign-on", "fr": "authentification unique"}


# ── readiness ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_readiness_says_what_is_behind_and_away(small_world_copy: SmallWorld) -> None:
    client = create_app(small_world_copy.settings).test_client()
    assert {key: get(client, "/readyz")[key] for key in ("status", "index", "store")} == {
        "status": "ready",
        "index": "current",
        "store": "here",
    }
    with Wiring(small_world_copy.settings).store() as store:
        store.forget_source("mbox:list-engineering")
    assert get(client, "/readyz")["index"] == "behind"
    for file in small_world_copy.home.glob("store.sqlite*"):
        file.unlink()
    (small_world_copy.home / "store.sqlite").mkdir()
    away = get(client, "/readyz")
    assert (away["index"], away["store"]) == ("unknown", "away")
    assert experts(client)["people"]


def test_before_the_first_index_the_service_is_not_ready(tmp_path: Any) -> None:
    from api.settings import load_settings

    client = create_app(load_settings(home=tmp_path)).test_client()
    response = client.get("/readyz")
    assert (response.status_code, response.content_type) == (503, "application/problem+json")
    assert response.json is not None
    assert "whoknows index" in response.json["detail"]
    assert client.get("/").status_code == 200


# ── coverage by unit ──────────────────────────────────────────────────────────────────────────────────────────


def test_coverage_tells_no_group_under_five(client: FlaskClient) -> None:
    report = get(client, "/api/v1/competencies/coverage", limit=100)
    assert report["smallest_group"] == 5
    assert report["units"]
    for unit in report["units"]:
        for cell in (unit["n_people"], *unit["cells"]):
            assert cell["low"] == 0 or cell["high"] >= 4
            assert cell["low"] != cell["high"] or cell["low"] == 0 or cell["low"] >= 5
        assert len(unit["cells"]) == len(report["topics"]) == len(report["totals"])


@pytest.mark.parametrize(("language", "delimiter"), [("en", ","), ("fr", ";")])
def test_coverage_is_a_table_for_spreadsheets(client: FlaskClient, language: str, delimiter: str) -> None:
    response = client.get(f"/api/v1/competencies/coverage?format=csv&limit=3&lang={language}")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.data.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=delimiter))
    report = get(client, "/api/v1/competencies/coverage", limit=3, lang=language)
    assert rows[0][2:] == [topic["label"] for topic in report["topics"]]
    assert len(rows) == len(report["units"]) + 2
    assert {len(row) for row in rows} == {5}


# ── who is hidden ─────────────────────────────────────────────────────────────────────────────────────────────


def test_no_route_and_no_page_tells_of_a_hidden_person(small_world_copy: SmallWorld) -> None:
    app = create_app(small_world_copy.settings)
    client = app.test_client()
    person_id = small_world_copy.person_ids["E006"]
    asked = [address for address, _ in addresses(client)]
    shown = {address: client.get(address).text for address in (*asked, *PAGES)}
    assert any(person_id in body for body in shown.values())
    with Wiring(small_world_copy.settings).store() as store:
        consent.hide(store, small_world_copy.settings.snapshots, person_id, by="test")
    for address, _ in addresses(client):
        body = client.get(address).text
        assert not [trace for trace in (*TRACES, person_id) if trace in body], address
    for address in PAGES:
        body = client.get(address).text
        assert not [trace for trace in (*TRACES, person_id) if trace in body], address
    assert client.get(f"/api/v1/people/{person_id}").status_code == 404
    assert client.get(f"/people/{person_id}").status_code == 404


def test_who_is_shown_by_name_only_has_no_contact_anywhere(
    client: FlaskClient, small_world: SmallWorld
) -> None:
    profile = get(client, f"/api/v1/people/{small_world.person_ids['E057']}")
    assert set(profile["person"]) == {"person_id", "name", "active", "name_only"}
    page = client.get(f"/people/{small_world.person_ids['E057']}").text
    assert "Eleanor Hughes" in page
    assert "mailto:eleanor" not in page
