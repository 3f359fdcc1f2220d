"""Evidence folders made up for tests: as many documents as wanted, the same each time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SUBJECTS = ("Kubernetes", "payroll", "Python", "invoicing", "Terraform", "PostgreSQL", "welding")
AUTHORS = ("ana", "ben", "chloe", "dev", "eva", "finn", "gaia")
"""Each writes about the subject of the same place, mostly."""


def write_lines(file: Path, rows: Iterable[Mapping[str, Any] | str]) -> Path:
    """One JSON object a line; a string is written as it is."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def write_folder(folder: Path, *, n_documents: int = 21) -> Path:
    """An evidence folder: seven people, a document a day, a review of each third."""
    folder.mkdir(parents=True)
    people = [
        {"id": name, "name": f"{name.title()} Doe", "emails": [f"{name}@example.org"]} for name in AUTHORS
    ]
    write_lines(folder / "people.jsonl", people)
    write_lines(folder / "documents.jsonl", map(_document, range(n_documents)))
    write_lines(folder / "interactions.jsonl", map(_review, range(0, n_documents, 3)))
    return folder


def _document(number: int) -> dict[str, Any]:
    subject = SUBJECTS[number % len(SUBJECTS)]
    return {
        "id": f"d{number}",
        "author_ids": [AUTHORS[number % len(AUTHORS)]],
        "created_at": f"2026-0{1 + number // 28 % 9}-{1 + number % 28:02}T09:00:00Z",
        "title": f"{subject} note {number}",
        "text": f"How we keep {subject} running, part {number}. Ask before you change anything.",
        "container": f"room {number % 5}",
    }


def _review(number: int) -> dict[str, Any]:
    actor = AUTHORS[(number + 1) % len(AUTHORS)]
    return {"kind": "reviewed", "actor_id": actor, "document_id": f"d{number}", "at": "2026-09-30T09:00:00Z"}
