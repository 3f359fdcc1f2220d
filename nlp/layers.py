"""Several topic lists as one: a site's own terms above the shipped list, that above what an operator imports.

A name that several layers have belongs to the uppermost, and a topic of a lower layer with an address or a preferred
label of one topic above is that topic, so that each thing is one topic with all its names and addresses. Only a preferred
label of an imported list is stronger than an alias of the shipped one: who imports a finer list wants its concepts told
apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nlp.circles import without_circles
from nlp.taxonomy import Taxonomy, TaxonomyTopic
from nlp.words import name_key

SHORTEST_SURE = 3
"""Letters of a label that may take an alias over; shorter ones mean too many things."""


def layered(layers: Sequence[Taxonomy], *, firm: int = 1) -> Taxonomy:
    """Several lists as one; the first is the uppermost.

    A topic of a lower layer with an address that one above has, or with a preferred label that is one above and none of
    another topic above, is that topic: its addresses and the names that nobody above has are added to it. Where a layer
    has no such topic, its first one with an alias that is the preferred label above is ("use functional programming",
    "functional programming"). Any other keeps what names nobody above has; without a label left it goes.

    Parameters
    ----------
    layers
        The lists.
    firm
        So many of the first lists keep their aliases even where a lower list has the same name as a label. An alias of
        any other goes to the topic below that has it as its label, and that topic becomes a narrower one.
    """
    merged = _Merged()
    for place, layer in enumerate(layers):
        merged.add(layer, is_firm=place < firm)
    return merged.taxonomy()


class _Merged:
    """Layers merged so far."""

    def __init__(self) -> None:
        self._topics: dict[str, TaxonomyTopic] = {}
        self._same: dict[str, str] = {}
        self._labels: dict[int, str] = {}
        self._aliases: dict[int, str] = {}
        self._addresses: dict[str, str] = {}
        self._firm: set[int] = set()
        self._place: dict[str, int] = {}
        """The layer that a topic's broader topics are of."""
        self._n_layers = 0

    def add(self, layer: Iterable[TaxonomyTopic], *, is_firm: bool) -> None:
        """Merge the next layer below."""
        added: dict[str, TaxonomyTopic] = {}
        rest = []
        for topic in layer:
            if owner := self._at(topic.uris) or self._counterpart(topic.labels.values()):
                added[owner] = self._join(owner, topic)
            else:
                rest.append(topic)
        matched = set(added)
        for topic in rest:
            owner = self._counterpart(alias for aliases in topic.aliases.values() for alias in aliases)
            if owner and owner not in matched:
                matched.add(owner)
                added[owner] = self._join(owner, topic)
            elif (free := self._free(self._taking_over(topic))).labels:
                added[topic.topic_id] = self._topics.setdefault(topic.topic_id, free)
        self._own(added.values(), is_firm=is_firm)
        for topic in added.values():
            if topic.broader:
                self._place.setdefault(topic.topic_id, self._n_layers)
        self._n_layers += 1

    def _at(self, uris: Iterable[str]) -> str | None:
        """The topic above with one of these addresses, unless there are several."""
        above = {self._addresses[uri] for uri in uris if uri in self._addresses}
        return above.pop() if len(above) == 1 else None

    def _counterpart(self, names: Iterable[str]) -> str | None:
        """The topic above with one of these names as its label, unless there are several."""
        above = {self._labels.get(name_key(name)) for name in names} - {None}
        return above.pop() if len(above) == 1 else None

    def _join(self, owner: str, topic: TaxonomyTopic) -> TaxonomyTopic:
        self._same[topic.topic_id] = owner
        self._topics[owner] = _with_names_of(self._topics[owner], self._free(topic))
        return self._topics[owner]

    def taxonomy(self) -> Taxonomy:
        """All topics, with references to merged ones following."""
        renamed = {topic.topic_id: _renamed(topic, self._same) for topic in self._topics.values()}
        return Taxonomy(without_circles(renamed, self._place).values())

    def _own(self, topics: Iterable[TaxonomyTopic], *, is_firm: bool) -> None:
        for topic in topics:
            for uri in topic.uris:
                self._addresses.setdefault(uri, topic.topic_id)
            for label in () if topic.never else topic.labels.values():
                self._labels.setdefault(name_key(label), topic.topic_id)
            for name, _ in topic.names():
                self._aliases.setdefault(name_key(name), topic.topic_id)
                if is_firm:
                    self._firm.add(name_key(name))

    def _taking_over(self, topic: TaxonomyTopic) -> TaxonomyTopic:
        """The topic below those whose aliases are its labels, which lose them."""
        wider = []
        for label in topic.labels.values():
            key = name_key(label)
            is_sure = len(label) >= SHORTEST_SURE and label not in topic.needs_context
            owner = self._aliases.get(key)
            if owner and is_sure and key not in self._labels and key not in self._firm:
                self._topics[owner] = _without_alias(self._topics[owner], key)
                del self._aliases[key]
                wider.append(owner)
        return replace(topic, broader=tuple(dict.fromkeys((*topic.broader, *wider)))) if wider else topic

    def _free(self, topic: TaxonomyTopic) -> TaxonomyTopic:
        """The topic without names that somebody above has."""
        aliases = {
            language: tuple(name for name in names if name_key(name) not in self._aliases)
            for language, names in topic.aliases.items()
        }
        labels = {tag: label for tag, label in topic.labels.items() if name_key(label) not in self._aliases}
        return replace(topic, labels=labels, aliases=aliases) if self._aliases else topic


def _without_alias(topic: TaxonomyTopic, key: int) -> TaxonomyTopic:
    aliases = {
        language: tuple(name for name in names if name_key(name) != key)
        for language, names in topic.aliases.items()
    }
    return replace(topic, aliases={language: names for language, names in aliases.items() if names})


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
    own = {name for name, _ in upper.names()}
    return replace(
        upper,
        labels={**lower.labels, **upper.labels},
        aliases={language: names for language, names in aliases.items() if names},
        broader=upper.broader or lower.broader,
        kind=lower.kind if lower.topic_id == upper.topic_id else upper.kind,
        context=tuple(dict.fromkeys((*upper.context, *lower.context))),
        uris=tuple(dict.fromkeys((*upper.uris, *lower.uris))),
        exact_case=upper.exact_case | (lower.exact_case - own),
        needs_context=upper.needs_context | (lower.needs_context - own),
    )


def _renamed(topic: TaxonomyTopic, same: Mapping[str, str]) -> TaxonomyTopic:
    broader = tuple(dict.fromkeys(same.get(parent, parent) for parent in topic.broader))
    return replace(topic, broader=tuple(parent for parent in broader if parent != topic.topic_id))
