"""Every name of every topic as sorted arrays: what texts and queries are looked up in.

A name is 64 bits (:func:`nlp.words.name_hashes`), so the arrays are small and lie in a memory-mapped file that all
workers share. A text is walked word by word, and further only as long as some name begins so, which costs less than a
matcher that sees every word as an object: whether any name begins with a word is one look into a table of bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.name_rules import (
    ACCENTS,
    CONTEXT,
    EXACT,
    HOME,
    LABEL,
    LANGUAGE_BITS,
    NEVER,
    IsOrdinary,
    capitals_of,
    is_acronym,
    name_rows,
    ordinary_in_dictionary,
)
from nlp.taxonomy import TaxonomyTopic
from nlp.words import GAP, HYPHENATED, SEPARATOR, Words, folded, longer, singular, word_hash

Array = npt.NDArray[Any]

SPACES = re.compile(r"[\s-]+")
MARKS = '.,;:!?()[]{}"«»“”'
"""Around a name they are no part of it."""
WIDEST_GAP = 3
"""Words that may stand where a name has ``…``."""
SLOTS_PER_BEGINNING = 16
"""Slots of the table of beginnings for each of them: so one word in sixteen is looked up for nothing."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a topic, and when it counts."""

    topic: int
    """Index into :attr:`LabelIndex.topic_ids`."""
    spelling: str
    """As in the list."""
    is_label: bool
    """Whether it is a preferred label."""
    is_exact: bool
    """It counts only as it is written in the list."""
    needs_context: bool
    """It counts only beside something related."""
    is_never: bool
    """It is taken out of the text and is no topic."""
    languages: frozenset[str]
    """The languages that the list has it in."""
    is_home: bool
    """It counts only in texts of these languages."""
    needs_accents: bool
    """Without them it is another word."""
    plain: str
    """Its spelling without regard to case, accents, hyphens and the marks around it."""
    capitals: tuple[str, ...]
    """Words of a longer name that count only in capitals: the "IT" of "IT support"."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name seen in a text."""

    start: int
    end: int
    n_words: int
    name: Name
    as_written: bool
    """Whether the text has the name letter by letter, but for case, accents and hyphens."""


class LabelIndex:
    """Names of topics, to be looked up in texts and queries.

    Parameters
    ----------
    arrays
        What :meth:`build` made, as :attr:`arrays` hands it on; they may be memory-mapped.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = dict(arrays)
        """``hashes`` (n,) sorted, ``topics`` and ``rules`` (n,) beside them, ``names`` and ``name_ends`` their
        spelling, ``topic_ids``, ``is_tool`` (m,), ``family`` and ``family_ends``, ``context`` and ``context_ends``,
        ``beginnings`` sorted and ``slots``, the table of bytes that tells which may be among them."""
        self.topic_ids = bytes(arrays["topic_ids"]).decode().split("\n")
        self._hashes = arrays["hashes"].data
        self._beginnings = arrays["beginnings"].data
        self._slots = arrays["slots"].data
        self._shift = 65 - len(self._slots).bit_length()
        self.names = lru_cache(maxsize=1 << 16)(self._names)
        self.family = cache(self._family)
        self.context = cache(self._context)

    @classmethod
    def build(
        cls, topics: Iterable[TaxonomyTopic], *, is_ordinary: IsOrdinary = ordinary_in_dictionary
    ) -> LabelIndex:
        """The names of these topics; where several topics have a name, the first with it as label comes first."""
        kept = list(topics)
        places = {topic.topic_id: index for index, topic in enumerate(kept)}
        rows = name_rows(kept, is_ordinary)
        families = [
            [places[ref] for ref in (topic.topic_id, *topic.broader) if ref in places] for topic in kept
        ]
        contexts = [[word_hash(word) for word in topic.context] for topic in kept]
        names = [name.encode() for *_, name in rows]
        beginnings = np.unique(np.array([value for row in rows for value in row[4]], dtype=np.uint64))
        return cls(
            {
                "hashes": np.array([row[0] for row in rows], dtype=np.uint64),
                "topics": np.array([row[2] for row in rows], dtype=np.int32),
                "rules": np.array([row[3] for row in rows], dtype=np.uint8),
                "names": _bytes(b"".join(names)),
                "name_ends": _ends(names),
                "topic_ids": _bytes("\n".join(topic.topic_id for topic in kept).encode()),
                "is_tool": np.array([topic.kind in ("tool", "language") for topic in kept], dtype=np.bool_),
                "family": np.array([ref for family in families for ref in family], dtype=np.int32),
                "family_ends": _ends(families),
                "context": np.array([word for context in contexts for word in context], dtype=np.uint64),
                "context_ends": _ends(contexts),
                "beginnings": beginnings,
                "slots": _slots(beginnings),
            }
        )

    def find(self, text: str, words: Words, *, language: str | None = None) -> list[Found]:
        """Every name in a text, overlapping ones too, by place; several topics of one name one after another.

        Parameters
        ----------
        text, words
            A text and :func:`nlp.words.words_of` it.
        language
            Of the text: names that mean something else in it are left out. ``None`` where it is not known.
        """
        found = list(self._runs(text, words, language))
        if "-" in text:
            found += self._joined(text, language)
        return sorted(found, key=lambda name: (name.start, -name.end, name.name.topic))

    def is_tool(self, topic: int) -> bool:
        """Whether the topic is a tool or a language: said beside a wider subject, it still tells something."""
        return bool(self.arrays["is_tool"][topic])

    def _runs(self, text: str, words: Words, language: str | None) -> Iterator[Found]:
        """Names that begin at each word; words across a gap count for one, since others stand between them."""
        for first, run in enumerate(words.hashes):
            for last, names, is_gapped in self._from(words.hashes, first, run):
                start, end = words.span(first, last)
                n_words = 1 if is_gapped else last - first + 1
                yield from _at(text[start:end], start, n_words, _counting(names, language))

    def _from(
        self, hashes: Sequence[int], last: int, run: int, is_gapped: bool = False
    ) -> Iterator[tuple[int, tuple[Name, ...], bool]]:
        """Last word and names of every run that goes on from one whose last word is at ``last``."""
        slots, shift, n_words = self._slots, self._shift, len(hashes)
        while slots[run >> shift] and self._begins(run):
            if names := self.names(run):
                yield last, names, is_gapped
            gap = longer(run, GAP)
            if slots[gap >> shift] and self._begins(gap):
                for after in range(last + 1, min(last + 2 + WIDEST_GAP, n_words)):
                    if hashes[after - 1] == SEPARATOR and after > last + 1:
                        break
                    yield from self._from(hashes, after, longer(gap, hashes[after]), after > last + 1)
            last += 1
            if last == n_words:
                break
            run = longer(run, hashes[last])

    def _begins(self, run: int) -> bool:
        place = bisect_left(self._beginnings, run)
        return place < len(self._beginnings) and self._beginnings[place] == run

    def _joined(self, text: str, language: str | None) -> Iterator[Found]:
        """Words that the text writes with a hyphen and the list without: "micro-services"."""
        for match in HYPHENATED.finditer(text):
            names = self.names(word_hash(match.group().replace("-", "")))
            yield from _at(match.group(), match.start(), 1, _counting(names, language))

    def _names(self, value: int) -> tuple[Name, ...]:
        """The names with a hash, labels first."""
        first = last = bisect_left(self._hashes, value)
        while last < len(self._hashes) and self._hashes[last] == value:
            last += 1
        return tuple(self._name(row) for row in range(first, last))

    def _name(self, row: int) -> Name:
        ends = self.arrays["name_ends"]
        spelling = bytes(self.arrays["names"][int(ends[row]) : int(ends[row + 1])]).decode()
        rule = int(self.arrays["rules"][row])
        spoken = frozenset(language for language, bit in LANGUAGE_BITS.items() if rule & bit)
        return Name(
            topic=int(self.arrays["topics"][row]),
            spelling=spelling,
            is_label=bool(rule & LABEL),
            is_exact=bool(rule & EXACT),
            needs_context=bool(rule & CONTEXT),
            is_never=bool(rule & NEVER),
            languages=spoken,
            is_home=bool(rule & HOME),
            needs_accents=bool(rule & ACCENTS),
            plain=_plain(spelling),
            capitals=capitals_of(spelling),
        )

    def _family(self, topic: int) -> frozenset[int]:
        """The topic and its broader topics: topics that share one are related."""
        return frozenset(_slice(self.arrays["family"], self.arrays["family_ends"], topic).tolist())

    def _context(self, topic: int) -> frozenset[int]:
        """Hashes of the words that count as related to the topic."""
        return frozenset(_slice(self.arrays["context"], self.arrays["context_ends"], topic).tolist())


def _counting(names: Sequence[Name], language: str | None) -> Iterable[Name]:
    """The names that count in a text of a language: those that the list has in it, if there are any."""
    if language is None:
        return names
    own = any(language in name.languages for name in names)
    return [
        name for name in names if name.is_never or (language in name.languages if own else not name.is_home)
    ]


def _at(surface: str, start: int, n_words: int, names: Iterable[Name]) -> Iterator[Found]:
    plain = _plain(surface)
    end = start + len(surface)
    for name in names:
        as_written = plain == name.plain and (surface.isascii() or not name.spelling.isascii())
        is_name = as_written or _is_inflected(surface, plain, n_words, name)
        if name.needs_accents and surface.isascii():
            continue
        if name.capitals and not all(word in surface for word in name.capitals):
            continue
        if is_name and (not name.is_exact or surface in (name.spelling, name.spelling + "s")):
            yield Found(start, end, n_words, name, as_written)


def _is_inflected(surface: str, plain: str, n_words: int, name: Name) -> bool:
    """Whether words with the keys of a name's are an inflection of it.

    In a name of several words anything that the keys let meet is; a single word only has a plural, and accents that
    the name has: "donne" is not "données", "retraités" not "retraite", "does" no plural of "DOE", "physic" not "physics".
    """
    if n_words > 1 or " " in name.plain:
        return True
    if is_acronym(name.spelling):
        return surface == name.spelling + "s"
    if name.spelling.isascii() and not surface.isascii():
        return False
    if name.plain.endswith("ics") or plain.endswith("ics"):
        return False
    joined = plain.replace(" ", "")
    return min(len(joined), len(name.plain)) > 2 and singular(joined) == singular(name.plain)


def _plain(name: str) -> str:
    return SPACES.sub(" ", folded(name)).strip(MARKS)


def _bytes(content: bytes) -> Array:
    return np.frombuffer(content, dtype=np.uint8)


def _slots(beginnings: Array) -> Array:
    bits = max(1, (len(beginnings) * SLOTS_PER_BEGINNING).bit_length())
    slots = np.zeros(1 << bits, dtype=np.uint8)
    slots[(beginnings >> np.uint64(64 - bits)).astype(np.int64)] = 1
    return slots


def _ends(pieces: Sequence[Sequence[Any]]) -> Array:
    return np.cumsum([0, *(len(piece) for piece in pieces)], dtype=np.int64)


def _slice(values: Array, ends: Array, index: int) -> Array:
    return values[int(ends[index]) : int(ends[index + 1])]
