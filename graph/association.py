"""How strongly a document speaks for a candidate: what each verb is worth, and how evidence fades with age.

The association ``a(c, d)`` between candidate ``c`` and document ``d`` is the strongest thing that ``c`` did with ``d``, by
verb, and for its authors the strongest credit that somebody else gives on top. Three kinds of edge are kept apart:
*knowledge* (the actor shows knowledge of the document's topics), *credit* (the document's authors earn it from
somebody else's act) and *interest* (asking, reading, liking, following), which never counts as knowledge. An unknown
verb is kept in the store and weighs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.mention import Act


@dataclass(frozen=True, slots=True)
class VerbWeight:
    """What one act is worth.

    Both weights are at least 0; the strongest is 1.
    """

    knowledge: float = 0.0
    """To the actor, as knowledge."""
    credit: float = 0.0
    """To the document's authors."""
    interest: bool = False
    """Whether the act shows interest of the actor."""


STRONG, MEDIUM, WEAK = 1.0, 0.5, 0.1

VERB_WEIGHTS: Mapping[str, VerbWeight] = MappingProxyType(
    {
        "authored": VerbWeight(STRONG),
        "co_authored": VerbWeight(STRONG),
        "signed_off": VerbWeight(STRONG),
        "edited": VerbWeight(MEDIUM),
        "answered": VerbWeight(STRONG),
        "replied": VerbWeight(MEDIUM),
        "commented": VerbWeight(MEDIUM),
        "reviewed": VerbWeight(STRONG),
        "acked": VerbWeight(STRONG),
        "approved": VerbWeight(STRONG),
        "merged": VerbWeight(STRONG),
        "sponsored": VerbWeight(STRONG),
        "tested": VerbWeight(MEDIUM),
        "reported": VerbWeight(interest=True),
        "suggested": VerbWeight(interest=True),
        "learned": VerbWeight(MEDIUM),
        "cosigned": VerbWeight(WEAK, credit=WEAK, interest=True),
        "liked": VerbWeight(credit=WEAK, interest=True),
        "endorsed": VerbWeight(credit=MEDIUM, interest=True),
        "reacted": VerbWeight(interest=True),
        "accepted": VerbWeight(credit=STRONG),
        "cited": VerbWeight(credit=MEDIUM, interest=True),
        "reused": VerbWeight(credit=MEDIUM, interest=True),
        "asked": VerbWeight(interest=True),
        "viewed": VerbWeight(interest=True),
        "opened": VerbWeight(interest=True),
        "followed": VerbWeight(interest=True),
        "shared": VerbWeight(interest=True),
        "mentioned": VerbWeight(interest=True),
        "contacted": VerbWeight(interest=True),
        "disliked": VerbWeight(interest=True),
        "declared": VerbWeight(),
    }
)

NO_WEIGHT = VerbWeight()

AUTHOR_VERBS: Mapping[str, str] = MappingProxyType(
    {"question": "asked", "answer": "answered", "reply": "replied", "comment": "commented"}
)
"""What an author did, by the document's kind; ``authored`` for every other kind."""


CONVERSATION = frozenset({"message", "reply", "post"})
"""Kinds of document that may be anything, also a question."""


def author_verb(kind: str, act: Act = "mentions") -> str:
    """The verb of a document's author.

    Parameters
    ----------
    kind
        Of the document.
    act
        What its text does: it counts where the kind does not tell.

    Examples
    --------
    >>> author_verb("question"), author_verb("commit"), author_verb("message", "asks"), author_verb("answer", "asks")
    ('asked', 'authored', 'asked', 'answered')
    """
    if act == "asks" and kind in CONVERSATION:
        return "asked"
    return AUTHOR_VERBS.get(kind, "authored")


def fade(age_days: NDArray[Any], half_life_days: float) -> NDArray[np.float64]:
    """How much of a weight is left after a time: ``0.5 ** (age / half-life)``; 1 for what lies ahead.

    Examples
    --------
    >>> fade(np.array([365, 730, -1]), 365).tolist()
    [0.5, 0.25, 1.0]
    """
    left: NDArray[np.float64] = 0.5 ** (np.maximum(age_days, 0.0) / half_life_days)
    return left
