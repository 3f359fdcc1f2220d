"""Why somebody is where they are: each signal's share of the score, and each document's, place's or word's in it.

Both levels sum exactly, as floats: shares are multiples of 2⁻⁴⁰, and what rounding leaves goes to ``rest``, or to
the last part where everything is listed.
"""

from __future__ import annotations

import numpy as np

from graph.evidence_matrix import EvidenceMatrix
from graph.model import Reason, ReasonPart
from graph.ranking.contribution import Contribution, FloatVector
from graph.ranking.scored import QUANTUM, Scored

MOST_PARTS = 20


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
    portions = apportioned(share, amounts[order], most_parts)
    names = {
        "document": evidence.document_ids,
        "container": evidence.place_ids,
        "term": evidence.terms,
    }[contribution.kind]
    listed = []
    for ref, portion in zip(refs[order], portions, strict=False):
        name = names[int(ref)]
        label = "" if contribution.kind == "document" else name
        listed.append(ReasonPart(contribution.kind, name, label, portion))
    if len(portions) > len(listed) or len(order) > len(listed):
        listed.append(ReasonPart("rest", "", "", portions[-1]))
    return tuple(listed)


def apportioned(share: float, amounts: FloatVector, most: int) -> list[float]:
    """A share in proportion to amounts, as multiples of 2⁻⁴⁰ that sum to it exactly.

    Parameters
    ----------
    share
        A multiple of 2⁻⁴⁰, above 0.
    amounts
        shape (n,), above 0, greatest first.
    most
        How many portions to make; where there are more amounts, one more portion is the sum of the rest.

    Returns
    -------
    list of float
        Rounded down, and what is left over in the last.
    """
    units = round(share / QUANTUM)
    total = float(amounts.sum())
    if total <= 0:
        return [share]
    listed = [int(units * (float(amount) / total)) for amount in amounts[:most]]
    if len(amounts) > most:
        listed.append(0)
    listed[-1] += units - sum(listed)
    return [portion * QUANTUM for portion in listed]
