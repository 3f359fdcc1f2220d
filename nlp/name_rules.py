"""When a name of a topic list counts as a mention: settled as far as the list and general dictionaries can.

A name may count only as written, only beside something related, only in texts of its own language, or never. The last
but one keeps the French "thèse", "mode" and "stage" out of English texts, where the same letters mean something else,
and is worked out here once, when a list is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from nlp.function_words import FUNCTION_WORDS, ORDINARY_SHORT_WORDS
from nlp.taxonomy import ALL_NAMES, LANGUAGES, TaxonomyTopic
from nlp.words import HYPHENATED, folded, name_hashes, name_hashes_with_marks, singular

EXACT, CONTEXT, NEVER, LABEL, HOME, ACCENTS = 1, 2, 4, 8, 16, 32
"""Bits of a rule; see :class:`nlp.label_index.Name`. The bits of its languages follow."""
LANGUAGE_BITS = {language: 1 << (6 + place) for place, language in enumerate(LANGUAGES)}
SPOKEN = sum(LANGUAGE_BITS.values())

LONGEST_NAME = 8
"""Words; a longer label is a sentence and is not looked up."""
LONGEST_ACRONYM, TELLING_ACRONYM = 5, 4
"""Letters; one of so many is hardly another in a language that it is not listed in: "RGPD", "SIRH"."""

Row = tuple[int, bool, int, int, tuple[int, ...], str]
"""Hash, whether it is an alias, topic, rule, hashes of its beginnings, spelling."""
IsOrdinary = Callable[[str, str], bool]
"""Whether a folded word is an ordinary one of a language."""


def name_rows(topics: Iterable[TaxonomyTopic], is_ordinary: IsOrdinary) -> list[Row]:
    """Every name of these topics with its rule, by hash; labels before aliases, then in the order of the topics."""
    rows = [row for index, topic in enumerate(topics) for row in _rows(index, topic, is_ordinary)]
    return sorted(_unambiguous(rows))


def is_acronym(name: str) -> bool:
    """Whether a name is short and all in capitals: it has no plural but its own with an ``s``."""
    return name.isupper() and len(name) <= LONGEST_ACRONYM


def capitals_of(name: str) -> tuple[str, ...]:
    """The words of a longer name that mean something else unless they are in capitals.

    Examples
    --------
    >>> capitals_of("IT support"), capitals_of("SQL server"), capitals_of("IT")
    (('IT',), (), ())
    """
    words = name.split() if " " in name else ()
    return tuple(word for word in words if is_acronym(word) and folded(word) in ORDINARY_SHORT_WORDS)


def ordinary_in_dictionary(word: str, language: str) -> bool:
    """Whether a general dictionary of the language has a folded word, or it is a function word."""
    from nlp.components.ordinary_words import ordinary_words

    return word in FUNCTION_WORDS[language] or word in ordinary_words(language).folded


def spelled_in_dictionary(word: str, language: str) -> bool:
    """Whether a general dictionary of the language has a word as it is spelled here, or it is a function word."""
    from nlp.components.ordinary_words import ordinary_words

    return word in FUNCTION_WORDS[language] or word in ordinary_words(language)


def _rows(index: int, topic: TaxonomyTopic, is_ordinary: IsOrdinary) -> Iterator[Row]:
    for name, preferred in topic.names():
        rule = _rule(name, topic, is_ordinary) | (LABEL if preferred else 0)
        for spelling in {name, HYPHENATED.sub(_joined, name)} if "-" in name else (name,):
            for hashes in dict.fromkeys((name_hashes(spelling), name_hashes_with_marks(spelling))):
                if 0 < len(hashes) <= LONGEST_NAME:
                    yield hashes[-1], not preferred, index, rule, hashes, name


def _joined(hyphenated: re.Match[str]) -> str:
    return hyphenated.group().replace("-", "")


def _rule(name: str, topic: TaxonomyTopic, is_ordinary: IsOrdinary) -> int:
    is_short = len(name) <= 2
    is_word = is_acronym(name) and folded(name) in ORDINARY_SHORT_WORDS
    is_listed_as_exact = not topic.exact_case.isdisjoint((name, ALL_NAMES))
    is_exact = is_short or is_word or is_listed_as_exact
    is_doubtful = len(name) == 1 or (is_short and name.isalpha() and not is_listed_as_exact)
    needs_context = is_doubtful or not topic.needs_context.isdisjoint((name, ALL_NAMES))
    spoken = topic.languages_of(name)
    bits = sum(LANGUAGE_BITS[language] for language in spoken)
    is_home = _means_else_elsewhere(name, topic, spoken, is_ordinary)
    flags = EXACT * is_exact | CONTEXT * needs_context | NEVER * topic.never | HOME * is_home
    return flags | ACCENTS * _is_another_word_without_accents(name, spoken) | bits


def _is_another_word_without_accents(name: str, spoken: frozenset[str]) -> bool:
    """Whether a single word is another one, in a general dictionary, where its accents are left out: "maïs", "soudé"."""
    return (
        not name.isascii()
        and " " not in name
        and any(spelled_in_dictionary(folded(name), language) for language in spoken)
    )


def _means_else_elsewhere(
    name: str, topic: TaxonomyTopic, spoken: frozenset[str], is_ordinary: IsOrdinary
) -> bool:
    """Whether a single word of one language is an ordinary word, or another acronym, of a language it is not listed in."""
    if " " in name or (topic.kind in ("tool", "language") and name[:1].isupper()):
        return False
    if is_acronym(name) and len(name) < TELLING_ACRONYM and spoken == {"fr"}:
        return True
    word = folded(name)
    forms = {word, singular(word)} if len(word) > 3 else {word}
    return any(
        is_ordinary(form, language) for language in LANGUAGES if language not in spoken for form in forms
    )


def _unambiguous(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows as they are, but a name that several topics have in one language needs context, unless it is the only label."""
    by_name: dict[int, list[Row]] = {}
    for row in rows:
        by_name.setdefault(row[0], []).append(row)
    for same in by_name.values():
        if len(same) == 1:
            yield same[0]
            continue
        for value, is_alias, topic, rule, beginnings, name in dict.fromkeys(same):
            rivals = [row for row in same if row[2] != topic and row[3] & rule & SPOKEN]
            is_only = not rivals or not (is_alias or any(not row[1] for row in rivals))
            yield value, is_alias, topic, rule if is_only else rule | CONTEXT, beginnings, name
