"""Every name of every topic as sorted arrays: what texts and queries are looked up in.

A name is 64 bits (:func:`nlp.words.name_hashes`), so the arrays are small and can lie in a memory-mapped file that all
workers share. A text is walked word by word, and further only as long as some name begins so, which costs less than a
matcher that sees every word as an object. Ambiguity is settled here as far as the lists alone can: each name carries
whether it counts only as written, or only in context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.function_words import ORDINARY_SHORT_WORDS
from nlp.taxonomy import ALL_NAMES, TaxonomyTopic
from nlp.words import Words, folded, longer, name_hashes, word_hash

Array = npt.NDArray[Any]

LONGEST_NAME = 8
"""Words; a longer label is a sentence and is not looked up."""
LONGEST_ACRONYM = 5

HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
SPACES = re.compile(r"[\s-]+")


EXACT, CONTEXT, NEVER, LABEL = 1, 2, 4, 8
"""Bits of ``rules``: see :class:`Name`."""


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
    plain: str
    """Its spelling without regard to case, accents and hyphens."""


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
        spelling, ``topic_ids``, ``kinds`` (m,), ``family`` and ``family_ends``, ``context`` and ``context_ends``."""
        self.topic_ids = bytes(arrays["topic_ids"]).decode().split("\n")
        self._hashes = arrays["hashes"]
        self._beginnings = frozenset(arrays["beginnings"].tolist())
        self.names = lru_cache(maxsize=1 << 16)(self._names)
        self.family = cache(self._family)
        self.context = cache(self._context)

    @classmethod
    def build(cls, topics: Iterable[TaxonomyTopic]) -> LabelIndex:
        """The names of these topics; where several topics have a name, the first with it as label comes first."""
        kept = list(topics)
        places = {topic.topic_id: index for index, topic in enumerate(kept)}
        rows = sorted(_unambiguous(row for index, topic in enumerate(kept) for row in _rows(index, topic)))
        families = [
            [places[ref] for ref in (topic.topic_id, *topic.broader) if ref in places] for topic in kept
        ]
        contexts = [[word_hash(word) for word in topic.context] for topic in kept]
        names = [name.encode() for *_, name in rows]
        return cls(
            {
                "hashes": np.array([row[0] for row in rows], dtype=np.uint64),
                "topics": np.array([row[2] for row in rows], dtype=np.int32),
                "rules": np.array([row[3] for row in rows], dtype=np.uint8),
                "names": np.frombuffer(b"".join(names), dtype=np.uint8),
                "name_ends": _ends(names),
                "topic_ids": np.frombuffer(
                    "\n".join(topic.topic_id for topic in kept).encode(), dtype=np.uint8
                ),
                "is_tool": np.array([topic.kind in ("tool", "language") for topic in kept], dtype=np.bool_),
                "family": np.array([ref for family in families for ref in family], dtype=np.int32),
                "family_ends": _ends(families),
                "context": np.array([word for context in contexts for word in context], dtype=np.uint64),
                "context_ends": _ends(contexts),
                "beginnings": np.unique(
                    np.array([value for row in rows for value in row[4]], dtype=np.uint64)
                ),
            }
        )

    def find(self, text: str, words: Words) -> list[Found]:
        """Every name in a text, overlapping ones too, by place; several topics of one name one after another."""
        found = list(self._runs(text, words))
        if "-" in text:
            found += self._joined(text)
        return sorted(found, key=lambda name: (name.start, -name.end, name.name.topic))

    def _names(self, value: int) -> tuple[Name, ...]:
        """The names with a hash, labels first."""
        first = int(np.searchsorted(self._hashes, np.uint64(value)))
        last = first
        while last < len(self._hashes) and int(self._hashes[last]) == value:
            last += 1
        return tuple(self._name(row) for row in range(first, last))

    def is_tool(self, topic: int) -> bool:
        """Whether the topic is a tool or a language: said beside a wider subject, it still tells something."""
        return bool(self.arrays["is_tool"][topic])

    def _runs(self, text: str, words: Words) -> Iterator[Found]:
        hashes, beginnings = words.hashes, self._beginnings
        for first, run in enumerate(hashes):
            last = first
            while run in beginnings:
                if names := self.names(run):
                    yield from _at(text, *words.span(first, last), last - first + 1, names)
                last += 1
                if last == len(hashes):
                    break
                run = longer(run, hashes[last])

    def _joined(self, text: str) -> Iterator[Found]:
        """Words that the text writes with a hyphen and the list without: "micro-services"."""
        for match in HYPHENATED.finditer(text):
            value = word_hash(match.group().replace("-", ""))
            if value in self._beginnings:
                yield from _at(text, *match.span(), 1, self.names(value))

    def _name(self, row: int) -> Name:
        ends = self.arrays["name_ends"]
        spelling = bytes(self.arrays["names"][int(ends[row]) : int(ends[row + 1])]).decode()
        rule = int(self.arrays["rules"][row])
        return Name(
            topic=int(self.arrays["topics"][row]),
            spelling=spelling,
            is_label=bool(rule & LABEL),
            is_exact=bool(rule & EXACT),
            needs_context=bool(rule & CONTEXT),
            is_never=bool(rule & NEVER),
            plain=_plain(spelling),
        )

    def _family(self, topic: int) -> frozenset[int]:
        """The topic and its broader topics: topics that share one are related."""
        return frozenset(_slice(self.arrays["family"], self.arrays["family_ends"], topic).tolist())

    def _context(self, topic: int) -> frozenset[int]:
        """Hashes of the words that count as related to the topic."""
        return frozenset(_slice(self.arrays["context"], self.arrays["context_ends"], topic).tolist())


def _at(text: str, start: int, end: int, n_words: int, names: Iterable[Name]) -> Iterator[Found]:
    surface = text[start:end]
    plain = _plain(surface)
    for name in names:
        if not name.is_exact or surface in (name.spelling, name.spelling + "s"):
            yield Found(start, end, n_words, name, plain == name.plain)


Row = tuple[int, bool, int, int, tuple[int, ...], str]
"""Hash, whether it is an alias, topic, rule, hashes of its beginnings, spelling."""


def _rows(index: int, topic: TaxonomyTopic) -> Iterator[Row]:
    for name, preferred in topic.names():
        rule = _rule(name, topic) | (LABEL if preferred else 0)
        for spelling in {name, HYPHENATED.sub(lambda match: match.group().replace("-", ""), name)}:
            hashes = name_hashes(spelling)
            if 0 < len(hashes) <= LONGEST_NAME:
                yield hashes[-1], not preferred, index, rule, tuple(hashes), name


def _rule(name: str, topic: TaxonomyTopic) -> int:
    is_short = len(name) <= 2
    is_word = name.isupper() and len(name) <= LONGEST_ACRONYM and folded(name) in ORDINARY_SHORT_WORDS
    is_exact = is_short or is_word or not topic.exact_case.isdisjoint((name, ALL_NAMES))
    needs_context = is_short or not topic.needs_context.isdisjoint((name, ALL_NAMES))
    return EXACT * is_exact | CONTEXT * needs_context | NEVER * topic.never


def _unambiguous(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows as they are, but a name of several topics needs context wherever it is not the only label."""
    by_name: dict[int, list[Row]] = {}
    for row in rows:
        by_name.setdefault(row[0], []).append(row)
    for same in by_name.values():
        labels = {row[2] for row in same if not row[1]}
        for value, is_alias, topic, rule, beginnings, name in dict.fromkeys(same):
            is_only = len({row[2] for row in same}) == 1 or labels == {topic}
            yield value, is_alias, topic, rule if is_only else rule | CONTEXT, beginnings, name


def _plain(name: str) -> str:
    return SPACES.sub(" ", folded(name))


def _ends(pieces: Sequence[Sequence[Any]]) -> Array:
    return np.cumsum([0, *(len(piece) for piece in pieces)], dtype=np.int64)


def _slice(values: Array, ends: Array, index: int) -> Array:
    return values[int(ends[index]) : int(ends[index + 1])]
