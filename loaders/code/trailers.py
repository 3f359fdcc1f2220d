"""What a commit's message says of people: ``Reviewed-by: Name <mail>`` and its kin, taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from loaders.code.commit import Identity

CO_AUTHOR_KEYS = frozenset({"co-authored-by", "co-developed-by"})
VERBS_BY_KEY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "signed-off-by": ("signed_off",),
        "reviewed-by": ("reviewed",),
        "acked-by": ("acked",),
        "approved-by": ("approved",),
        "merged-by": ("merged",),
        "tested-by": ("tested",),
        "reported-by": ("reported",),
        "suggested-by": ("suggested",),
        "requested-by": ("suggested",),
        "helped-by": ("suggested",),
        "reviewed-and-tested-by": ("reviewed", "tested"),
        "tested-and-reviewed-by": ("reviewed", "tested"),
        "acked-and-tested-by": ("acked", "tested"),
        "reported-and-tested-by": ("reported", "tested"),
        "reported-and-suggested-by": ("reported", "suggested"),
    }
)
"""What somebody did with a commit, by the trailer that names them."""
_THINGS = frozenset(
    [
        "bug",
        "bugzilla",
        "cc",
        "change-id",
        "closes",
        "fixes",
        "jira",
        "link",
        "message-id",
        "pr-url",
        "ref",
        "refs",
        "related",
        "resolves",
        "reviewed-on",
        "see-also",
        "ticket",
        "upstream-commit",
    ]
)
"""Trailers that name things or merely inform people."""
_LONGEST_TRAILER = 500
"""Characters of a trailer that are looked at: a line of many thousands names nobody."""
_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:[ \t]*(.*)")
_ALSO_IN_TRAILERS = re.compile(r"\(cherry picked from commit [0-9a-f]+\)|git-svn-id:.*|\[[^\]]*\]|[ \t]+\S.*")
_FOLDED = re.compile(r"\n[ \t]+(?=<)")
"""Where a trailer's address went to the next line."""
_IDENTITY = re.compile(r"[\s,;\"']*([^<>]*?)[\s\"']*<([^<>\s]*@[^<>\s]*)>")
_BARE_ADDRESS = re.compile(r"[^<>\s@]+@[^<>\s@]+")


@dataclass(frozen=True, slots=True)
class Message:
    """A commit's body without its trailers, and who they say did what."""

    text: str
    co_authors: tuple[Identity, ...] = ()
    acts: tuple[tuple[str, Identity], ...] = ()
    """Verb and who, each pair once."""
    n_without_address: int = 0
    """Trailers about people that give no address: whom they mean is not certain."""


def read_message(body: str) -> Message:
    """Read a commit's body; nothing in it is an error.

    Lines about people count wherever they stand, for squashed commits have them in the middle. At the end, whole
    paragraphs of trailers are taken out.

    Examples
    --------
    >>> message = read_message("Use it.\\n\\nFixes: 12ab\\nReviewed-by: Luc Petit <luc@example.org>")
    >>> message.text, message.acts
    ('Use it.', (('reviewed', Identity(name='Luc Petit', email='luc@example.org')),))
    """
    co_authors: dict[Identity, None] = {}
    acts: dict[tuple[str, Identity], None] = {}
    n_without_address = 0
    for key, value in _about_people(body):
        identities = _identities(value)
        n_without_address += not identities
        for identity in identities:
            if key in CO_AUTHOR_KEYS:
                co_authors[identity] = None
            acts.update(((verb, identity), None) for verb in VERBS_BY_KEY.get(key, ()))
    return Message(_own_words(body), tuple(co_authors), tuple(acts), n_without_address)


def _about_people(body: str) -> Iterator[tuple[str, str]]:
    for line in _FOLDED.sub(" ", body).split("\n"):
        trailer = _TRAILER.match(line)
        if trailer and _is_about_people(trailer.group(1)):
            yield trailer.group(1).lower(), trailer.group(2)


def _is_about_people(key: str) -> bool:
    return key.lower() in CO_AUTHOR_KEYS or key.lower() in VERBS_BY_KEY


def _identities(value: str) -> list[Identity]:
    value = value[:_LONGEST_TRAILER]
    found = [Identity(match.group(1), match.group(2)) for match in _IDENTITY.finditer(value)]
    if not found and (bare := _BARE_ADDRESS.fullmatch(value.strip())):
        found = [Identity("", bare.group())]
    return found


def _own_words(body: str) -> str:
    paragraphs = re.split(r"\n[ \t]*\n", body.strip("\n"))
    while paragraphs and _is_trailers(paragraphs[-1]):
        paragraphs.pop()
    lines = "\n\n".join(paragraphs).split("\n")
    kept = [line.rstrip() for line in lines if not _names_a_person(line)]
    return "\n".join(kept).strip("\n")


def _is_trailers(paragraph: str) -> bool:
    """Whether a paragraph is nothing but trailers, with one at least."""
    lines = [line for line in paragraph.split("\n") if line.strip()]
    return all(_is_trailer(line) or _ALSO_IN_TRAILERS.fullmatch(line) for line in lines) and any(
        _is_trailer(line) for line in lines
    )


def _is_trailer(line: str) -> bool:
    trailer = _TRAILER.fullmatch(line)
    if trailer is None:
        return False
    key = trailer.group(1).lower()
    return key in _THINGS or key.endswith("-by")


def _names_a_person(line: str) -> bool:
    trailer = _TRAILER.fullmatch(line)
    return bool(trailer and _is_about_people(trailer.group(1)) and _identities(trailer.group(2)))
