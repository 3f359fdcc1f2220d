"""The language of a text, among those that are configured.

Function words decide where they are plain, which costs microseconds; a character model (py3langid, restricted to the
configured languages) decides on short and unclear texts. A long text may change language from paragraph to paragraph.
Vocabulary is matched in all languages whatever is found here: only key phrases need to know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from nlp.errors import ExtractionError
from nlp.function_words import FUNCTION_WORDS
from nlp.words import folded

SAMPLE, FARTHEST = 600, 20_000
"""Characters that are looked at, and among how many first ones they are looked for: what was set aside left gaps."""
MIXED_FROM = 800
"""Characters from which on each paragraph is looked at by itself."""
ENOUGH, PLAINLY = 2, 5
"""Function words that tell a text's language: where nothing else does, and against what its source says."""
VERY_SHORT = 3
"""Words of a text in which one function word is enough."""
PARAGRAPH = re.compile(r"^(?:[^\S\n]*\S.*(?:\n|\Z))+", re.MULTILINE)
LETTERS = re.compile(r"[^\W\d_]+")
TELLING = re.compile(r"[^\W\d_]{2,}|[^\W\d_](?=['’])")
"""Words that may tell a language: a single letter only where it is elided, as in "l'heure"."""


class LanguageDetector:
    """Tells the languages it is made for apart.

    Parameters
    ----------
    languages
        BCP 47 primary tags; the first is taken where nothing tells.

    Raises
    ------
    ExtractionError
        If a language has no function words here.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        unknown = [language for language in languages if language not in FUNCTION_WORDS]
        if unknown or not languages:
            raise ExtractionError(
                f"found the languages {list(languages)}, expected some of {sorted(FUNCTION_WORDS)}"
            )
        self.languages = tuple(dict.fromkeys(languages))
        self._only = {
            language: FUNCTION_WORDS[language].difference(
                *(FUNCTION_WORDS[other] for other in self.languages if other != language)
            )
            for language in self.languages
        }

    def detect(self, text: str, hint: str | None = None) -> str:
        """The language of a text; the source's hint holds unless the text plainly says otherwise.

        Examples
        --------
        >>> detector = LanguageDetector(("en", "fr"))
        >>> detector.detect("Qui connaît la paie ?"), detector.detect("who knows payroll?")
        ('fr', 'en')
        """
        if len(self.languages) == 1:
            return self.languages[0]
        is_hinted, sample = hint in self.languages, _sample(text)
        plain = self._by_function_words(sample, PLAINLY if is_hinted else ENOUGH)
        if plain is not None:
            return plain
        if is_hinted:
            return str(hint)
        return self._by_characters(sample)

    def parts(self, text: str, hint: str | None = None) -> list[tuple[str, str]]:
        """Each language of a text with the paragraphs in it, the rest blanked; the main language first."""
        main = self.detect(text, hint)
        if len(text) < MIXED_FROM or len(self.languages) == 1:
            return [(main, text)]
        other: dict[str, list[tuple[int, int]]] = {}
        for paragraph in PARAGRAPH.finditer(text):
            language = self._by_function_words(_sample(paragraph.group()), PLAINLY)
            if language not in (None, main):
                other.setdefault(str(language), []).append(paragraph.span())
        if not other:
            return [(main, text)]
        foreign = sorted(span for spans in other.values() for span in spans)
        return [(main, _blanked(text, foreign))] + [
            (language, _blanked(text, _complement(spans, len(text))))
            for language, spans in sorted(other.items())
        ]

    def _by_function_words(self, text: str, enough: int = ENOUGH) -> str | None:
        """The language with at least so many function words, and that many times more than any other."""
        words = TELLING.findall(folded(text))
        counts = sorted(
            ((sum(word in only for word in words), language) for language, only in self._only.items()),
            reverse=True,
        )
        (most, language), (second, _) = counts[:2]
        if enough == ENOUGH and len(words) <= VERY_SHORT:
            enough = 1
        return language if most >= enough and most > enough * second else None

    def _by_characters(self, text: str) -> str:
        if not LETTERS.search(text):
            return self.languages[0]
        return str(self._identifier.classify(text)[0])

    @cached_property
    def _identifier(self) -> Any:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
        identifier.set_languages(self.languages)
        return identifier


def _sample(text: str) -> str:
    """The beginning of a text, without the gaps in it."""
    return text if len(text) <= SAMPLE else " ".join(text[:FARTHEST].split())[:SAMPLE]


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "\n" * (end > start), " " * (end - start - 1)]
        at = end
    return "".join((*pieces, text[at:]))


def _complement(spans: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in spans for edge in span), length]
    return list(zip(edges[::2], edges[1::2], strict=True))
