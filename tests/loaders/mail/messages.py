"""Messages made for tests, and the archive of a list that holds them."""

from __future__ import annotations

from pathlib import Path

from tests.loaders.reading import Run, read

LIST = "dev.lists.example.org"


def message(
    *headers: str,
    body: str = "Some words.",
    sender: str = "Amina Benali <amina@example.org>",
    date: str = "Mon, 02 Mar 2026 10:00:00 +0000",
    number: int = 1,
) -> str:
    lines = [f"From: {sender}", f"Date: {date}", f"Message-ID: <m{number}@example.org>", *headers]
    return "\n".join(["From amina@example.org Mon Mar  2 10:00:00 2026", *lines, "", body, "", ""])


def read_archive(tmp_path: Path, *messages: str | bytes, **options: str) -> Run:
    """Read messages as the archive of a public list."""
    content = b"".join(text if isinstance(text, bytes) else text.encode() for text in messages)
    (tmp_path / "archive.mbox").write_bytes(content)
    return read(("mbox", tmp_path / "archive.mbox"), archive_of=LIST, **options)
