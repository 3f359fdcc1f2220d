"""However large an input is, reading it needs the same memory but for what tells repeats apart."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders.loader import RunSummary
from loaders.registry import open_loader

KIBIBYTE = 1 << 10
TEXT = "word " * 1600
SMALL, LARGE = 50, 400
"""Items of eight kilobytes each."""


def messages(n: int) -> Iterator[dict[str, object]]:
    for number in range(n):
        yield {"type": "message", "user": "U1", "ts": f"{1_767_261_600 + number}.000100", "text": TEXT}


def slack(folder: Path, n: int) -> str:
    """Ten messages a day."""
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr("channels.json", json.dumps([{"id": "C1", "name": "general"}]))
        archive.writestr("users.json", json.dumps([{"id": "U1", "name": "amina", "team_id": "T1"}]))
        everything = list(messages(n))
        for day in range(n // 10):
            archive.writestr(f"general/d{day:05}.json", json.dumps(everything[day * 10 : day * 10 + 10]))
    return f"slack:{folder / 'export.zip'}"


def evidence(folder: Path, n: int) -> str:
    people = '{"id": "p1", "name": "Amina"}\n'
    (folder / "people.jsonl").write_text(people)
    document = {"author_ids": ["p1"], "created_at": "2026-03-01", "text": TEXT}
    lines = (json.dumps({"id": f"d{number}"} | document) for number in range(n))
    (folder / "documents.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    return f"folder:{folder}"


def activities(folder: Path, n: int) -> str:
    note = {"type": "Note", "content": TEXT, "mediaType": "text/plain"}
    lines = (
        json.dumps(
            {
                "type": "Create",
                "actor": "mailto:amina@example.org",
                "published": "2026-03-01T09:00:00Z",
                "object": {"id": f"https://example.org/{number}"} | note,
            }
        )
        for number in range(n)
    )
    (folder / "x.activities.jsonl").write_text("\n".join(lines))
    return f"activities:{folder / 'x.activities.jsonl'}"


def mbox(folder: Path, n: int) -> str:
    with (folder / "dev.mbox").open("w") as file:
        for number in range(n):
            file.write(
                "From amina@example.org Mon Mar  2 09:00:00 2026\nFrom: amina@example.org\n"
                f"Date: Mon, 02 Mar 2026 10:00:00 +0000\nMessage-ID: <{number}@example.org>\n\n{TEXT}\n\n"
            )
    return f"mbox:{folder / 'dev.mbox'}"


def stackexchange(folder: Path, n: int) -> str:
    with (folder / "Posts.xml").open("w") as file:
        file.write("<posts>")
        for number in range(n):
            file.write(
                f'<row Id="{number}" PostTypeId="1" CreationDate="2026-03-01T09:00:00" Title="t" Body="{TEXT}"/>\n'
            )
        file.write("</posts>")
    return f"stackexchange:{folder}"


def git(folder: Path, n: int) -> str:
    with (folder / "log.txt").open("w") as file:
        for number in range(n):
            file.write(
                f"commit {number:040x}\nAuthor: Amina <amina@example.org>\n"
                f"AuthorDate: Mon Mar 2 10:00:00 2026 +0100\n\n    ring: fix\n    \n    {TEXT}\n\n a.c | 2 +-\n\n"
            )
    return f"git:{folder / 'log.txt'}"


def documents(folder: Path, n: int) -> str:
    for number in range(n):
        (folder / f"page{number}.md").write_text(f"---\ndate: 2026-03-01\n---\n{TEXT}")
    return f"documents:{folder}"


def read_to_the_end(spec: str) -> None:
    options = {"archive_of": "dev.example.org"} if spec.startswith("mbox") else {}
    for _ in open_loader(spec, options=options).read(RunSummary()):
        pass


def peak_bytes(spec: str) -> int:
    tracemalloc.start()
    try:
        read_to_the_end(spec)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("make", [activities, documents, evidence, git, mbox, slack, stackexchange])
def test_memory_does_not_grow_with_the_input(make: Callable[[Path, int], str], tmp_path: Path) -> None:
    specs = []
    for n in (SMALL, LARGE):
        folder = tmp_path / str(n)
        folder.mkdir()
        specs.append(make(folder, n))
    read_to_the_end(specs[0])  # what is imported and cached at the first use is no part of it
    small, large = map(peak_bytes, specs)
    # The larger input holds 2.8 MB more, and 350 more identifiers to be remembered.
    assert large - small < 250 * KIBIBYTE
