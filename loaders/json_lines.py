"""JSON Lines files, plain or gzipped, read one object at a time with the number of its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from loaders.archives import lines_of, open_plain_or_gzip
from loaders.errors import LoaderError, NotThisFormatError
from loaders.loader import RunSummary

_PATIENCE = 20
"""This many lines without one JSON object, and the file is of another format."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_json_lines(path: Path, summary: RunSummary) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line number and object; every line is counted, one that is no JSON object rejected by its place.

    Raises
    ------
    NotThisFormatError
        If none of the first lines is a JSON object.
    LoaderError
        If the file cannot be read to its end.
    """
    n_objects = n_rejected = 0
    for line_number, line in _lines(path):
        summary.read += 1
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            value, reason = None, f"not JSON ({error})"
        else:
            reason = f"found a JSON {type(value).__name__}, expected an object"
        if type(value) is dict:
            n_objects += 1
            yield line_number, value
            continue
        n_rejected += 1
        summary.reject(f"{path.name}:{line_number}", reason)
        if not n_objects and n_rejected == _PATIENCE:
            break
    if n_rejected and not n_objects:
        found = f"{n_rejected} lines that are no JSON object"
        raise NotThisFormatError(path, found=found, expected="one JSON object a line")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, without the byte order mark."""
    try:
        with open_plain_or_gzip(path) as stream:
            for number, line in enumerate(lines_of(stream), 1):
                content = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
                if not content.isspace():
                    yield number, content
    except OSError as error:
        raise LoaderError(f"{path}: cannot be read to its end ({error}); copy or export it again") from error
