"""The folder of snapshots: which one serves, and how a new one takes its place without anybody noticing.

``<number>/`` is complete and never changed; ``.building-<number>/`` is a build under way, or what is left of one that
was killed; ``current`` holds the number that serves.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.array_writing import sync, sync_folder
from graph.errors import SnapshotError
from graph.process_lock import process_lock

CURRENT = "current"
LOCK = ".lock"
BUILDING = ".building-"


def current_number(folder: Path) -> int | None:
    """The number of the snapshot that serves, ``None`` before the first: cheap, to be asked before each answer."""
    try:
        said = (folder / CURRENT).read_bytes()
    except FileNotFoundError:
        return None
    if not said.strip().isdigit():
        raise SnapshotError(
            f"{folder / CURRENT} says {said[:40]!r}, expected a number; build the index anew: whoknows index"
        )
    return int(said)


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """An empty folder to build the next snapshot in, for one process at a time; removed if the build fails.

    Raises
    ------
    graph.errors.StoreBusyError
        If another process is building.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    busy = f"another process is building the index in {folder}; try again when it has finished"
    with process_lock(folder / LOCK, busy=busy):
        _remove_leftovers(folder)
        place = folder / f"{BUILDING}{_next_number(folder)}"
        place.mkdir(mode=0o700)
        try:
            yield place
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise


def number_of(place: Path) -> int:
    """The number that a folder from :func:`building` will have."""
    return int(place.name.removeprefix(BUILDING))


def publish(folder: Path, place: Path, *, keep_previous: bool) -> Path:
    """Let a complete build serve, and remove older snapshots; where it lies now."""
    previous = current_number_or_none(folder)
    number = number_of(place)
    sync_folder(place)
    served = place.rename(folder / str(number))
    _replace(folder / CURRENT, f"{number}\n")
    kept = {number, previous} if keep_previous else {number}
    for old in _numbers(folder) - kept:
        shutil.rmtree(folder / str(old), ignore_errors=True)
    return served


def current_number_or_none(folder: Path) -> int | None:
    """The number that serves, ``None`` also where that cannot be read."""
    try:
        return current_number(folder)
    except (SnapshotError, OSError):
        return None


def _replace(path: Path, content: str) -> None:
    """Write a small file so that readers see the old one or the new one, whatever happens."""
    part = path.with_name(f".{path.name}.part")
    with part.open("w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync(path.parent)


def _remove_leftovers(folder: Path) -> None:
    for left in folder.glob(f"{BUILDING}*"):
        shutil.rmtree(left)


def _next_number(folder: Path) -> int:
    return max(_numbers(folder) | {current_number_or_none(folder) or 0}, default=0) + 1


def _numbers(folder: Path) -> set[int]:
    return {int(path.name) for path in folder.iterdir() if path.name.isdigit()}
