"""The text stage: a stream of texts in, for each its own words, its language and its mentions of topics out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from nlp.mention import Extraction, TextItem


class Extractor:
    """Reads texts in batches; what it finds depends only on the text and on ``fingerprint``.

    Parameters
    ----------
    languages
        Tags of the languages that texts are written in; the first is taken where nothing tells.
    """

    def __init__(self, *, languages: Sequence[str] = ("en", "fr")) -> None:
        self.languages = tuple(languages)
        self.fingerprint = "whole-text:" + ",".join(self.languages)

    def extract(self, items: Iterable[TextItem]) -> Iterator[tuple[str, Extraction]]:
        """What each text says, by text hash, in the order given."""
        for item in items:
            hint = item.language_hint
            language = hint if hint in self.languages else self.languages[0]
            yield item.text_hash, Extraction(language or "en", ((0, len(item.full_text)),), ())
