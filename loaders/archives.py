"""Archives read without being unpacked, and refused when they are dangerous.

An archive comes from outside. A member's name may point out of its folder, and a few kilobytes may claim to be
terabytes. Here the names and the sizes that an archive declares are checked before anything is read, and a
compressed stream is watched while it is read.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from loaders.errors import LoaderError, NotThisFormatError, UnsafeArchiveError

MEBIBYTE = 1 << 20
GZIP_MAGIC = b"\x1f\x8b"
LARGEST_LINE = 32 * MEBIBYTE
"""Far more than a record is; a line without end must not fill the memory."""
ZIP_FLAG_UTF8 = 0x800
DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold. Text compresses five to twenty times, a bomb a thousand times."""

    members: int = 1_000_000
    member_bytes: int = 512 * MEBIBYTE
    total_bytes: int = 128 * 1024 * MEBIBYTE
    ratio: int = 200
    """Uncompressed to compressed size, looked at only beyond ``ratio_from_bytes``."""
    ratio_from_bytes: int = 16 * MEBIBYTE

    def is_bomb(self, *, uncompressed: int, compressed: int) -> bool:
        """Whether so much out of so little cannot be text."""
        return uncompressed > self.ratio_from_bytes and uncompressed > self.ratio * max(compressed, 1)


class Archive(Protocol):
    """Named members to be read one at a time."""

    def names(self) -> list[str]:
        """Names of the files in it, sorted, with ``/`` between folders."""

    def read(self, name: str) -> bytes:
        """A member's bytes.

        Raises
        ------
        OSError
            If the member cannot be read.
        """


class ZipArchive:
    """A zip file whose member list has been checked."""

    def __init__(self, zip_file: zipfile.ZipFile, *, limits: ArchiveLimits) -> None:
        members = [member for member in zip_file.infolist() if not member.is_dir()]
        check_members(zip_file.filename, members, limits)
        self._zip_file = zip_file
        self._members = {member_name(member): member for member in members}

    def names(self) -> list[str]:
        """Names of the files in it, sorted."""
        return sorted(self._members)

    def read(self, name: str) -> bytes:
        """A member's bytes; a damaged or encrypted one is an :exc:`OSError`, as in a folder."""
        try:
            return self._zip_file.read(self._members[name])
        except (zipfile.BadZipFile, EOFError, RuntimeError, ValueError) as error:
            raise OSError(f"{name}: {error}") from error


class FolderArchive:
    """An archive that somebody unpacked. Links are left alone: they may lead anywhere."""

    def __init__(self, folder: Path, *, limits: ArchiveLimits) -> None:
        self._folder = folder
        self._limits = limits

    def names(self) -> list[str]:
        """Names of the files in it, sorted."""
        files = (path for path in self._folder.rglob("*") if path.is_file() and not path.is_symlink())
        return sorted(path.relative_to(self._folder).as_posix() for path in files)

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        path = self._folder / name
        if path.stat().st_size > self._limits.member_bytes:
            raise OSError(f"{name}: more than {self._limits.member_bytes:,} bytes")
        return path.read_bytes()


@contextmanager
def open_archive(path: Path, *, limits: ArchiveLimits | None = None) -> Iterator[Archive]:
    """A zip file or the folder it was unpacked to.

    Raises
    ------
    NotThisFormatError
        If it is neither.
    UnsafeArchiveError
        If a member's name leads out of the archive, or it holds more than the limits allow.
    """
    limits = limits or ArchiveLimits()
    if path.is_dir():
        yield FolderArchive(path, limits=limits)
        return
    try:
        zip_file = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise NotThisFormatError(path, found=str(error), expected="a zip file or a folder") from error
    with zip_file:
        yield ZipArchive(zip_file, limits=limits)


def check_members(archive: object, members: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    """Refuse unsafe names and bombs.

    Raises
    ------
    UnsafeArchiveError
        If there is one; nothing of the archive has been read then.
    """
    if len(members) > limits.members:
        raise UnsafeArchiveError(f"{archive}: {len(members):,} members, at most {limits.members:,} are read")
    if (total := sum(member.file_size for member in members)) > limits.total_bytes:
        raise UnsafeArchiveError(f"{archive}: {total:,} bytes, at most {limits.total_bytes:,} are read")
    for member in members:
        if not is_safe_name(member.filename):
            raise UnsafeArchiveError(f"{archive}: member {member.filename!r} leads out of the archive")
        if member.file_size > limits.member_bytes or limits.is_bomb(
            uncompressed=member.file_size, compressed=member.compress_size
        ):
            raise UnsafeArchiveError(
                f"{archive}: member {member.filename!r} unpacks {member.compress_size:,} bytes to {member.file_size:,}"
            )


def is_safe_name(name: str) -> bool:
    r"""Whether a member's name stays inside the archive.

    Examples
    --------
    >>> is_safe_name("general/2026-01-01.json"), is_safe_name("../users.json"), is_safe_name(r"C:\users.json")
    (True, False, False)
    """
    parts = name.replace("\\", "/").split("/")
    return parts[0] != "" and not DRIVE.match(name) and ".." not in parts


def member_name(member: zipfile.ZipInfo) -> str:
    """A member's name; many programs write UTF-8 without the flag that says so."""
    if member.flag_bits & ZIP_FLAG_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


class _WatchedGzip(io.RawIOBase):
    """A gzip stream that stops when far too much comes out of far too little."""

    def __init__(self, path: Path, limits: ArchiveLimits) -> None:
        self._path = path
        self._limits = limits
        self._compressed = path.stat().st_size
        self._stream = gzip.GzipFile(path)
        self._n_read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        try:
            n_read = self._stream.readinto(buffer)  # type: ignore[arg-type]
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise LoaderError(f"{self._path}: the compressed file is damaged or cut off ({error})") from error
        self._n_read += n_read
        if self._limits.is_bomb(uncompressed=self._n_read, compressed=self._compressed):
            raise UnsafeArchiveError(
                f"{self._path}: {self._compressed:,} compressed bytes unpack to more than {self._n_read:,}"
            )
        return n_read

    def close(self) -> None:
        self._stream.close()
        super().close()


def open_plain_or_gzip(path: Path, *, limits: ArchiveLimits | None = None) -> BinaryIO:
    """A file's bytes as a stream, unpacked if it is gzip, whatever its name is.

    Reading raises :exc:`UnsafeArchiveError` as soon as the stream proves to be a bomb, and :exc:`LoaderError` where
    it is damaged.
    """
    with path.open("rb") as file:
        is_gzip = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    if not is_gzip:
        return path.open("rb")
    return io.BufferedReader(_WatchedGzip(path, limits or ArchiveLimits()), buffer_size=1 << 17)


def lines_of(stream: BinaryIO, *, largest: int = LARGEST_LINE) -> Iterator[bytes]:
    """The lines of a stream, each cut off after so many bytes."""
    while line := stream.readline(largest):
        read, most = line, largest
        while len(read) == most and not read.endswith(b"\n"):
            read, most = stream.readline(MEBIBYTE), MEBIBYTE
        yield line
