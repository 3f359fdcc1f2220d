"""gunicorn, started safely: on loopback only, without its configuration files, control socket or path changes.

The application is made before the workers are forked and its objects are frozen out of garbage collection, so that
workers share their memory; each worker opens the snapshot for itself, whose arrays are shared through the file.
"""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from api.app import create_app
from api.settings import Settings
from api.wiring import EXTENSION
from graph.errors import SnapshotError

if TYPE_CHECKING:
    from flask import Flask

LONGEST_REQUEST_LINE = 8190
"""Bytes, the most that gunicorn takes: the longest question of the contract fits, an accent on every letter."""


class Server(BaseApplication):  # type: ignore[misc]  # untyped
    """The service as a gunicorn application.

    ``BaseApplication`` reads no configuration but ours: neither files, nor ``GUNICORN_CMD_ARGS``, nor the command
    line, and it leaves ``sys.path`` as it is.

    Parameters
    ----------
    settings
        The settings in force.
    on_ready
        Called with the service's address when it listens.
    """

    def __init__(self, settings: Settings, *, on_ready: Callable[[str], None]) -> None:
        self.settings = settings
        self.on_ready = on_ready
        listener = _listen(settings.bind, settings.port)
        host, port = listener.getsockname()[:2]
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        self.descriptor = listener.detach()  # gunicorn closes it when it has made its own
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        settings = self.settings
        options: dict[str, Any] = {
            "bind": f"fd://{self.descriptor}",
            "workers": settings.workers,
            "worker_class": "gthread",
            "threads": settings.threads,
            "timeout": settings.timeout_seconds,
            "loglevel": settings.log_level,
            "preload_app": True,
            "control_socket_disable": True,
            "limit_request_line": LONGEST_REQUEST_LINE,
            "proc_name": "whoknows",
            "when_ready": self._ready,
            "post_worker_init": _open_snapshot,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made once before the workers are forked."""
        return create_app(self.settings)

    def _ready(self, arbiter: Any) -> None:
        for listener in arbiter.LISTENERS:
            _refuse_other_machines(listener.sock)
        gc.collect()
        gc.freeze()
        self.on_ready(self.address)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise OSError(
            f"cannot listen on {host} port {port}: {os.strerror(error.errno or 0)}; "
            "choose another with --port (0 for a free one)"
        ) from error


def _refuse_other_machines(listener: socket.socket) -> None:
    """A service manager may hand over sockets of its own; they are held to the same rule as ours."""
    if listener.family != socket.AF_UNIX and not ip_address(listener.getsockname()[0]).is_loopback:
        raise RuntimeError(f"refusing to listen on {listener.getsockname()[0]}: expected a loopback address")


def _open_snapshot(worker: Any) -> None:
    wiring = worker.app.callable.extensions[EXTENSION]
    try:
        wiring.finder()
    except SnapshotError as error:
        worker.log.warning("%s", error)
