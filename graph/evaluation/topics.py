"""How well topics are found in texts that people have judged, beside a plain dictionary.

Micro-averaged precision, recall and F1 of the set of topics of each text, and R-precision at five of their ranking, with
bootstrap intervals over texts. The dictionary looks every name up as it is written, whole words and any case, and counts
whatever it finds: what a text stage must beat.

References
----------
.. [1] Decorte, Van Hautte, Deleu, Develder, Demeester, "Design of Negative Sampling Strategies for Distantly Supervised
   Skill Extraction", RecSys in HR 2022 (R-precision at five). https://arxiv.org/abs/2209.05987
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import EvaluationError
from graph.evaluation.significance import bootstrap_interval
from nlp.taxonomy import TaxonomyTopic

N_RESAMPLES = 10_000
TOP = 5
"""Places of a ranking that count."""
MEDIA_TYPES: Mapping[str, str] = {"mail": "message/rfc822", "wiki": "text/markdown"}
"""Of the registers that a judged text may name; any other is plain text."""
ESCO = "http://data.europa.eu/esco/"

Names = Callable[[str], tuple[str, ...]]
"""Finds distinct topics in a text, by place."""


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text with the topics that people see in it."""

    text_id: str
    text: str
    media_type: str
    topics: frozenset[str]
    """Topic ids, or addresses of concepts (``http…``)."""


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """How well topics were found."""

    n_texts: int
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]
    """Of F1, at 95 %."""


@dataclass(frozen=True, slots=True)
class RankingFigures:
    """How well topics were ranked."""

    n_texts: int
    """Texts for which a topic is judged; all others say nothing of a ranking."""
    r_precision: float
    """Mean R-precision at :data:`TOP`."""
    interval: tuple[float, float]
    """Of it, at 95 %."""


def read_judged_texts(path: Path) -> list[JudgedText]:
    """Judged texts from JSON Lines: ``text`` and ``topics`` (ids), or ``skills`` with an ``esco_id`` each.

    Raises
    ------
    EvaluationError
        If a line is none.
    """
    judged = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                judged.append(_judged(json.loads(line), number))
            except (ValueError, KeyError, TypeError) as error:
                raise EvaluationError(
                    f'{path}:{number}: found no judged text ({error}), expected {{"text": …, "topics": [id, …]}}'
                ) from error
    return judged


def _judged(row: Mapping[str, Any], number: int) -> JudgedText:
    topics = row["topics"] if "topics" in row else [ESCO + skill["esco_id"] for skill in row["skills"]]
    media_type = MEDIA_TYPES.get(row.get("register", ""), "text/plain")
    return JudgedText(str(row.get("id", number)), row["text"], media_type, frozenset(topics))


def topic_figures(found: Sequence[frozenset[str]], judged: Sequence[frozenset[str]]) -> TopicFigures:
    """Micro precision, recall and F1 over texts; all 0 where nothing was found or judged.

    Examples
    --------
    >>> figures = topic_figures([frozenset("ab"), frozenset("c")], [frozenset("a"), frozenset("cd")])
    >>> round(figures.precision, 3), round(figures.recall, 3), round(figures.f1, 3)
    (0.667, 0.667, 0.667)
    """
    counts = _counts(found, judged)
    right, n_found, n_judged = (
        (float(value) for value in counts.sum(axis=0)) if len(counts) else (0.0, 0.0, 0.0)
    )
    return TopicFigures(
        n_texts=len(counts),
        precision=right / n_found if n_found else 0.0,
        recall=right / n_judged if n_judged else 0.0,
        f1=float(_f1(counts.sum(axis=0))) if len(counts) else 0.0,
        interval=_interval(_resampled(counts)) if len(counts) else (0.0, 0.0),
    )


def f1_difference(
    first: Sequence[frozenset[str]], second: Sequence[frozenset[str]], judged: Sequence[frozenset[str]]
) -> tuple[float, tuple[float, float]]:
    """How much better F1 the first found than the second, and the 95 % interval, drawing the same texts for both."""
    one, other = _counts(first, judged), _counts(second, judged)
    if not len(one):
        return 0.0, (0.0, 0.0)
    difference = float(_f1(one.sum(axis=0)) - _f1(other.sum(axis=0)))
    return difference, _interval(_resampled(one) - _resampled(other))


def r_precision_at(ranked: Sequence[str], judged: frozenset[str], k: int = TOP) -> float:
    """How many of the first ``k`` are judged, of as many as could be: ``hits / min(k, |judged|)``.

    Parameters
    ----------
    ranked
        Distinct topics, the best first.
    judged
        Topics that people see; at least one.

    Examples
    --------
    >>> r_precision_at(["a", "b", "c"], frozenset("cd"), k=3)
    0.5
    """
    return len(judged.intersection(ranked[:k])) / min(k, len(judged))


def ranking_figures(
    ranked: Sequence[Sequence[str]], judged: Sequence[frozenset[str]], *, k: int = TOP
) -> RankingFigures:
    """Mean R-precision at ``k`` over the texts for which a topic is judged; 0 without any."""
    values = np.array(
        [r_precision_at(one, other, k) for one, other in zip(ranked, judged, strict=True) if other]
    )
    mean = float(values.mean()) if len(values) else 0.0
    return RankingFigures(len(values), mean, bootstrap_interval(values))


def plain_dictionary(topics: Iterable[TaxonomyTopic]) -> Names:
    """A finder that takes every name of every topic wherever it stands as whole words, in any case."""
    owners: dict[str, set[str]] = {}
    for topic in topics:
        if not topic.never:
            for name, _ in topic.names():
                owners.setdefault(name.lower(), set()).add(topic.topic_id)
    lengths: dict[str, set[int]] = {}
    for name in owners:
        lengths.setdefault(name[0], set()).add(len(name))
    longest_first = {letter: sorted(found, reverse=True) for letter, found in lengths.items()}

    def look_up(text: str) -> tuple[str, ...]:
        lower = text.lower()
        found: dict[str, None] = {}
        end = 0
        for start, letter in enumerate(lower):
            if start < end or _is_word(lower[start - 1 : start]):
                continue
            for length in longest_first.get(letter, ()):
                name = lower[start : start + length]
                if name in owners and not _is_word(lower[start + length : start + length + 1]):
                    found |= dict.fromkeys(sorted(owners[name]))
                    end = start + length
                    break
        return tuple(found)

    return look_up


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _counts(found: Sequence[frozenset[str]], judged: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """shape (texts, 3): right, found and judged topics of each text."""
    rows = [(len(one & other), len(one), len(other)) for one, other in zip(found, judged, strict=True)]
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _f1(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """``2 right / (found + judged)``."""
    both = counts[..., 1] + counts[..., 2]
    return np.divide(2 * counts[..., 0], both, out=np.zeros_like(both), where=both > 0)


def _resampled(counts: NDArray[np.float64], *, seed: int = 0) -> NDArray[np.float64]:
    """F1 of texts drawn again and again with replacement; the same draws for the same number of texts."""
    weights = np.random.default_rng(seed).multinomial(
        len(counts), np.full(len(counts), 1 / len(counts)), size=N_RESAMPLES
    )
    return _f1(weights @ counts)


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
