"""The first page: who can help me with X? Results with the evidence behind every name."""

from __future__ import annotations

from itertools import chain, zip_longest

from flask import Blueprint, render_template, request

from api.access import actor_from_request
from api.wiring import current_finder
from graph.errors import SnapshotError
from graph.expert_finder import ExpertFinder
from graph.model import Actor, Topic

blueprint = Blueprint("search_page", __name__)

MAX_QUERY_LENGTH = 1_000
N_RESULTS = 10
N_EXAMPLES = 12
CLEAR = 0.25
"""Of the best score: who has less is listed briefly."""


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
        if not finder.sources():
            return render_template("search/empty.html", query=query)
        return render_template(
            "search/home.html", examples=_examples(finder, actor), sources=finder.sources()
        )
    answer = finder.find(query, actor=actor, limit=N_RESULTS, former=former)
    by_name = finder.search_people(query, actor=actor, limit=3)
    clear = [expert for expert in answer.people if expert.score >= CLEAR * answer.people[0].score]
    weak = answer.people[len(clear) :]
    return render_template(
        "search/results.html",
        answer=answer,
        clear=clear,
        weak=weak,
        by_name=by_name,
        query=query,
        former=former,
    )


def _examples(finder: ExpertFinder, actor: Actor) -> list[Topic]:
    """Topics to begin with: what tells each community from the others, else what most people know."""
    labels = [community.labels for community in finder.communities(actor=actor).communities]
    by_place = chain.from_iterable(zip_longest(*labels))
    telling = {topic.topic_id: topic for topic in by_place if topic and topic.kind == "topic"}
    known = {hit.topic.topic_id: hit.topic for hit in finder.search_topics("", actor=actor, limit=N_EXAMPLES)}
    return list((telling or known).values())[:N_EXAMPLES]
