"""Who wrote a message, also where a list put its own address in the author's place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from loaders.document import Account
from loaders.mail.headers import Headers
from loaders.mail.lists import MailingList
from loaders.mail.mailboxes import Mailbox
from loaders.robots import is_robot, is_shared_mailbox

_VIA = re.compile(r"\s*(?:\bvia\b|\(via\b|\bpar l'intermédiaire de\b).*$", re.IGNORECASE)


def author_of(headers: Headers, mailing_list: MailingList | None) -> Mailbox | None:
    """The author; ``None`` if the message does not tell.

    A list that rewrites ``From`` (``Amina via dev <dev@lists.example.org>``) keeps the author in ``X-Original-From``
    or ``Reply-To``.
    """
    senders = headers.mailboxes("From") or headers.mailboxes("Sender")
    if not senders:
        return None
    sender = senders[0]
    if mailing_list is None or not _is_lists(sender, mailing_list):
        return sender
    name = _VIA.sub("", sender.name).strip("'\" ")
    for mailbox in headers.mailboxes("X-Original-From", "Reply-To"):
        if mailbox.address not in mailing_list.addresses:
            return Mailbox(mailbox.name or name, mailbox.address)
    return None


def _is_lists(sender: Mailbox, mailing_list: MailingList) -> bool:
    domains = {address.rpartition("@")[2] for address in mailing_list.addresses}
    is_rewritten = _VIA.search(sender.name) and sender.address.rpartition("@")[2] in domains
    return sender.address in mailing_list.addresses or bool(is_rewritten)


class Correspondents:
    """Accounts of the people met in mail, by address."""

    def __init__(self, ref: Callable[[str], str]) -> None:
        self._ref = ref
        self._accounts: dict[str, Account] = {}

    def ref_of(self, mailbox: Mailbox) -> str:
        """The identifier of somebody's account."""
        return self._ref(f"people/{mailbox.address}")

    def meet(self, mailboxes: Iterable[Mailbox]) -> list[Account]:
        """Accounts that are new, or that had no name until now."""
        learnt = []
        for mailbox in mailboxes:
            known = self._accounts.get(mailbox.address)
            if known is None:
                account = self._account(mailbox)
            elif known.name is None and mailbox.name:
                account = replace(known, name=mailbox.name)
            else:
                continue
            self._accounts[mailbox.address] = account
            learnt.append(account)
        return learnt

    def _account(self, mailbox: Mailbox) -> Account:
        return Account(
            self.ref_of(mailbox),
            name=mailbox.name or None,
            emails=(mailbox.address,),
            is_bot=is_robot(mailbox.name, mailbox.address) or is_shared_mailbox(mailbox.address),
        )
