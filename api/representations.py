"""Values of the graph as the JSON of the contract, withheld fields left out."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import orjson

from api.report_shapes import CellShape, CoverageReportShape
from api.shapes import (
    AnswerShape,
    CommunitiesShape,
    CommunityShape,
    CoverageShape,
    DocumentShape,
    ExpertShape,
    PeopleShape,
    PersonShape,
    ProfileShape,
    ReasonShape,
    SourceShape,
    SupportingDocumentShape,
    TopicExpertShape,
    TopicExpertsShape,
    TopicHitShape,
    TopicPageShape,
    TopicShape,
    TopicsShape,
    TopicStrengthShape,
)
from graph.competency.coverage import Cell
from graph.competency.unit_coverage import UnitCoverage, unit_name
from graph.model import (
    Answer,
    CommunityMap,
    CommunitySummary,
    Coverage,
    DocumentPage,
    ExpertResult,
    Person,
    PersonProfile,
    Reason,
    SourceCoverage,
    SupportingDocument,
    Topic,
    TopicExpert,
    TopicHit,
    TopicPage,
    TopicStrength,
)
from graph.store.interface import SourceStatus


def to_json(value: Any, *, indented: bool = False) -> bytes:
    """A representation as UTF-8 JSON; instants in UTC, ending in ``Z``."""
    options = orjson.OPT_UTC_Z | (orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE if indented else 0)
    return orjson.dumps(value, option=options)


def person(value: Person) -> PersonShape:
    """A person; by name only if that is what they asked for."""
    shape: PersonShape = {
        "person_id": value.person_id,
        "name": value.name,
        "active": value.active,
        "name_only": value.name_only,
    }
    if value.name_only:
        return shape
    return {
        **shape,
        "title": value.title,
        "unit": value.unit,
        "emails": list(value.emails),
        "usernames": list(value.usernames),
        "phone": value.phone,
        "profile_url": value.profile_url,
        "manager_id": value.manager_id,
        "end_date": value.end_date,
    }


def topic(value: Topic, language: str) -> TopicShape:
    """A topic, labeled in a language."""
    return {
        "topic_id": value.topic_id,
        "label": value.label(language),
        "labels": dict(value.labels),
        "kind": value.kind,
    }


def topic_strength(value: TopicStrength, language: str) -> TopicStrengthShape:
    """A topic of a person."""
    return {
        "topic": topic(value.topic, language),
        "strength": value.strength,
        "n_documents": value.n_documents,
        "last_at": value.last_at,
    }


def reason(value: Reason) -> ReasonShape:
    """A share of a score, with its parts."""
    return {
        "signal": value.signal,
        "share": value.share,
        "parts": [
            {"kind": part.kind, "ref": part.ref, "label": part.label, "share": part.share}
            for part in value.parts
        ],
    }


def supporting_document(value: SupportingDocument) -> SupportingDocumentShape:
    """A document shown as evidence, with an address in any case."""
    return {
        "document_id": value.document_id,
        "title": value.title,
        "excerpt": value.excerpt,
        "highlights": list(value.highlights),
        "created_at": value.created_at,
        "verbs": list(value.verbs),
        "source_id": value.source_id,
        "container": value.container,
        "url": value.url or f"/documents/{quote(value.document_id)}",
        "share": value.share,
    }


def expert(value: ExpertResult, language: str) -> ExpertShape:
    """One person of an answer."""
    return {
        "rank": value.rank,
        "person": person(value.person),
        "score": value.score,
        "reasons": [reason(each) for each in value.reasons],
        "topics": [topic_strength(each, language) for each in value.topics],
        "documents": [supporting_document(each) for each in value.documents],
        "n_documents": value.n_documents,
        "last_active_at": value.last_active_at,
    }


def source(value: SourceCoverage) -> SourceShape:
    """A source that was searched."""
    return {
        "source_id": value.source_id,
        "n_documents": value.n_documents,
        "newest_at": value.newest_at,
    }


def source_status(value: SourceStatus) -> dict[str, Any]:
    """A source as stored."""
    return {
        "source_id": value.source.source_id,
        "n_accounts": value.n_accounts,
        "n_documents": value.n_documents,
        "n_interactions": value.n_interactions,
        "first_document_at": value.first_document_at,
        "last_document_at": value.last_document_at,
        "loaded_at": value.loaded_at,
        "interrupted": value.interrupted,
    }


def coverage(value: Coverage, language: str) -> CoverageShape:
    """What an answer rests on."""
    return {
        "sources": [source(each) for each in value.sources],
        "n_documents": value.n_documents,
        "newest_at": value.newest_at,
        "indexed_at": value.indexed_at,
        "as_of": value.as_of,
        "matched": list(value.matched),
        "unmatched": list(value.unmatched),
        "topics": [topic(each, language) for each in value.topics],
        "suggestions": list(value.suggestions),
    }


def answer(value: Answer, language: str) -> AnswerShape:
    """The answer to a query."""
    return {
        "query": value.query,
        "ranker": value.ranker,
        "abstained": value.abstained,
        "n_candidates": value.n_candidates,
        "people": [expert(each, language) for each in value.people],
        "coverage": coverage(value.coverage, language),
    }


def profile(value: PersonProfile, language: str) -> ProfileShape:
    """A person's topics and evidence."""
    return {
        "person": person(value.person),
        "topics": [topic_strength(each, language) for each in value.topics],
        "declared_skills": [{"skill": skill, "level": level} for skill, level in value.declared_skills],
        "timeline": [{"month": each.month, "n_documents": each.n_documents} for each in value.timeline],
        "collaborators": [
            {"person": person(each.person), "weight": each.weight} for each in value.collaborators
        ],
        "documents": [supporting_document(each) for each in value.documents],
        "n_documents": value.n_documents,
        "first_active_at": value.first_active_at,
        "last_active_at": value.last_active_at,
        "community_id": value.community_id,
    }


def people(values: tuple[PersonProfile, ...], language: str) -> PeopleShape:
    """People found by name."""
    return {"people": [profile(each, language) for each in values]}


def topic_hit(value: TopicHit, language: str) -> TopicHitShape:
    """A topic found by name."""
    return {
        "topic": topic(value.topic, language),
        "n_people": value.n_people,
        "n_documents": value.n_documents,
    }


def topics(values: tuple[TopicHit, ...], language: str) -> TopicsShape:
    """Topics found by name."""
    return {"topics": [topic_hit(each, language) for each in values]}


def topic_expert(value: TopicExpert) -> TopicExpertShape:
    """A person who knows a topic."""
    return {
        "person": person(value.person),
        "strength": value.strength,
        "n_documents": value.n_documents,
        "last_at": value.last_at,
    }


def topic_experts(value: TopicPage, language: str) -> TopicExpertsShape:
    """Who knows a topic."""
    return {
        "topic": topic(value.topic, language),
        "n_people": value.n_people,
        "experts": [topic_expert(each) for each in value.experts],
    }


def topic_page(value: TopicPage, language: str) -> TopicPageShape:
    """A topic with its people and neighbors."""
    return {
        "topic": topic(value.topic, language),
        "aliases": {tag: list(names) for tag, names in value.topic.aliases.items()},
        "n_people": value.n_people,
        "n_documents": value.n_documents,
        "experts": [topic_expert(each) for each in value.experts],
        "broader": [topic(each, language) for each in value.broader],
        "narrower": [topic(each, language) for each in value.narrower],
        "related": [topic(each, language) for each in value.related],
    }


def document(value: DocumentPage, language: str) -> DocumentShape:
    """A document as it may be shown."""
    return {
        "document_id": value.document_id,
        "kind": value.kind,
        "title": value.title,
        "text": value.text,
        "created_at": value.created_at,
        "source_id": value.source_id,
        "container": value.container,
        "url": value.url,
        "language": value.language,
        "people": [{"person": person(who), "verbs": list(verbs)} for who, verbs in value.people],
        "mentions": [
            {"topic": topic(what, language), "spans": list(spans)} for what, spans in value.mentions
        ],
    }


def community(value: CommunitySummary, language: str) -> CommunityShape:
    """One community."""
    return {
        "community_id": value.community_id,
        "size": value.size,
        "labels": [topic(each, language) for each in value.labels],
        "members": [person(each) for each in value.members],
        "bridges": [
            {"person": person(who), "betweenness": betweenness} for who, betweenness in value.bridges
        ],
    }


def communities(value: CommunityMap, language: str) -> CommunitiesShape:
    """All communities."""
    return {
        "communities": [community(each, language) for each in value.communities],
        "modularity": value.modularity,
        "resolution": value.resolution,
        "n_people": value.n_people,
        "n_ties": value.n_ties,
    }


def unit_coverage(value: UnitCoverage, language: str) -> CoverageReportShape:
    """The coverage report."""
    report = value.report
    rows = zip(value.units, report.unit_sizes, report.cells, strict=True)
    return {
        "smallest_group": report.smallest_group,
        "topics": [topic(each, language) for each in value.topics],
        "units": [
            {
                "unit_id": unit.unit_id,
                "unit": unit_name(unit, language),
                "n_people": _cell(size),
                "cells": [_cell(cell) for cell in cells],
            }
            for unit, size, cells in rows
        ],
        "totals": [_cell(cell) for cell in report.totals],
        "n_people": _cell(report.n_people),
    }


def _cell(value: Cell) -> CellShape:
    return {"low": value.low, "high": value.high}
