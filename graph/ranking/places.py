"""Who is active where the best documents lie: in their channels, lists, repositories and directories."""

from __future__ import annotations

import numpy as np

from graph.ranking.contribution import Contribution, FloatVector, IntVector, grouped_sums, summed
from graph.ranking.document_scores import best_first
from graph.ranking.matches import Matches

SIZE_OFFSET = 10.0
"""Added to a place's size, so that a place with one document is not the best of all."""
LEAST_VALUE = 0.3
"""Places below this part of the best are dropped."""
MOST_PLACES = 20
ACTIVITY_OFFSET = 3.0
"""Added to all activity in a place, so that the only visitor of a deserted one is not its expert."""


def places(matches: Matches) -> Contribution:
    """Activity in the places that the query is about, ``Σ_g v_g · GP[g, p] / (Σ_p GP[g, p] + 3)``.

    A place is worth ``v_g = Σ_{d ∈ g} z_d³ / (|g| + 10)`` relative to the best; below 0.3 it is dropped, what remains
    is squared, and the best 20 count. ``GP`` is each person's activity in the place, which fades with a half-life of
    two years.

    Notes
    -----
    Costs O(m log m) for the places of the best documents and the people of 20 places.
    """
    evidence = matches.evidence
    names, worth = place_values(matches)
    position, person, activity = evidence.place_people.rows(names)
    if matches.eligible is not None:
        seen = matches.eligible[person]
        position, person, activity = position[seen], person[seen], activity[seen]
    total = np.bincount(position, weights=activity, minlength=len(names))
    amount = worth[position] * activity / (total[position] + ACTIVITY_OFFSET)
    return summed("container", person, names[position], amount)


def place_values(matches: Matches) -> tuple[IntVector, FloatVector]:
    """The places that a query is about, best first, and what each is worth, above 0, at most 1."""
    evidence = matches.evidence
    position, place, _ = evidence.document_places.rows(matches.documents)
    names, value = grouped_sums(place, matches.relevance[position] ** 3)
    value = value / (evidence.place_size[names] + SIZE_OFFSET)
    value = value / value.max(initial=1e-300)
    best = best_first(names, value, MOST_PLACES)
    best = best[value[best] >= LEAST_VALUE]
    return names[best], np.square(value[best])
