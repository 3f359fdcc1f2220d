"""Tables of other lists: comma- or tab-separated text, read by the names of the columns."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from nlp.errors import TaxonomyError


def csv_rows(path: Path, *columns: str) -> Iterator[Mapping[str, str]]:
    """Rows of a CSV file, with or without a byte order mark.

    Raises
    ------
    TaxonomyError
        If it cannot be read or lacks one of the columns.
    """
    reader = csv.DictReader(io.StringIO(_text(path)))
    try:
        _check(path, reader.fieldnames or (), columns)
        for row in reader:
            yield {name: (cell or "").strip() for name, cell in row.items() if name}
    except csv.Error as error:
        raise TaxonomyError(
            f"found line {reader.line_num + 1} of {path} unreadable ({error}), expected CSV"
        ) from error


def tab_rows(path: Path, *columns: str) -> Iterator[Mapping[str, str]]:
    """Rows of a tab-separated file without quoting, plain or ``.gz``; what a short row lacks is empty.

    Raises
    ------
    TaxonomyError
        If it cannot be read or lacks one of the columns.
    """
    lines = iter(_text(path).split("\n"))
    header = next(lines).rstrip("\r").split("\t")
    _check(path, header, columns)
    for line in lines:
        if line:
            cells = dict(zip(header, line.rstrip("\r").split("\t"), strict=False))
            yield dict.fromkeys(header, "") | cells


def _text(path: Path) -> str:
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return content.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise TaxonomyError(f"found {path} unreadable ({error}), expected a table as UTF-8 text") from error


def _check(path: Path, found: object, columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in found]  # type: ignore[operator]
    if missing:
        raise TaxonomyError(f"found no column {', '.join(missing)} in {path}, expected {', '.join(columns)}")
