"""The graph for analysts and the report for HR, by command."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import pytest

from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import AUTHORS, write_folder, write_lines


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory: pytest.TempPathFactory, compiled_vocabulary: Path) -> CommandLine:
    root = tmp_path_factory.mktemp("export")
    command_line = CommandLine.on_new_home(root / "home", compiled_vocabulary)
    command_line.run("load", f"folder:{write_folder(root / 'office')}")
    return command_line


@pytest.fixture
def loaded(loaded_once: CommandLine, tmp_path: Path) -> CommandLine:
    return loaded_once.copied(tmp_path / "home")


def table(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


# ── export ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_graphml_holds_people_topics_and_what_joins_them(loaded: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "graph.graphml"
    assert list(loaded.json("export", "graphml", str(file))["files"]) == [str(file)]
    G = nx.read_graphml(file)
    people = {data["label"]: node for node, data in G.nodes(data=True) if data["kind"] == "person"}
    assert sorted(people) == [f"{name.title()} Doe" for name in sorted(AUTHORS)]
    # Ana wrote documents 0, 7 and 14 about Kubernetes, on the 1st, 8th and 15th of January; Ben reviewed 0.
    assert {
        name: G.edges[people["Ana Doe"], "kubernetes"][name]
        for name in ("kind", "first", "last", "evidence_count")
    } == {"kind": "knows", "first": "2026-01-01", "last": "2026-01-15", "evidence_count": 3}
    assert G.edges[people["Ben Doe"], "kubernetes"]["evidence_count"] == 1
    assert G.edges[people["Ana Doe"], people["Ben Doe"]]["kind"] == "works_with"
    above = [other for _, other, data in G.edges("kubernetes", data=True) if data["kind"] == "broader"]
    assert above
    assert all(G.nodes[topic]["kind"] == "topic" for topic in above)


def test_csv_says_the_same_as_graphml(loaded: CommandLine, tmp_path: Path) -> None:
    loaded.run("export", "graphml", str(tmp_path / "graph.graphml"))
    loaded.run("export", "csv", str(tmp_path / "tables"), "--delimiter", ";")
    G = nx.read_graphml(tmp_path / "graph.graphml")
    nodes = table((tmp_path / "tables" / "nodes.csv").read_text(encoding="utf-8"), ";")
    edges = table((tmp_path / "tables" / "edges.csv").read_text(encoding="utf-8"), ";")
    assert {node["id"] for node in nodes} == set(G.nodes)
    assert {frozenset((edge["source"], edge["target"])) for edge in edges} == {
        frozenset(edge) for edge in G.edges
    }
    assert len(edges) == G.number_of_edges()


def test_topics_known_only_to_a_hidden_person_are_left_out(loaded: CommandLine, tmp_path: Path) -> None:
    loaded.run("privacy", "hide", "Gaia Doe")
    loaded.run("privacy", "hide", "Ana Doe")  # who reviewed a document of Gaia
    loaded.run("export", "graphml", str(tmp_path / "graph.graphml"))
    G = nx.read_graphml(tmp_path / "graph.graphml")
    assert "welding" not in G
    assert "Gaia Doe" not in {data["label"] for _, data in G.nodes(data=True)}


def test_nothing_is_overwritten(loaded: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "nodes.csv"
    file.write_text("mine")
    assert "exists" in loaded.run("export", "graphml", str(file), exit_code=2).stderr
    assert "exists" in loaded.run("export", "csv", str(tmp_path), exit_code=2).stderr
    assert file.read_text() == "mine"


# ── report ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def company(company_once: CommandLine, tmp_path: Path) -> CommandLine:
    return company_once.copied(tmp_path / "home")


@pytest.fixture(scope="module")
def company_once(tmp_path_factory: pytest.TempPathFactory, compiled_vocabulary: Path) -> CommandLine:
    """Six people of Platform write about Terraform and six of Sales about invoicing, and one of these on Terraform."""
    root = tmp_path_factory.mktemp("company")
    command_line = CommandLine.on_new_home(root / "home", compiled_vocabulary)
    staff = root / "staff"
    staff.mkdir()
    units = {f"p{n}": "platform" for n in range(6)} | {f"s{n}": "sales" for n in range(6)}
    rows = [f"{each},{each.upper()} Doe,{each}@example.org,{unit}" for each, unit in units.items()]
    (staff / "people.csv").write_text("\n".join(["person_id,name,email,unit_id", *rows]))
    (staff / "org_units.csv").write_text(
        "unit_id,name,name_fr\nplatform,Platform,Plateforme\nsales,Sales,Ventes\n"
    )
    folder = root / "notes"
    folder.mkdir()
    writers = [(each, "Terraform" if unit == "platform" else "invoicing") for each, unit in units.items()]
    people = [{"id": each, "name": each, "emails": [f"{each}@example.org"]} for each in units]
    documents = [
        {
            "id": f"{who}-{subject}-{n}",
            "author_ids": [who],
            "created_at": f"2026-01-0{n}T00:00:00Z",
            "text": f"On {subject}.",
        }
        for who, subject in [*writers, ("s0", "Terraform")]
        for n in (1, 2)
    ]

    write_lines(folder / "people.jsonl", people)
    write_lines(folder / "documents.jsonl", documents)
    command_line.run("load", f"people:{staff}", f"folder:{folder}")
    return command_line


def test_small_groups_are_kept_from_view(company: CommandLine) -> None:
    result = company.run("report", "coverage", "--csv")
    rows = {row[""]: row for row in table(result.stdout)}
    assert (rows["Platform"]["Terraform"], rows["Sales"]["Terraform"]) == ("6", "<5")
    assert (rows["Platform"]["invoicing"], rows["Sales"]["invoicing"]) == ("0", "6")
    # Seven know Terraform; that, minus six, would tell of the one.
    assert rows["All units"]["Terraform"] != "7"
    assert rows["Sales"]["n"] == "6"


def test_the_setting_says_how_small(company: CommandLine) -> None:
    bolder = CommandLine(company.home, {**company.variables, "WHOKNOWS_SMALLEST_GROUP": "3"})
    rows = {row[""]: row for row in table(bolder.run("report", "coverage", "--csv").stdout)}
    assert rows["Sales"]["Terraform"] == "<3"


def test_french_tables_are_what_french_spreadsheets_open(company: CommandLine) -> None:
    rows = {
        row[""]: row for row in table(company.run("report", "coverage", "--csv", "--lang", "fr").stdout, ";")
    }
    assert rows["Plateforme"]["facturation"] == "0"
    assert "Toutes les unités" in rows


def test_hidden_people_are_counted_nowhere(company: CommandLine) -> None:
    company.run("privacy", "hide", "P0 Doe")
    rows = {row[""]: row for row in table(company.run("report", "coverage", "--csv").stdout)}
    assert (rows["Platform"]["n"], rows["Platform"]["Terraform"]) == ("5", "5")


def test_table_and_json_show_the_same_cells(company: CommandLine) -> None:
    assert "<5" in company.run("report", "coverage", "Terraform").stdout
    assert "Terraform" in str(company.json("report", "coverage", "Terraform"))


def test_without_units_the_report_says_what_to_do(loaded: CommandLine) -> None:
    assert "whoknows load people:" in loaded.run("report", "coverage").stdout
