"""A person's page: topics, evidence over time, people they work with."""

from __future__ import annotations

from flask import Blueprint, render_template

from api.access import actor_from_request
from api.wiring import current_finder

blueprint = Blueprint("person_page", __name__)


@blueprint.get("/people/<person_id>")
def person(person_id: str) -> str:
    """One person, as far as the reader may see them."""
    profile = current_finder().profile(person_id, actor=actor_from_request())
    return render_template("person/person.html", profile=profile)
