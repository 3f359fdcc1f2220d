"""The text stage: a stream of texts in, for each its own words, its language and its mentions of topics out.

Two steps, each with a fingerprint. *Reading* (:mod:`nlp.reading`) costs, and depends on no topic list; *matching* looks
the vocabulary's names up in the clean text and costs little. Both are pure functions of a text, so that texts may be
shared out among processes in any way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from nlp.clean_text import CleanText
from nlp.mention import Extraction, Mention, TextItem
from nlp.reading import Profile, Reader, Reading, recalled, remembered
from nlp.taxonomy import Taxonomy
from nlp.topic_matching import named_topics
from nlp.vocabulary import Vocabulary, layers_checksum, load_vocabulary

BATCH_TEXTS, BATCH_CHARACTERS = 2_000, 2_000_000
"""Texts, and characters of them, that are read together; what the models remember of their words is forgotten after."""
RULES = 2
"""Grows with every change of what is matched."""


class ReadingMemory(Protocol):
    """Where readings are remembered by fingerprint and text hash: a store is one."""

    def extractions(self, fingerprint: str, text_hashes: Iterable[str]) -> Mapping[str, Extraction]:
        """Those that are remembered."""

    def write_extractions(self, fingerprint: str, rows: Iterable[tuple[str, Extraction]]) -> int:
        """Remember these."""


class Extractor:
    """Reads texts in batches; what it finds depends only on the text and on ``fingerprint``.

    Making one is cheap: vocabulary and models are loaded when the first text comes.

    Parameters
    ----------
    languages
        Tags of the languages that texts are written in; the first is taken where nothing tells.
    profile
        ``light`` uses no language model and finds no key terms; ``standard`` uses one per language.
    vocabulary
        Folder of further topic lists (:func:`nlp.vocabulary.load_vocabulary`); none by default.
    cache
        Folder in which the compiled vocabulary is kept.

    Raises
    ------
    ExtractionError
        If texts in one of the languages cannot be told.
    """

    def __init__(
        self,
        *,
        languages: Sequence[str] = ("en", "fr"),
        profile: Profile = "standard",
        vocabulary: Path | None = None,
        cache: Path | None = None,
    ) -> None:
        self.languages = tuple(languages)
        self._reader = Reader(languages=languages, profile=profile)
        self._folder, self._cache = vocabulary, cache

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The topics that are looked for, and the index of their names."""
        return load_vocabulary(self._folder, cache=self._cache)

    @property
    def taxonomy(self) -> Taxonomy:
        """The topics that are looked for."""
        return self.vocabulary.taxonomy

    @cached_property
    def fingerprint(self) -> str:
        """Of reading and vocabulary: while it stays the same, a text gives the same."""
        return f"{self.reading_fingerprint}+{layers_checksum(self._folder)}-{RULES}"

    @property
    def reading_fingerprint(self) -> str:
        """Of reading alone: it stays the same when the vocabulary changes."""
        return self._reader.fingerprint

    def extract(
        self, items: Iterable[TextItem], *, memory: ReadingMemory | None = None
    ) -> Iterator[tuple[str, Extraction]]:
        """What each text says, by text hash, in the order given.

        Parameters
        ----------
        items
            The texts.
        memory
            Where readings are remembered: a text that was read once is only matched. Without a language model nothing
            is worth remembering.
        """
        for batch in _batches(items):
            for item, (reading, clean) in zip(batch, self._read(batch, memory), strict=True):
                yield item.text_hash, self._matched(reading, clean)

    def _read(
        self, batch: Sequence[TextItem], memory: ReadingMemory | None
    ) -> list[tuple[Reading, CleanText]]:
        """Each text's reading, remembered or new."""
        if memory is None or self._reader.profile == "light":
            return self._reader.read(batch)
        known = memory.extractions(self.reading_fingerprint, [item.text_hash for item in batch])
        new = [item for item in batch if item.text_hash not in known]
        read = {item.text_hash: found for item, found in zip(new, self._reader.read(new), strict=True)}
        memory.write_extractions(
            self.reading_fingerprint,
            ((text_hash, remembered(reading)) for text_hash, (reading, _) in read.items()),
        )
        return [
            read[item.text_hash] if item.text_hash in read else recalled(known[item.text_hash], item)
            for item in batch
        ]

    def _matched(self, reading: Reading, clean: CleanText) -> Extraction:
        named, never = named_topics(clean.readable, self.vocabulary.index, language=reading.language)
        taken = [*((one.start, one.end) for one in named), *never]
        terms = [term for term in reading.key_terms if not _covered(term, taken)]
        mentions = sorted((*named, *terms), key=lambda mention: (mention.start, -mention.end))
        return Extraction(reading.language, reading.kept, tuple(mentions), reading.act)


def _batches(items: Iterable[TextItem]) -> Iterator[list[TextItem]]:
    batch: list[TextItem] = []
    n_characters = 0
    for item in items:
        batch.append(item)
        n_characters += len(item.full_text)
        if len(batch) >= BATCH_TEXTS or n_characters >= BATCH_CHARACTERS:
            yield batch
            batch, n_characters = [], 0
    if batch:
        yield batch


def _covered(term: Mention, taken: Iterable[tuple[int, int]]) -> bool:
    """Whether the vocabulary has a name where the term stands: the same, or a longer one around it."""
    return any(start <= term.start and term.end <= end for start, end in taken)
