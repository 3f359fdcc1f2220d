"""The first page: who can help me with X? Results with the evidence behind every name."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from api.access import actor_from_request
from api.wiring import current_finder
from graph.errors import SnapshotError

blueprint = Blueprint("search_page", __name__)

MAX_QUERY_LENGTH = 1_000
N_RESULTS = 10
N_EXAMPLES = 12


@blueprint.get("/")
def search() -> tuple[str, int] | str:
    """A search box; with ``q``, the people who know, or what to do when nobody is known."""
    query = request.args.get("q", "").strip()[:MAX_QUERY_LENGTH]
    former = request.args.get("former") == "1"
    try:
        finder = current_finder()
    except SnapshotError:
        return render_template("search/empty.html", query=query)
    actor = actor_from_request()
    if not query:
        examples = finder.search_topics("", actor=actor, limit=N_EXAMPLES)
        if not finder.sources():
            return render_template("search/empty.html", query=query)
        return render_template("search/home.html", examples=examples, sources=finder.sources())
    answer = finder.find(query, actor=actor, limit=N_RESULTS, former=former)
    by_name = finder.search_people(query, actor=actor, limit=3)
    return render_template("search/results.html", answer=answer, by_name=by_name, query=query, former=former)
