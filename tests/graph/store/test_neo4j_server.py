"""The server of the tests: which Java it is started with, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph.store import neo4j_server
from tests.graph.store.neo4j_server import UnavailableError, find_java, java_releases


@pytest.mark.parametrize(
    ("version", "releases"),
    [("5.26.25", (17, 21)), ("2025.09.0", (21,)), ("2025.10.1", (25, 21)), ("2026.09.0", (25, 21))],
)
def test_java_goes_with_the_version(version: str, releases: tuple[int, ...]) -> None:
    assert java_releases(version) == releases


def launcher(folder: Path, release: str) -> Path:
    """A program that says it is a Java of a release."""
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{release}\" 2026-01-01' >&2\n")
    java.chmod(0o755)
    return java


def test_java_home_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = launcher(tmp_path / "named", "25.0.3")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "named"))
    assert find_java("2026.09.0") == named


def test_missing_java_is_told_with_what_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on_path = launcher(tmp_path / "old", "1.8.0_402")
    monkeypatch.setattr(neo4j_server, "JAVA_FOLDERS", tmp_path / "none")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(on_path.parent), prepend=":")
    with pytest.raises(UnavailableError, match=r"Neo4j 2026\.09\.0 needs Java 25 or 21, found 8"):
        find_java("2026.09.0")


def test_version_that_is_none_is_told() -> None:
    with pytest.raises(UnavailableError, match=r"'latest', expected one like 5\.26\.25"):
        find_java("latest")
