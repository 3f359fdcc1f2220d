"""Activities: ActivityStreams 2.0 in JSON Lines, what a company's own systems send when no other loader fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import ClassVar

from loaders.checkpoint import Cursor, input_fingerprint, with_cursors
from loaders.document import Record
from loaders.emoji_verbs import read_emoji_verbs
from loaders.errors import NotThisFormatError
from loaders.json_lines import read_json_lines
from loaders.loader import Loader, RunSummary
from loaders.records import as2_values
from loaders.records.activity_records import ActivityReader
from loaders.records.as2_directory import Directory
from loaders.records.fields import FieldError, Fields

_LOOKED_AT = 20
"""This many lines are looked at to tell whether a file holds activities."""
_EXPECTED = "activities: one JSON object a line with type, actor and object (ActivityStreams 2.0)"


class ActivitiesLoader(Loader):
    """A file of activities, plain or gzipped, or a folder of files named ``*.activities.jsonl``.

    The input is read twice: first for the people, containers and questions it names, then for its records, so that
    accounts come before what names them and an answer is known as one wherever its question stands.
    """

    kind = "activities"
    option_help: ClassVar[Mapping[str, str]] = {
        "direct_messages": "all: read what was addressed to persons only, left out otherwise",
        "reactions": "what further emoji mean, for instance shipit=liked,facepalm=disliked",
    }

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(path, instance=instance, options=options)
        self._files = sorted(path.glob("*.activities.jsonl*")) if path.is_dir() else [path]
        if not self._files:
            raise NotThisFormatError(
                path, found="a folder without such a file", expected="files named *.activities.jsonl"
            )
        for file in self._files:
            _check_format(file)
        self._emoji_verbs = read_emoji_verbs(self.options.get("reactions", ""))

    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """Yield accounts and containers, then what each activity says, in the order of the file."""
        return with_cursors(self._numbered(summary), input_fingerprint(self._files), after=after)

    def _numbered(self, summary: RunSummary) -> Iterator[tuple[int, Record]]:
        directory = self._directory()
        for account in directory.accounts():
            yield 1, summary.keep(account)
        for container in directory.containers.values():
            yield 1, summary.keep(container)
        reader = ActivityReader(
            self.ref,
            directory,
            summary,
            with_direct_messages=self.options.get("direct_messages") == "all",
            emoji_verbs=self._emoji_verbs,
        )
        for file in self._files:
            for line, activity in read_json_lines(file, summary):
                try:
                    records = list(reader.records(activity))
                except FieldError as error:
                    summary.reject(f"{file.name}:{line}", str(error))
                    continue
                for record in records:
                    yield summary.read, summary.keep(record)

    def _directory(self) -> Directory:
        directory = Directory(self.ref)
        for file in self._files:
            for _, activity in read_json_lines(file, RunSummary()):
                directory.learn(activity)
        return directory


def _check_format(file: Path) -> None:
    """Refuse a file whose first lines are JSON objects but no activities."""
    found = [activity for _, activity in islice(read_json_lines(file, RunSummary()), _LOOKED_AT)]
    if found and not any(_is_activity(value) for value in found):
        keys = ", ".join(sorted(found[0])[:6]) or "nothing"
        raise NotThisFormatError(file, found=f"JSON objects with {keys}", expected=_EXPECTED)


def _is_activity(value: Fields) -> bool:
    try:
        return bool(as2_values.node_types(value)) and ("actor" in value or "object" in value)
    except FieldError:
        return False
