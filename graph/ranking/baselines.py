"""What any ranker has to beat: plain votes, profiles as TF-IDF vectors, and the most active person."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.ranking.candidate_model import profile_entries
from graph.ranking.contribution import Contribution, revalued, summed
from graph.ranking.document_scores import idf
from graph.ranking.matches import Matches, match_documents

PLAIN_DOCUMENTS = 200
PIVOT_SLOPE = 0.2


def plain(matches: Matches) -> Matches:
    """Textbook retrieval: each distinct word of the query counts the same, wherever it stands; the best 200
    documents, each one whole vote for everybody it speaks for."""
    query = replace(matches.query, weights=np.ones(len(matches.query.terms)))
    found = match_documents(
        matches.collection, query, eligible=matches.eligible, as_of=matches.as_of, most=PLAIN_DOCUMENTS
    )
    return replace(found, entry_weight=np.ones(len(found.entry_weight)))


def profile_tf_idf(matches: Matches) -> Contribution:
    """Each person as one long text: ``Σ_t w_t · idf_t² · (1 + ln tf_pt)``, over ``0.8 + 0.2 · L_p / mean L``.

    ``tf_pt`` and ``L_p`` are as in :func:`graph.ranking.candidate_model.person_language_model`; the parts are words.

    References
    ----------
    .. [1] Singhal, Buckley, Mitra, "Pivoted document length normalization", SIGIR 1996.
       https://doi.org/10.1145/243199.243206
    """
    evidence, query = matches.evidence, matches.query
    position, person, frequency = profile_entries(matches)
    gain = query.weights * idf(evidence, query.terms) ** 2
    amount = gain[position] * (1.0 + np.log(np.maximum(frequency, 1.0)))
    plain_sum = summed("term", person, query.terms[position], amount)
    relative_length = evidence.person_length[plain_sum.people] / max(matches.collection.mean_length, 1.0)
    return revalued(plain_sum, plain_sum.values / (1.0 - PIVOT_SLOPE + PIVOT_SLOPE * relative_length))


def most_active(matches: Matches) -> Contribution:
    """People by how many documents speak for them, whatever is asked; without parts."""
    documents = matches.evidence.person_documents
    people = np.flatnonzero(documents if matches.eligible is None else documents * matches.eligible)
    nothing = (np.zeros(0, np.int64), np.zeros(0))
    return Contribution(people, documents[people].astype(np.float64), "document", lambda _: nothing)
