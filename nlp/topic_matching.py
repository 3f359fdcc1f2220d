"""Which names found in a text are mentions of topics: the longest, and the ambiguous only in context.

Works on a text and its words alone: no language model, so that a changed vocabulary is matched anew at a small part of
the cost of reading the texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from nlp.first_names import FIRST_NAMES
from nlp.label_index import Found, LabelIndex
from nlp.mention import Mention
from nlp.words import Words, folded, word_hash, words_of

WINDOW = 120
"""Characters before and after an ambiguous name in which something related makes it count."""
BESIDE = 25
"""Characters between an ambiguous label and a word that says that somebody is good at something."""

SKILL_WORDS_EN = (
    "skill knowledge knowledgeable proficient proficiency fluent fluently fluency expertise expert specialist experience "
    "experienced competence competency background degree diploma"
)
SKILL_WORDS_FR = (
    "compétence connaissance maîtrise maîtriser maîtrisez notion couramment courant bilingue diplômé diplôme expérience "
    "expertise qualité aisance spécialiste"
)
SKILL_WORDS = frozenset(map(word_hash, f"{SKILL_WORDS_EN} {SKILL_WORDS_FR}".split()))

LONGEST_FIRST_NAME = 20
BEFORE_A_SURNAME = re.compile(
    r"\b(?:(?P<title>(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|M|MM|Mme|Mmes|Mlle|Me|Ma[iî]tre|Monsieur|Madame|Mademoiselle)\b\.?)"
    r"|(?:[A-ZÀ-Ý][\w'’]*-)?(?P<name>[A-ZÀ-Ý][^\W\d_]+)) \Z"
)
"""What a surname stands after; of "Jean-Pierre" the last part."""

LABEL, ALIAS = 1.0, 0.9
INFLECTED = 0.95
IN_CONTEXT = 0.85
GAPPED = 0.8
"""Factors of a mention's confidence."""


def match_topics(readable: str, index: LabelIndex, *, language: str | None = None) -> tuple[Mention, ...]:
    """Mentions of topics by their names, in order of place."""
    return named_topics(readable, index, language=language)[0]


def named_topics(
    readable: str, index: LabelIndex, *, language: str | None = None
) -> tuple[tuple[Mention, ...], list[tuple[int, int]]]:
    """Mentions of topics by their names, in order of place, and where something stands that is never a topic.

    Parameters
    ----------
    readable
        ``CleanText.readable``.
    index
        The names to look for.
    language
        Of the text, where it is known.
    """
    words = words_of(readable)
    found = index.find(readable, words, language=language)
    never = [(one.start, one.end) for one in found if one.name.is_never]
    return tuple(disambiguated(found, readable, words, index)), never


def disambiguated(found: Sequence[Found], text: str, words: Words, index: LabelIndex) -> list[Mention]:
    """The names that count: not inside a longer name that says more, ambiguous ones beside something related."""
    telling = [
        one
        for one, others in _with_what_may_cover(found)
        if not one.name.is_never and not _says_less(one, others, index) and not _is_a_surname(one, text)
    ]
    counted = [one for one in telling if not one.name.needs_context]
    if len(counted) < len(telling):
        surroundings = _Surroundings(counted, words, index)
        counted += [one for one in telling if one.name.needs_context and surroundings.support(one)]
    return [_mention(one, text, index) for one in _one_each(counted)]


def _with_what_may_cover(found: Sequence[Found]) -> Iterator[tuple[Found, Sequence[Found]]]:
    """Names, which come by place, each with those that begin no later and go on at least to its beginning."""
    first = after = 0
    for one in found:
        while found[first].end <= one.start:
            first += 1
        while after < len(found) and found[after].start <= one.start:
            after += 1
        yield one, found[first:after]


def _says_less(one: Found, found: Iterable[Found], index: LabelIndex) -> bool:
    """Whether another name covers this one and leaves it nothing to tell.

    What is never a topic takes out what it covers, and in the same place what is no more literal. Inside a longer name,
    only a tool ("Python" in "Python developer") or a name of several words that is not simply broader still tells
    something.
    """
    topic = one.name.topic
    for other in found:
        if one.end > other.end:
            continue
        is_longer = other.n_words > one.n_words
        if other.name.is_never and (is_longer or other.as_written or not one.as_written):
            return True
        if is_longer and topic in index.family(other.name.topic):
            return True
        if is_longer and one.n_words == 1 and not index.is_tool(topic):
            return True
    return False


def _is_a_surname(one: Found, text: str) -> bool:
    """Whether a single capitalized word stands after a title or a first name: "Mr Jenkins", "Jean Boulanger"."""
    if one.n_words > 1 or not text[one.start : one.end].istitle():
        return False
    before = BEFORE_A_SURNAME.search(text, max(0, one.start - LONGEST_FIRST_NAME), one.start)
    return before is not None and (before["title"] is not None or folded(before["name"]) in FIRST_NAMES)


class _Surroundings:
    """What stands around an ambiguous name: names that are sure, by place, and words."""

    def __init__(self, sure: Sequence[Found], words: Words, index: LabelIndex) -> None:
        self._sure, self._starts = sure, [one.start for one in sure]
        self._words: dict[int, list[tuple[int, int]]] = {}
        for value, match in zip(words.hashes, words.matches, strict=True):
            self._words.setdefault(value, []).append(match.span(1))
        self._index = index

    def support(self, one: Found) -> bool:
        """Whether something stands near that makes a name count: a word of the topic's list; for a label, or without such
        a list, a related topic; for a label a word that says that somebody is good at it."""
        context = self._index.context(one.name.topic)
        if self._is_near(one, context, WINDOW):
            return True
        return ((one.name.is_label or not context) and self._is_among_its_own(one)) or self._is_a_skill(one)

    def _is_among_its_own(self, one: Found) -> bool:
        """Whether another topic with the same broader topic stands near."""
        topic = one.name.topic
        family = self._index.family(topic)
        near = slice(
            bisect_left(self._starts, one.start - WINDOW), bisect_left(self._starts, one.end + WINDOW)
        )
        return any(
            other.name.topic != topic and not family.isdisjoint(self._index.family(other.name.topic))
            for other in self._sure[near]
        )

    def _is_a_skill(self, one: Found) -> bool:
        """Whether somebody is said to be good at what a label names: "skills in communication", "maîtrise du suédois"."""
        return one.name.is_label and not one.name.is_exact and self._is_near(one, SKILL_WORDS, BESIDE)

    def _is_near(self, one: Found, wanted: frozenset[int], distance: int) -> bool:
        """Whether one of some words stands before or after a name, not in it, with fewer characters between."""
        for value in self._words.keys() & wanted:
            places = self._words[value]
            before = bisect_left(places, (one.start, 0)) - 1
            after = bisect_left(places, (one.end, 0))
            if before >= 0 and one.start - places[before][1] < distance:
                return True
            if after < len(places) and places[after][0] - one.end < distance:
                return True
        return False


def _one_each(names: Iterable[Found]) -> list[Found]:
    """One for each place and topic, the surest, by place."""
    best: dict[tuple[int, int, int], Found] = {}
    for one in names:
        place = (one.start, one.end, one.name.topic)
        if place not in best or _confidence(one) > _confidence(best[place]):
            best[place] = one
    return [best[place] for place in sorted(best)]


def _confidence(one: Found) -> float:
    confidence = LABEL if one.name.is_label else ALIAS
    confidence *= 1.0 if one.as_written else INFLECTED
    confidence *= IN_CONTEXT if one.name.needs_context else 1.0
    return round(confidence * (GAPPED if "…" in one.name.spelling else 1.0), 3)


def _mention(one: Found, text: str, index: LabelIndex) -> Mention:
    method = "label" if one.name.is_label else "alias"
    surface = text[one.start : one.end]
    return Mention(index.topic_ids[one.name.topic], one.start, one.end, surface, method, _confidence(one))
