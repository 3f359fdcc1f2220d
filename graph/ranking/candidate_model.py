"""The candidate-centric model (Balog's Model 1): each person is one long text, and the query is what it would say.

Here the text is a *profile*: how often the person's documents use each word, damped. Being an index over people and
not over documents, it answers where no single document has all the words, and stays small.
"""

from __future__ import annotations

import numpy as np

from graph.ranking.contribution import Contribution, FloatVector, IntVector, revalued, summed
from graph.ranking.matches import Matches

MU = 10_000.0
"""Strength of the smoothing, in profile units: a person who has said this much is half judged by their own words."""


def person_language_model(matches: Matches) -> Contribution:
    """How likely a person's words are to make the query, above the least likely person who has any word of it.

    ``Σ_t w_t ln(1 + tf_pt / (μ b_t)) − Σ_t w_t · ln(1 + L_p / μ)``: the Dirichlet-smoothed query likelihood up to a
    constant, with ``tf_pt = Σ_d U[d, p] · (1 + ln tf_dt)``, ``L_p`` its sum over all terms, and a background ``b_t``
    in proportion to the *square root* of how often everybody uses the term, which makes rare words less extreme. The
    smallest value of anyone who has a word of the query is the zero.

    Parameters
    ----------
    matches
        Of the query; only its terms and who is eligible are read.

    Returns
    -------
    Contribution
        Of every eligible person who has a word of the query; the parts are words.

    Notes
    -----
    Costs O(m log m) for ``m`` entries of the terms' profile rows. It misleads on collections with one short text a
    person, where length says nothing.

    References
    ----------
    .. [1] Balog, Azzopardi, de Rijke, "Formal models for expert finding in enterprise corpora", SIGIR 2006.
       https://doi.org/10.1145/1148170.1148181
    .. [2] Zhai, Lafferty, "A study of smoothing methods for language models", TOIS 22(2), 2004.
       https://doi.org/10.1145/984321.984322
    """
    likelihood, values = _log_likelihood(matches)
    return revalued(likelihood, values - values.min()) if len(values) else likelihood


def candidate_model(matches: Matches) -> Contribution:
    """The same order with a zero below everybody who has a word of the query, so that all of them are found."""
    likelihood, values = _log_likelihood(matches)
    if not len(values):
        return likelihood
    return revalued(likelihood, values - values.min() + likelihood.values.min())


def profile_entries(matches: Matches) -> tuple[IntVector, IntVector, FloatVector]:
    """Who uses the words of a query: position in ``query.terms``, eligible person, how much."""
    position, person, frequency = matches.evidence.profile.rows(matches.query.terms)
    if matches.eligible is not None:
        seen = matches.eligible[person]
        position, person, frequency = position[seen], person[seen], frequency[seen]
    return position, person, frequency.astype(np.float64)


def _log_likelihood(matches: Matches) -> tuple[Contribution, FloatVector]:
    """What each person's words add, and the whole with what the length of the profile takes away."""
    query = matches.query
    position, person, frequency = profile_entries(matches)
    smoothing = MU * matches.collection.background(query.terms)
    gain = query.weights[position] * np.log1p(frequency / smoothing[position])
    likelihood = summed("term", person, query.terms[position], gain)
    length = np.log1p(matches.evidence.person_length[likelihood.people] / MU)
    return likelihood, likelihood.values - query.weights.sum() * length
