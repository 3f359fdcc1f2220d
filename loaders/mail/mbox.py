"""Mail: messages of mailing lists that everybody may read, from mbox files, Maildir folders and single messages.

Documented in RFC 5322, 2045 to 2047, 2919 (List-Id), 3834 (Auto-Submitted), 3676 (format=flowed) and 4155 (mbox).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path
from typing import ClassVar

from loaders.checkpoint import Cursor, input_fingerprint, with_cursors
from loaders.document import Record
from loaders.errors import LoaderError, MalformedRecordError
from loaders.loader import Loader, RunSummary
from loaders.mail.lists import PublicLists
from loaders.mail.mail_files import mail_files, messages
from loaders.mail.mail_records import MessageReader, PrivateMail

_PRIVATE_MAIL: Mapping[str, PrivateMail] = {"": "none", "none": "none", "contacts": "contacts", "all": "all"}


class MboxLoader(Loader):
    """An mbox file, plain or gzip, a Maildir, an ``.eml`` message, or a folder of them.

    Mail is private unless an option says which lists everybody may read. People are known by their addresses. A cursor
    follows every two thousand messages.
    """

    kind = "mbox"
    option_help: ClassVar[Mapping[str, str]] = {
        "public_lists": "ids or addresses of the mailing lists that everybody may read, with commas between them, or all",
        "archive_of": "id or address of the one public list that the whole input is an archive of",
        "private_mail": "contacts: of all other mail, read who wrote to whom and when; all: its text too",
    }

    def __init__(
        self, path: Path, *, instance: str | None = None, options: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(path, instance=instance, options=options)
        self._files = mail_files(path)
        self._lists = PublicLists.read(
            self.options.get("public_lists", ""), self.options.get("archive_of", "")
        )
        chosen = self.options.get("private_mail", "").strip().lower()
        if chosen not in _PRIVATE_MAIL:
            raise LoaderError(f"found private_mail={chosen}, expected contacts, all or none")
        self._private_mail = _PRIVATE_MAIL[chosen]

    def read(self, summary: RunSummary, *, after: Cursor | None = None) -> Iterator[Record | Cursor]:
        """Each message after the list and the people it names."""
        return with_cursors(self._numbered(summary), input_fingerprint(self._files), after=after)

    def _numbered(self, summary: RunSummary) -> Iterator[tuple[int, Record]]:
        reader = MessageReader(self.ref, self._lists, self._private_mail, summary)
        parser = BytesParser(policy=compat32)
        for file in self._files:
            for raw in messages(file):
                summary.read += 1
                try:
                    if not raw.content:
                        raise MalformedRecordError(raw.place, "found a message too large to be read")
                    records = list(reader.records(parser.parsebytes(raw.content), raw.posted))
                except MalformedRecordError as error:
                    summary.reject(raw.place, error.reason)
                    continue
                for record in records:
                    yield summary.read, summary.keep(record)
