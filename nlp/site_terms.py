"""A site's own terms: what its people decided about proposed terms, as the uppermost topic list.

Accepted terms are topics, merged ones are aliases of a topic, rejected ones are never topics. All is in one list in our
own columns, which people may also edit by hand, so that a decision holds whatever is read or imported later.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nlp.errors import TaxonomyError
from nlp.taxonomy import ALL_NAMES, Taxonomy, TaxonomyTopic, read_taxonomy, write_taxonomy
from nlp.term_ids import TERM
from nlp.words import name_key

FILE = "10-site.csv"
REJECTED = "never:"


class SiteTerms:
    """The decisions of a site; each is written at once.

    Parameters
    ----------
    folder
        Of the topic lists; made if missing.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        topics = read_taxonomy(self._path) if self._path.exists() else ()
        self._topics = {topic.topic_id: topic for topic in topics}

    def accept(self, term_id: str, label: str, language: str) -> None:
        """Make a term a topic of its own."""
        own = self._topics.get(term_id) or TaxonomyTopic(term_id, {})
        self._drop(label)
        self._topics[term_id] = replace(
            self._topics.get(term_id, own), labels={**own.labels, language: label}
        )
        self._write()

    def merge(self, label: str, language: str, target: TaxonomyTopic) -> None:
        """Make a term an alias of a topic.

        Raises
        ------
        TaxonomyError
            If the target is never a topic.
        """
        if target.never:
            raise TaxonomyError(
                f"found {target.topic_id!r}, which is never a topic, expected a topic to merge into"
            )
        self._drop(label)
        own = self._topics.get(target.topic_id) or _label_row(target)
        aliases = {**own.aliases, language: tuple(dict.fromkeys((*own.aliases.get(language, ()), label)))}
        self._topics[target.topic_id] = replace(own, aliases=aliases)
        self._write()

    def reject(self, term_id: str, label: str, language: str) -> None:
        """Make a term something that is never a topic."""
        self._drop(label)
        self._topics.pop(term_id, None)
        rejected = REJECTED + term_id
        self._topics[rejected] = TaxonomyTopic(rejected, {language: label}, never=True)
        self._write()

    def _drop(self, label: str) -> None:
        """Forget an earlier decision about the same words."""
        key = name_key(label)
        for topic_id, topic in list(self._topics.items()):
            aliases = {
                language: kept
                for language, names in topic.aliases.items()
                if (kept := tuple(name for name in names if name_key(name) != key))
            }
            labels = {language: name for language, name in topic.labels.items() if name_key(name) != key}
            was_for_its_aliases = topic.aliases and not topic_id.startswith((TERM, REJECTED))
            if labels and (aliases or not was_for_its_aliases):
                self._topics[topic_id] = replace(topic, aliases=aliases, labels=labels)
            else:
                del self._topics[topic_id]

    def _write(self) -> None:
        write_taxonomy(self._path, Taxonomy(self._topics.values()))


def _label_row(topic: TaxonomyTopic) -> TaxonomyTopic:
    """A topic with its labels alone, and when they count."""

    def of_labels(names: frozenset[str]) -> frozenset[str]:
        labels = frozenset(topic.labels.values())
        return labels if ALL_NAMES in names else labels & names

    return TaxonomyTopic(
        topic.topic_id,
        topic.labels,
        kind=topic.kind,
        exact_case=of_labels(topic.exact_case),
        needs_context=of_labels(topic.needs_context),
    )
