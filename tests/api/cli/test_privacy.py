"""A person's own requests, by command, and what is left in the home afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.ingest import FORGET_MARK
from tests.api.cli.conftest import CommandLine
from tests.api.cli.evidence_folders import write_folder, write_lines

TRACES = (
    "Ana Doe",
    "ana@example.org",
    "folder:office/ana",
    "Kubernetes note 7",
    "How we keep Kubernetes running, part 7",
)
"""Her name, address, account, and a title and a text that only she wrote."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which Ben thanks Ana."""
    folder = write_folder(tmp_path_factory.mktemp("privacy") / "office")
    thanks = {
        "id": "thanks",
        "author_ids": ["ben"],
        "created_at": "2026-05-01T09:00:00Z",
        "title": "Thanks to Ana Doe",
        "text": "Ana Doe (ana@example.org) moved our payroll to the new cluster.",
    }
    with (folder / "documents.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(thanks) + "\n")
    return folder


@pytest.fixture(scope="module")
def loaded_once(office: Path, compiled_vocabulary: Path) -> CommandLine:
    command_line = CommandLine.on_new_home(office.parent / "home", compiled_vocabulary)
    command_line.run("load", f"folder:{office}")
    return command_line


@pytest.fixture
def loaded(loaded_once: CommandLine, tmp_path: Path) -> CommandLine:
    return loaded_once.copied(tmp_path / "home")


def names(command_line: CommandLine, query: str) -> list[str]:
    return [each["person"]["name"] for each in command_line.json("find", query)["people"]]


def left_in(home: Path) -> list[str]:
    """The traces of Ana that some file of the home holds."""
    content = b"\n".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    return [trace for trace in TRACES if trace.encode() in content]


# ── hide and show ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["Ana Doe", "ana@example.org", "folder:office/ana"])
def test_hidden_people_are_gone_at_once_and_come_back(loaded: CommandLine, text: str) -> None:
    assert "Ana Doe" in names(loaded, "Kubernetes")
    hidden = loaded.json("privacy", "hide", text)
    assert hidden["visible"] is False
    assert "Ana Doe" not in names(loaded, "Kubernetes")
    assert loaded.json("privacy", "show", hidden["person_id"])["visible"] is True
    assert "Ana Doe" in names(loaded, "Kubernetes")


def test_hidden_people_stay_hidden_through_loads(loaded: CommandLine, office: Path, tmp_path: Path) -> None:
    loaded.run("privacy", "hide", "Ana Doe")
    loaded.run("load", f"folder:{office}", f"folder:{write_folder(tmp_path / 'second')}")
    assert "Ana Doe" not in names(loaded, "Kubernetes")
    loaded.run("index")
    assert "Ana Doe" not in names(loaded, "Kubernetes")


def test_hidden_people_are_in_no_list_and_no_export(loaded: CommandLine, tmp_path: Path) -> None:
    loaded.run("privacy", "hide", "Ana Doe")
    loaded.run("export", "graphml", str(tmp_path / "graph.graphml"))
    told = [
        (tmp_path / "graph.graphml").read_text(encoding="utf-8"),
        *(
            loaded.run(*command, "--json").stdout
            for command in (["communities"], ["topics"], ["find", "payroll"])
        ),
    ]
    assert [text for text in told if "Ana Doe" in text or "ana@example.org" in text] == []


@pytest.mark.parametrize("command", [["hide"], ["show"], ["export"], ["erase", "--yes"]])
def test_nobody_is_a_clear_error(loaded: CommandLine, command: list[str]) -> None:
    result = loaded.run("privacy", *command, "Zoltan", exit_code=1)
    assert "nobody is 'Zoltan'" in result.stderr


def test_a_name_is_found_whatever_its_accents(command_line: CommandLine, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "office")
    write_lines(folder / "people.jsonl", [{"id": "ana", "name": "Ana Lefèvre"}, {"id": "ben", "name": "Ben"}])
    command_line.run("load", f"folder:{folder}")
    for typed in ("ana lefevre", "Ana Lefe\u0300vre"):
        assert "Ana Lefèvre" in command_line.run("privacy", "hide", typed).stdout


def test_a_name_of_two_people_is_not_guessed(command_line: CommandLine, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "office")
    people = [
        {"id": each, "name": "Jean Martin", "emails": [f"{each}@example.org"]} for each in ("ana", "ben")
    ]
    write_lines(folder / "people.jsonl", people)
    command_line.run("load", f"folder:{folder}")
    result = command_line.run("privacy", "erase", "Jean Martin", "--yes", exit_code=1)
    assert "names several people" in result.stderr


# ── export ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_export_gives_people_all_that_is_kept(loaded: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "ana.zip"
    told = loaded.json("privacy", "export", "Ana Doe", "--to", str(file))
    assert (told["file"], sorted(told["members"])) == (
        str(file),
        ["README.txt", "activities.jsonl", "profile.jsonld", "resume.json", "skills.csv"],
    )
    with ZipFile(file) as archive:
        profile = json.loads(archive.read("profile.jsonld"))
        lines = archive.read("activities.jsonl").splitlines()
    assert profile["sameAs"] == ["folder:office/ana"]
    assert "kubernetes" in [each["knowsAbout"]["termCode"] for each in profile["knowsAbout"]]
    # Documents 0, 7 and 14 are hers; of the reviewed 0, 3, … 18 she reviewed 6.
    assert [json.loads(line)["object"][0]["id"] for line in lines[3:]] == ["folder:office/d6"]
    assert len(lines) == 4


def test_export_overwrites_nothing(loaded: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "ana.zip"
    file.write_text("mine")
    result = loaded.run("privacy", "export", "Ana Doe", "--to", str(file), exit_code=1)
    assert "exists" in result.stderr
    assert file.read_text() == "mine"


# ── erase ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_of_an_erased_person_is_left_in_the_home(loaded: CommandLine) -> None:
    loaded.run("index")
    assert left_in(loaded.home) == list(TRACES)
    told = loaded.json("privacy", "erase", "Ana Doe", "--yes")
    # What was read in the letter that named her goes with the old wording.
    assert told["removed"] == {
        "Account": 1,
        "Assignment": 1,
        "Document": 3,
        "Extraction": 4,
        "Interaction": 1,
    }
    assert left_in(loaded.home) == []
    assert "Ana Doe" not in names(loaded, "Kubernetes")
    found = loaded.json("find", "payroll cluster")["people"][0]["documents"]
    assert f"Thanks to {told['alias']}" in [document["title"] for document in found]


def test_loading_the_same_source_brings_nothing_back(loaded: CommandLine, office: Path) -> None:
    loaded.run("privacy", "erase", "Ana Doe", "--yes")
    told = loaded.json("load", f"folder:{office}")
    assert told["sources"][0]["changes"]["suppressed"]["Document"] == 3
    loaded.run("index")
    assert left_in(loaded.home) == []


def test_a_backup_made_afterwards_holds_nothing_either(
    loaded: CommandLine, office: Path, tmp_path: Path
) -> None:
    loaded.run("privacy", "erase", "Ana Doe", "--yes")
    loaded.run("backup", str(tmp_path / "copy"))
    copy = CommandLine(tmp_path / "copy")
    copy.run("load", f"folder:{office}")
    assert left_in(copy.home) == []


def test_an_erasure_interrupted_before_the_index_is_completed_by_the_same_command(
    loaded: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph import ingest

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ingest, "refresh", killed)
        loaded.run("privacy", "erase", "Ana Doe", "--yes", exit_code=1)
    assert "Kubernetes note 7" in left_in(loaded.home), "the index still holds her texts"
    assert loaded.json("privacy", "erase", "Ana Doe", "--yes") == {"completed": True}
    assert left_in(loaded.home) == []
    assert not (loaded.home / "snapshots" / FORGET_MARK).exists()


def test_an_erasure_interrupted_before_the_index_is_completed_by_the_next_load(
    loaded: CommandLine, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph import ingest

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ingest, "refresh", killed)
        loaded.run("privacy", "erase", "Ana Doe", "--yes", exit_code=1)
    loaded.run("load", f"folder:{office}")
    assert left_in(loaded.home) == []


def test_erasing_asks_first(loaded: CommandLine) -> None:
    result = loaded.run("privacy", "erase", "Ana Doe", exit_code=1)
    assert "Remove Ana Doe" in result.stderr
    assert "Ana Doe" in names(loaded, "Kubernetes")


# ── forget a source ───────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_of_a_forgotten_source_is_left(loaded: CommandLine, tmp_path: Path) -> None:
    other = write_lines(
        tmp_path / "hr.activities.jsonl",
        [
            {
                "type": "Create",
                "actor": {"type": "Person", "id": "mailto:zoe@example.org", "name": "Zoé Zimmer"},
                "object": {
                    "type": "Note",
                    "id": "n1",
                    "content": "Zebras need wide pastures.",
                    "mediaType": "text/plain",
                },
                "context": "pastures",
                "published": "2026-01-01T00:00:00Z",
            }
        ],
    )
    loaded.run("load", f"activities:{other}")
    told = loaded.json("forget-source", "folder:office")
    assert told["changes"]["removed"]["Document"] == 22
    assert left_in(loaded.home) == []
    assert [each["source_id"] for each in loaded.json("sources")["sources"]] == ["activities:hr"]
    assert names(loaded, "zebras") == ["Zoé Zimmer"]


def test_an_unknown_source_cannot_be_forgotten(loaded: CommandLine) -> None:
    said = loaded.run("forget-source", "slack:T9", exit_code=1).stderr
    assert "there is no source 'slack:T9'; there are folder:office" in said


def test_a_source_is_forgotten_by_the_name_it_was_loaded_by(loaded: CommandLine) -> None:
    assert loaded.json("forget-source", "office")["source"] == "folder:office"


def test_a_name_of_two_sources_is_not_guessed(loaded: CommandLine, tmp_path: Path) -> None:
    note = {"type": "Note", "id": "n1", "content": "Hello."}
    act = {
        "type": "Create",
        "actor": "mailto:zoe@example.org",
        "object": note,
        "published": "2026-01-01T00:00:00Z",
    }
    other = write_lines(tmp_path / "office.activities.jsonl", [act])
    loaded.run("load", f"activities:{other}", "--no-index")
    said = loaded.run("forget-source", "office", exit_code=1).stderr
    assert "names several sources, give one in full: activities:office, folder:office" in said


# ── withdrawn by its source ───────────────────────────────────────────────────────────────────────────────────


def test_nothing_of_a_deleted_item_is_left(command_line: CommandLine, tmp_path: Path) -> None:
    note = {"type": "Note", "id": "n1", "content": "Ana Doe leaves in June.", "mediaType": "text/plain"}
    kept = {"type": "Note", "id": "n2", "content": "Pastures are green.", "mediaType": "text/plain"}
    said = {
        "type": "Create",
        "actor": "mailto:ben@example.org",
        "context": "hr",
        "published": "2026-01-01T00:00:00Z",
    }
    file = tmp_path / "hr.activities.jsonl"
    write_lines(file, [said | {"id": "a1", "object": note}, said | {"id": "a2", "object": kept}])
    command_line.run("load", f"activities:{file}")
    assert left_in(command_line.home) == ["Ana Doe"]
    undo = {
        "type": "Delete",
        "actor": "mailto:ben@example.org",
        "object": "n1",
        "published": "2026-01-02T00:00:00Z",
    }
    write_lines(file, [said | {"id": "a2", "object": kept}, undo])
    told = command_line.json("load", f"activities:{file}")
    assert told["sources"][0]["changes"]["removed"] == {"Document": 1, "Extraction": 1}
    assert left_in(command_line.home) == []
    assert len(command_line.json("find", "pastures")["people"]) == 1
