"""Key terms of a whole collection that the vocabulary lacks, the best first: what a person may accept as topics.

A term's weight is the C-value of Frantzi, Ananiadou and Mima (2000): how many documents have it, less those that have it
only inside a longer term, times the logarithm of its length. What only one person writes is no word of an organization.

References
----------
.. [1] Frantzi, Ananiadou, Mima, "Automatic recognition of multi-word terms: the C-value/NC-value method", International
   Journal on Digital Libraries 3, 2000. https://doi.org/10.1007/s007999900023
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import log2

from nlp.mention import Extraction
from nlp.term_ids import TERM
from nlp.words import folded

MOST_PLACES = 3
"""Documents that are kept as examples of a term."""


@dataclass(frozen=True, slots=True)
class ProposedTerm:
    """A term that may become a topic."""

    term_id: str
    language: str
    label: str
    """As it is most often written."""
    n_documents: int
    n_people: int
    weight: float
    """C-value; higher is better."""
    document_ids: tuple[str, ...]
    """Some of the documents."""


@dataclass(slots=True)
class _Seen:
    surfaces: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    document_ids: list[str] = field(default_factory=list)
    n_documents: int = 0


class TermCollector:
    """Counts the key terms of documents as they stream by."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = defaultdict(_Seen)

    def add(self, document_id: str, people: Iterable[str], extraction: Extraction) -> None:
        """Take a document's terms."""
        surfaces: dict[str, str] = {}
        for mention in extraction.mentions:
            if mention.topic_id.startswith(TERM) and mention.method == "keyphrase":
                surfaces.setdefault(mention.topic_id, mention.surface)
        for term_id, surface in surfaces.items():
            seen = self._seen[term_id]
            seen.n_documents += 1
            seen.surfaces[" ".join(surface.split())] += 1
            seen.people.update(people)
            if len(seen.document_ids) < MOST_PLACES:
                seen.document_ids.append(document_id)

    def proposals(
        self, *, least_documents: int = 5, least_people: int = 2, names: Collection[str] = frozenset()
    ) -> list[ProposedTerm]:
        """Terms by weight, the best first; ties by identifier.

        Parameters
        ----------
        least_documents, least_people
            A term of fewer is left out.
        names
            Folded words of people's names: a term made of nothing else is left out.
        """
        kept = {
            term_id: seen
            for term_id, seen in self._seen.items()
            if seen.n_documents >= least_documents and len(seen.people) >= least_people
        }
        longer = _longer_terms(kept)
        found = [
            ProposedTerm(
                term_id=term_id,
                language=term_id.split(":")[1],
                label=_label(seen.surfaces),
                n_documents=seen.n_documents,
                n_people=len(seen.people),
                weight=round(_c_value(term_id, kept, longer.get(term_id, ())), 3),
                document_ids=tuple(seen.document_ids),
            )
            for term_id, seen in kept.items()
        ]
        of_people = frozenset(names)
        own = [term for term in found if not of_people.issuperset(folded(term.label).split())]
        return sorted(own, key=lambda term: (-term.weight, term.term_id))


def _c_value(term_id: str, seen: Mapping[str, _Seen], longer: Collection[str]) -> float:
    """``log2(words + 1) · (documents − mean documents of the longer terms around it)``."""
    inside = sum(seen[other].n_documents for other in longer) / len(longer) if longer else 0.0
    return log2(len(_keys(term_id)) + 1) * max(0.0, seen[term_id].n_documents - inside)


def _longer_terms(term_ids: Collection[str]) -> dict[str, list[str]]:
    """For each term the longer ones of its language that hold it."""
    found: dict[str, list[str]] = defaultdict(list)
    for term_id in term_ids:
        prefix = term_id[: term_id.index(":", len(TERM)) + 1]
        keys = _keys(term_id)
        for n_words in range(1, len(keys)):
            for start in range(len(keys) - n_words + 1):
                inner = prefix + "-".join(keys[start : start + n_words])
                if inner in term_ids:
                    found[inner].append(term_id)
    return found


def _keys(term_id: str) -> list[str]:
    return term_id.split(":", 2)[2].split("-")


def _label(surfaces: Counter[str]) -> str:
    """The most frequent way of writing it, else the first in lower case and by letters."""
    return min(surfaces, key=lambda surface: (-surfaces[surface], surface != surface.lower(), surface))
