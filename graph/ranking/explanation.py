"""Why somebody is where they are: each signal's share of the score, and each document's, place's or word's in it.

Both levels sum exactly, as floats and in any order: shares are multiples of 2⁻⁴⁰, and what rounding leaves is
spread so that nothing is lost.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from graph.evidence_matrix import EvidenceMatrix
from graph.model import Reason, ReasonPart
from graph.ranking.contribution import Contribution, FloatVector
from graph.ranking.scored import QUANTUM, Scored

MOST_PARTS = 10
"""More would be most of an answer, in bytes and in time, and nobody reads them."""


def explain(
    scored: Scored, place: int, evidence: EvidenceMatrix, *, most_parts: int = MOST_PARTS
) -> tuple[Reason, ...]:
    """The reasons of one ranked person, strongest first, signals that give nothing left out.

    Parameters
    ----------
    scored
        A ranker's answer.
    place
        Position in it, from 0.
    evidence
        What was ranked, for the names.
    most_parts
        How many parts to list for each reason, strongest first; ``rest`` is the sum of the others.
    """
    person = int(scored.people[place])
    shares = {name: float(values[place]) for name, values in scored.signals.items()}
    return tuple(
        Reason(name, share, _parts(scored.contributions[name], person, share, evidence, most_parts))
        for name, share in sorted(shares.items(), key=lambda item: -item[1])
        if share > 0
    )


def _parts(
    contribution: Contribution, person: int, share: float, evidence: EvidenceMatrix, most_parts: int
) -> tuple[ReasonPart, ...]:
    refs, amounts = contribution.parts(person)
    order = np.lexsort((refs, -amounts))
    order = order[amounts[order] > 0]
    names = {"document": evidence.document_ids, "container": evidence.place_ids, "term": evidence.terms}
    listed = [names[contribution.kind][int(ref)] for ref in refs[order][:most_parts]]
    portions = apportioned(share, amounts[order], most_parts)
    parts = [
        ReasonPart(contribution.kind, name, "" if contribution.kind == "document" else name, portion)
        for name, portion in zip(listed, portions, strict=False)
    ]
    if len(portions) > len(listed):
        parts.append(ReasonPart("rest", "", "", portions[-1]))
    return tuple(parts)


def apportioned(share: float, amounts: FloatVector, most: int) -> list[float]:
    """A share in proportion to amounts, as multiples of 2⁻⁴⁰ that sum to it exactly.

    Parameters
    ----------
    share
        A multiple of 2⁻⁴⁰, at least 0.
    amounts
        shape (n,), above 0.
    most
        How many portions to make; where there are more amounts, one more portion is the sum of the rest.

    Returns
    -------
    list of float
        At least 0. The sums of the first, the first two … portions are those of the amounts, each rounded down.
        The whole share alone where there are no amounts.

    Examples
    --------
    >>> apportioned(1.0, np.array([3.0, 2.0, 1.0, 2.0]), 2)
    [0.375, 0.25, 0.375]
    """
    sums = np.cumsum(amounts)
    reached = sums[:most] / sums[-1] if len(sums) else sums
    steps = np.floor(reached * np.rint(share / QUANTUM)) * QUANTUM
    ends = [0.0, *steps.tolist()] if len(sums) and len(sums) <= most else [0.0, *steps.tolist(), share]
    return [end - start for start, end in pairwise(ends)]
