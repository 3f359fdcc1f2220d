"""The kinds of topic list that can be imported, by the name a person types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from nlp.errors import TaxonomyError
from nlp.importing.esco import read_esco
from nlp.importing.layer import SITE, Importer, Layer
from nlp.importing.occupational import read_onet, read_rome
from nlp.importing.skos import read_skos
from nlp.taxonomy import read_taxonomy, write_taxonomy

ABOVE_SHIPPED = SITE + 10
"""Place of a list in our own columns: a site's, below the terms that it accepted one by one."""


def read_csv(path: Path) -> Iterator[Layer]:
    """A list in our own columns, taken as it is."""
    name = "".join(letter if letter.isalnum() else "-" for letter in path.stem.lower()).strip("-")
    yield Layer(name or "list", ABOVE_SHIPPED, tuple(read_taxonomy(path)))


IMPORTERS: Mapping[str, Importer] = {
    "csv": read_csv,
    "esco": read_esco,
    "onet": read_onet,
    "rome": read_rome,
    "skos": read_skos,
}


def import_topics(kind: str, path: Path, folder: Path) -> list[tuple[str, int]]:
    """Read a list and put its layers into a folder of layers; the file names, with how many topics each has.

    Raises
    ------
    TaxonomyError
        If there is no such kind, or the list is not of it. Nothing is written then.
    """
    importer = IMPORTERS.get(kind)
    if importer is None:
        raise TaxonomyError(f"found the kind {kind!r}, expected one of {', '.join(IMPORTERS)}")
    layers = list(importer(path))
    return [(layer.file_name, write_taxonomy(folder / layer.file_name, layer.topics)) for layer in layers]
