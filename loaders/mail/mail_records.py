"""A message as records: what was written, by whom, on which list, in answer to what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Literal

from loaders.document import Container, ContainerVisibility, Document, Interaction, Record
from loaders.errors import MalformedRecordError
from loaders.languages import primary_language
from loaders.loader import RunSummary
from loaders.mail.automatic import is_automatic
from loaders.mail.body import read_body
from loaders.mail.headers import Headers, message_ids, plain_subject, sent_at
from loaders.mail.lists import MailingList, PublicLists
from loaders.mail.mailboxes import Mailbox
from loaders.mail.senders import Correspondents, author_of
from loaders.mail.threads import Threads
from loaders.robots import is_robot, is_shared_mailbox
from loaders.well_formed import well_formed

PrivateMail = Literal["none", "contacts", "all"]
MAILBOX = "mailbox"
"""The container of mail that came over no list."""


class MessageReader:
    """Reads messages one at a time.

    Parameters
    ----------
    ref
        Makes the global identifier of a native one.
    lists
        Which lists everybody may read.
    private_mail
        What is read of all other mail.
    summary
        Where left-out messages are counted.
    """

    def __init__(
        self, ref: Callable[[str], str], lists: PublicLists, private_mail: PrivateMail, summary: RunSummary
    ) -> None:
        self._ref = ref
        self._lists = lists
        self._private_mail = private_mail
        self._summary = summary
        self._threads = Threads()
        self._correspondents = Correspondents(ref)
        self._containers: set[str] = set()

    def records(self, message: Message, posted: str = "") -> Iterator[Record]:
        """The records of a message; none if it is left out.

        Raises
        ------
        MalformedRecordError
            If it has no usable date, or is no message at all.
        """
        headers = Headers(message)
        mailing_list, is_public = self._lists.place(headers)
        if not is_public and self._private_mail == "none":
            self._count_private(mailing_list)
            return
        if is_automatic(message, headers, on_public_list=is_public):
            self._summary.skipped["automatic"] += 1
            return
        author = author_of(headers, mailing_list)
        if author and is_robot(author.name, author.address):
            self._summary.skipped["bot"] += 1
            return
        container = self._container(mailing_list, is_public=is_public)
        document = self._document(message, headers, posted, author, container, mailing_list)
        if document is None:
            self._summary.skipped["repeated message"] += 1
        elif not document.full_text.strip():
            self._summary.skipped["no words"] += 1
        else:
            if is_public or self._private_mail == "all":
                yield from self._written(document, container, author)
            if not is_public:
                yield from self._contacts(document, headers, mailing_list, author)

    def _count_private(self, mailing_list: MailingList | None) -> None:
        if mailing_list is None:
            self._summary.private["private mail"] += 1
            return
        self._summary.private["mailing list that no option names as public"] += 1
        self._summary.notes[
            f"left out: mailing list {mailing_list.list_id}, see the option public_lists"
        ] += 1

    def _container(self, mailing_list: MailingList | None, *, is_public: bool) -> Container:
        visibility: ContainerVisibility = "public" if is_public else "private"
        if mailing_list is None:
            return Container(self._ref(MAILBOX), MAILBOX, MAILBOX, visibility)
        return Container(
            self._ref(f"lists/{mailing_list.list_id}"), "list", well_formed(mailing_list.name), visibility
        )

    def _document(
        self,
        message: Message,
        headers: Headers,
        posted: str,
        author: Mailbox | None,
        container: Container,
        mailing_list: MailingList | None,
    ) -> Document | None:
        """The document; ``None`` for a message that was read before."""
        at = sent_at(headers, posted)
        if at is None:
            found = headers.raw("Date")
            raise MalformedRecordError("message", f"found the date {found!r}, expected one since 1980")
        message_id = self._threads.identify(_own_id(headers), _derived_id(headers))
        if message_id is None:
            return None
        place = self._threads.place(
            message_id,
            in_reply_to=message_ids(headers.raw("In-Reply-To")),
            references=message_ids(headers.raw("References")),
        )
        labels = mailing_list.names if mailing_list else frozenset()
        return Document(
            self._ref(message_id),
            "reply" if place.parent else "message",
            at,
            read_body(message),
            author_refs=(self._correspondents.ref_of(author),) if author else (),
            title=plain_subject(headers.text("Subject"), labels) or None,
            media_type="message/rfc822",
            container_ref=container.container_id,
            in_reply_to=self._ref(place.parent) if place.parent else None,
            thread_root=self._ref(place.root) if place.root else None,
            language=_language(headers),
            audience=() if container.visibility == "public" else (container.container_id,),
        )

    def _written(self, document: Document, container: Container, author: Mailbox | None) -> Iterator[Record]:
        if container.container_id not in self._containers:
            self._containers.add(container.container_id)
            yield container
        if author is None:
            self._summary.notes["message whose author is not named"] += 1
        else:
            yield from self._correspondents.meet([author])
        yield document

    def _contacts(
        self, document: Document, headers: Headers, mailing_list: MailingList | None, author: Mailbox | None
    ) -> Iterator[Record]:
        """Who was written to, whatever was written."""
        if author is None:
            return
        addressed = [
            mailbox
            for mailbox in headers.mailboxes("To", "Cc")
            if mailbox.address != author.address
            and not (mailing_list and mailbox.address in mailing_list.addresses)
            and not is_robot(mailbox.name, mailbox.address)
            and not is_shared_mailbox(mailbox.address)
        ]
        yield from self._correspondents.meet([author, *addressed] if addressed else [])
        for mailbox in addressed:
            yield Interaction(
                f"{document.document_id}/contacted/{mailbox.address}",
                "contacted",
                actor_ref=self._correspondents.ref_of(author),
                account_ref=self._correspondents.ref_of(mailbox),
                at=document.created_at,
            )


def _own_id(headers: Headers) -> str | None:
    return next(iter(message_ids(headers.raw("Message-ID"))), None)


def _derived_id(headers: Headers) -> str:
    """An identifier made of who wrote when about what."""
    said = "\n".join(headers.raw(name) for name in ("Date", "From", "Subject"))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _language(headers: Headers) -> str | None:
    """What the message says of its language, or its author's program of itself."""
    tags = headers.raw("Content-Language") or headers.raw("Accept-Language")
    return primary_language(tags.partition(",")[0].partition(";")[0])
