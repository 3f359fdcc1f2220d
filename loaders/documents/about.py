"""What is known about a document besides its text, from wherever it is said: the file itself or one beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from loaders.documents.dates import read_date
from loaders.documents.page import Fields
from loaders.languages import primary_language
from loaders.well_formed import well_formed

_AUTHORS = ("authors", "author", "auteurs", "auteur", "article_author", "dcterms_creator", "dc_creator")
_ACTS: Mapping[str, tuple[str, ...]] = {
    "reviewed": ("reviewers", "reviewer", "reviewed_by", "relecteurs", "relecteur"),
    "approved": ("approvers", "approver", "approved_by", "bdfl_delegate", "pep_delegate", "approbateurs"),
    "sponsored": ("sponsors", "sponsor"),
    "edited": ("contributors", "contributor", "editors", "editor", "last_modified_by", "contributeurs"),
}
"""What somebody did with a document, by the names of the fields that say so."""
_CREATED = ("created", "date", "creation_date", "published", "timestamp")
_CREATED_IN_A_PAGE = (
    "dcterms_created",
    "dcterms_date",
    "dc_date",
    "article_published_time",
    "date_published",
)
_EDITED = ("last_updated", "updated", "modified", "date_modified", "lastmod", "dcterms_modified")
_TITLES = ("title", "titre", "dcterms_title")
_TAGS = ("tags", "keywords", "topics", "topic", "mots_cles")
_LANGUAGES = ("lang", "language", "langue", "dcterms_language", "dc_language")
_BETWEEN_TAGS = re.compile(r"[,;|\n]")
_MOST = 200
"""Values of one field that are looked at."""


@dataclass(frozen=True, slots=True)
class About:
    """Authors and the like as they are written; what is not said is empty."""

    authors: tuple[str, ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    """Verb and who, as written."""
    title: str | None = None
    created_at: datetime | None = None
    edited_at: datetime | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    is_private: bool = False

    def completed_by(self, other: About) -> About:
        """This, and what the other says where this says nothing."""
        names = [field.name for field in fields(About)]
        return About(**{name: getattr(self, name) or getattr(other, name) for name in names})


def read_about(fields: Fields) -> About:
    """Sort fields, whatever a format calls them.

    Examples
    --------
    >>> read_about({"author": "Amina Benali", "reviewers": ["@luc"], "visibility": "private"})
    About(authors=('Amina Benali',), acts=(('reviewed', '@luc'),), title=None, created_at=None, edited_at=None, tags=(), language=None, is_private=True)
    """
    visibility = _first(fields, ("visibility", "visibilite"))
    return About(
        authors=_people(fields, _AUTHORS),
        acts=tuple((verb, who) for verb, names in _ACTS.items() for who in _people(fields, names)),
        title=_first(fields, _TITLES),
        created_at=read_date(_first(fields, _CREATED + _CREATED_IN_A_PAGE)),
        edited_at=read_date(_first(fields, _EDITED)),
        tags=tuple(dict.fromkeys(tag for value in _values(fields, _TAGS) for tag in _tags(value))),
        language=primary_language(_first(fields, _LANGUAGES)),
        is_private=visibility is not None and visibility.lower() != "public",
    )


def _people(fields: Fields, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_values(fields, names)))


def _first(fields: Fields, names: tuple[str, ...]) -> str | None:
    return next((" ".join(text.split()) for name in names for text in _texts(fields.get(name))), None)


def _values(fields: Fields, names: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of the first of these fields that has any."""
    return next((texts for name in names if (texts := tuple(_texts(fields.get(name))))), ())


def _texts(value: object) -> Iterator[str]:
    """The texts in a value: itself, its members, or what a member that is an object is called."""
    members = value[:_MOST] if isinstance(value, list) else [value]
    for member in members:
        if isinstance(member, dict):
            yield from _named(member)
        elif isinstance(member, str | int | float) and str(member).strip():
            yield well_formed(str(member)).strip()


def _named(member: Mapping[str, object]) -> Iterator[str]:
    """``{"name": …, "email": …}`` as one text."""
    name, email = member.get("name"), member.get("email")
    login = member.get("github") or member.get("login") or member.get("handle")
    if isinstance(name, str) and isinstance(email, str) and email:
        yield well_formed(f"{name} <{email}>")
    elif isinstance(name, str) and name.strip():
        yield well_formed(name.strip())
    elif isinstance(email, str) and email.strip():
        yield well_formed(email.strip())
    elif isinstance(login, str) and login.strip():
        yield well_formed(f"@{login.strip().removeprefix('@')}")


def _tags(value: str) -> list[str]:
    return [tag.strip() for tag in _BETWEEN_TAGS.split(value) if tag.strip()]
