"""HTML pages: rendered on the server, readable without script, in French and English."""

from __future__ import annotations

from flask import Flask

from api.pages import document, language, network, person, search, topic, wording

__all__ = ["register"]


def register(app: Flask) -> None:
    """Add the pages, their languages and their template filters to the application."""
    language.register(app)
    wording.register(app)
    for module in (search, person, topic, network, document):
        app.register_blueprint(module.blueprint)
