"""Stack Exchange data dumps: questions, answers and comments, with who accepted, voted, bookmarked and earned badges.

Documented in question 2677 of Meta Stack Exchange, "Database schema documentation for the public data dump and SEDE".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from loaders.checkpoint import Cursor, input_fingerprint
from loaders.document import Account, Container, Document, Interaction, Record
from loaders.errors import MalformedRecordError, NotThisFormatError
from loaders.html_text import html_to_text
from loaders.loader import Loader, RunSummary
from loaders.posts.dump_tables import Damage, Row, read_rows, table_file
from loaders.posts.dump_threads import (
    ANSWER,
    ARTICLE,
    BOOKMARK,
    QUESTION,
    Question,
    Threads,
    Votes,
    read_threads,
    read_votes,
)
from loaders.well_formed import well_formed

TABLES = ("Users", "Posts", "Comments", "Votes", "Badges")
"""The tables that are read, in an order where accounts and posts come before what names them."""
COMMUNITY = -1
"""The system's own user."""
ROWS_PER_CURSOR = 1_000

_POST_KINDS = {QUESTION: "question", ANSWER: "answer", ARTICLE: "article"}
_BADGE_CLASSES = {1: "gold", 2: "silver", 3: "bronze"}


class StackExchangeLoader(Loader):
    """A folder with the tables of a dump, ``Posts.xml`` and so on, each plain or gzip.

    The first tag of a question is the category that its thread lies in. A cursor follows every thousand rows.
    """

    kind = "stackexchange"
    option_help: ClassVar[Mapping[str, str]] = {
        "site": "the site's web address, for links to posts: https://qa.example.org"
    }

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        self._files = _table_files(path)
        super().__init__(path, instance=instance, options=options)
        self._site = self.options.get("site", "").rstrip("/") or None

    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """Users, posts, comments, bookmarks, badges; a category before the first post in it."""
        fingerprint = input_fingerprint(self._files.values())
        in_table, n_done = _position(after, fingerprint)
        threads = read_threads(self._files["Posts"])
        votes = read_votes(self._files["Votes"]) if "Votes" in self._files else None
        reader = _RowReader(self, threads, votes, summary)
        for table in TABLES[TABLES.index(in_table) :]:
            if table not in self._files:
                summary.notes[f"no {table}.xml"] += 1
                continue
            n_rows_done = n_done if table == in_table else 0
            for n_rows, records in reader.read(self._files[table], table, n_rows_done):
                yield from (summary.keep(record) for record in records)
                if n_rows % ROWS_PER_CURSOR == 0:
                    yield Cursor(fingerprint, f"{table}:{n_rows}")

    def web_address(self, path: str) -> str | None:
        """The address of something on the site, if the operator named the site."""
        return f"{self._site}/{path}" if self._site else None


class _RowReader:
    """Rows of each table as records."""

    def __init__(
        self, loader: StackExchangeLoader, threads: Threads, votes: Votes | None, summary: RunSummary
    ) -> None:
        self._ref = loader.ref
        self._web_address = loader.web_address
        self._threads = threads
        self._votes = votes
        self._summary = summary
        self._categories: set[str] = set()

    def read(self, file: Path, table: str, n_rows_done: int) -> Iterator[tuple[int, list[Record]]]:
        """The records of each row, with the number of rows read so far."""
        read_row = {
            "Users": self._user,
            "Posts": self._post,
            "Comments": self._comment,
            "Votes": self._vote,
            "Badges": self._badge,
        }[table]
        n_rows = 0
        for row in read_rows(file, table):
            if isinstance(row, Damage):
                self._summary.reject(row.place, row.reason)
                continue
            n_rows += 1
            if n_rows <= n_rows_done:
                continue
            self._summary.read += 1
            try:
                records = list(read_row(row))
            except MalformedRecordError as error:
                self._summary.reject(error.place, error.reason)
                records = []
            yield n_rows, records

    def _user(self, row: Row) -> Iterator[Record]:
        user_id = row.needed_number("Id")
        about_me = row.get("AboutMe")
        yield Account(
            self._ref(f"users/{user_id}"),
            name=_name(row, "DisplayName") or f"user{user_id}",
            bio=html_to_text(about_me) if about_me else None,
            profile_url=self._web_address(f"users/{user_id}"),
            is_bot=user_id == COMMUNITY,
        )

    def _post(self, row: Row) -> Iterator[Record]:
        kind = _POST_KINDS.get(row.needed_number("PostTypeId"))
        if kind is None:
            self._summary.skipped["tag wiki or site page"] += 1
            return
        post_id = row.needed_number("Id")
        question = self._threads.question(post_id)
        if kind == "answer" and question is None:
            self._summary.notes["answer whose question is not in the dump"] += 1
        category = self._category(question)
        document = self._document(row, post_id, kind, question, category)
        if category:
            yield from self._new_category(category)
        yield document
        yield from self._totals(row, post_id, document)
        if kind == "answer":
            yield from self._accepted(row, post_id, question, document)

    def _document(
        self, row: Row, post_id: int, kind: str, question: Question | None, category: str | None
    ) -> Document:
        parent = row.number("ParentId") if kind == "answer" else None
        parent_ref = self._ref(f"posts/{parent}") if parent is not None else None
        return Document(
            self._ref(f"posts/{post_id}"),
            kind,
            row.needed_instant("CreationDate"),
            well_formed(html_to_text(row.get("Body") or "")),
            author_refs=self._author(row, "OwnerUserId"),
            title=_name(row, "Title"),
            media_type="text/markdown",
            container_ref=self._category_ref(category),
            in_reply_to=parent_ref,
            thread_root=parent_ref,
            tags=question.tags if question else (),
            url=self._web_address(f"{'a' if kind == 'answer' else 'q'}/{post_id}"),
            edited_at=row.instant("LastEditDate"),
        )

    def _totals(self, row: Row, post_id: int, document: Document) -> Iterator[Interaction]:
        if self._votes is None:
            up, down = max(row.number("Score") or 0, 0), 0
        else:
            up, down = self._votes.up[post_id], self._votes.down[post_id]
        totals = (
            ("viewed", "views", row.number("ViewCount") or 0),
            ("liked", "likes", up),
            ("disliked", "dislikes", down),
        )
        for verb, name, count in totals:
            if count > 0:
                yield _total(document, verb, name, count)

    def _accepted(
        self, row: Row, post_id: int, question: Question | None, document: Document
    ) -> Iterator[Interaction]:
        """Who asked accepts an answer; accepting one's own says nothing."""
        if question is None or question.accepted_answer != post_id or question.owner is None:
            return
        if question.owner == row.number("OwnerUserId"):
            self._summary.notes["own answer accepted"] += 1
            return
        voted_on = self._votes.accepted_on.get(post_id) if self._votes else None
        yield Interaction(
            f"{document.document_id}/accepted",
            "accepted",
            actor_ref=self._ref(f"users/{question.owner}"),
            document_ref=document.document_id,
            at=max(voted_on, document.created_at) if voted_on else document.created_at,
            at_is_approximate=True,
        )

    def _comment(self, row: Row) -> Iterator[Record]:
        comment_id, post_id = row.needed_number("Id"), row.needed_number("PostId")
        if row.number("UserId") == COMMUNITY:
            self._summary.skipped["bot"] += 1
            return
        question = self._threads.question(post_id)
        thread_root = question.question_id if question else self._threads.question_of.get(post_id, post_id)
        document = Document(
            self._ref(f"comments/{comment_id}"),
            "comment",
            row.needed_instant("CreationDate"),
            well_formed(row.get("Text") or ""),
            author_refs=self._author(row, "UserId"),
            media_type="text/markdown",
            container_ref=self._category_ref(self._category(question)),
            in_reply_to=self._ref(f"posts/{post_id}"),
            thread_root=self._ref(f"posts/{thread_root}"),
            url=self._web_address(f"posts/comments/{comment_id}"),
        )
        yield document
        if (score := row.number("Score") or 0) > 0:
            yield _total(document, "liked", "likes", score)

    def _vote(self, row: Row) -> Iterator[Record]:
        """Only bookmarks name who made them, and newer dumps not even those."""
        user_id, post_id = row.number("UserId"), row.needed_number("PostId")
        if row.needed_number("VoteTypeId") != BOOKMARK or user_id is None:
            return
        yield Interaction(
            self._ref(f"votes/{row.needed_number('Id')}"),
            "followed",
            actor_ref=self._ref(f"users/{user_id}"),
            document_ref=self._ref(f"posts/{post_id}"),
            at=row.instant("CreationDate"),
            at_is_approximate=True,
        )

    def _badge(self, row: Row) -> Iterator[Record]:
        if row.get("TagBased") != "True":
            self._summary.skipped["badge for no tag"] += 1
            return
        yield Interaction(
            self._ref(f"badges/{row.needed_number('Id')}"),
            "endorsed",
            account_ref=self._ref(f"users/{row.needed_number('UserId')}"),
            topic_label=row.get("Name"),
            at=row.instant("Date"),
            detail=_BADGE_CLASSES.get(row.number("Class") or 0),
        )

    def _author(self, row: Row, field: str) -> tuple[str, ...]:
        """Nobody, when the user is gone or it was the system."""
        user_id = row.number(field)
        return () if user_id is None or user_id == COMMUNITY else (self._ref(f"users/{user_id}"),)

    def _category(self, question: Question | None) -> str | None:
        return question.tags[0] if question and question.tags else None

    def _category_ref(self, category: str | None) -> str | None:
        return self._ref(f"tags/{category}") if category else None

    def _new_category(self, category: str) -> Iterator[Container]:
        if category not in self._categories:
            self._categories.add(category)
            yield Container(self._ref(f"tags/{category}"), "category", category)


def _total(document: Document, verb: str, name: str, count: int) -> Interaction:
    """What an unknown number of unknown people did with a document at an unknown time after it was written."""
    return Interaction(
        f"{document.document_id}/{name}",
        verb,
        document_ref=document.document_id,
        at=document.created_at,
        at_is_approximate=True,
        count=count,
    )


def _name(row: Row, field: str) -> str | None:
    value = row.get(field)
    return well_formed(value) if value else None


def _table_files(folder: Path) -> dict[str, Path]:
    """The tables that are there.

    Raises
    ------
    NotThisFormatError
        If posts are missing or are something else.
    """
    expected = "a folder with the tables of a Stack Exchange dump: Posts.xml or Posts.xml.gz, Users.xml …"
    if not folder.is_dir():
        found = "a packed dump, unpack it first" if folder.suffix in {".7z", ".zip"} else "a file"
        raise NotThisFormatError(folder, found=found, expected=expected)
    files = {table: file for table in TABLES if (file := table_file(folder, table))}
    if "Posts" not in files:
        raise NotThisFormatError(folder, found="a folder without Posts.xml", expected=expected)
    rows = read_rows(files["Posts"], "Posts")
    next(rows, None)
    return files


def _position(after: Cursor | None, fingerprint: str) -> tuple[str, int]:
    """The table and the number of its rows that an interrupted run had got to."""
    if after is None or after.input_fingerprint != fingerprint:
        return TABLES[0], 0
    table, _, n_rows = after.position.partition(":")
    return table, int(n_rows)
