"""A query as it is looked for in a collection of several languages, whichever of them it is asked in.

A topic is looked for by its usual names, and any other word of a question by everyday words that mean the same, as equals: a
question has the same terms, with the same weights, as its translation. What no list has is looked for as typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.array_files import IntArray
from graph.evidence_matrix import EvidenceMatrix
from graph.query_topics import (
    ENOUGH_PEOPLE,
    OTHER_NAME,
    NamedTopic,
    add_name,
    mean_weight,
    n_people,
    other_names,
    read,
    usual_names,
    widened,
)
from graph.ranking.document_scores import idf, rarity
from graph.ranking.query import Query, read_query
from graph.terms import forms_of, stem, words_in
from graph.translation import languages_of, translations
from graph.view import View
from nlp.function_words import FUNCTION_WORDS
from nlp.words import folded

LONGEST_QUESTION = 15
"""Words that say something; what is longer is a text and no question."""


@dataclass(frozen=True, slots=True, eq=False)
class LookedFor:
    """A query as it is looked for."""

    query: Query
    """Words that evidence has in another language only are among those that match."""
    terms_of: Mapping[str, IntArray]
    """By word that matches, the terms that stand for it."""
    words: tuple[str, ...] = ()
    """Words that mean the same as one typed, as far as evidence has them."""


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What one form of a word is looked for by."""

    form: str
    own: list[int]
    """The terms that it is typed as."""
    terms: list[int]
    """Those of all words that mean the same; its own where there are none."""
    words: tuple[str, ...]
    """Words that mean the same."""


def is_question(query: Query) -> bool:
    """Whether a query is short enough to be a question."""
    return len(query.matched) + len(query.unmatched) <= LONGEST_QUESTION


def in_any_language(view: View, typed: Query, named: Sequence[NamedTopic]) -> LookedFor:
    """A query with the words of all names of its topics and, if it is a question, the translations of its other words.

    Early words of a question weigh no more than late ones, since languages differ in the order of words.

    Parameters
    ----------
    view
        Of a collection in several languages.
    typed
        The words as typed.
    named
        The topics that they name. A key term has no name in another language and counts as words.
    """
    topics = [one for one in named if view.topic(one.topic).kind != "term"]
    if not is_question(typed):
        names, covered = _names_of(view, typed, topics)
        terms_of = {word: read(view, word).terms for word in typed.matched}
        return LookedFor(widened(_without(view, typed, covered), names), terms_of)
    alike = _weighing_alike(view, typed)
    names, covered = _names_of(view, alike, topics)
    meanings = _meanings(view, typed)
    beside = [
        (each.terms, mean_weight(alike, np.array(each.own, np.int64)))
        for word in meanings.values()
        for each in word
        if each.form not in covered
    ]
    terms_of = {
        word: np.array(sorted({term for each in found for term in each.terms}), np.int64)
        for word, found in meanings.items()
    }
    nothing = Query(
        typed.text,
        np.empty(0, np.int64),
        np.empty(0),
        tuple(meanings),
        tuple(word for word in typed.unmatched if word not in meanings),
    )
    query = widened(widened(nothing, _weights(view.snapshot.evidence, beside)), names)
    words = dict.fromkeys(same for found in meanings.values() for each in found for same in each.words)
    return LookedFor(query, terms_of, tuple(words))


# ── topics ────────────────────────────────────────────────────────────────────────────────────────────────────


def _names_of(
    view: View, query: Query, topics: Sequence[NamedTopic]
) -> tuple[dict[int, float], frozenset[str]]:
    """The words of all names of topics with their weights, and the forms of the words as typed that they stand for."""
    weights: dict[int, float] = {}
    covered: set[str] = set()
    for one in topics:
        weight = mean_weight(query, read(view, one.surface).terms)
        names = [read(view, name) for name in _names(view, one)]
        for name in names:
            _add_equal(weights, name, weight)
        if not all(name.unmatched for name in names):
            surfaces = " ".join((one.surface, *one.again))
            covered.update(form for word in words_in(surfaces) for form in word.forms)
        if max(n_people(view, name) for name in names) < ENOUGH_PEOPLE:
            for other, factor in other_names(view, one):
                add_name(weights, read(view, other), weight * OTHER_NAME * factor)
    return weights, frozenset(covered)


def _names(view: View, named: NamedTopic) -> list[str]:
    """The topic's usual names in the languages of the collection, and the one that was typed; each once."""
    names = usual_names(view.topic(named.topic), sorted(view.spoken))
    return list({folded(name): name for name in (*names, named.surface)}.values())


def _add_equal(weights: dict[int, float], name: Query, weight: float) -> None:
    """Add a name that evidence has in full: a name of many words weighs somewhat more than one of a single word."""
    if not name.unmatched:
        for term in name.terms.tolist():
            weights[term] = max(weights.get(term, 0.0), weight * 2 / (1 + len(name.terms)))


def _without(view: View, query: Query, forms: frozenset[str]) -> Query:
    kept = ~np.isin(query.terms, [term for form in sorted(forms) for term in _own_terms(view, form)])
    return Query(query.text, query.terms[kept], query.weights[kept], query.matched, query.unmatched)


# ── other words ───────────────────────────────────────────────────────────────────────────────────────────────


def _meanings(view: View, typed: Query) -> dict[str, list[_Meaning]]:
    """What each word is looked for by, as far as evidence has it in any language.

    "Plus" and "but" say something in one language only; not where the rest of the question is in the other.
    """
    asked_in = languages_of(typed.text, view.spoken)
    telling = {*typed.matched, *typed.unmatched}
    silent = FUNCTION_WORDS.get(asked_in[0], ()) if len(asked_in) == 1 else ()
    found = {
        word: [
            meaning
            for form in forms_of(word)
            if form not in silent and (meaning := _meaning(view, form, asked_in=asked_in)).terms
        ]
        for word in dict.fromkeys(word.text for word in words_in(typed.text) if word.text in telling)
    }
    return {word: meanings for word, meanings in found.items() if meanings}


def _meaning(view: View, form: str, *, asked_in: Iterable[str]) -> _Meaning:
    find, own = view.snapshot.evidence.terms.find, _own_terms(view, form)
    found = [
        (find(same.term), same.word) for same in translations(form, asked_in=asked_in, languages=view.spoken)
    ]
    terms = sorted({term for term, _ in found} - {-1})
    return _Meaning(form, own, terms or own, tuple(word for term, word in found if term >= 0))


def _own_terms(view: View, form: str) -> list[int]:
    find, languages = view.snapshot.evidence.terms.find, view.snapshot.manifest.languages
    return sorted({find(stem(form, language)) for language in languages} - {-1})


def _weighing_alike(view: View, typed: Query) -> Query:
    """The query with weights that do not fall from word to word."""
    snapshot = view.snapshot
    alike = read_query(
        typed.text, snapshot.evidence, languages=snapshot.manifest.languages, by_position=False
    )
    weights = alike.weights[np.isin(alike.terms, typed.terms)]
    return Query(typed.text, typed.terms, weights, typed.matched, typed.unmatched)


def _weights(evidence: EvidenceMatrix, meanings: Iterable[tuple[Sequence[int], float]]) -> dict[int, float]:
    """What the terms of each meaning weigh: as if they were one term, used by all who use any of them.

    Otherwise the rarest word for a thing would count most. Who uses several is counted for each, at most as everybody.

    References
    ----------
    .. [1] Pirkola, "The effects of query structure and dictionary setups in dictionary-based cross-language information
       retrieval", SIGIR 1998. https://doi.org/10.1145/290941.290957
    """
    weights: dict[int, float] = {}
    for terms, weight in meanings:
        users = min(int(evidence.term_people[terms].sum()), evidence.n_people)
        as_one = weight * rarity(np.array([users]), evidence.n_people) / idf(evidence, np.array(terms))
        for term, each in zip(terms, as_one.tolist(), strict=True):
            weights[term] = max(weights.get(term, 0.0), each)
    return weights
