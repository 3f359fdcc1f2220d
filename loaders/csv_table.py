"""CSV tables, in any usual delimiter and encoding."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path

from loaders.archives import open_plain_or_gzip
from loaders.errors import LoaderError, NotThisFormatError
from loaders.table import Line, Table

_DELIMITERS = ",;\t"
_CHUNK_BYTES = 1 << 20


class CsvTable(Table):
    """A CSV file, plain or gzipped.

    Parameters
    ----------
    path
        The file.
    columns
        Other titles by column.

    Raises
    ------
    NotThisFormatError
        If the file is empty or no text.
    """

    def __init__(self, path: Path, columns: Mapping[str, tuple[str, ...]]) -> None:
        self._encoding = _encoding(path)
        with _opened(path, self._encoding) as stream:
            header_line = stream.readline()
        if not header_line.strip():
            raise NotThisFormatError(path, found="an empty file", expected="a CSV table with a header")
        self._delimiter = max(_DELIMITERS, key=header_line.count)
        with _opened(path, self._encoding) as stream:
            header = next(csv.reader(stream, delimiter=self._delimiter))
        super().__init__(path, path.name, header, columns)

    def _lines(self) -> Iterator[Line]:
        with _opened(self.path, self._encoding) as stream:
            reader = csv.reader(stream, delimiter=self._delimiter)
            next(reader)
            while True:
                number = reader.line_num + 1
                try:
                    yield Line(number, next(reader))
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Line(number, (), str(error))


def _opened(path: Path, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(open_plain_or_gzip(path), encoding=encoding, errors="replace", newline="")


def _encoding(path: Path) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 by its mark, else what Windows writes in western Europe."""
    try:
        with open_plain_or_gzip(path) as stream:
            chunk = stream.read(_CHUNK_BYTES)
            if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            if b"\x00" in chunk:
                raise NotThisFormatError(path, found="bytes that are no text", expected="a CSV table")
            decoder = codecs.getincrementaldecoder("utf-8")()
            while chunk:
                decoder.decode(chunk)
                chunk = stream.read(_CHUNK_BYTES)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except OSError as error:
        raise LoaderError(f"{path}: cannot be read ({error.strerror})") from error
    return "utf-8-sig"
