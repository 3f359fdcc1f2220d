"""The text stage: a stream of texts in, for each its own words, its language and its mentions of topics out.

Two steps, each with a fingerprint. *Reading* (:mod:`nlp.reading`) costs, and depends on no topic list; *matching* looks
the vocabulary's names up in the clean text and costs little. In the profile ``full``, *linking* (:mod:`nlp.linking`)
then takes key terms that no name touches to the topics that they mean. All are pure functions of a text, so that texts
may be shared out among processes in any way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, Protocol

from nlp.clean_text import CleanText
from nlp.embedding import open_embedder
from nlp.label_vectors import Progress
from nlp.linking import METHOD, ConceptLinker
from nlp.mention import Extraction, Mention, RankedTopic, TextItem
from nlp.reading import Reader, Reading, recalled, remembered
from nlp.taxonomy import Taxonomy
from nlp.term_ids import TERM
from nlp.topic_matching import named_topics
from nlp.vocabulary import Vocabulary, layers_checksum, load_vocabulary

Profile = Literal["light", "standard", "full"]

BATCH_TEXTS, BATCH_CHARACTERS = 2_000, 2_000_000
"""Texts, and characters of them, that are read together; what the models remember of their words is forgotten after."""
RULES = 4
"""Grows with every change of what is matched."""


class ReadingMemory(Protocol):
    """Where readings are remembered by fingerprint and text hash: a store is one."""

    def extractions(self, fingerprint: str, text_hashes: Iterable[str]) -> Mapping[str, Extraction]:
        """Those that are remembered."""

    def write_extractions(self, fingerprint: str, rows: Iterable[tuple[str, Extraction]]) -> int:
        """Remember these."""


@dataclass(frozen=True, slots=True)
class Task:
    """Texts that are read together, and what is remembered of them, by text hash."""

    batch: Sequence[TextItem]
    known: Mapping[str, Extraction]


@dataclass(frozen=True, slots=True)
class Found:
    """What the texts of a task say, in their order, and what is worth remembering of those that were new."""

    extractions: Sequence[Extraction]
    readings: Mapping[str, Extraction]


class Extractor:
    """Reads texts in batches; what it finds depends only on the text and on ``fingerprint``.

    Making one is cheap: vocabulary and models are loaded when the first text comes.

    Parameters
    ----------
    languages
        Tags of the languages that texts are written in; the first is taken where nothing tells.
    profile
        ``light`` uses no language model and finds no key terms; ``standard`` uses one per language; ``full`` also links
        key terms to topics with an embedder.
    vocabulary
        Folder of further topic lists (:func:`nlp.vocabulary.load_vocabulary`); none by default.
    cache
        Folder in which the compiled vocabulary is kept, and the vectors of its labels.
    embedder
        Name of the embedder for ``full`` (:func:`nlp.embedding.open_embedder`).
    n_processes
        How many processes share the batches where there are several; what is found is the same.

    Raises
    ------
    ExtractionError
        If texts in one of the languages cannot be told, or the embedder is not installed.
    """

    def __init__(
        self,
        *,
        languages: Sequence[str] = ("en", "fr"),
        profile: Profile = "standard",
        vocabulary: Path | None = None,
        cache: Path | None = None,
        embedder: str = "use",
        n_processes: int = 1,
    ) -> None:
        self.languages = tuple(languages)
        self._n_processes = n_processes
        self._settings: dict[str, Any] = {
            "languages": self.languages,
            "profile": profile,
            "vocabulary": vocabulary,
            "cache": cache,
            "embedder": embedder,
        }
        self._reader = Reader(languages=languages, profile="light" if profile == "light" else "standard")
        self._folder, self._cache = vocabulary, cache
        self._linker: ConceptLinker | None = None
        if profile == "full":
            self._linker = ConceptLinker(lambda: self.vocabulary, open_embedder(embedder), cache=cache)

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
        """Of reading, vocabulary and linking: while it stays the same, a text gives the same."""
        matching = f"{self.reading_fingerprint}+{layers_checksum(self._folder)}-{RULES}"
        return f"{matching}+{self._linker.fingerprint}" if self._linker else matching

    @property
    def reading_fingerprint(self) -> str:
        """Of reading alone: it stays the same when the vocabulary changes."""
        return self._reader.fingerprint

    def prepare(self, progress: Progress | None = None) -> None:
        """Make what is made once for a vocabulary and a model, where the profile needs it and it is not there yet."""
        if self._linker:
            self._linker.prepare(progress)

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
        for task, found in self._found_in(self._tasks(items, memory)):
            if memory is not None and found.readings:
                memory.write_extractions(self.reading_fingerprint, found.readings.items())
            yield from zip((item.text_hash for item in task.batch), found.extractions, strict=True)

    def found(self, task: Task) -> Found:
        """What a batch of texts says: a pure function of it."""
        new = [item for item in task.batch if item.text_hash not in task.known]
        read = {item.text_hash: found for item, found in zip(new, self._reader.read(new), strict=True)}
        readings = [
            read[item.text_hash] if item.text_hash in read else recalled(task.known[item.text_hash], item)
            for item in task.batch
        ]
        extractions = [self._matched(reading, clean) for reading, clean in readings]
        if self._linker:
            extractions = self._linker.linked(extractions)
        if self._reader.profile == "light":
            return Found(extractions, {})
        return Found(
            extractions, {text_hash: remembered(reading) for text_hash, (reading, _) in read.items()}
        )

    def _tasks(self, items: Iterable[TextItem], memory: ReadingMemory | None) -> Iterator[Task]:
        remembers = memory is not None and self._reader.profile != "light"
        for batch in _batches(items):
            hashes = [item.text_hash for item in batch]
            known = memory.extractions(self.reading_fingerprint, hashes) if memory and remembers else {}
            yield Task(batch, known)

    def _found_in(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Found]]:
        """Each task with what it found; in several processes where there are several tasks."""
        first = list(islice(tasks, 2))
        if self._n_processes == 1 or len(first) < 2:
            return ((task, self.found(task)) for task in chain(first, tasks))
        from nlp.processes import found_in_processes

        self.prepare()
        _ = self.vocabulary  # compiled once, before all need it
        return found_in_processes(chain(first, tasks), self._settings, n_processes=self._n_processes)

    def _matched(self, reading: Reading, clean: CleanText) -> Extraction:
        named, never = named_topics(clean.readable, self.vocabulary.index, language=reading.language)
        taken = [*((one.start, one.end) for one in named), *never]
        terms = [term for term in reading.key_terms if not _covered(term, taken)]
        mentions = sorted((*named, *terms), key=lambda mention: (mention.start, -mention.end))
        return Extraction(reading.language, reading.kept, tuple(mentions), reading.act)

    @property
    def links(self) -> bool:
        """Whether the profile links what no name matched."""
        return self._linker is not None

    def ranked(self, full_text: str, extraction: Extraction) -> Iterator[RankedTopic]:
        """Topics that a text may be about, the best first: :func:`ranked_names`, and all others where the profile links.

        Parameters
        ----------
        full_text, extraction
            A text, and what was found in it.
        """
        named = ranked_names(extraction)
        return self._linker.ranked(extraction.own_words(full_text), named) if self._linker else iter(named)


def ranked_names(extraction: Extraction) -> list[RankedTopic]:
    """The topics that a text names, the surest first, then by place."""
    surest: dict[str, float] = {}
    for mention in extraction.mentions:
        if not mention.topic_id.startswith(TERM) and mention.method != METHOD:
            surest[mention.topic_id] = max(mention.confidence, surest.get(mention.topic_id, 0.0))
    return [RankedTopic(*item) for item in sorted(surest.items(), key=lambda item: -item[1])]


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
