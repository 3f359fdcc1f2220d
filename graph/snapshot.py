"""The evidence as immutable memory-mapped arrays: built beside, swapped atomically, opened by every worker.

A snapshot holds everything that an answer needs, so that the service reads no store. ``snapshots/<number>/`` is
never changed once it is there; ``snapshots/current`` names the one that serves, and is replaced by a rename. A build
that is killed leaves a folder with a dot in front, which the next build removes.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from graph.array_files import load_array, load_table
from graph.errors import SnapshotError
from graph.evidence_matrix import EvidenceMatrix
from graph.model import Topic
from graph.privacy.consent import publish_hidden
from graph.snapshot_folder import building, current_number, number_of, publish
from graph.snapshot_tables import (
    ActTable,
    DocumentTable,
    Manifest,
    PersonTable,
    Snapshot,
    TopicTable,
    WordTable,
)
from graph.store.interface import GraphStore

__all__ = [
    "FORMAT",
    "Extra",
    "Manifest",
    "Snapshot",
    "build_snapshot",
    "current_manifest",
    "current_number",
    "open_snapshot",
]

FORMAT = 2
"""Grows with every change of what the files mean."""
MANIFEST = "manifest.json"
EXTRAS = "extras"

Extra = Callable[[Snapshot], Mapping[str, NDArray[Any]]]
"""Derives arrays from a snapshot that is complete but for its extras."""


def build_snapshot(
    folder: Path,
    store: GraphStore,
    *,
    fingerprint: str,
    topics: Iterable[Topic] = (),
    extras: Iterable[Extra] = (),
    keep_previous: bool = True,
    now: datetime | None = None,
) -> Snapshot:
    """Build a snapshot of all that a store holds beside the one that serves, and swap.

    Parameters
    ----------
    folder
        The snapshots folder; made if missing.
    store
        Only read.
    fingerprint
        Of the text stage whose extractions count.
    topics
        The vocabulary. Key terms that the texts propose (``term:…``) are added where enough documents have them.
    extras
        Arrays to derive and keep with the snapshot.
    keep_previous
        Whether the snapshot that served until now stays on the disk for workers that still open it; an erasure
        leaves none.
    now
        Written down as ``indexed_at``; the present by default.

    Raises
    ------
    graph.errors.StoreBusyError
        If another process is building.
    graph.errors.SnapshotError
        If the disk does not take it; the one that served until now goes on serving.
    """
    try:
        with building(folder) as place:
            manifest = _write(place, store, fingerprint, topics, now=now or datetime.now(UTC))
            (place / MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
            _write_extras(place, extras)
            publish_hidden(store, folder)  # no snapshot serves before it is known whom to leave out
            served = publish(folder, place, keep_previous=keep_previous)
    except OSError as error:
        raise _not_written(folder, error) from error
    return _open(served)


def _write(
    place: Path, store: GraphStore, fingerprint: str, topics: Iterable[Topic], *, now: datetime
) -> Manifest:
    from graph.indexing.tables import write_tables

    # Asked before the streams are read: what is written meanwhile makes the snapshot old, never silently complete.
    generation = store.generation()
    written = write_tables(place, store, fingerprint=fingerprint, topics=topics, now=now)
    return Manifest(
        format=FORMAT,
        number=number_of(place),
        indexed_at=now,
        generation=generation,
        fingerprint=fingerprint,
        languages=written.languages,
        counts=written.counts,
    )


def _write_extras(place: Path, extras: Iterable[Extra]) -> None:
    (place / EXTRAS).mkdir()
    snapshot = _open(place)
    for extra in extras:
        for name, values in extra(snapshot).items():
            np.save(place / EXTRAS / f"{name}.npy", values, allow_pickle=False)


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot that serves.

    Raises
    ------
    graph.errors.SnapshotError
        If there is none yet, or it is of another version.
    """
    number = _serving(folder)
    try:
        return _open(folder / str(number))
    except SnapshotError:
        if current_number(folder) == number:
            raise
    return _open(folder / str(_serving(folder)))


def _serving(folder: Path) -> int:
    number = current_number(folder)
    if number is None:
        raise SnapshotError(f"there is no index in {folder} yet; build it: whoknows index")
    return number


def current_manifest(folder: Path) -> Manifest | None:
    """What the snapshot that serves is, without opening it; ``None`` if there is none that this version can open."""
    try:
        number = current_number(folder)
        return None if number is None else _manifest(folder / str(number))
    except SnapshotError:
        return None


def _open(place: Path) -> Snapshot:
    manifest = _manifest(place)
    try:
        return Snapshot(
            folder=place,
            manifest=manifest,
            evidence=load_table(EvidenceMatrix, place / "evidence"),
            documents=load_table(DocumentTable, place / "documents"),
            acts=load_table(ActTable, place / "acts"),
            people=load_table(PersonTable, place / "people"),
            topics=load_table(TopicTable, place / "topics"),
            words=load_table(WordTable, place / "words"),
            extras={path.stem: load_array(path) for path in sorted((place / EXTRAS).glob("*.npy"))},
        )
    except (OSError, ValueError) as error:
        raise _broken(place, error) from error


def _manifest(place: Path) -> Manifest:
    try:
        found = orjson.loads((place / MANIFEST).read_bytes())
        if found["format"] != FORMAT:
            raise SnapshotError(
                f"the index {place} is of format {found['format']}, this program reads format {FORMAT}; build it anew: "
                "whoknows index"
            )
        indexed_at, languages = datetime.fromisoformat(found.pop("indexed_at")), found.pop("languages")
        return Manifest(indexed_at=indexed_at, languages=tuple(languages), **found)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _broken(place, error) from error


def _not_written(folder: Path, error: OSError) -> SnapshotError:
    why = error.strerror or str(error)
    # numpy says that fewer numbers were written than asked for, without a number of its own.
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, None)
    remedy = "make room on its disk" if is_full else "see that it can be written"
    return SnapshotError(
        f"the index could not be written to {folder} ({why}): {remedy} and run the same command again; what served "
        "until now goes on serving"
    )


def _broken(place: Path, error: Exception) -> SnapshotError:
    return SnapshotError(f"the index {place} cannot be read ({error}); build it anew: whoknows index")
