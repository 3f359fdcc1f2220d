"""The vocabulary in force: all topic lists in their layers, compiled into one file that is mapped into memory.

The lists are CSV files for people to read and edit; what texts are looked up in is compiled from them once, and again
when one of them changes. The compiled file carries the version of its format, a checksum of the lists, which is part of
the text stage's fingerprint, and a digest of itself. Every process maps the same file, so that workers share it.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from nlp.label_index import LabelIndex
from nlp.layers import layered
from nlp.taxonomy import (
    Taxonomy,
    TaxonomyTopic,
    read_taxonomy,
    row_of_topic,
    shipped_taxonomy,
    topic_from_row,
)
from nlp.whole_files import written_whole

FORMAT = 6
"""Grows with every change of what the file means or of what is compiled from the same lists."""
MAGIC = b"whoknows vocabulary\n"
HEADER = struct.Struct("<II16s")
"""After the magic: format, length of the header, and the digest of all else."""
ALIGNMENT = 64

DICTIONARY = "spacy-lookups-data"
"""The package whose words tell which names are ordinary ones."""
SHIPPED = "taxonomies/whoknows.csv"
SHIPPED_LAYER = "50-whoknows.csv"
"""Where the shipped list lies among the layers: those whose file names sort before it are above."""

Array = npt.NDArray[Any]


class Vocabulary:
    """Topics, and the index of their names.

    Parameters
    ----------
    checksum
        16 hex digits that change whenever one of the lists, or the dictionary that names are compared with, does.
    arrays
        Those of :class:`nlp.label_index.LabelIndex`, and ``records`` with ``record_ends``: the topics as JSON.
    """

    def __init__(self, checksum: str, arrays: Mapping[str, Array]) -> None:
        self.checksum = checksum
        self._records, self._ends = arrays["records"], arrays["record_ends"]
        self.index = LabelIndex(
            {name: array for name, array in arrays.items() if not name.startswith("record")}
        )

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The topics, in their layers' order."""
        text = self._records.tobytes()
        ends = self._ends.tolist()
        return Taxonomy(topic_from_row(orjson.loads(text[start:end])) for start, end in pairwise(ends))

    @classmethod
    def compile(cls, checksum: str, topics: Sequence[TaxonomyTopic]) -> Vocabulary:
        """The vocabulary of these topics, in memory."""
        records = [orjson.dumps(row_of_topic(topic)) for topic in topics]
        arrays = dict(LabelIndex.build(topics).arrays)
        arrays["records"] = np.frombuffer(b"".join(records), dtype=np.uint8)
        arrays["record_ends"] = np.cumsum([0, *map(len, records)], dtype=np.int64)
        return cls(checksum, arrays)

    def write(self, path: Path) -> None:
        """Write the compiled file through a file beside it."""
        arrays = {**self.index.arrays, "records": self._records, "record_ends": self._ends}
        with written_whole(path) as beside:
            beside.write_bytes(_packed(self.checksum, arrays))

    @classmethod
    def mapped(cls, path: Path, checksum: str) -> Vocabulary | None:
        """The compiled file mapped into memory; nothing if it is missing, damaged or of other lists."""
        try:
            with path.open("rb") as file:
                content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError):
            return None
        start = len(MAGIC) + HEADER.size
        if len(content) < start or content[: len(MAGIC)] != MAGIC:
            return None
        form, length, digest = HEADER.unpack(content[len(MAGIC) : start])
        if form != FORMAT or digest != _digest(length, content[start:]):
            return None
        header = orjson.loads(content[start : start + length])
        return (
            cls(checksum, _arrays(content[start + length :], header["arrays"]))
            if header["checksum"] == checksum
            else None
        )


def load_vocabulary(folder: Path | None = None, *, cache: Path | None = None) -> Vocabulary:
    """The vocabulary of the shipped list and of the layers in a folder.

    Parameters
    ----------
    folder
        Holds ``NN-name.csv`` files; in order of their names the first is uppermost, and the shipped list counts as
        ``50-whoknows.csv``. A missing folder is an empty one.
    cache
        Where the compiled file lies or is put; without it the vocabulary is compiled anew in memory, which takes seconds.

    Raises
    ------
    TaxonomyError
        If a list cannot be read.
    """
    checksum = layers_checksum(folder)
    path = cache / f"vocabulary-{checksum}.bin" if cache else None
    if path and (found := Vocabulary.mapped(path, checksum)):
        return found
    compiled = Vocabulary.compile(checksum, list(layered_lists(folder)))
    if path:
        compiled.write(path)
        for old in path.parent.glob("vocabulary-*.bin"):
            if old != path:
                old.unlink(missing_ok=True)
    return compiled


def layered_lists(folder: Path | None, instead: Mapping[str, Taxonomy] = MappingProxyType({})) -> Taxonomy:
    """All lists of a folder as one.

    Parameters
    ----------
    folder
        As for :func:`load_vocabulary`.
    instead
        Lists by file name that are taken in place of the folder's files, or beside them.

    Raises
    ------
    TaxonomyError
        If a list cannot be read.
    """
    files = dict(layer_files(folder)) | dict.fromkeys(instead)
    lists = [
        instead[name] if name in instead else read_taxonomy(path) if path else shipped_taxonomy()
        for name, path in sorted(files.items())
    ]
    return layered(lists, firm=sum(name < SHIPPED_LAYER for name in files))


def layer_files(folder: Path | None) -> list[tuple[str, Path | None]]:
    """Names and files of the layers, uppermost first; the shipped list has no file of its own there."""
    own: dict[str, Path | None] = {}
    if folder and folder.is_dir():
        own = {path.name: path for path in folder.glob("[0-9][0-9]-*.csv")}
    return sorted((own | {SHIPPED_LAYER: None}).items())


def layers_checksum(folder: Path | None) -> str:
    """What the compiled vocabulary depends on, as 16 hex digits: the lists, and the dictionary that makes rules of names."""
    digest = blake2b(f"{FORMAT}\0{version(DICTIONARY)}".encode(), digest_size=8)
    for name, path in layer_files(folder):
        content = path.read_bytes() if path else _shipped_bytes()
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _shipped_bytes() -> bytes:
    return files("nlp").joinpath(SHIPPED).read_bytes()


def _packed(checksum: str, arrays: Mapping[str, Array]) -> bytes:
    """Magic, format, header, and each array at an aligned place."""
    blocks, places, at = [], {}, 0
    for name, array in sorted(arrays.items()):
        content = array.tobytes()
        places[name] = (array.dtype.str, at, len(content))
        padded = content + bytes(-len(content) % ALIGNMENT)
        blocks.append(padded)
        at += len(padded)
    body = b"".join(blocks)
    header = orjson.dumps({"checksum": checksum, "arrays": places})
    header += b" " * (-(len(MAGIC) + HEADER.size + len(header)) % ALIGNMENT)
    digest = _digest(len(header), header + body)
    return MAGIC + HEADER.pack(FORMAT, len(header), digest) + header + body


def _arrays(body: memoryview, places: Mapping[str, Iterable[Any]]) -> dict[str, Array]:
    return {
        name: np.frombuffer(body[at : at + length], dtype=dtype)
        for name, (dtype, at, length) in places.items()
    }


def _digest(length: int, content: bytes | memoryview) -> bytes:
    """Of header and body, and of where one ends and the other begins."""
    return blake2b(content, digest_size=16, salt=struct.pack("<I", length)).digest()
