"""Slack's mark-up, mrkdwn, as Markdown with names in place of identifiers.

mrkdwn escapes only ``&``, ``<`` and ``>``, writes every reference between angle brackets (``<@U1>``, ``<#C1|name>``,
``<https://…|label>``, ``<!here>``) and marks bold with one asterisk. Code is left as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from loaders.well_formed import line_ends, well_formed

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`", re.DOTALL)
_REFERENCE = re.compile(r"<([^<>\n]+)>")
_EMOJI = re.compile(r"(?<!\w):(?:[+-]1|100|(?=[\w+'-]*[a-z])[\w+'-]+):(?::skin-tone-\d:)?(?!\w)")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])")
_STRUCK_OUT = re.compile(r"(?<![\w~])~(?=\S)([^~\n]+)(?<=\S)~(?![\w~])")
_QUOTED_LINE = re.compile(r"^(?:&gt;|>)[ ]?", re.MULTILINE)
_QUOTED_REST = re.compile(r"^(?:&gt;&gt;&gt;|>>>)[ ]?", re.MULTILINE)
_BLANKS = re.compile(r"(?<=\S)[ \t\xa0]{2,}")
_BLANKS_AT_END = re.compile(r"[ \t\xa0]+$", re.MULTILINE)
_WEB_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mrkdwn:
    """A message as Markdown, and the ids of the users it mentions, each once, in order."""

    text: str
    mentioned: tuple[str, ...] = ()


def read_mrkdwn(
    text: str,
    *,
    user_names: Mapping[str, str],
    channel_names: Mapping[str, str],
    link_titles: Mapping[str, str] = MappingProxyType({}),
) -> Mrkdwn:
    """Read a message; nothing in it is an error.

    Parameters
    ----------
    text
        The message as Slack stores it.
    user_names, channel_names
        What to write for an id; one that is missing is written as the name that stands beside it, else left out.
    link_titles
        Labels of links that have none, by address. A link without any label is left out.

    Examples
    --------
    >>> read_mrkdwn("<@U1> *use* <https://helm.sh|Helm> :tada:", user_names={"U1": "Luc"}, channel_names={})
    Mrkdwn(text='@Luc **use** Helm', mentioned=('U1',))
    """
    reader = _Reader(user_names, channel_names, link_titles)
    lines = reader.read(line_ends(text))
    return Mrkdwn(well_formed(_BLANKS_AT_END.sub("", lines)).strip("\n "), tuple(reader.mentioned))


class _Reader:
    """The names to write, and the users met so far."""

    def __init__(
        self, user_names: Mapping[str, str], channel_names: Mapping[str, str], link_titles: Mapping[str, str]
    ) -> None:
        self._user_names = user_names
        self._channel_names = channel_names
        self._link_titles = link_titles
        self.mentioned: dict[str, None] = {}

    def read(self, text: str, *, in_quotation: bool = False) -> str:
        """Prose and code in turn; ``>>>`` in prose makes a quotation of all that follows, code too."""
        parts = []
        start = 0
        for code in [*_CODE.finditer(text), None]:
            end = code.start() if code else len(text)
            quotation = None if in_quotation else _QUOTED_REST.search(text, start, end)
            if quotation:
                parts.append(self._read_prose(text[start : quotation.start()]))
                parts.append(_quoted(self.read(text[quotation.end() :], in_quotation=True)))
                break
            parts.append(self._read_prose(text[start:end]))
            if code:
                parts.append(self._read_code(code.group()))
                start = code.end()
        return "".join(parts)

    def _read_prose(self, text: str) -> str:
        text = _QUOTED_LINE.sub("> ", text)
        text = _REFERENCE.sub(self._read_reference, text)
        text = _EMOJI.sub("", text)
        text = _STRUCK_OUT.sub(r"~~\1~~", _BOLD.sub(r"**\1**", text))
        return _BLANKS.sub(" ", _unescaped(text))

    def _read_code(self, text: str) -> str:
        """Code as it was typed: Slack makes links of the addresses in it. A fence needs lines of its own."""
        text = _unescaped(_REFERENCE.sub(_as_typed, text))
        if not text.startswith("```"):
            return text
        code = text.removeprefix("```").removesuffix("```").strip("\n")
        return f"\n```\n{code}\n```\n" if code.strip() else ""

    def _read_reference(self, match: re.Match[str]) -> str:
        target, _, label = match.group(1).partition("|")
        if target.startswith("@"):
            self.mentioned[target[1:]] = None
            return _with_sign("@", self._user_names.get(target[1:]) or label)
        if target.startswith("#"):
            return _with_sign("#", self._channel_names.get(target[1:]) or label)
        if target.startswith("!"):
            return label
        if _WEB_ADDRESS.match(target):
            return self._link_titles.get(target, "") if not label or _WEB_ADDRESS.match(label) else label
        return match.group()


def _as_typed(match: re.Match[str]) -> str:
    target, _, label = match.group(1).partition("|")
    return label or target if _WEB_ADDRESS.match(target) else match.group()


def _with_sign(sign: str, name: str) -> str:
    return sign + name.removeprefix(sign) if name else ""


def _unescaped(text: str) -> str:
    """Only these three are escaped; the ampersand last, so that nothing is unescaped twice."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.strip("\n").split("\n"))
