"""Which mentions become topics of the snapshot, and what they are called."""

from __future__ import annotations

from pathlib import Path

from graph.indexing.topics import MentionCollector
from graph.model import Topic
from nlp.mention import Extraction, Mention

RING = "term:en:ring-buffer"


def said(surface: str) -> Extraction:
    return Extraction("en", ((0, 40),), (Mention(RING, 0, len(surface), surface, "alias", 0.9),))


def test_a_key_term_is_called_as_it_is_mostly_written(tmp_path: Path) -> None:
    collector = MentionCollector([], tmp_path)
    for surface in ("ring buffers", "ring buffer", "ring buffer"):
        collector.add(said(surface))
    (topic,), _ = collector.topics()
    assert topic == Topic(RING, {"en": "ring buffer"}, kind="term")


def test_a_term_that_a_list_has_is_the_topic_of_the_list(tmp_path: Path) -> None:
    accepted = Topic(RING, {"en": "ring buffer"}, {"en": ("circular buffer",)})
    collector = MentionCollector([accepted], tmp_path)
    for _ in range(4):
        collector.add(said("circular buffer"))
    topics, mentions = collector.topics()
    assert topics == [accepted]
    assert len(mentions.topic) == 4
