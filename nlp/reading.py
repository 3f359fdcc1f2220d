"""What reading a text once tells for good: its own words, its language and its key terms, before any vocabulary.

This is the part that costs: a language model looks at every word. It does not depend on topic lists, so that it holds
when those change; it has a fingerprint of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal, cast

from nlp.clean_text import CleanText, Span, clean_text
from nlp.components.dialogue_acts import dialogue_act
from nlp.languages import LanguageDetector
from nlp.mention import Act, Extraction, Mention, TextItem
from nlp.pipeline import (
    FULL_TEXT,
    KEY_TERMS,
    build_pipeline,
    configuration_text,
    model_version,
    spacy_version,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

    from nlp.components.key_terms import KeyTerms

ReadingProfile = Literal["light", "standard"]

RULES = 5
"""Grows with every change of what is read out of a text."""
PIPE_TEXTS, PIPE_CHARACTERS = 64, 50_000
"""Texts, and characters of them, that the model sees at once: what it works out for each word stays in memory so long."""
WIDEST_GAPS = 10
"""How many times farther than its reach the model looks for words in a text with gaps."""
WORD = re.compile(r"\S+")
MOST_LEARNED = 100_000
"""Written words whose cutting a tokenizer remembers from one batch to the next; others are forgotten with their batch."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says before any vocabulary is looked at."""

    language: str
    kept: tuple[Span, ...]
    """As in :class:`nlp.mention.Extraction`."""
    key_terms: tuple[Mention, ...]
    act: Act


class Reader:
    """Reads texts in batches.

    Parameters
    ----------
    languages
        Tags of the languages that texts are written in; the first is taken where nothing tells.
    profile
        ``light`` uses no language model and finds no key terms; ``standard`` uses one per language.
    """

    def __init__(self, *, languages: Sequence[str], profile: ReadingProfile) -> None:
        self.languages, self.profile = tuple(languages), profile
        self._detector = LanguageDetector(self.languages)
        self._pipelines: dict[str, Language] = {}
        self._learned: dict[str, set[str]] = {}

    @cached_property
    def fingerprint(self) -> str:
        """What a reading depends on besides its text; no model is loaded for it.

        Raises
        ------
        MissingModelError
            If the profile needs a model that is not installed.
        """
        parts = [self.profile, ",".join(self.languages), str(RULES), version("py3langid")]
        if self.profile == "standard":
            parts += [configuration_text(), spacy_version(), *map(model_version, self.languages)]
        digest = blake2b("\x00".join(parts).encode(), digest_size=6).hexdigest()
        return f"{self.profile}-{digest}"

    def read(self, items: Sequence[TextItem]) -> list[tuple[Reading, CleanText]]:
        """Each text's reading, with its clean text; the same whatever else is in the batch."""
        cleaned = [clean_text(item.full_text, item.media_type) for item in items]
        if self.profile == "light":
            languages = [
                self._detector.detect(clean.readable, item.language_hint)
                for item, clean in zip(items, cleaned, strict=True)
            ]
            terms: list[list[Mention]] = [[] for _ in items]
        else:
            languages, terms = self._parsed(items, cleaned)
        return [
            (Reading(language, clean.kept, tuple(found), dialogue_act(clean.readable, language)), clean)
            for language, clean, found in zip(languages, cleaned, terms, strict=True)
        ]

    def _parsed(
        self, items: Sequence[TextItem], cleaned: Sequence[CleanText]
    ) -> tuple[list[str], list[list[Mention]]]:
        """Main languages and key terms; each language's texts go through its pipeline together."""
        languages: list[str] = []
        work: dict[str, list[tuple[int, str]]] = {}
        for place, (item, clean) in enumerate(zip(items, cleaned, strict=True)):
            parts = self._detector.parts(clean.readable, item.language_hint)
            languages.append(parts[0][0])
            for language, text in parts:
                work.setdefault(language, []).append((place, text))
        terms: list[list[Mention]] = [[] for _ in items]
        for language, texts in sorted(work.items()):
            for place, found in self._key_terms(language, texts):
                terms[place].extend(found)
        return languages, [
            sorted(found, key=lambda mention: (mention.start, -mention.end)) for found in terms
        ]

    def _key_terms(
        self, language: str, texts: Iterable[tuple[int, str]]
    ) -> Iterator[tuple[int, tuple[Mention, ...]]]:
        pipeline = self._pipeline(language)
        reach = cast("KeyTerms", pipeline.get_pipe(KEY_TERMS)).reach
        parsed = [(_cut(text, reach), place) for place, text in texts]
        self._learn(language, (text for text, _ in parsed))
        with pipeline.memory_zone():
            for batch in _batches(parsed):
                docs = ((_doc(pipeline, text), place) for text, place in batch)
                for doc, place in pipeline.pipe(docs, as_tuples=True, batch_size=PIPE_TEXTS):
                    yield place, doc._.get(KEY_TERMS)

    def _learn(self, language: str, texts: Iterable[str]) -> None:
        """Have the tokenizer cut each new word by itself, once, so that it remembers how.

        It remembers nothing inside a memory zone, nor of a text after one of its special cases ("n°", "don't").
        """
        tokenizer = cast("Tokenizer", self._pipeline(language).tokenizer)
        tokenizer.max_cache_size = MOST_LEARNED
        learned = self._learned.setdefault(language, set())
        for text in texts:
            if len(learned) >= MOST_LEARNED:
                break
            for word in set(text.split()) - learned:
                tokenizer(word)
                learned.add(word)

    def _pipeline(self, language: str) -> Language:
        if language not in self._pipelines:
            self._pipelines[language] = build_pipeline(language)
        return self._pipelines[language]


def remembered(reading: Reading) -> Extraction:
    """What of a reading is worth keeping: only what took a language model, and no words of the text."""
    terms = tuple(replace(term, surface="") for term in reading.key_terms)
    return Extraction(reading.language, (), terms, reading.act)


def recalled(kept: Extraction, item: TextItem) -> tuple[Reading, CleanText]:
    """The reading that was kept of a text, with the text cleaned again."""
    clean = clean_text(item.full_text, item.media_type)
    terms = tuple(replace(term, surface=clean.readable[term.start : term.end]) for term in kept.mentions)
    return Reading(kept.language, clean.kept, terms, kept.act), clean


def _doc(pipeline: Language, text: str) -> Doc:
    """A text cut into words; it carries the text along, which costs more to put together again than to find terms."""
    doc = pipeline.make_doc(text)
    doc.user_data[FULL_TEXT] = text
    return doc


def _batches(texts: Iterable[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Texts in batches that are short enough."""
    batch: list[tuple[str, int]] = []
    n_characters = 0
    for one in texts:
        if batch and (len(batch) == PIPE_TEXTS or n_characters + len(one[0]) > PIPE_CHARACTERS):
            yield batch
            batch, n_characters = [], 0
        batch.append(one)
        n_characters += len(one[0])
    if batch:
        yield batch


def _cut(text: str, reach: int) -> str:
    """The beginning of a text, as many whole words as are within reach; gaps that were set aside do not count."""
    if len(text) <= reach:
        return text
    length = 0
    for word in WORD.finditer(text, 0, WIDEST_GAPS * reach):
        length += len(word.group()) + 1
        if length > reach:
            return text[: word.start() or reach]
    return text[: WIDEST_GAPS * reach].rstrip()
