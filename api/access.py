"""Who asks, and what they may see: every route and every command has an Actor."""

from __future__ import annotations

from graph.model import Actor

ANONYMOUS = Actor("anonymous", frozenset({"employee"}))
"""Somebody on this machine: the service listens on loopback only until it knows who asks."""

COMMAND_LINE = Actor("command-line", frozenset({"employee", "hr", "analyst", "admin"}))
"""Whoever can run commands on the home can read its files anyway."""


def actor_from_request() -> Actor:
    """Who sent the current request."""
    return ANONYMOUS
