"""The documents of a snapshot as they are shown; their texts go straight to the disk."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, StringTable, load_table
from graph.array_writing import StringWriter
from graph.indexing.acts import seconds
from graph.indexing.numbering import NOTHING, IdIndex, Numbering, renumbered
from graph.indexing.topics import MentionTable
from graph.snapshot_tables import DocumentTable
from loaders.document import Container, Document, Source

Spans = tuple[tuple[int, int], ...]


class SourceOfId:
    """Which source an identifier is of: the one whose own identifier it begins with.

    Parameters
    ----------
    sources
        All that the store knows.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self.names = {source.source_id: f"{source.kind}\t{source.instance}" for source in sources}
        self._longest_first = sorted(self.names, key=lambda source_id: (-len(source_id), source_id))

    def __call__(self, identifier: str) -> str:
        for source_id in self._longest_first:
            if identifier.startswith(source_id) and identifier[len(source_id)] == "/":
                return source_id
        source_id = identifier.partition("/")[0]
        kind, _, instance = source_id.partition(":")
        self.names.setdefault(source_id, f"{kind}\t{instance}")
        return source_id


class DocumentCollector:
    """Takes documents in their order.

    Parameters
    ----------
    folder
        Titles, texts and addresses are written into it.
    ids, scratch
        Folders for the identifiers, and for what is needed only until they are all known.
    """

    WRITTEN = ("titles", "texts", "urls")
    """Fields of the table that are in the folder once the documents are."""

    def __init__(self, folder: Path, *, ids: Path, scratch: Path) -> None:
        self._folder, self._ids, self._parents = folder, ids, scratch / "parents"
        places = (ids, *(folder / name for name in self.WRITTEN), self._parents)
        self._strings = [StringWriter(place) for place in places]
        self._kinds, self._languages = Numbering(), Numbering()
        self._sources, self._containers = Numbering(), Numbering()
        self._kind, self._language = array("i"), array("i")
        self._source, self._container = array("i"), array("i")
        self._at, self._n_spans, self._spans = array("q"), array("i"), array("i")

    def add(self, document: Document, *, language: str, source_id: str, own: Spans) -> None:
        """A document with its language and its author's own words."""
        strings = (document.document_id, document.title, document.text, document.url, document.in_reply_to)
        for writer, string in zip(self._strings, strings, strict=True):
            writer.append(string or "")
        self._kind.append(self._kinds(document.kind))
        self._language.append(self._languages(language))
        self._source.append(self._sources(source_id))
        container = document.container_ref
        self._container.append(self._containers(container) if container else NOTHING)
        self._at.append(seconds(document.created_at))
        self._n_spans.append(len(own))
        for start, end in own:
            self._spans.append(start)
            self._spans.append(end)

    def close(self) -> None:
        """All documents are there."""
        for writer in self._strings:
            writer.close()

    @property
    def ids(self) -> StringTable:
        """Identifiers, sorted as the store gives them."""
        return load_table(StringTable, self._ids)

    @property
    def at(self) -> IntArray:
        """When each was written, Unix seconds."""
        return np.asarray(self._at, np.int64)

    def languages(self) -> dict[str, int]:
        """How many documents are in each language."""
        names = self._languages.strings()
        return {names[number]: count for number, count in Counter(self._language).items()}

    def table(
        self,
        index: IdIndex,
        mentions: MentionTable,
        *,
        containers: Mapping[str, Container],
        source_names: Mapping[str, str],
    ) -> DocumentTable:
        """Everything that is shown of documents."""
        for source_id in sorted(source_names):
            self._sources(source_id)
        kinds, kind_places = self._kinds.sorted()
        languages, language_places = self._languages.sorted()
        source_ids, source_places = self._sources.sorted()
        container_ids, container_places = self._containers.sorted()
        return DocumentTable(
            titles=load_table(StringTable, self._folder / "titles"),
            texts=load_table(StringTable, self._folder / "texts"),
            urls=load_table(StringTable, self._folder / "urls"),
            kind=renumbered(self._kind, kind_places),
            kinds=kinds,
            language=renumbered(self._language, language_places),
            languages=languages,
            source=renumbered(self._source, source_places),
            source_ids=source_ids,
            source_names=StringTable.of(source_names[source_id] for source_id in source_ids),
            container=renumbered(self._container, container_places),
            container_ids=container_ids,
            container_names=StringTable.of(container_name(item, containers) for item in container_ids),
            parent=self._parent_places(index),
            written_at=self.at,
            own_offsets=np.concatenate(([0], np.cumsum(self._n_spans, dtype=np.int64))),
            own_spans=np.asarray(self._spans, np.int32).reshape(-1, 2),
            mention_offsets=mentions.offsets,
            mention_topic=mentions.topic,
            mention_spans=mentions.spans,
            mention_confidence=mentions.confidence,
        )

    def _parent_places(self, index: IdIndex) -> NDArray[np.int32]:
        parents = load_table(StringTable, self._parents)
        return np.fromiter((index.find(parent or None) for parent in parents), np.int32, len(parents))


def container_name(container_id: str, containers: Mapping[str, Container]) -> str:
    """The name that the source gives, else the last part of the identifier."""
    known = containers.get(container_id)
    return known.name if known and known.name else container_id.rpartition("/")[2] or container_id
