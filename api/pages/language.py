"""The language of the page: the reader's choice (a cookie), else the browser's, among those we speak."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, request
from flask_babel import Babel
from werkzeug.wrappers import Response

LANGUAGES = {"en": "English", "fr": "Français"}
COOKIE = "whoknows_language"

blueprint = Blueprint("language", __name__)


def page_language() -> str:
    """The language tag to speak."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(list(LANGUAGES)) or "en"


def local_path(target: str | None) -> str:
    """The path to go back to: only ever one on this server, else the first page.

    Examples
    --------
    >>> local_path("/people/p-1?x=1")
    '/people/p-1?x=1'
    >>> local_path("https://elsewhere.example/"), local_path("//elsewhere.example/"), local_path(None)
    ('/', '/', '/')
    """
    parts = urlsplit((target or "/").replace("\\", "/"))
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("//"):
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@blueprint.get("/language/<any(en, fr):tag>")
def choose(tag: str) -> Response:
    """Remember the reader's choice and go back to where they were."""
    response = redirect(local_path(request.args.get("next")), code=303)
    response.set_cookie(COOKIE, tag, max_age=365 * 86_400, httponly=True, samesite="Lax")
    return response


def register(app: Flask) -> None:
    """Set up translations."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = f"{app.root_path}/pages/translations"
    Babel(app, locale_selector=page_language)
    app.register_blueprint(blueprint)
    app.context_processor(lambda: {"page_language": page_language(), "languages": LANGUAGES})
