"""Who is nobody: programs that write under a name, and addresses that many people share.

What a robot wrote is left out. A shared mailbox is kept as an account that is never a person.
"""

from __future__ import annotations

import re

_ROBOT_NAME = re.compile(
    r"\[bot\]|\b(?:dependabot|renovate|greenkeeper|pre-commit-ci|github[ -]actions?|jenkins|weblate|syzbot"
    r"|mail delivery (?:sub)?system|cron daemon|(?:ci|build|test|release|merge|review|automation|deploy)[ _-](?:ro)?bot)\b"
    r"|[_-](?:ro)?bot$",
    re.IGNORECASE,
)
_ROBOT_ADDRESS = re.compile(
    r"^(?:.*\[bot\]|(?:.*[._+-])?(?:no-?_?reply|do-?_?not-?_?reply|ne-?pas-?repondre|bot|ci)"
    r"|dependabot|renovate|mailer-daemon|postmaster|bounces?|daemon|cron|jenkins|syzbot)(?:[+-].*)?@",
    re.IGNORECASE,
)
_SHARED_ADDRESS = re.compile(
    r"^(?:root|admin(?:istrat(?:or|eur))?|webmaster|hostmaster|info|contact|support|help(?:desk)?|service-?desk"
    r"|sales|office|hr|rh|it|abuse|security|accueil|team|equipe|newsletter|nobody|unknown)@",
    re.IGNORECASE,
)


def is_robot(name: str | None, email: str | None) -> bool:
    """Whether a name and address are those of a program.

    Examples
    --------
    >>> is_robot("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")
    True
    >>> is_robot("Amina Benali", "123+amina@users.noreply.github.com")
    False
    """
    if name and _ROBOT_NAME.search(name):
        return True
    return bool(email and _ROBOT_ADDRESS.search(email))


def is_shared_mailbox(email: str | None) -> bool:
    """Whether an address belongs to a function or a machine and not to one person.

    Examples
    --------
    >>> is_shared_mailbox("support@example.org"), is_shared_mailbox("amina.benali@example.org")
    (True, False)
    """
    return bool(email and _SHARED_ADDRESS.search(email))
