"""The answer to "who knows X?": the query understood, people ranked, and for each the reasons and the evidence.

Who may not be shown is taken out before anything is ranked, so that hidden people leave no trace in scores, counts or
the places of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.abstention import nobody_known
from graph.document_pages import Wanted, supporting_document
from graph.model import (
    Answer,
    Coverage,
    ExpertResult,
    Reason,
    ReasonPart,
    SourceCoverage,
    SupportingDocument,
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
    understood = understand(view, asked.text)
    eligible = view.visible if asked.former else view.present
    scored = ranker.rank(understood.query, limit=asked.limit, eligible=eligible, as_of=asked.as_of)
    abstained = nobody_known(view.snapshot.evidence, understood.query, scored)
    people = () if abstained else _people(view, ranker, understood, scored)
    return Answer(
        query=asked.text,
        ranker=asked.ranker,
        people=people,
        n_candidates=0 if abstained else scored.n_candidates,
        coverage=_coverage(view, understood, sources, asked.as_of),
        abstained=abstained,
    )


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
    wanted = Wanted(
        WordFinder(understood.words, view.snapshot.manifest.languages), frozenset(understood.topics)
    )
    return tuple(
        _person(view, ranker, understood, scored, place, wanted) for place in range(len(scored.people))
    )


def _person(
    view: View, ranker: Ranker, understood: Understood, scored: Scored, place: int, wanted: Wanted
) -> ExpertResult:
    person = int(scored.people[place])
    reasons = ranker.explain(understood.query, scored, place)
    _, last = activity(view, person)
    return ExpertResult(
        rank=place + 1,
        person=view.person(person),
        score=float(scored.scores[place]),
        reasons=tuple(_named(view, understood, reason) for reason in reasons),
        topics=topic_strengths(view, person, among=understood.topics, limit=N_TOPICS),
        documents=_documents(view, person, reasons, wanted),
        n_documents=_n_documents(scored, person),
        last_active_at=None if last is None else instant(last),
    )


def _documents(
    view: View, person: int, reasons: Sequence[Reason], wanted: Wanted
) -> tuple[SupportingDocument, ...]:
    """The documents with the greatest share of a person's score; of equals the smaller identifier."""
    shares: dict[str, float] = {}
    for part in (part for reason in reasons for part in reason.parts if part.kind == "document"):
        shares[part.ref] = shares.get(part.ref, 0.0) + part.share
    best = sorted(shares, key=lambda document_id: (-shares[document_id], document_id))[:N_DOCUMENTS]
    find = view.snapshot.evidence.document_ids.find
    return tuple(
        supporting_document(view, find(document_id), person, share=shares[document_id], wanted=wanted)
        for document_id in best
    )


def _n_documents(scored: Scored, person: int) -> int:
    """How many documents speak for a person's place."""
    found = [
        refs[amounts > 0]
        for contribution in scored.contributions.values()
        if contribution.kind == "document"
        for refs, amounts in [contribution.parts(person)]
    ]
    return len(np.unique(np.concatenate(found))) if found else 0


# ── reasons in words ──────────────────────────────────────────────────────────────────────────────────────────


def _named(view: View, understood: Understood, reason: Reason) -> Reason:
    """A reason with its parts named as people know them."""
    return replace(
        reason, parts=tuple(replace(part, label=_label(view, understood, part)) for part in reason.parts)
    )


def _label(view: View, understood: Understood, part: ReasonPart) -> str:
    if part.kind == "document":
        return view.title(view.snapshot.evidence.document_ids.find(part.ref)) or ""
    if part.kind == "container":
        documents = view.snapshot.documents
        container = documents.container_ids.find(part.ref)
        return view.hiding.shown(documents.container_names[container] if container >= 0 else part.label)
    return understood.word_of.get(part.label, part.label)
