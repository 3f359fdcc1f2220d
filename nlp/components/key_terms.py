"""The spaCy component that finds a text's key terms: what it is about, in its own words, whether or not a list has it.

Candidates are runs of nouns with their adjectives (and in French their prepositional phrases), ranked by how often and
how early they stand. A term's identifier is made of the keys of its words (:func:`nlp.words.word_key`), so that it is
the same for "réseau neuronal" and "réseaux neuronaux", in every text and forever. Whether a term becomes a topic is
decided where all texts are seen, by how many have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.ordinary_words import ordinary_words
from nlp.components.term_candidates import candidates
from nlp.components.word_classes import WordClasses
from nlp.mention import Mention
from nlp.pipeline import FULL_TEXT, KEY_TERMS
from nlp.term_ids import TERM, term_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

METHOD = "keyphrase"

BROKEN = re.compile(r"\s[-‐‑]|[-‐‑]\s|\s\s")
"""No term runs across a dash or a gap."""
NAME_RUN = re.compile(r"[Tdlh]*T[Tdlh]*")
TITLE_END = "\n\n"

SURE, LEAST = 0.7, 0.3
"""Confidence of the best term of a text, and of the weakest that is kept."""
FIRST_HALF = 120
"""A term that stands at this character of a text counts half as much more for its place as one that begins it."""


@dataclass(slots=True)
class _Term:
    """A candidate of one text with its places."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    n_words: int = 1

    def weight(self) -> float:
        """How much it says of the text: often, early, and in two words or three rather than one."""
        early = 1.0 + FIRST_HALF / (FIRST_HALF + self.spans[0][0])
        return (1.0 + log2(len(self.spans))) * early * (1.0 if self.n_words == 1 else 1.2)


@Language.factory(KEY_TERMS, default_config={"most": 10, "longest": 3, "reach": 8_000})
def make_key_terms(nlp: Language, name: str, most: int, longest: int, reach: int) -> KeyTerms:
    """The component, as ``pipeline.cfg`` configures it."""
    return KeyTerms(nlp, most=most, longest=longest, reach=reach)


class KeyTerms:
    """Sets ``doc._.whoknows_key_terms``: mentions of the terms that are kept, by place.

    Parameters
    ----------
    pipeline
        The pipeline that the component is part of; its language says which patterns count.
    most
        Distinct terms kept of one text.
    longest
        Content words of a term.
    reach
        Characters of a text that are worth parsing; whoever feeds the pipeline cuts there.
    """

    def __init__(self, pipeline: Language, *, most: int = 10, longest: int = 3, reach: int = 8_000) -> None:
        if not Doc.has_extension(KEY_TERMS):
            Doc.set_extension(KEY_TERMS, default=())
        self.most, self.longest, self.reach = most, longest, reach
        self.language = str(pipeline.lang)
        self._classes = WordClasses(pipeline, self.language)
        self._ordinary = ordinary_words(self.language)

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            text: str = doc.user_data.get(FULL_TEXT) or doc.text
            letters, starts, ends = self._classes.letters(doc)
            terms = self._terms(text, letters, starts, ends)
            doc._.set(KEY_TERMS, tuple(self._mentions(text, terms)))
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """Each document of a stream, with its terms."""
        return map(self, stream)

    def _terms(
        self, text: str, letters: str, starts: Sequence[int], ends: Sequence[int]
    ) -> Mapping[str, _Term]:
        """Candidates by identifier."""
        terms: dict[str, _Term] = {}
        for first, after in candidates(letters, self.language, longest=self.longest):
            start, end = starts[first], ends[after - 1]
            surface = text[start:end]
            if NAME_RUN.fullmatch(letters, first, after) or BROKEN.search(surface):
                continue
            if after - first == 1 and not self._is_jargon(surface):
                continue
            keys = term_keys(surface)
            if keys:
                term = terms.setdefault(f"{TERM}{self.language}:{'-'.join(keys)}", _Term(n_words=len(keys)))
                term.spans.append((start, end))
        return terms

    def _is_jargon(self, word: str) -> bool:
        """Whether a single word, which no dictionary has, may name a subject."""
        return len(word) > 3 and word.lower() not in self._ordinary and word[1:] != word[1:].title()

    def _mentions(self, text: str, terms: Mapping[str, _Term]) -> Iterator[Mention]:
        """Mentions of the best terms, by place."""
        best = sorted(terms.items(), key=lambda item: (-item[1].weight(), item[0]))
        kept = _without_nested(best)[: self.most]
        found = []
        for place, (term_id, term) in enumerate(kept):
            confidence = round(SURE - (SURE - LEAST) * place / self.most, 2)
            for start, end in term.spans:
                found.append(Mention(term_id, start, end, text[start:end], METHOD, confidence))
        return iter(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def _without_nested(terms: Sequence[tuple[str, _Term]]) -> list[tuple[str, _Term]]:
    """Terms without those that stand only inside a longer one."""
    longer = [span for _, term in terms if term.n_words > 2 for span in term.spans]
    if not longer:
        return list(terms)
    return [
        (term_id, term)
        for term_id, term in terms
        if term.n_words > 2 or not all(_covered(span, longer) for span in term.spans)
    ]


def _covered(span: tuple[int, int], longer: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in longer)
