"""Where mail lies, and its messages one at a time: mbox files, Maildir folders, single messages.

An mbox has no lengths and no index: a message ends where a line looks like the beginning of the next. Writers disagree
about how a line of the text that looks so is marked (RFC 4155 and the manual pages of ``mbox``); all ways are read.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from loaders.archives import MEBIBYTE, lines_of, open_plain_or_gzip
from loaders.errors import LoaderError, NotThisFormatError

LARGEST_MESSAGE = 64 * MEBIBYTE
EXPECTED = (
    "mail: an mbox file, plain or gzip, whose messages begin with `From ADDRESS DATE`; "
    "a Maildir with cur and new; or a file or folder of .eml messages"
)
_SEPARATOR = re.compile(rb"From (?=.*\d\d?:\d\d)(?=.*\d{4})|From \S+@\S+ +(?=.*\d{4})")
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_QUOTED_SEPARATOR = re.compile(rb"^>(>*From )", re.MULTILINE)
_CONTENT_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,10})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_MAILDIR_FOLDERS = ("cur", "new")
_CONVERT_FIRST = {".msg", ".pst", ".ost"}


@dataclass(frozen=True, slots=True)
class RawMessage:
    """A message as it lies there."""

    place: str
    content: bytes
    """Empty where the message is too large to be read."""
    posted: str = ""
    """What the line before it says of when it came, in an mbox."""


def mail_files(path: Path) -> list[Path]:
    """The files that hold mail, sorted: the path itself, or those below it.

    Raises
    ------
    NotThisFormatError
        If there is no mail.
    """
    if path.is_file():
        if not holds_mail(path):
            found = "an Outlook file, convert it to mbox first" if is_outlook(path) else _beginning(path)
            raise NotThisFormatError(path, found=found, expected=EXPECTED)
        return [path]
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and not file.is_symlink()]
    found_mail = [file for file in files if _is_maildir_message(file) or holds_mail(file)]
    if not found_mail and not any((path / name).is_dir() for name in _MAILDIR_FOLDERS):
        raise NotThisFormatError(
            path, found=f"a folder with {len(files)} files, none mail", expected=EXPECTED
        )
    return found_mail


def messages(file: Path) -> Iterator[RawMessage]:
    """The messages of a file, in order.

    Raises
    ------
    LoaderError
        If it cannot be read to its end.
    """
    try:
        with open_plain_or_gzip(file) as stream:
            if _is_maildir_message(file) or not _begins_as_mbox(file):
                content = stream.read(LARGEST_MESSAGE + 1)
                yield RawMessage(file.name, content if len(content) <= LARGEST_MESSAGE else b"")
            else:
                yield from _split(stream, file.name)
    except OSError as error:
        raise LoaderError(f"{file}: cannot be read to its end ({error})") from error


def is_outlook(file: Path) -> bool:
    """Whether a file is in a form that only one program reads."""
    return file.suffix.lower() in _CONVERT_FIRST


def holds_mail(file: Path) -> bool:
    """Whether a file is an mbox, an empty one too, or a message named ``.eml``."""
    if file.suffix.lower() == ".eml":
        return True
    try:
        return _begins_as_mbox(file) or (file.stat().st_size == 0 and file.suffix.lower() in ("", ".mbox"))
    except (LoaderError, OSError):
        return False


def _is_maildir_message(file: Path) -> bool:
    return file.parent.name in _MAILDIR_FOLDERS


def _begins_as_mbox(file: Path) -> bool:
    with open_plain_or_gzip(file) as stream:
        lines = (line for line in iter(lambda: stream.readline(2_000), b"") if line.strip())
        return _is_separator(next(lines, b""), next(lines, b""))


def _beginning(file: Path) -> str:
    with file.open("rb") as stream:
        return f"a file that begins with {stream.read(40).decode('ascii', 'replace')!r}"


def _is_separator(line: bytes, following: bytes) -> bool:
    """Whether a message begins here: a line with sender and date, then a header."""
    return _SEPARATOR.match(line) is not None and _HEADER.match(following) is not None


class _Lines:
    """Numbered lines that can be put back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = lines_of(stream)
        self._back: deque[bytes] = deque()
        self.number = 0

    def next(self) -> bytes:
        """The next line; empty at the end."""
        line = self._back.popleft() if self._back else next(self._lines, b"")
        self.number += bool(line)
        return line

    def peek(self) -> bytes:
        if not self._back:
            self._back.append(next(self._lines, b""))
        return self._back[0]

    def put_back(self, lines: Iterable[bytes]) -> None:
        put = list(lines)
        self._back.extendleft(reversed(put))
        self.number -= len(put)


def _split(stream: BinaryIO, name: str) -> Iterator[RawMessage]:
    lines = _Lines(stream)
    separator = lines.next()
    while separator and not separator.strip():
        separator = lines.next()
    while separator:
        place = f"{name} line {lines.number}"
        content, following = _read_message(lines)
        posted = separator.decode("ascii", "replace").removeprefix("From ").strip()
        yield RawMessage(place, _QUOTED_SEPARATOR.sub(rb"\1", content), posted)
        separator = following


def _read_message(lines: _Lines) -> tuple[bytes, bytes]:
    """A message, and the separator after it."""
    read: list[bytes] = []
    size = 0
    in_headers = True
    while line := lines.next():
        if line.startswith(b"From ") and _is_separator(line, lines.peek()):
            return _joined(read, size), line
        size += len(line)
        if size <= LARGEST_MESSAGE:
            read.append(line)
        if in_headers and not line.strip():
            in_headers = False
            counted = _by_declared_length(lines, b"".join(read))
            read += counted
            size += sum(map(len, counted))
    return _joined(read, size), b""


def _by_declared_length(lines: _Lines, headers: bytes) -> list[bytes]:
    """The text's lines, where a header gives their length and a message, or nothing, follows just there."""
    declared = _CONTENT_LENGTH.search(headers)
    if declared is None or int(declared.group(1)) > LARGEST_MESSAGE:
        return []
    read: list[bytes] = []
    remaining = int(declared.group(1))
    while remaining > 0 and (line := lines.next()):
        read.append(line)
        remaining -= len(line)
    if remaining == 0 and (not lines.peek().strip() or lines.peek().startswith(b"From ")):
        return read
    lines.put_back(read)
    return []


def _joined(lines: list[bytes], size: int) -> bytes:
    return b"".join(lines) if size <= LARGEST_MESSAGE else b""
