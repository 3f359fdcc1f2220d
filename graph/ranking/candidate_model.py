"""The candidate-centric model (Balog's Model 1): each person is one long text, and the query is what it would say.

Here the text is a *profile*: how often the person's documents use each word, damped. Being an index over people and
not over documents, it answers where no single document has all the words, and stays small.
"""

from __future__ import annotations

import numpy as np

from graph.ranking.contribution import Contribution, FloatVector, IntVector, grouped_sums
from graph.ranking.document_scores import Matches

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
    evidence, query = matches.evidence, matches.query
    position, person, frequency = evidence.profile.rows(query.terms)
    if matches.eligible is not None:
        seen = matches.eligible[person]
        position, person, frequency = position[seen], person[seen], frequency[seen]
    smoothing = MU * np.maximum(matches.collection.background(query.terms), 1e-12)
    gain = query.weights[position] * np.log1p(frequency / smoothing[position])
    people, likelihood = grouped_sums(person, gain)
    length = np.log1p(evidence.person_length[people] / MU) * query.weights.sum()
    values = likelihood - length

    def parts(wanted: int) -> tuple[IntVector, FloatVector]:
        mine = person == wanted
        return query.terms[position[mine]], gain[mine]

    return Contribution(people, values - values.min(initial=np.inf) if len(values) else values, "term", parts)
