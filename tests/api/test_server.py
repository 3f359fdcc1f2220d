"""The service as it is started: on this machine only, by gunicorn, whatever lies in the working directory."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

WHOKNOWS = str(Path(sys.executable).with_name("whoknows"))
PATIENCE_SECONDS = 30


def environment(home: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WHOKNOWS_")}
    return inherited | {"HOME": str(home), "WHOKNOWS_HOME": str(home / "whoknows")}


@contextmanager
def served(home: Path, *options: str, cwd: Path | None = None) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a running service, and its process."""
    command = [WHOKNOWS, "serve", "--port", "0", "--json", *options]
    process = subprocess.Popen(
        command,
        env=environment(home),
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    try:
        yield _address(process), process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_SECONDS)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    told = ""
    while not told.endswith("}\n"):
        line = process.stdout.readline()
        if not line:
            _, errors = process.communicate(timeout=PATIENCE_SECONDS)
            pytest.fail(f"the service ended with {process.returncode}: {errors}")
        told += line
    address: str = json.loads(told)["url"]
    return address


def fetch(address: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as response:  # noqa: S310
        return response.status, response.read()


def test_serves_on_a_free_port_and_ends_when_told(tmp_path: Path) -> None:
    with served(tmp_path, "--workers", "1") as (address, process):
        assert address.startswith("http://127.0.0.1:")
        assert fetch(f"{address}healthz") == (200, b'{"status":"ok"}')
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0


def test_opens_no_control_socket(tmp_path: Path) -> None:
    with served(tmp_path, "--workers", "1"):
        assert [path for path in tmp_path.rglob("*") if path.is_socket()] == []


def test_working_directory_cannot_replace_our_packages(tmp_path: Path) -> None:
    hostile = tmp_path / "project"
    for name in ("graph", "api", "loaders", "nlp"):
        (hostile / name).mkdir(parents=True)
        (hostile / name / "__init__.py").write_text("raise SystemExit('taken from the working directory')\n")
    (hostile / "gunicorn.conf.py").write_text("raise SystemExit('read from the working directory')\n")
    with served(tmp_path, "--workers", "1", cwd=hostile) as (address, _):
        assert fetch(f"{address}healthz")[0] == 200


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.1", "::"])  # noqa: S104
def test_other_addresses_are_refused_with_the_reason(tmp_path: Path, address: str) -> None:
    result = subprocess.run(
        [WHOKNOWS, "serve", "--bind", address], env=environment(tmp_path), capture_output=True, text=True
    )
    assert result.returncode == 2
    assert "does not ask who you are" in result.stderr
    assert "Traceback" not in result.stderr


def test_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = subprocess.run(
            [WHOKNOWS, "serve", "--port", port], env=environment(tmp_path), capture_output=True, text=True
        )
    assert result.returncode == 1
    assert result.stderr == (
        f"Error: cannot listen on 127.0.0.1 port {port}: Address already in use; "
        "choose another with --port (0 for a free one)\n"
    )
