"""The kinds of topic list that can be imported, by the name a person types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from nlp.errors import TaxonomyError
from nlp.importing.esco import read_esco
from nlp.importing.layer import SITE, Importer, Layer
from nlp.importing.occupational import read_onet, read_rome
from nlp.importing.skos import read_skos
from nlp.taxonomy import Taxonomy, read_taxonomy, row_of_topic, topic_from_row, write_taxonomy
from nlp.vocabulary import layered_lists

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

    A layer without a topic is not written, and what an earlier import wrote in its place goes.

    Raises
    ------
    TaxonomyError
        If there is no such kind, the list is not of it, has no topic, or does not fit together with the other lists of
        the folder. Nothing is written then.
    """
    importer = IMPORTERS.get(kind)
    if importer is None:
        raise TaxonomyError(f"found the kind {kind!r}, expected one of {', '.join(IMPORTERS)}")
    layers = {layer.file_name: _as_read_again(layer, path) for layer in importer(path)}
    full = {name: taxonomy for name, taxonomy in layers.items() if len(taxonomy)}
    if not full:
        raise TaxonomyError(f"found no topic in {path}, expected a list of the kind {kind!r}")
    layered_lists(folder, full)
    for name in layers.keys() - full.keys():
        (folder / name).unlink(missing_ok=True)
    return [(name, write_taxonomy(folder / name, taxonomy)) for name, taxonomy in full.items()]


def _as_read_again(layer: Layer, path: Path) -> Taxonomy:
    """The layer's topics as they are once they have been written and read."""
    try:
        return Taxonomy(topic_from_row(row_of_topic(topic)) for topic in layer.topics)
    except TaxonomyError as error:
        raise TaxonomyError(f"{path}: {error}") from error
