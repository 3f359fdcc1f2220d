"""What the text stage found, as compact JSON and back: every store keeps it in this form, by text hash."""

from __future__ import annotations

import orjson

from nlp.mention import Extraction, Mention


def extraction_json(extraction: Extraction) -> bytes:
    """An extraction as a JSON array: language, kept spans, act, mentions."""
    mentions = [(m.topic_id, m.start, m.end, m.surface, m.method, m.confidence) for m in extraction.mentions]
    return orjson.dumps((extraction.language, extraction.kept, extraction.act, mentions))


def extraction_from_json(body: bytes) -> Extraction:
    """The extraction that :func:`extraction_json` wrote."""
    language, kept, act, mentions = orjson.loads(body)
    return Extraction(
        language,
        tuple((start, end) for start, end in kept),
        tuple(Mention(*fields) for fields in mentions),
        act,
    )
