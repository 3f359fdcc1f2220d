"""The words of a general dictionary: a single noun that is none of them is jargon, and may name a subject by itself."""

from __future__ import annotations

from functools import cache, cached_property

from nlp.words import folded


class OrdinaryWords:
    """Lower-case words of a language with their inflections, from spaCy's lookup tables.

    Examples
    --------
    >>> words = OrdinaryWords("en")
    >>> "queues" in words, "mempool" in words
    (True, False)
    """

    def __init__(self, language: str) -> None:
        from spacy.lookups import load_lookups

        lookups = load_lookups(language, ["lemma_lookup", "lemma_index"])
        self._inflected = lookups.get_table("lemma_lookup")
        self._lemmas = frozenset(
            word for words in lookups.get_table("lemma_index").values() for word in words
        )

    @cached_property
    def folded(self) -> frozenset[str]:
        """The lemmas without accents."""
        return frozenset(folded(word) for word in self._lemmas)

    def __contains__(self, word: str) -> bool:
        return word in self._lemmas or word in self._inflected


@cache
def ordinary_words(language: str) -> OrdinaryWords:
    """The words of a language, read once in a process."""
    return OrdinaryWords(language)
