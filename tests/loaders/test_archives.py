"""Archives that are read, and those that are refused."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from loaders.archives import MEBIBYTE, ArchiveLimits, lines_of, open_archive, open_plain_or_gzip
from loaders.errors import LoaderError, NotThisFormatError, UnsafeArchiveError
from loaders.json_lines import read_json_lines
from loaders.loader import RunSummary
from tests.loaders.reading import write

TIGHT = ArchiveLimits(members=3, member_bytes=1000, total_bytes=2000, ratio=20, ratio_from_bytes=100)


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_members_are_read_by_name_sorted(tmp_path: Path) -> None:
    with open_archive(zipped(tmp_path / "a.zip", b=b"2", a=b"1")) as archive:
        assert archive.names() == ["a", "b"]
        assert archive.read("b") == b"2"


def test_a_folder_is_read_like_the_archive_it_came_from(tmp_path: Path) -> None:
    write(tmp_path / "outside.txt", "secret")
    write(tmp_path / "a" / "x" / "b.txt", "2")
    (tmp_path / "a" / "link.txt").symlink_to(tmp_path / "outside.txt")
    with open_archive(tmp_path / "a") as archive:
        assert archive.names() == ["x/b.txt"]
        assert archive.read("x/b.txt") == b"2"


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"a": b"", "b": b"", "c": b"", "d": b""}, "4 members, at most 3"),
        ({"a": bytes(range(256)) * 4}, "unpacks"),
        ({"a": b"x" * 900, "b": b"x" * 900, "c": b"x" * 900}, "2,700 bytes, at most 2,000"),
        ({"a": b" " * 999}, "unpacks"),
    ],
    ids=["too many", "a member too large", "too much in all", "a bomb"],
)
def test_too_much_is_refused_before_anything_is_read(
    tmp_path: Path, members: dict[str, bytes], reason: str
) -> None:
    path = zipped(tmp_path / "a.zip", **members)
    with pytest.raises(UnsafeArchiveError, match=reason), open_archive(path, limits=TIGHT):
        pass


def test_a_damaged_member_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", a=b"hello " * 50, b=b"fine")
    content = bytearray(path.read_bytes())
    content[40] ^= 0xFF
    path.write_bytes(content)
    with open_archive(path) as archive:
        with pytest.raises(OSError, match="a"):
            archive.read("a")
        assert archive.read("b") == b"fine"


def test_what_is_neither_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(NotThisFormatError, match="a zip file or a folder"),
        open_archive(write(tmp_path / "x", "x")),
    ):
        pass


def test_gzip_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "packed.txt").write_bytes(gzip.compress(b"hello"))
    (tmp_path / "plain.gz").write_bytes(b"hello")
    for name in ("packed.txt", "plain.gz"):
        with open_plain_or_gzip(tmp_path / name) as stream:
            assert stream.read() == b"hello"


def test_a_gzip_bomb_stops_while_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b" " * 1_000_000))
    with (
        open_plain_or_gzip(tmp_path / "bomb.gz", limits=TIGHT) as stream,
        pytest.raises(UnsafeArchiveError, match="unpack to more than"),
    ):
        stream.read()


def test_a_gzip_that_breaks_off_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(range(256)) * 4000)
    (tmp_path / "cut.gz").write_bytes(packed[: len(packed) // 2])
    with (
        open_plain_or_gzip(tmp_path / "cut.gz") as stream,
        pytest.raises(LoaderError, match="damaged or cut off"),
    ):
        stream.read()


def test_a_line_is_cut_off_and_the_next_one_is_whole() -> None:
    assert list(lines_of(io.BytesIO(b"abcdefgh\nij\nklm"), largest=3)) == [b"abc", b"ij\n", b"klm"]


def test_a_bomb_without_line_ends_is_found_before_it_fills_the_memory(tmp_path: Path) -> None:
    """Packed badly, it may unpack to hundreds of megabytes before it is too much of too little."""
    with gzip.open(tmp_path / "documents.jsonl.gz", "wb", compresslevel=1) as stream:
        for _ in range(300):
            stream.write(b" " * MEBIBYTE)
    tracemalloc.start()
    with pytest.raises(UnsafeArchiveError, match="unpack to more than"):
        list(read_json_lines(tmp_path / "documents.jsonl.gz", RunSummary()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 120 * MEBIBYTE
