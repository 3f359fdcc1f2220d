"""What must be known of a whole dump before its posts are read: which answer belongs to which question, and the votes.

Posts come in no promised order, an answer carries no tags and votes lie in a table of their own; so two tables are
read ahead. Of each post a few numbers are kept, never its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from loaders.errors import MalformedRecordError
from loaders.posts.dump_tables import Row, read_rows

QUESTION, ANSWER, ARTICLE = 1, 2, 9
"""``PostTypeId`` of what people write for others to read."""
ACCEPTED, UP, DOWN, BOOKMARK = 1, 2, 3, 5
"""``VoteTypeId`` of the votes that say something about knowledge or interest."""
_TAG = re.compile(r"[^<>|]+")


@dataclass(frozen=True, slots=True)
class Question:
    """What answers and comments take from their question."""

    question_id: int
    owner: int | None
    accepted_answer: int | None
    tags: tuple[str, ...]


@dataclass(slots=True)
class Threads:
    """Questions, and which of them each answer belongs to."""

    questions: dict[int, Question] = field(default_factory=dict)
    question_of: dict[int, int] = field(default_factory=dict)

    def question(self, post_id: int) -> Question | None:
        """The question that a post is or answers."""
        return self.questions.get(self.question_of.get(post_id, post_id))


@dataclass(slots=True)
class Votes:
    """Votes as totals by post: nobody is named."""

    up: Counter[int] = field(default_factory=Counter)
    down: Counter[int] = field(default_factory=Counter)
    accepted_on: dict[int, datetime] = field(default_factory=dict)


def read_threads(file: Path) -> Threads:
    """Go through ``Posts``."""
    threads = Threads()
    for row in _well_formed_rows(file, "Posts"):
        try:
            post_id, kind = row.needed_number("Id"), row.number("PostTypeId")
            if kind in (QUESTION, ARTICLE):
                threads.questions[post_id] = Question(
                    post_id, row.number("OwnerUserId"), row.number("AcceptedAnswerId"), tags_of(row)
                )
            elif kind == ANSWER and (parent := row.number("ParentId")) is not None:
                threads.question_of[post_id] = parent
        except MalformedRecordError:
            continue  # counted when the table is read for its posts
    return threads


def read_votes(file: Path) -> Votes:
    """Go through ``Votes``."""
    votes = Votes()
    for row in _well_formed_rows(file, "Votes"):
        try:
            kind, post_id = row.number("VoteTypeId"), row.needed_number("PostId")
            if kind == UP:
                votes.up[post_id] += 1
            elif kind == DOWN:
                votes.down[post_id] += 1
            elif kind == ACCEPTED and (at := row.instant("CreationDate")):
                votes.accepted_on[post_id] = at
        except MalformedRecordError:
            continue  # counted when the table is read for its bookmarks
    return votes


def tags_of(row: Row) -> tuple[str, ...]:
    """Tags in either spelling: ``<python><flask>`` or ``|python|flask|``."""
    return tuple(_TAG.findall(row.get("Tags") or ""))


def _well_formed_rows(file: Path, table: str) -> Iterator[Row]:
    return (row for row in read_rows(file, table) if isinstance(row, Row))
