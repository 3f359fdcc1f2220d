"""The vectors of a vocabulary's labels: made once for a vocabulary and a model, and mapped by every process.

Preferred labels in all the model's languages stand for a topic. Aliases do not: there are three times as many, and
what is found got no better with them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.embedding import Embedder, Vectors
from nlp.vocabulary import Vocabulary
from nlp.whole_files import written_whole

logger = logging.getLogger(__name__)

BATCH = 1_000
"""Labels that are encoded between two words of progress."""

Progress = Callable[[int, int | None], None]
"""Told how many labels are done, and of how many."""


@dataclass(frozen=True, slots=True)
class LabelVectors:
    """Vectors of labels, those of one topic one after another."""

    topics: npt.NDArray[np.int32]
    """shape (n,), rising: index into :attr:`nlp.label_index.LabelIndex.topic_ids`."""
    vectors: Vectors
    """shape (n, dimension)."""


def label_vectors(
    vocabulary: Vocabulary,
    embedder: Embedder,
    *,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> LabelVectors:
    """The vectors of all preferred labels in the model's languages.

    Parameters
    ----------
    vocabulary, embedder
        Whose labels, and with which model.
    cache
        Where the file of vectors lies or is put, under the vocabulary's checksum and the model's name; without it they
        are made in memory. It is written beside and renamed, so that whoever finds it finds it whole.
    progress
        Told while vectors are made.
    """
    labels = list(_labels(vocabulary, embedder.languages))
    topics = np.array([topic for topic, _ in labels], dtype=np.int32)
    shape = (len(labels), embedder.dimension)
    texts = [text for _, text in labels]
    if cache is None:
        return LabelVectors(topics, _encode(texts, embedder, np.empty(shape, np.float32), progress))
    path = cache / f"labels-{vocabulary.checksum}-{embedder.name}.npy"
    found = _mapped(path, shape)
    if found is None:
        _write(path, texts, embedder, progress)
        _forget_others(path, embedder.name)
        found = np.load(path, mmap_mode="r")
    return LabelVectors(topics, found)


def _write(path: Path, texts: list[str], embedder: Embedder, progress: Progress | None) -> None:
    """The file of vectors."""
    with written_whole(path) as beside:
        made = np.lib.format.open_memmap(
            beside, mode="w+", dtype=np.float32, shape=(len(texts), embedder.dimension)
        )
        _encode(texts, embedder, made, progress)
        made.flush()


def _labels(vocabulary: Vocabulary, languages: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Index of the topic and text of each label; a text in several languages once."""
    for place, topic in enumerate(vocabulary.taxonomy):
        if not topic.never:
            spoken = (text for language, text in topic.labels.items() if language in languages)
            yield from ((place, text) for text in dict.fromkeys(spoken))


def _encode(texts: list[str], embedder: Embedder, into: Vectors, progress: Progress | None) -> Vectors:
    for first in range(0, len(texts), BATCH):
        into[first : first + BATCH] = embedder.encode(texts[first : first + BATCH])
        if progress:
            progress(min(first + BATCH, len(texts)), len(texts))
    logger.info("label vectors made: embedder=%s labels=%d", embedder.name, len(texts))
    return into


def _mapped(path: Path, shape: tuple[int, int]) -> Vectors | None:
    """The file's vectors, mapped; nothing if it is missing or not of this shape: it can be made again."""
    try:
        found: Vectors = np.load(path, mmap_mode="r")
    except (OSError, ValueError, EOFError):
        return None
    return found if found.shape == shape and found.dtype == np.float32 else None


def _forget_others(path: Path, name: str) -> None:
    """Remove the vectors of vocabularies that are no longer in force."""
    for old in path.parent.glob("labels-*.npy"):
        if old != path and old.name.endswith(f"-{name}.npy"):
            old.unlink(missing_ok=True)
