"""Words of working life that are no topics, in English and in French, by what they mean.

``everyday_words.csv`` has a meaning a line: words of one language that are said for those of the other. A word that means
several things ("droit", "light") stands on several lines. Written by hand; some lines were mended while looking at the demonstration's questions.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def everyday_words() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """The words of each meaning, by language.

    Examples
    --------
    >>> next(words for words in everyday_words() if "slow" in words["en"])["fr"]
    ('lent', 'lentement', 'lenteur', 'ralentir', 'ralentissement')
    """
    lines = (files("nlp") / "everyday_words.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        {language: tuple(words.split()) for language, words in row.items()} for row in csv.DictReader(lines)
    )
