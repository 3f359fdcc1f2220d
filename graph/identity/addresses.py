"""Which e-mail addresses name one person, in a normal form that can be compared.

Only what is certain counts: letters' case never tells two mailboxes of one organization apart, while a plus tag or a
dot may. An address that several people write from, or that a machine made up for itself, names nobody.
"""

from __future__ import annotations

import re

_FUNCTIONS = """
    abuse accounts accueil admin administration administrator admins alert alerts announce billing bot bots bounce
    bounces build buildbot builds careers ci commercial comptabilite comptabilité contact contacts courrier daemon
    debian default deploy devnull devops direction donotreply emploi enquiries facturation feedback finance git gitlab
    hello help helpdesk hostmaster hr info infos information it jenkins jobs list lists mailer mailerdaemon marketing
    nepasrepondre newsletter newsletters nobody noreply notification notifications notify office ops postmaster press
    presse recrutement replies reply rh root sales secretariat secrétariat security service services staff support
    sysadmin system systeme système team test tests ubuntu undisclosedrecipients unknown user users vagrant vente
    ventes webmaster www you
"""
SHARED_BOXES = frozenset(_FUNCTIONS.split())
"""Local parts, without hyphens, dots and underscores, that stand for a function or a machine."""

MACHINE_DOMAIN = re.compile(r"(^|\.)(localhost|localdomain|\(none\))$")
HOSTED_NOREPLY = re.compile(r"(?P<user>\d+)[+-][^@]*@(?P<host>users\.noreply\.[a-z0-9.-]+)")
"""The address a code host gives a user: the number is theirs for good, the name after it may change hands."""


def personal_address(text: str) -> str | None:
    """The normal form of an address that one person uses, or ``None`` if it names nobody for certain.

    Examples
    --------
    >>> personal_address(" Amina.Benali@Example.org ")
    'amina.benali@example.org'
    >>> personal_address("no-reply@example.org"), personal_address("root@build-7")
    (None, None)
    >>> personal_address("1234+amina@users.noreply.github.com")
    '1234+@users.noreply.github.com'
    """
    address = text.strip().strip("<>").casefold()
    local, _, domain = address.rpartition("@")
    domain = domain.rstrip(".")
    if not local or re.search(r"[\s,;<>]", address) or not _is_public(domain):
        return None
    hosted = HOSTED_NOREPLY.fullmatch(address)
    if hosted:
        return f"{hosted['user']}+@{hosted['host']}"
    return None if _is_shared(local) else f"{local}@{domain}"


def reachable_address(text: str) -> str | None:
    """The normal form of a personal address that mail can be sent to."""
    address = personal_address(text)
    return None if address is None or "@users.noreply." in address else address


def _is_public(domain: str) -> bool:
    """Whether the domain means the same everywhere: ``john@laptop`` may be any John."""
    return "." in domain.strip(".") and not MACHINE_DOMAIN.search(domain)


def _is_shared(local: str) -> bool:
    function = local.split("+")[0]
    return re.sub(r"[-._]", "", function) in SHARED_BOXES
