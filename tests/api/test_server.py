"""The service as it is started: on this machine only, by gunicorn, whatever lies in the working directory."""

from __future__ import annotations

import signal
import socket
import subprocess
import urllib.request
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

from api.resources.contract import LONGEST_TEXT
from tests.api.service import PATIENCE_SECONDS, WHOKNOWS, environment, served


def fetch(address: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as response:  # noqa: S310
        return response.status, response.read()


def test_serves_on_a_free_port_and_ends_when_told(tmp_path: Path) -> None:
    with served(tmp_path, "--workers", "1") as service:
        assert service.url.startswith("http://127.0.0.1:")
        assert fetch(f"{service.url}healthz") == (200, b'{"status":"ok"}')
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(PATIENCE_SECONDS) == 0


def test_opens_no_control_socket(tmp_path: Path) -> None:
    with served(tmp_path, "--workers", "1") as service:
        assert fetch(f"{service.url}healthz")[0] == 200
        assert [path for path in tmp_path.rglob("*") if path.is_socket()] == []


def test_working_directory_cannot_replace_our_packages(tmp_path: Path) -> None:
    hostile = tmp_path / "project"
    for name in ("graph", "api", "loaders", "nlp"):
        (hostile / name).mkdir(parents=True)
        (hostile / name / "__init__.py").write_text("raise SystemExit('taken from the working directory')\n")
    (hostile / "gunicorn.conf.py").write_text("raise SystemExit('read from the working directory')\n")
    with served(tmp_path, "--workers", "1", cwd=hostile) as service:
        assert fetch(f"{service.url}healthz")[0] == 200


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


def test_the_longest_question_of_the_contract_is_answered(tmp_path: Path) -> None:
    question = urlencode({"q": "é" * LONGEST_TEXT})
    with served(tmp_path, "--workers", "1") as service, pytest.raises(HTTPError) as refused:
        fetch(f"{service.url}api/v1/experts?{question}")
    assert refused.value.code == 503  # there is no index yet: gunicorn itself would have said 414
    assert refused.value.headers["Content-Type"] == "application/problem+json"
    refused.value.close()
