"""The house is as its documents say: what may stand where, and what names may not be used."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = {"graph", "nlp", "api", "loaders", "notebooks", "tests"}
FILES = {
    "setup.cfg",
    "README.md",
    "pyproject.toml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "LICENSE",
    "requirements.lock",
    "requirements-dev.lock",
    "Dockerfile",
    "compose.yaml",
}
NAMELESS_ROOMS = re.compile(r"(^|/)(utils?|helpers?|common|misc|base|manager)\.py$")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50


def tracked() -> list[str]:
    git = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if git.returncode != 0:
        pytest.skip("not a git checkout, so there is no list of the project's own files")
    return [name for name in git.stdout.splitlines() if (ROOT / name).exists()]


def modules() -> list[Path]:
    return [ROOT / name for name in tracked() if name.endswith(".py")]


def test_top_level_holds_only_what_the_owner_allows() -> None:
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} <= FOLDERS | FILES


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name for name in tracked() if NAMELESS_ROOMS.search(name)] == []


def test_every_folder_under_tests_is_a_package() -> None:
    folders = {
        (ROOT / name).parent for name in tracked() if name.startswith("tests/") and name.endswith(".py")
    }
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_modules_say_why_they_exist() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if path.read_text().strip() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]
    assert silent == []


def test_modules_and_functions_can_be_read_in_one_sitting() -> None:
    too_long = []
    for path in modules():
        text = path.read_text()
        if text.count("\n") > LONGEST_MODULE:
            too_long.append(f"{path.relative_to(ROOT)} has {text.count(chr(10))} lines")
        too_long += [
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.end_lineno is not None
            and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
        ]
    assert too_long == []


def test_nothing_is_left_unfinished() -> None:
    mark = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError")
    here = Path(__file__)
    assert [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules()
        if path != here
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if mark.search(line)
    ] == []


def test_locks_carry_hashes_and_no_index_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "index-url" not in text
        assert "find-links" not in text
        assert "http://" not in text
        assert "https://" not in text
        pinned = re.findall(r"^[a-z0-9][^\s]*==", text, re.MULTILINE)
        assert len(pinned) > 50
        assert text.count("--hash=sha256:") >= len(pinned)
