"""Identifiers of places: a container is one by its own id, a directory of files by its source and its path."""

from __future__ import annotations

BELOW = "//"
"""Stands between the two; no path has it, since paths are cut at their slashes."""


def directory_place(source_id: str, directory: str) -> str:
    """The identifier of a directory.

    Parameters
    ----------
    source_id
        The source that has the directory: two repositories may both have ``src``.
    directory
        Its path, without a slash at either end.
    """
    return f"{source_id}{BELOW}{directory}"


def directory_of(place_id: str) -> str:
    """The path in the identifier of a directory.

    Examples
    --------
    >>> directory_of(directory_place("git:kernel", "drivers/net"))
    'drivers/net'
    """
    return place_id.rpartition(BELOW)[2]
