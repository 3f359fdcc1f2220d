"""Topic lists: what counts as a subject, under which names, and what is broader.

A list is read from CSV (the columns are in this folder's README). Lists lie in layers: a site's own terms above the
shipped list, that above what an operator imports. A name that several layers have belongs to the uppermost, and a
topic of a lower layer whose preferred labels are names of one topic above is that topic.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from nlp.errors import TaxonomyError
from nlp.words import name_hashes

LANGUAGES = ("en", "fr")
COLUMNS = (
    "topic_id",
    *(f"label_{language}" for language in LANGUAGES),
    *(f"aliases_{language}" for language in LANGUAGES),
    *("parent_id", "uri", "kind", "exact_case", "needs_context", "context", "never"),
)
REQUIRED_COLUMNS = frozenset({"topic_id"})
KINDS = frozenset({"skill", "tool", "domain", "language"})
ALL_NAMES = "*"


@dataclass(frozen=True, slots=True)
class TaxonomyTopic:
    """A subject with its names."""

    topic_id: str
    labels: Mapping[str, str]
    """Preferred label by language tag; at least one."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    uris: tuple[str, ...] = ()
    kind: str = "skill"
    exact_case: frozenset[str] = frozenset()
    """Names that count only as they are written here, or ``*``."""
    needs_context: frozenset[str] = frozenset()
    """Names that count only beside something related, or ``*``."""
    context: tuple[str, ...] = ()
    """Words that count as related."""
    never: bool = False
    """Its names are taken out of the text, and it is no topic."""

    def languages_of(self, name: str) -> frozenset[str]:
        """The languages in which this is a name of the topic."""
        return frozenset(
            language
            for language in {*self.labels, *self.aliases}
            if name == self.labels.get(language) or name in self.aliases.get(language, ())
        )

    def names(self) -> Iterator[tuple[str, bool]]:
        """Every distinct name, and whether it is a preferred label."""
        seen = set()
        for name, preferred in (
            *((label, True) for label in self.labels.values()),
            *((alias, False) for aliases in self.aliases.values() for alias in aliases),
        ):
            if name not in seen:
                seen.add(name)
                yield name, preferred


class Taxonomy:
    """Topics by identifier, with what is broader and narrower.

    Raises
    ------
    TaxonomyError
        If an identifier occurs twice, a topic has no label, or broader topics run in a circle.
    """

    def __init__(self, topics: Iterable[TaxonomyTopic]) -> None:
        self.topics: dict[str, TaxonomyTopic] = {}
        for topic in topics:
            if topic.topic_id in self.topics:
                raise TaxonomyError(f"found the topic {topic.topic_id!r} twice, expected it once; drop a row")
            if not topic.labels:
                raise TaxonomyError(f"found no label for {topic.topic_id!r}, expected one in some language")
            self.topics[topic.topic_id] = topic
        self._refuse_circles()

    def __len__(self) -> int:
        return len(self.topics)

    def __iter__(self) -> Iterator[TaxonomyTopic]:
        return iter(self.topics.values())

    def __getitem__(self, topic_id: str) -> TaxonomyTopic:
        return self.topics[topic_id]

    def __contains__(self, topic_id: object) -> bool:
        return topic_id in self.topics

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """The topics that name a topic as broader, in order of identifier."""
        below: dict[str, list[str]] = {}
        for topic in self:
            for parent in topic.broader:
                below.setdefault(parent, []).append(topic.topic_id)
        return {parent: tuple(sorted(children)) for parent, children in below.items()}

    def ancestors(self, topic_id: str) -> list[str]:
        """Broader topics, nearest first; unknown ones are left out."""
        found: dict[str, None] = {}
        level = [topic_id]
        while level:
            level = [
                parent
                for child in level
                for parent in self.topics[child].broader
                if parent in self.topics and parent not in found
            ]
            found.update(dict.fromkeys(level))
        return list(found)

    @cached_property
    def checksum(self) -> str:
        """16 hex digits that change whenever anything in the lists does."""
        digest = hashlib.blake2b(digest_size=8)
        for topic_id in sorted(self.topics):
            row = asdict(self.topics[topic_id])
            digest.update(json.dumps(row, sort_keys=True, default=sorted).encode())
        return digest.hexdigest()

    def _refuse_circles(self) -> None:
        done: set[str] = set()
        for topic_id in self.topics:
            path: list[str] = []
            self._walk(topic_id, path, done)

    def _walk(self, topic_id: str, path: list[str], done: set[str]) -> None:
        if topic_id in done or topic_id not in self.topics:
            return
        if topic_id in path:
            raise TaxonomyError(f"found a circle of broader topics {' → '.join((*path, topic_id))}; cut one")
        path.append(topic_id)
        for parent in self.topics[topic_id].broader:
            self._walk(parent, path, done)
        path.pop()
        done.add(topic_id)


def shipped_taxonomy() -> Taxonomy:
    """The list that comes with the project."""
    text = files("nlp").joinpath("taxonomies/whoknows.csv").read_text(encoding="utf-8")
    return Taxonomy(_rows(text, "the shipped topic list"))


def read_taxonomy(path: Path) -> Taxonomy:
    """A topic list of one's own, from CSV.

    Raises
    ------
    TaxonomyError
        If the file cannot be read, a column is missing or unknown, or a row is not as the README says.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TaxonomyError(
            f"found {path} unreadable ({error}), expected a topic list as UTF-8 CSV"
        ) from error
    return Taxonomy(_rows(text, str(path)))


def _rows(text: str, origin: str) -> Iterator[TaxonomyTopic]:
    reader = csv.DictReader(io.StringIO(text))
    columns = set(reader.fieldnames or ())
    if not columns >= REQUIRED_COLUMNS or not columns <= set(COLUMNS):
        found = ", ".join(reader.fieldnames or ["nothing"])
        raise TaxonomyError(f"found the columns {found} in {origin}, expected some of {', '.join(COLUMNS)}")
    for row in reader:
        try:
            yield topic_from_row(row)
        except TaxonomyError as error:
            raise TaxonomyError(f"{origin}, line {reader.line_num}: {error}") from error


def topic_from_row(row: Mapping[str, str | None]) -> TaxonomyTopic:
    """A topic from the cells of a row, by column name; absent and empty cells are the same.

    Raises
    ------
    TaxonomyError
        If the identifier or the labels are missing, or the kind is unknown.
    """
    cells = {name: (cell or "").strip() for name, cell in row.items() if name}
    kind = cells.get("kind") or "skill"
    if not cells.get("topic_id") or kind not in KINDS:
        raise TaxonomyError(
            f"found the topic {cells.get('topic_id')!r} of kind {kind!r}, expected an id and one of {sorted(KINDS)}"
        )
    return TaxonomyTopic(
        topic_id=cells["topic_id"],
        labels={language: label for language in LANGUAGES if (label := cells.get(f"label_{language}"))},
        aliases={
            language: found for language in LANGUAGES if (found := _values(cells, f"aliases_{language}"))
        },
        broader=_values(cells, "parent_id"),
        uris=_values(cells, "uri"),
        kind=kind,
        exact_case=frozenset(_values(cells, "exact_case")),
        needs_context=frozenset(_values(cells, "needs_context")),
        context=_values(cells, "context"),
        never=cells.get("never", "") == "1",
    )


def _values(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cells.get(column, "").split("|") if value.strip())


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
