"""How far a source has been read: a value that the store keeps in the same transaction as the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in one input.

    A loader yields a cursor between records where an interrupted load may go on. ``input_fingerprint`` says
    which input it belongs to (for instance size and modification time of a file): a cursor of another input
    is ignored and the input is read from its start, which changes nothing that is already stored.
    """

    input_fingerprint: str
    position: str
    """The loader's own words for the place: a line number, a member name, a JSON text."""


def input_fingerprint(files: Iterable[Path]) -> str:
    """Sixteen hex digits that change when one of the files does: from names, sizes and modification times."""
    digest = hashlib.blake2b(digest_size=8)
    for file in files:
        status = file.stat()
        digest.update(
            f"{file.name}\x00{status.st_size}\x00{status.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
        )
    return digest.hexdigest()
