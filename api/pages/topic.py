"""Topics: a list to search in, and a page for each with the people who know it."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from api.access import actor_from_request
from api.wiring import current_finder

blueprint = Blueprint("topic_page", __name__)

N_TOPICS = 60


@blueprint.get("/topics")
def topics() -> str:
    """Topics by name; the best-known first when nothing is asked."""
    text = request.args.get("q", "").strip()[:200]
    hits = current_finder().search_topics(text, actor=actor_from_request(), limit=N_TOPICS)
    return render_template("topic/list.html", hits=hits, text=text)


@blueprint.get("/topics/<path:topic_id>")
def topic(topic_id: str) -> str:
    """One topic: who knows it, and its neighbors."""
    page = current_finder().topic(topic_id, actor=actor_from_request(), limit=30)
    return render_template("topic/topic.html", page=page)
