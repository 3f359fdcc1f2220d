"""Mail that no person wrote: out-of-office notes, delivery reports, invitations, mass mail."""

from __future__ import annotations

from email.message import Message

from loaders.mail.body import holds_invitation
from loaders.mail.headers import Headers

_AUTOMATIC = frozenset({"junk", "auto_reply"})
_BULK = "bulk"


def is_automatic(message: Message, headers: Headers, *, on_public_list: bool) -> bool:
    """Whether a program sent it (RFC 3834 and what mail programs do besides).

    Many lists mark all that they hand on as bulk mail. So on a list that somebody named, bulk alone says nothing.
    """
    precedence = headers.raw("Precedence").lower()
    return (
        headers.raw("Auto-Submitted").lower().partition(";")[0].strip() not in ("", "no")
        or precedence in _AUTOMATIC
        or (precedence == _BULK and not on_public_list)
        or "X-Auto-Response-Suppress" in headers
        or message.get_content_type() == "multipart/report"
        or holds_invitation(message)
    )
