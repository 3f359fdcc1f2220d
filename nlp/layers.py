"""Several topic lists as one: a site's own terms above the shipped list, that above what an operator imports.

A name that several layers have belongs to the uppermost, and a topic of a lower layer whose preferred labels are names
of one topic above is that topic, so that each thing is one topic with all its names and addresses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlp.taxonomy import Taxonomy, TaxonomyTopic
from nlp.words import name_hashes


def layered(layers: Sequence[Taxonomy]) -> Taxonomy:
    """Several lists as one; the first is the uppermost.

    A topic of a lower layer one of whose preferred labels is a name above, and none of them a name of two topics, is
    that topic: its addresses and the names that nobody above has are added to it. Any other keeps what names nobody
    above has; without a label left it goes.
    """
    topics: dict[str, TaxonomyTopic] = {}
    owners: dict[int, str] = {}
    same: dict[str, str] = {}
    for layer in layers:
        added: dict[int, str] = {}
        for topic in layer:
            above = {owners.get(_key(label)) for label in topic.labels.values()} - {None}
            free = _without_owned(topic, owners)
            if len(above) == 1 and (owner := above.pop()) is not None:
                same[topic.topic_id] = owner
                topics[owner] = _with_names_of(topics[owner], free)
                free = topics[owner]
            elif free.labels:
                topics.setdefault(topic.topic_id, free)
            for name, _ in free.names():
                added.setdefault(_key(name), free.topic_id)
        owners = {**added, **owners}
    return Taxonomy(_renamed(topic, same) for topic in topics.values())


def _without_owned(topic: TaxonomyTopic, owners: Mapping[int, str]) -> TaxonomyTopic:
    if not owners:
        return topic
    aliases = {
        language: tuple(name for name in names if _key(name) not in owners)
        for language, names in topic.aliases.items()
    }
    labels = {tag: label for tag, label in topic.labels.items() if _key(label) not in owners}
    return replace(topic, labels=labels, aliases=aliases)


def _with_names_of(upper: TaxonomyTopic, lower: TaxonomyTopic) -> TaxonomyTopic:
    """The upper topic with the lower one's addresses, and its names as labels where it had none, else as aliases."""
    aliases = {
        language: tuple(
            dict.fromkeys(
                (
                    *upper.aliases.get(language, ()),
                    *(
                        [lower.labels[language]]
                        if language in lower.labels and language in upper.labels
                        else []
                    ),
                    *lower.aliases.get(language, ()),
                )
            )
        )
        for language in sorted({*upper.aliases, *lower.aliases, *lower.labels})
    }
    return replace(
        upper,
        labels={**lower.labels, **upper.labels},
        aliases={language: names for language, names in aliases.items() if names},
        uris=tuple(dict.fromkeys((*upper.uris, *lower.uris))),
        exact_case=upper.exact_case | lower.exact_case,
        needs_context=upper.needs_context | lower.needs_context,
    )


def _renamed(topic: TaxonomyTopic, same: Mapping[str, str]) -> TaxonomyTopic:
    broader = tuple(dict.fromkeys(same.get(parent, parent) for parent in topic.broader))
    return replace(topic, broader=tuple(parent for parent in broader if parent != topic.topic_id))


def _key(name: str) -> int:
    """What two names have in common that are one but for spelling and inflection; 0 for a name without words."""
    return (name_hashes(name) or [0])[-1]
