"""What can go wrong while reading a source."""

from __future__ import annotations


class LoaderError(Exception):
    """A source could not be read; the message says what was found, what was expected and what to do."""


class NotThisFormatError(LoaderError):
    """The input is not of the format at all (exit status 2)."""

    def __init__(self, path: object, *, found: str, expected: str) -> None:
        super().__init__(f"{path}: found {found}, expected {expected}")
        self.path = str(path)
        self.found = found
        self.expected = expected


class UnsafeArchiveError(LoaderError):
    """An archive has a member that must not be unpacked: unsafe name, too many members, too large."""


class UnknownLoaderError(LoaderError):
    """No loader has that name."""


class MalformedRecordError(LoaderError):
    """One record cannot be read; the load goes on and the run summary names its place."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
