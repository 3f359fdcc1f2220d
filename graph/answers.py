"""The answer to "who knows X?": the query understood, people ranked, and for each the reasons and the evidence.

Who may not be shown is taken out before anything is ranked, so that hidden people leave no trace in scores, counts or
the places of others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from graph.abstention import nobody_known
from graph.document_pages import Wanted, supporting_document
from graph.model import (
    Answer,
    Coverage,
    ExpertResult,
    RankedCandidate,
    Ranking,
    Reason,
    ReasonPart,
    SourceCoverage,
)
from graph.profiles import activity, topic_strengths
from graph.ranking.ranker import Ranker
from graph.ranking.scored import Scored
from graph.text_search import WordFinder
from graph.understanding import Understood, understand
from graph.view import View, instant

N_DOCUMENTS = 3
"""Documents shown with each person; the reasons list more."""
N_TOPICS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and how."""

    text: str
    ranker: str
    limit: int = 10
    as_of: int | None = None
    """"Now" for what fades with age, Unix seconds; the newest document's date by default."""
    former: bool = False
    """Whether people who have left are offered."""


def answer(view: View, ranker: Ranker, asked: Asked, *, sources: tuple[SourceCoverage, ...]) -> Answer:
    """People for a query, best first, or nobody where nothing matches well."""
    understood, scored, abstained = _ranked(view, ranker, asked)
    people = () if abstained else _people(view, ranker, understood, scored)
    return Answer(
        query=asked.text,
        ranker=asked.ranker,
        people=people,
        n_candidates=0 if abstained else scored.n_candidates,
        coverage=_coverage(view, understood, sources, asked.as_of),
        abstained=abstained,
    )


def ranking(view: View, ranker: Ranker, asked: Asked) -> Ranking:
    """The same people in the same order, without what is shown of them."""
    _, scored, abstained = _ranked(view, ranker, asked)
    names = view.snapshot.evidence.person_ids
    found = [] if abstained else zip(scored.people.tolist(), scored.scores.tolist(), strict=True)
    candidates = (
        RankedCandidate(rank, names[person], score) for rank, (person, score) in enumerate(found, 1)
    )
    return Ranking(asked.text, asked.ranker, tuple(candidates))


def _ranked(view: View, ranker: Ranker, asked: Asked) -> tuple[Understood, Scored, bool]:
    """What was understood, who was found, and whether that is worth nothing."""
    understood = understand(view, asked.text)
    eligible = view.visible if asked.former else view.present
    scored = ranker.rank(understood.query, limit=asked.limit, eligible=eligible, as_of=asked.as_of)
    return understood, scored, nobody_known(view, understood, scored)


def _coverage(
    view: View, understood: Understood, sources: tuple[SourceCoverage, ...], as_of: int | None
) -> Coverage:
    evidence = view.snapshot.evidence
    newest = instant(evidence.newest_at) if evidence.n_documents else None
    indexed_at = view.snapshot.manifest.indexed_at
    return Coverage(
        sources=sources,
        n_documents=evidence.n_documents,
        newest_at=newest,
        indexed_at=indexed_at,
        as_of=(newest or indexed_at) if as_of is None else instant(as_of),
        matched=understood.query.matched,
        unmatched=understood.query.unmatched,
        topics=tuple(view.topic(topic) for topic in understood.topics),
        suggestions=understood.suggestions,
    )


# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────


def _people(view: View, ranker: Ranker, understood: Understood, scored: Scored) -> tuple[ExpertResult, ...]:
    finder = WordFinder(understood.words, view.snapshot.manifest.languages)
    wanted = Wanted(finder, frozenset(understood.topics))
    names = _Names(view, understood)
    return tuple(
        _person(view, names, wanted, scored, place, ranker.explain(understood.query, scored, place))
        for place in range(len(scored.people))
    )


def _person(
    view: View, names: _Names, wanted: Wanted, scored: Scored, place: int, reasons: tuple[Reason, ...]
) -> ExpertResult:
    person = int(scored.people[place])
    _, last = activity(view, person)
    return ExpertResult(
        rank=place + 1,
        person=view.person(person),
        score=float(scored.scores[place]),
        reasons=tuple(names.named(reason) for reason in reasons),
        topics=topic_strengths(view, person, among=wanted.topics, limit=N_TOPICS),
        documents=tuple(
            supporting_document(view, names.document(document_id), person, share=share, wanted=wanted)
            for document_id, share in _strongest_documents(reasons)
        ),
        n_documents=_n_documents(scored, person),
        last_active_at=None if last is None else instant(last),
    )


def _strongest_documents(reasons: Iterable[Reason]) -> list[tuple[str, float]]:
    """The documents with the greatest share of a person's score; of equals the smaller identifier."""
    shares: dict[str, float] = {}
    for part in (part for reason in reasons for part in reason.parts if part.kind == "document"):
        shares[part.ref] = shares.get(part.ref, 0.0) + part.share
    return sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:N_DOCUMENTS]


def _n_documents(scored: Scored, person: int) -> int:
    """How many documents speak for a person's place."""
    found = [
        refs[amounts > 0]
        for contribution in scored.contributions.values()
        if contribution.kind == "document"
        for refs, amounts in [contribution.parts(person)]
    ]
    return len(np.unique(np.concatenate(found))) if found else 0


class _Names:
    """What the parts of reasons are called by people, each looked up once an answer."""

    def __init__(self, view: View, understood: Understood) -> None:
        self.document = cache(view.snapshot.evidence.document_ids.find)
        """The index of a document."""
        self._title = cache(lambda document_id: view.title(self.document(document_id)) or "")
        self._place = cache(view.place_name)
        self._word_of = understood.word_of

    def named(self, reason: Reason) -> Reason:
        """A reason with its parts named."""
        parts = (ReasonPart(part.kind, part.ref, self._name(part), part.share) for part in reason.parts)
        return Reason(reason.signal, reason.share, tuple(parts))

    def _name(self, part: ReasonPart) -> str:
        if part.kind == "document":
            return self._title(part.ref)
        if part.kind == "container":
            return self._place(part.ref)
        return self._word_of.get(part.label, part.label)
