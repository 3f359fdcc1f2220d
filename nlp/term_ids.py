"""Identifiers of key terms: made of the keys of their words, so that they are the same in every text and forever."""

from __future__ import annotations

from nlp.words import SEPARATOR, word_key, words_of

TERM = "term:"
"""What the identifiers of key terms begin with."""


def term_keys(surface: str) -> tuple[str, ...]:
    """The keys of a term's words, links left out; empty if it is broken by a mark.

    Examples
    --------
    >>> term_keys("Réseaux de neurones") == term_keys("réseau de neurone")
    True
    """
    words = words_of(surface)
    if SEPARATOR in words.hashes:
        return ()
    return tuple(word_key(match[1]) for match in words.matches)


def term_id(language: str, surface: str) -> str | None:
    """The identifier of a term, whichever of its inflections it is given by; ``None`` if it is no term.

    Examples
    --------
    >>> term_id("en", "Ring buffers")
    'term:en:ring-buffer'
    """
    keys = term_keys(surface)
    return f"{TERM}{language}:{'-'.join(keys)}" if keys else None
