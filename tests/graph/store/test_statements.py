"""Statements: the same names for every database, one purpose each, told in a comment."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import statements
from graph.store.statements import Statements

STORE = Path(statements.__file__).parent
ONLY_SQL = {"backup", "purge_due", "set_purge_due"}
"""The embedded store's own files."""
ONLY_CYPHER = {
    "checkpoint",
    "remove_orphaned_placeholders",
    "search_documents",
    "set_schema_version",
    "state",
}
"""What a graph or a server needs besides, and all that is published."""
PUBLISHING = ("begin_publication", "publish_", "retire_", "unpublish_")


def names(language: str) -> set[str]:
    return {path.stem for path in (STORE / language).glob(f"*.{language}")}


def test_both_databases_have_the_same_statements() -> None:
    assert names("sql") - names("cypher") == ONLY_SQL
    stored = {name for name in names("cypher") if not name.startswith(PUBLISHING)}
    assert stored - names("sql") == ONLY_CYPHER


@pytest.mark.parametrize("language", ["sql", "cypher"])
def test_each_file_tells_its_purpose_and_holds_one_statement(language: str) -> None:
    found = Statements(STORE / language)
    for name in sorted(names(language)):
        text = (STORE / language / f"{name}.{language}").read_text()
        assert text.startswith("-- " if language == "sql" else "// "), name
        assert text.splitlines()[0].endswith("."), name
        assert text.endswith("\n"), name
        if name != "schema":
            assert ";" not in found[name], name


def test_statement_is_read_without_its_comments(tmp_path: Path) -> None:
    folder = tmp_path / "sql"
    folder.mkdir()
    (folder / "answer.sql").write_text("-- Purpose.\n-- Columns: n.\nSELECT 42 AS n\n")
    assert Statements(folder)["answer"] == "SELECT 42 AS n"


def test_script_is_cut_at_semicolons_that_end_a_line(tmp_path: Path) -> None:
    folder = tmp_path / "sql"
    folder.mkdir()
    (folder / "schema.sql").write_text("-- Purpose.\nINSERT INTO t VALUES (';x');\n\nSELECT 1;\n")
    assert Statements(folder).script("schema") == ["INSERT INTO t VALUES (';x')", "SELECT 1"]


def test_migrations_are_found_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "cypher"
    folder.mkdir()
    for name in ("schema", "migration_0010", "migration_0002", "migration_x", "write_document"):
        (folder / f"{name}.cypher").write_text("// x.\n")
    assert Statements(folder).migrations() == [2, 10]
