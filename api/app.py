"""The factory: settings in, a web application out."""

from __future__ import annotations

from flask import Flask
from flask_openapi.models.info import Info

from api import pages, problems, resources, security
from api.settings import Settings, load_settings
from api.wiring import EXTENSION, Wiring

LONGEST_REQUEST_BYTES = 64 * 1024
"""Nothing is uploaded: a larger body is refused unread."""


def create_app(settings: Settings | None = None) -> Flask:
    """The web application.

    Opens neither store nor snapshot, so that a server may make it before it forks.

    Parameters
    ----------
    settings
        Those of the files and the environment if none are given.
    """
    settings = settings or load_settings()
    app = resources.DescribedApplication(
        "api",
        info=Info(title="whoknows", version=resources.VERSION, description=resources.DESCRIPTION),
        validation_error_callback=problems.from_validation,
        doc_ui=False,
        template_folder="pages/templates",
        static_folder="pages/static",
    )
    app.openapi_version = "3.1.0"
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts)
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_REQUEST_BYTES
    # Identifiers hold slashes, and two in a row are not one.
    app.url_map.merge_slashes = False
    app.extensions[EXTENSION] = Wiring(settings)
    security.register(app)
    problems.register(app)
    resources.register(app)
    pages.register(app)
    return app
