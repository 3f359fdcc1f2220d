"""What a reaction means: emoji, by name or as characters, to the verbs of the graph.

The table is a default. A loader that reads reactions lets the operator add to it, since every workplace has its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from loaders.errors import LoaderError

OTHER_REACTION = "reacted"
"""The verb of every emoji that is not in the table; such a reaction is kept and weighs nothing."""

_BY_VERB = {
    "liked": (
        "+1 thumbsup heart tada clap rocket 100 white_check_mark pray raised_hands fire star"
        " 👍 ❤ 🎉 👏 🚀 💯 ✅ 🙏 🙌 🔥 ⭐"
    ),
    "disliked": "-1 thumbsdown 👎",
    "viewed": "eyes 👀",
}

EMOJI_VERBS: Mapping[str, str] = MappingProxyType(
    {emoji: verb for verb, names in _BY_VERB.items() for emoji in names.split()}
)

_SKIN_TONE_NAME = re.compile(r"::?skin-tone-\d:?$")
_VARIATIONS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f]")


def plain_emoji(emoji: str) -> str:
    """An emoji without colons, skin tone and variation marks.

    Examples
    --------
    >>> plain_emoji("clap::skin-tone-3"), plain_emoji(":+1:"), plain_emoji("👍🏽")
    ('clap', '+1', '👍')
    """
    return _VARIATIONS.sub("", _SKIN_TONE_NAME.sub("", emoji).strip(":"))


def emoji_verb(emoji: str, table: Mapping[str, str] = EMOJI_VERBS) -> str:
    """What somebody does who reacts with this emoji.

    Examples
    --------
    >>> emoji_verb("+1"), emoji_verb("eyes"), emoji_verb("hamburger")
    ('liked', 'viewed', 'reacted')
    """
    return table.get(plain_emoji(emoji), OTHER_REACTION)


def read_emoji_verbs(text: str) -> Mapping[str, str]:
    """The default table with an operator's additions, such as ``shipit=liked,facepalm=disliked``.

    Raises
    ------
    LoaderError
        If a part is not ``emoji=verb``.
    """
    table = dict(EMOJI_VERBS)
    for part in filter(None, (part.strip() for part in text.split(","))):
        emoji, equals, verb = part.partition("=")
        if not (emoji and equals and verb):
            raise LoaderError(
                f"found {part!r} among the reactions, expected emoji=verb, for instance shipit=liked"
            )
        table[plain_emoji(emoji.strip())] = verb.strip()
    return MappingProxyType(table)
