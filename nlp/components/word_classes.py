"""Each word of a parsed text as one letter, so that a pattern of parts of speech is an ordinary regular expression.

The letters: ``N`` noun, ``T`` what is written like the name of a person or place, ``A`` adjective, ``G`` a noun that
tells nothing without another, ``d`` French linking preposition, ``l`` French article
after one, ``h`` hyphen, ``.`` anything that ends a term. A letter depends on the word and its tag alone, so it is worked
out once for each pair and then looked up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from nlp.components.ordinary_words import ordinary_words
from nlp.function_words import FUNCTION_WORDS
from nlp.generic_words import GENERIC_WORDS, HALF_GENERIC_WORDS, PERSON_WORDS
from nlp.name_rules import is_acronym
from nlp.words import folded

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ENGLISH_TAGS = {"NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "JJ": "A", "HYPH": "h", "FW": "N", "AFX": "A"}
UNIVERSAL_TAGS = {"NOUN": "N", "PROPN": "P", "ADJ": "A", "ADP": "d", "DET": "l"}
TAGS: Mapping[str, tuple[str, Mapping[str, str]]] = MappingProxyType(
    {"en": ("TAG", ENGLISH_TAGS), "fr": ("POS", UNIVERSAL_TAGS)}
)
"""By language: the attribute that tells the part of speech, and the letter of each value."""

LINKS = frozenset(["de", "du", "des", "d'", "d’", "à", "au", "aux", "en"])
ARTICLES = frozenset(["la", "le", "les", "l'", "l’"])
HYPHENS = frozenset(["-", "‐", "‑"])
MOST_CACHED = 200_000
JOINED = re.compile("[-'’]")


class WordClasses:
    """The letters of the words of parsed texts in one language."""

    def __init__(self, pipeline: Language, language: str) -> None:
        from spacy import attrs

        self._strings = pipeline.vocab.strings
        attribute, self._letters = TAGS[language]
        self._attributes = [getattr(attrs, attribute), attrs.ORTH, attrs.IDX, attrs.LENGTH]
        self._is_universal = attribute == "POS"
        self._half = HALF_GENERIC_WORDS[language]
        self._stop = FUNCTION_WORDS[language] | GENERIC_WORDS[language] | PERSON_WORDS
        self._ordinary = ordinary_words(language)
        self._cache: dict[tuple[int, int], str] = {}

    def letters(self, doc: Doc) -> tuple[str, list[int], list[int]]:
        """One letter for each token; where each token begins and where it ends."""
        tags, words, starts, lengths = doc.to_array(self._attributes).T.tolist()
        cache = self._cache
        found = []
        for key in zip(tags, words, strict=True):
            letter = cache.get(key)
            if letter is None:
                letter = cache[key] = self._letter(key[0], self._strings[key[1]])
            found.append(letter)
        if len(cache) > MOST_CACHED:
            cache.clear()
        return "".join(found), starts, [start + length for start, length in zip(starts, lengths, strict=True)]

    def _letter(self, tag: int, word: str) -> str:
        if word in HYPHENS:
            return "h"
        letter = self._letters.get(self._tag_name(tag), ".")
        lower = word.lower()
        if letter == "d":
            return "d" if lower in LINKS else "."
        if letter == "l":
            return "l" if lower in ARTICLES else "."
        if letter in ".h" or not _is_word(word) or folded(word) in self._stop:
            return "."
        if folded(word) in self._half:
            return "G"
        if letter == "P" or lower not in self._ordinary:
            return "T" if _looks_like_a_name(word) else letter.replace("P", "N")
        return letter

    def _tag_name(self, tag: int) -> str:
        if not self._is_universal:
            return self._strings[tag]
        from spacy.parts_of_speech import NAMES

        return str(NAMES.get(tag, ""))


def _is_word(word: str) -> bool:
    """Whether it can be part of a term: has a letter, begins and ends with a letter or digit, and is no path or number."""
    return (
        len(word) > 1
        and word[0].isalnum()
        and (word[-1].isalnum() or word[-1] in "+#")
        and any(character.isalpha() for character in word)
        and not any(character in "/\\=@:<>()[]{}_" for character in word)
    )


def _looks_like_a_name(word: str) -> bool:
    """Whether it is written as names of people and places are, unlike ``DPDK``, ``eBPF``, ``mlx5``."""
    pieces = JOINED.split(word)
    return all(
        piece.isalpha() and (piece.istitle() or (piece.isupper() and not is_acronym(piece)))
        for piece in pieces
    )
