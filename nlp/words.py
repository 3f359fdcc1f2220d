"""The words of a text, and the form under which spellings and inflections of one name meet.

Labels, running text and queries are cut and folded here alike, with no model and no word list, so that "Réseaux
neuronaux" and "reseau neuronal", "front-end" and "Front end", "l'apprentissage" and "apprentissage" meet, in a worker
that serves queries as in the text stage. One set of rules serves both languages, since texts mix them ("j'ai push les
containers"): what they strip (plurals, mute e) they strip from labels as well, so a rule that is wrong for a word is
wrong on both sides and does no harm.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import accumulate
from typing import TypeVar

WORD = re.compile(
    r"""
    (?<![ ]) [ ]*+ (?:
      ( [^\W_] (?: \+\+ | \# (?!\w)                                       # C++, C#
          | [\w\u0300-\u036f]* (?: ['’] (?=\w)                             # elisions and possessives: l', Ana's
               | (?: (?: \. (?: (?=[a-z0-9]|[A-Z]{2,3}\b) | (?<=[A-Z]\.) (?=[A-Z]) ) | & ) [\w\u0300-\u036f]+ )+ )? )   # node.js, U.S, R&D
      | \.NET \b
      | & )
    | ( [.,;:!?()\[\]{}"«»“”\n|…=<>–—] | (?<=\s) - (?=\s) )                   # no name runs across these
    )
    """,
    re.VERBOSE,
)
"""A word in group 1, what separates in group 2; hyphens and slashes join. Accents that are written as marks of their own
belong to their word. Blanks are taken once and never given back: what was set aside is a long run of them."""

ELISIONS = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])
LINK_WORDS = frozenset(
    ["a", "an", "the", "of", "de", "du", "des", "d", "la", "le", "les", "l", "un", "une", "au", "aux", "s"]
)
"""Words that names do without: "gestion de projet", "gestion des projets" and "gestion projet" are one."""

HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]++(?:-[^\W_]++)+")
"""Words that hyphens join."""
LONGEST_REMEMBERED = 64
"""Letters of a word; a longer one is data, hardly met again, and a cache of them could grow without bound."""
SEPARATOR = 1
"""Stands where no name runs across; no word has it."""
GAP = 2
"""Stands for ``…`` in a name: a few other words may stand there."""


class _Foldings(dict[int, str]):
    """Characters without their accents, by code point, as they are asked for."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        self[code] = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
        return self[code]


FOLDINGS = _Foldings({ord("œ"): "oe", ord("Œ"): "oe", ord("’"): "'"})


def folded(text: str) -> str:
    """Lower case, without accents: ``Œuvre déjà`` is ``oeuvre deja``."""
    return text.lower() if text.isascii() else text.translate(FOLDINGS).lower()


Value = TypeVar("Value")


def _remembered(function: Callable[[str], Value]) -> Callable[[str], Value]:
    """A function of words that remembers what it said of a word, unless that is long."""
    known = lru_cache(maxsize=1 << 17)(function)

    @wraps(function)
    def of(word: str) -> Value:
        return known(word) if len(word) <= LONGEST_REMEMBERED else function(word)

    return of


@_remembered
def word_key(word: str) -> str:
    """The form under which a word's spellings and inflections meet; empty for words that names do without.

    Examples
    --------
    >>> [word_key(word) for word in ("réseaux", "Technologies", "technologie", "APIs", "AWS", "des")]
    ['reseal', 'technology', 'technology', 'api', 'aws', '']
    """
    if word[-1] in "'’":
        word = word[:-1]
        if word.lower() in ELISIONS:
            return ""
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
        return folded(word[:-1])
    key = folded(word)
    if key in LINK_WORDS and not (len(word) == 1 and word.isupper()):
        return ""
    if key in ("and", "et"):
        return "&"
    return _uninflected(key) if len(key) > 3 else key


def singular(key: str) -> str:
    """A folded word of more than three letters without what plural adds in either language, spelling made one.

    Examples
    --------
    >>> [singular(word) for word in ("reseaux", "reseau", "libraries", "boxes", "analysis", "analyses")]
    ['reseal', 'reseal', 'library', 'box', 'analyse', 'analyse']
    """
    if key.endswith("ysis"):
        return key[:-2] + "e"
    if key.endswith(("aux", "eux")) or (key[-1] == "s" and key[-2] != "s"):
        key = key[:-1]
    if key.endswith(("xe", "sse", "che", "she", "ze")):
        return key[:-1]
    if len(key) < 5:
        return key
    if key.endswith("au"):
        return key[:-2] + "al"
    if key.endswith("ail"):
        return key[:-3] + "al"
    return key[:-2] + "y" if key.endswith("ie") else key


def _uninflected(key: str) -> str:
    """Without the ending that plural and gender add in either language, or that only one language writes."""
    key = singular(key)
    return _without_mute_e(key) if len(key) > 4 else key


def _without_mute_e(key: str) -> str:
    bare = key
    while bare[-1] == "e" and len(bare) > 5:
        bare = bare[:-1]
    return bare[:-1] if bare != key and bare[-2:] in ("ll", "nn", "tt") else bare


@_remembered
def word_hash(word: str) -> int:
    """64 bits that stand for a word's key, the same in every process; 0 for words that names do without."""
    key = word_key(word)
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little") if key else 0


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text that can belong to a name, with their places."""

    hashes: list[int]
    """:func:`word_hash` of each word, :data:`SEPARATOR` between clauses."""
    matches: list[re.Match[str]]
    """The match of each word and separator."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a run of words stands in the text, from its first to its last word."""
        end = self.matches[last]
        return self.matches[first].start(1), end.end(1) - end[1].endswith(("'", "’"))


def words_of(text: str) -> Words:
    """Cut a text into words.

    Examples
    --------
    >>> words = words_of("L'analyse des données, en C++")
    >>> [match[0].strip() for match in words.matches]
    ['analyse', 'données', ',', 'en', 'C++']
    """
    matches = list(WORD.finditer(text))
    hashes = [word_hash(match[1]) if match.lastindex == 1 else SEPARATOR for match in matches]
    if 0 in hashes:
        matches = [match for match, value in zip(matches, hashes, strict=True) if value]
        hashes = [value for value in hashes if value]
    return Words(hashes, matches)


def longer(run: int, word: int) -> int:
    """The hash of a run of words with one more word."""
    return (run * 0x9E3779B97F4A7C15 + word) & 0xFFFFFFFFFFFFFFFF


@lru_cache(maxsize=1 << 16)
def name_hashes(name: str) -> tuple[int, ...]:
    """The hashes of a name's first word, first two words and so on; the last stands for the name.

    Examples
    --------
    >>> name_hashes("gestion de projet") == name_hashes("Gestion des projets")
    True
    """
    return tuple(accumulate((value for value in _name_words(name) if value != SEPARATOR), longer))


def name_key(name: str) -> int:
    """What two names have in common that are one but for spelling and inflection; 0 for a name without words."""
    return (name_hashes(name) or (0,))[-1]


def name_hashes_with_marks(name: str) -> tuple[int, ...]:
    """The same for a text that writes the marks inside a name as the list does: "health, safety and environment"."""
    values = _name_words(name)
    while values and values[0] == SEPARATOR:
        values.pop(0)
    while values and values[-1] == SEPARATOR:
        values.pop()
    return tuple(accumulate(values, longer))


def _name_words(name: str) -> list[int]:
    words = words_of(name)
    return [
        GAP if match[0].strip() == "…" else value
        for value, match in zip(words.hashes, words.matches, strict=True)
    ]
