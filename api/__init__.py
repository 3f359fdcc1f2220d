"""The outside: HTTP, pages and the command line. ``flask --app api`` finds the factory here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from api.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application; see :func:`api.app.create_app`, imported only when asked for: commands must start quickly."""
    from api.app import create_app as create

    return create(settings)
