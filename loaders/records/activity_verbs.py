"""What activity types mean as verbs of the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_ACTIVITYSTREAMS = {
    "accept": "accepted",
    "announce": "shared",
    "dislike": "disliked",
    "follow": "followed",
    "invite": "contacted",
    "like": "liked",
    "read": "opened",
    "view": "viewed",
}
_EXTENSIONS = {
    "ack": "acked",
    "answer": "answered",
    "approve": "approved",
    "ask": "asked",
    "cite": "cited",
    "co_author": "co_authored",
    "comment": "commented",
    "contact": "contacted",
    "cosign": "cosigned",
    "declare": "declared",
    "edit": "edited",
    "endorse": "endorsed",
    "learn": "learned",
    "mention": "mentioned",
    "merge": "merged",
    "open": "opened",
    "re_use": "reused",
    "react": "reacted",
    "reply": "replied",
    "report": "reported",
    "reuse": "reused",
    "review": "reviewed",
    "share": "shared",
    "sign_off": "signed_off",
    "sponsor": "sponsored",
    "suggest": "suggested",
    "test": "tested",
}
"""Types of an extension context, for acts that ActivityStreams has no word for."""
_VERBS: Mapping[str, str] = MappingProxyType(
    _ACTIVITYSTREAMS
    | _EXTENSIONS
    | {verb: verb for verb in (*_ACTIVITYSTREAMS.values(), *_EXTENSIONS.values())}
    | {"re_used": "reused", "wrote": "authored", "authored": "authored", "committed": "authored"}
)
_WORD_END = re.compile(r"(?<=[a-z])(?=[A-Z])|[-\s]+")


def activity_verb(activity_type: str) -> str | None:
    """The verb of an activity type, or of a verb's own name; ``None`` if there is none.

    Examples
    --------
    >>> activity_verb("Like"), activity_verb("SignOff"), activity_verb("co-authored"), activity_verb("Travel")
    ('liked', 'signed_off', 'co_authored', None)
    """
    return _VERBS.get(_WORD_END.sub("_", activity_type).lower())
