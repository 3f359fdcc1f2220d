"""Circles of broader topics, as they come about where lists that are sound by themselves are laid over each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlp.taxonomy import TaxonomyTopic


def without_circles(
    topics: Mapping[str, TaxonomyTopic], places: Mapping[str, int]
) -> dict[str, TaxonomyTopic]:
    """Topics by identifier, without broader ones that close a circle.

    Parameters
    ----------
    topics
        By identifier.
    places
        Of each topic that has a broader one. Those of the smallest place are kept first; at one place, those of the
        topics that come first.

    Notes
    -----
    Linear but for the topics on circles: each of their broader topics is followed up to the top.
    """
    broader = _on_circles(topics)
    kept: dict[str, list[str]] = {topic_id: [] for topic_id in broader}
    cut: dict[str, set[str]] = {}
    for topic_id in sorted(broader, key=lambda topic_id: places[topic_id]):
        for parent in broader[topic_id]:
            if _reaches(kept, parent, topic_id):
                cut.setdefault(topic_id, set()).add(parent)
            else:
                kept[topic_id].append(parent)
    return {
        topic_id: replace(topic, broader=tuple(one for one in topic.broader if one not in cut[topic_id]))
        if topic_id in cut
        else topic
        for topic_id, topic in topics.items()
    }


def _on_circles(topics: Mapping[str, TaxonomyTopic]) -> dict[str, list[str]]:
    """Broader topics of those that lie on a circle or between two; in a sound list there are none.

    What has nothing broader is on no circle, and neither is then what has only that above it; the same from below.
    """
    left = {topic.topic_id: [one for one in topic.broader if one in topics] for topic in topics.values()}
    for _ in ("from above", "from below"):
        left = _reversed(_without_ends(left))
    return left


def _without_ends(above: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Links without the nodes from which every way upwards ends."""
    below = _reversed(above)
    n_above = {node: len(upper) for node, upper in above.items()}
    ends = [node for node, n_upper in n_above.items() if not n_upper]
    for end in ends:
        for node in below[end]:
            n_above[node] -= 1
            if not n_above[node]:
                ends.append(node)
    gone = set(ends)
    return {
        node: [one for one in upper if one not in gone] for node, upper in above.items() if node not in gone
    }


def _reversed(links: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {node: [] for node in links}
    for node, others in links.items():
        for other in others:
            found[other].append(node)
    return found


def _reaches(links: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        new = [node for node in links[ahead.pop()] if node not in seen]
        seen.update(new)
        ahead += new
    return end in seen
