"""Topic lists: what counts as a subject, under which names, and what is broader.

A list is read from CSV and written as CSV; the columns are in this folder's README. How several lists become one is told in
:mod:`nlp.layers`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from nlp.errors import TaxonomyError
from nlp.whole_files import written_whole
from nlp.words import words_of

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
IDENTIFIER = re.compile(r"[^\s|\x00-\x1f\x7f-\x9f]+")


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

    def _refuse_circles(self) -> None:
        done: set[str] = set()
        for topic_id in self.topics:
            ahead = {} if topic_id in done else {topic_id: iter(self.topics[topic_id].broader)}
            while ahead:
                last = next(reversed(ahead))
                parent = next(ahead[last], None)
                if parent is None:
                    done.add(last)
                    del ahead[last]
                elif parent in ahead:
                    circle = [*ahead][[*ahead].index(parent) :]
                    raise TaxonomyError(
                        f"found a circle of broader topics {' → '.join((*circle, parent))}; cut one"
                    )
                elif parent in self.topics and parent not in done:
                    ahead[parent] = iter(self.topics[parent].broader)


def shipped_taxonomy() -> Taxonomy:
    """The list that comes with the project."""
    text = files("nlp").joinpath("taxonomies/whoknows.csv").read_text(encoding="utf-8")
    return _taxonomy(text, "the shipped topic list")


def read_taxonomy(path: Path) -> Taxonomy:
    """A topic list of one's own, from CSV.

    Raises
    ------
    TaxonomyError
        If the file cannot be read, has no rows, a column is missing or unknown, or a row is not as the README says.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TaxonomyError(
            f"found {path} unreadable ({error}), expected a topic list as UTF-8 CSV"
        ) from error
    return _taxonomy(text, str(path))


def _taxonomy(text: str, origin: str) -> Taxonomy:
    try:
        return Taxonomy(_topics(text))
    except TaxonomyError as error:
        raise TaxonomyError(f"{origin}: {error}") from error


def _topics(text: str) -> Iterator[TaxonomyTopic]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        _check_columns(reader.fieldnames or ())
        row = None
        for row in reader:
            if None in row:
                raise TaxonomyError(
                    f"found {len(row[None])} cells more than columns, expected one a column; "
                    "a cell with a comma in it needs double quotes"
                )
            yield topic_from_row(row)
        if row is None:
            raise TaxonomyError("found no row below the header, expected a topic a row")
    except csv.Error as error:
        raise TaxonomyError(
            f"line {reader.line_num + 1}: found no CSV ({error}), expected a row of cells with a double quote at both ends or at none"
        ) from error
    except TaxonomyError as error:
        raise TaxonomyError(f"line {reader.line_num}: {error}") from error


def _check_columns(columns: Sequence[str]) -> None:
    expected = f"expected some of {', '.join(COLUMNS)}"
    for mark in ";\t":
        if len(columns) == 1 and mark in columns[0]:
            raise TaxonomyError(
                f"found cells separated by {mark!r}, expected commas; save the list with them"
            )
    if unknown := [repr(column) for column in columns if column not in COLUMNS]:
        raise TaxonomyError(f"found the unknown column {', '.join(unknown)}, {expected}")
    if not set(columns) >= REQUIRED_COLUMNS:
        raise TaxonomyError(
            f"found the columns {', '.join(columns) or 'nothing'} without topic_id, {expected}"
        )
    if len(set(columns)) < len(columns):
        raise TaxonomyError(f"found a column twice in {', '.join(columns)}, expected each once")


def topic_from_row(row: Mapping[str, str | None]) -> TaxonomyTopic:
    """A topic from the cells of a row, by column name; absent and empty cells are the same.

    Raises
    ------
    TaxonomyError
        If a cell is not as the README says.
    """
    cells = {name: (cell or "").strip() for name, cell in row.items() if name}
    topic = TaxonomyTopic(
        topic_id=cells.get("topic_id", ""),
        labels={language: label for language in LANGUAGES if (label := cells.get(f"label_{language}"))},
        aliases={
            language: found for language in LANGUAGES if (found := _values(cells, f"aliases_{language}"))
        },
        broader=_values(cells, "parent_id"),
        uris=_values(cells, "uri"),
        kind=cells.get("kind") or "skill",
        exact_case=frozenset(_values(cells, "exact_case")),
        needs_context=frozenset(_values(cells, "needs_context")),
        context=_values(cells, "context"),
        never=cells.get("never", "") == "1",
    )
    _check_cells(topic, cells.get("never", ""))
    return topic


def _check_cells(topic: TaxonomyTopic, never: str) -> None:
    found = f"found the topic {topic.topic_id!r}"
    if not IDENTIFIER.fullmatch(topic.topic_id):
        raise TaxonomyError(f"{found}, expected an identifier without blanks and without |")
    if topic.kind not in KINDS:
        raise TaxonomyError(f"{found} of kind {topic.kind!r}, expected one of {', '.join(sorted(KINDS))}")
    if never not in ("", "0", "1"):
        raise TaxonomyError(f"{found} with never {never!r}, expected 1, 0 or nothing")
    for word in topic.context:
        if not word.isalnum() and len(words_of(word).hashes) > 1:
            raise TaxonomyError(
                f"{found} with the context {word!r}, expected single words separated by |; "
                "texts are looked through word by word, so take one of them"
            )


def _values(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cells.get(column, "").split("|") if value.strip())


def write_taxonomy(path: Path, topics: Iterable[TaxonomyTopic]) -> int:
    """Write a topic list as :func:`read_taxonomy` reads it, by identifier, through a file beside it; how many topics."""
    rows = sorted((row_of_topic(topic) for topic in topics), key=lambda row: row["topic_id"])
    with written_whole(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def row_of_topic(topic: TaxonomyTopic) -> dict[str, str]:
    """The cells of a topic's row; a ``|`` inside a name, which a list cannot hold, becomes a comma."""
    cells = {"topic_id": topic.topic_id, "kind": topic.kind, "never": "1" if topic.never else ""}
    for language in LANGUAGES:
        cells[f"label_{language}"] = topic.labels.get(language, "")
        cells[f"aliases_{language}"] = _cell(topic.aliases.get(language, ()))
    return cells | {
        "parent_id": _cell(topic.broader),
        "uri": _cell(topic.uris),
        "exact_case": _cell(sorted(topic.exact_case)),
        "needs_context": _cell(sorted(topic.needs_context)),
        "context": _cell(topic.context),
    }


def _cell(values: Iterable[str]) -> str:
    return "|".join(value.replace("|", ",") for value in values)
