"""A log that somebody wrote to a file where the repository itself cannot be reached.

Two forms are read. The *record* form separates records by byte ``1e`` and fields by byte ``1f`` and ends with lines of
``git log --numstat``; the *stat* form is git's own ``--format=fuller --stat``, or its default form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from loaders.archives import lines_of, open_plain_or_gzip
from loaders.checkpoint import input_fingerprint
from loaders.code.commit import Commit, Identity, written_at
from loaders.code.log_dates import read_log_date
from loaders.errors import MalformedRecordError, NotThisFormatError

EXPECTED = (
    "a git repository, the output of `git log --format=fuller --stat`, or a log of records that begin with byte 1e "
    "(the command is in the loader's documents)"
)
RECORD, FIELD = "\x1e", "\x1f"
_N_FIELDS = 9
_SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_COMMIT_LINE = re.compile(r"commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\b")
_HEADER = re.compile(r"(Author|Commit|AuthorDate|CommitDate|Date|Merge): *(.*)")
_IDENTITY = re.compile(r"(.*?) *<([^<>]*)>")
_NUMSTAT = re.compile(r"(?:\d+|-)\t(?:\d+|-)\t(.+)")
_STAT = re.compile(r" (\S.*?) +\| +(?:\d+|Bin)\b")
_STAT_TOTAL = re.compile(r" (\d+) files? changed\b")
_RENAMED_PART = re.compile(r"\{(.*?) => (.*?)\}")
_OCTAL = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"t": b"\t"}


class LogFile:
    """A log in a file, plain or gzip.

    Raises
    ------
    NotThisFormatError
        If it begins like neither form.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with open_plain_or_gzip(path) as stream:
            start = stream.read(4096).decode("utf-8", "replace").lstrip("\ufeff\r\n")
        if start.startswith(RECORD):
            self._is_record_form = True
        elif _COMMIT_LINE.match(start):
            self._is_record_form = False
        else:
            found = f"a text that begins with {start[:40]!r}" if start else "an empty file"
            raise NotThisFormatError(path, found=found, expected=EXPECTED)

    def fingerprint(self) -> str:
        """Changes with the file."""
        return input_fingerprint([self._path])

    def commits(self, *, n_seen: int = 0) -> Iterator[Commit | MalformedRecordError]:
        """The commits in the order of the log."""
        read: Callable[[list[str], str], Commit] = _from_record if self._is_record_form else _from_stat_form
        for first_line, lines in self._records():
            try:
                yield read(lines, f"{self._path.name} line {first_line}")
            except MalformedRecordError as error:
                yield error

    def is_generated(self) -> Callable[[str], bool]:
        """A log does not say which files are."""
        return lambda path: False

    def file(self, path: str) -> bytes | None:
        """A log holds no files."""
        return None

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """The lines of each record, with the number of the first."""
        lines: list[str] = []
        first_line = 1
        with open_plain_or_gzip(self._path) as stream:
            for number, raw in enumerate(lines_of(stream), 1):
                line = raw.decode("utf-8", "replace").rstrip("\r\n")
                if number == 1:
                    line = line.removeprefix("\ufeff")
                if line.startswith(RECORD) if self._is_record_form else _COMMIT_LINE.match(line):
                    if lines:
                        yield first_line, lines
                    lines, first_line = [], number
                lines.append(line)
        if lines:
            yield first_line, lines


def _from_record(lines: list[str], place: str) -> Commit:
    fields = "\n".join(lines).removeprefix(RECORD).split(FIELD)
    if len(fields) < _N_FIELDS:
        raise MalformedRecordError(place, f"found {len(fields)} fields, expected at least {_N_FIELDS}")
    sha, name, email, authored, _, _, committed, subject, body = fields[:_N_FIELDS]
    if not _SHA.fullmatch(sha):
        raise MalformedRecordError(place, f"found the hash {sha[:40]!r}, expected 40 or 64 hex digits")
    # The last field, a copy of the trailers, is followed by the changed files.
    paths = [match.group(1) for line in fields[-1].split("\n") if (match := _NUMSTAT.fullmatch(line))]
    return Commit(
        sha,
        Identity(name.strip(), email.strip()),
        written_at(read_log_date(authored), read_log_date(committed), place=place),
        subject,
        body if len(fields) > _N_FIELDS else _without_numstat(body),
        tuple(new_path(path) for path in paths),
        len(paths),
    )


def _without_numstat(body: str) -> str:
    return "\n".join(line for line in body.split("\n") if not _NUMSTAT.fullmatch(line))


def _from_stat_form(lines: list[str], place: str) -> Commit:
    sha = _COMMIT_LINE.match(lines[0])
    if sha is None:
        raise MalformedRecordError(place, f"found {lines[0][:60]!r}, expected a line `commit <hash>`")
    headers: dict[str, str] = {
        match.group(1): match.group(2) for line in lines[1:7] if (match := _HEADER.match(line))
    }
    author = _IDENTITY.fullmatch(headers.get("Author", ""))
    if author is None:
        raise MalformedRecordError(place, "found no line `Author: Name <mail>`")
    message = [line[4:] for line in lines if line.startswith("    ") or not line.strip()]
    subject, _, body = "\n".join(message).strip("\n").partition("\n")
    paths = [match.group(1) for line in lines if (match := _STAT.match(line))]
    totals = [int(match.group(1)) for line in lines if (match := _STAT_TOTAL.match(line))]
    return Commit(
        sha.group(1),
        Identity(author.group(1), author.group(2).strip()),
        written_at(_date(headers, "AuthorDate", "Date"), _date(headers, "CommitDate"), place=place),
        subject,
        body.strip("\n"),
        tuple(new_path(path) for path in paths),
        max(totals, default=len(paths)),
        is_merge="Merge" in headers,
    )


def _date(headers: Mapping[str, str], *names: str) -> datetime | None:
    return next((read_log_date(headers[name]) for name in names if name in headers), None)


def new_path(path: str) -> str:
    r"""The path after a change, from what git writes for renames and unusual characters.

    Examples
    --------
    >>> new_path("lib/{old => new}/ring.c"), new_path("a.c => b.c"), new_path(r'"caf\303\251.txt"')
    ('lib/new/ring.c', 'b.c', 'café.txt')
    """
    if path.startswith('"') and path.endswith('"'):
        path = _OCTAL.sub(_unescaped, path[1:-1].encode()).decode("utf-8", "replace")
    path, n_parts = _RENAMED_PART.subn(r"\2", path)
    if n_parts:
        return path.replace("//", "/").removeprefix("/")
    return path.rpartition(" => ")[2]


def _unescaped(match: re.Match[bytes]) -> bytes:
    escape = match.group(1)
    return bytes([int(escape, 8) & 0xFF]) if len(escape) == 3 else _ESCAPES.get(escape, escape)
