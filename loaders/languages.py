"""Language tags as sources write them."""

from __future__ import annotations

_NO_LANGUAGE = frozenset({"", "mul", "und", "zxx"})


def primary_language(tag: str | None) -> str | None:
    """The primary part of a BCP 47 tag or a locale; ``None`` if it names no language.

    Examples
    --------
    >>> primary_language("fr-CA"), primary_language("en_US.UTF-8"), primary_language("und")
    ('fr', 'en', None)
    """
    primary = (tag or "").strip().replace("_", "-").split("-")[0].lower()
    return primary if primary.isalpha() and primary not in _NO_LANGUAGE else None
