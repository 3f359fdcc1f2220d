"""Topics that a text means without naming them: its phrases, and its sentences, beside the labels of all topics.

A phrase in other words or another language than the vocabulary's is near the label that means the same. Linking decides
(a phrase means the topic of the nearest label, or none); ranking orders all topics by how near they are to a text. What
a text names is never overruled: names come first, and a phrase that a name touches is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp.embedding import Embedder, Vectors
from nlp.function_words import FUNCTION_WORDS
from nlp.label_vectors import LabelVectors, Progress, label_vectors
from nlp.mention import Extraction, Mention, RankedTopic
from nlp.term_ids import TERM, term_keys
from nlp.vocabulary import Vocabulary
from nlp.words import SEPARATOR, Words, folded, words_of

METHOD = "embedding"
RULES = 1
"""Grows with every change of what is linked."""

SHORTEST, LONGEST = 2, 5
"""Words of a phrase. A single word that no list and no dictionary has is a name, and a model sees only its letters."""
SENTENCE_ENDS = frozenset(".!?…\n")
MOST_CACHED = 100_000
"""Phrases whose nearest label is remembered."""
TOGETHER = 256
"""Phrases that are compared with all labels at once, which bounds memory."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The topic with the label that is nearest to a phrase; cosines to four digits."""

    topic: int
    """Index into :attr:`nlp.label_index.LabelIndex.topic_ids`."""
    cosine: float
    """Of that label."""
    weakest: float
    """Of the topic's label that is farthest from the phrase: in another language, where it has one."""


class ConceptLinker:
    """Links phrases to topics, and ranks topics for a text.

    Making one is cheap: model and label vectors are loaded when the first phrase comes.

    Parameters
    ----------
    vocabulary
        Gives the topics; called when they are needed.
    embedder
        The model; its thresholds decide.
    cache
        Folder in which label vectors are kept.
    """

    def __init__(
        self, vocabulary: Callable[[], Vocabulary], embedder: Embedder, *, cache: Path | None = None
    ) -> None:
        self.embedder = embedder
        self._vocabulary, self._cache = vocabulary, cache
        self._made: LabelVectors | None = None
        self._known: dict[str, Nearest] = {}

    @property
    def fingerprint(self) -> str:
        """What links depend on besides the vocabulary and the phrase."""
        thresholds = self.embedder.thresholds
        calibration = blake2b(repr(thresholds.calibration).encode(), digest_size=4).hexdigest()
        return f"{self.embedder.name}@{thresholds.link},{thresholds.agreement},{calibration}-{RULES}"

    def prepare(self, progress: Progress | None = None) -> LabelVectors:
        """The label vectors; made, or mapped where they are already made, at the first call."""
        if self._made is None:
            self._made = label_vectors(
                self._vocabulary(), self.embedder, cache=self._cache, progress=progress
            )
        return self._made

    @property
    def _labels(self) -> LabelVectors:
        return self.prepare()

    @cached_property
    def _first_labels(self) -> npt.NDArray[np.intp]:
        """Where the labels of each topic that has one begin."""
        return np.flatnonzero(np.diff(self._labels.topics, prepend=-1))

    @cached_property
    def _topic_ids(self) -> npt.NDArray[np.str_]:
        """Of each topic that has a label."""
        return np.array(self._vocabulary().index.topic_ids)[self._labels.topics[self._first_labels]]

    def linked(self, extractions: Sequence[Extraction]) -> list[Extraction]:
        """Extractions in which key terms that mean a topic mention it.

        A key term of several words that no name touches is linked to the topic of the nearest label, if that is near
        enough and its labels in other languages agree; it then stands for the shorter terms inside it. All others stay
        as they are.
        """
        free = [_untouched(extraction.mentions) for extraction in extractions]
        nearest = self.nearest(term.surface for terms in free for term in terms)
        least = self.embedder.thresholds
        links = {
            surface: near
            for surface, near in nearest.items()
            if near.cosine >= least.link and near.weakest >= least.agreement
        }
        return [
            _with_links(
                extraction,
                {term: self._link(term, links[term.surface]) for term in terms if term.surface in links},
            )
            for extraction, terms in zip(extractions, free, strict=True)
        ]

    def _link(self, term: Mention, near: Nearest) -> Mention:
        return replace(
            term,
            topic_id=self._vocabulary().index.topic_ids[near.topic],
            method=METHOD,
            confidence=self.embedder.thresholds.confidence(near.cosine),
        )

    def nearest(self, phrases: Iterable[str]) -> dict[str, Nearest]:
        """The topic with the nearest label for each phrase; the first on ties."""
        wanted = sorted(set(phrases))
        new = [phrase for phrase in wanted if phrase not in self._known]
        found = dict(zip(new, self._look_up(new), strict=True))
        nearest = {phrase: found.get(phrase) or self._known[phrase] for phrase in wanted}
        if len(self._known) + len(found) > MOST_CACHED:
            self._known.clear()
        self._known |= found
        return nearest

    def _look_up(self, phrases: Sequence[str]) -> Iterator[Nearest]:
        topics = self._labels.topics
        for cosines in self._cosines(phrases):
            for of_labels, label in zip(cosines, cosines.argmax(axis=1), strict=True):
                topic = topics[label]
                own = slice(*np.searchsorted(topics, (topic, topic + 1)))
                weakest = of_labels[own].min()
                yield Nearest(int(topic), round(float(of_labels[label]), 4), round(float(weakest), 4))

    def _cosines(self, phrases: Sequence[str]) -> Iterator[Vectors]:
        """shape (some phrases, labels): phrases in order, some at a time."""
        for first in range(0, len(phrases), TOGETHER):
            yield self.embedder.encode(phrases[first : first + TOGETHER]) @ self._labels.vectors.T

    def ranked(self, text: str, named: Sequence[RankedTopic] = ()) -> Iterator[RankedTopic]:
        """Topics that the text names first, then all others by nearness; ties by identifier.

        A topic is as near to a sentence as the mean of two cosines: of its nearest label to the sentence, and of its
        nearest label to any phrase of the sentence. It is as near to a text as to the sentence that it is nearest to.

        Parameters
        ----------
        text
            Its author's own words.
        named
            Topics that the text names, in order; they stay in front.
        """
        yield from named
        nearness: npt.NDArray[np.floating] | None = None
        for sentence, phrases in sentences(text):
            near = (self._by_topic([sentence]) + self._by_topic(phrases or [sentence])) / 2
            nearness = near if nearness is None else np.maximum(nearness, near)
        if nearness is not None:
            nearness = nearness.round(4)
            first = {topic.topic_id for topic in named}
            for place in np.lexsort((self._topic_ids, -nearness)):
                topic_id = str(self._topic_ids[place])
                if topic_id not in first:
                    yield RankedTopic(topic_id, float(nearness[place]))

    def _by_topic(self, phrases: Sequence[str]) -> Vectors:
        """shape (topics with labels,): the cosine of each topic's nearest label to any of the phrases."""
        per_label = np.max([cosines.max(axis=0) for cosines in self._cosines(phrases)], axis=0)
        by_topic: Vectors = np.maximum.reduceat(per_label, self._first_labels)
        return by_topic


def _untouched(mentions: Sequence[Mention]) -> list[Mention]:
    """Key terms of several words that no name overlaps."""
    names = [mention for mention in mentions if not mention.topic_id.startswith(TERM)]
    return [
        term
        for term in mentions
        if term.topic_id.startswith(TERM)
        and len(term_keys(term.surface)) >= SHORTEST
        and not any(name.start < term.end and term.start < name.end for name in names)
    ]


def _with_links(extraction: Extraction, links: Mapping[Mention, Mention]) -> Extraction:
    """The extraction with links in place of their terms, and without what stands inside a longer linked term."""
    if not links:
        return extraction
    kept = [
        links.get(mention, mention)
        for mention in extraction.mentions
        if not any(
            term.start <= mention.start
            and mention.end <= term.end
            and (term.start, term.end) != (mention.start, mention.end)
            for term in links
        )
    ]
    return replace(extraction, mentions=tuple(kept))


def sentences(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each sentence with a word in it, and its distinct phrases: runs of two to five words within a clause.

    Words that names do without ("of", "des") are not counted; no phrase begins or ends with a function word.

    Examples
    --------
    >>> list(sentences("Plan the supply chain. Merci"))
    [('Plan the supply chain', ['Plan the supply', 'Plan the supply chain', 'supply chain']), ('Merci', [])]
    """
    words = words_of(text)
    clauses: list[range] = []
    start = 0
    for place, value in enumerate([*words.hashes, SEPARATOR]):
        if value != SEPARATOR:
            continue
        if place > start:
            clauses.append(range(start, place))
        start = place + 1
        ends = place == len(words.hashes) or words.matches[place][0].strip(" ") in SENTENCE_ENDS
        if ends and clauses:
            first, end = words.span(clauses[0][0], clauses[-1][-1])
            yield " ".join(text[first:end].split()), _phrases(text, words, clauses)
            clauses = []


def _phrases(text: str, words: Words, clauses: Iterable[range]) -> list[str]:
    """Distinct phrases of clauses, by place."""
    found: dict[str, None] = {}
    for clause in clauses:
        tells = [_tells(words.matches[place][1]) for place in clause]
        for first in range(len(clause)):
            for last in range(first + SHORTEST - 1, min(first + LONGEST, len(clause))):
                if tells[first] and tells[last]:
                    start, end = words.span(clause[first], clause[last])
                    found[" ".join(text[start:end].split())] = None
    return list(found)


def _tells(word: str) -> bool:
    """Whether a word is a function word in no language."""
    return not any(folded(word) in words for words in FUNCTION_WORDS.values())
