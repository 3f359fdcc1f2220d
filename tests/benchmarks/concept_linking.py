"""What a cosine is worth, and what linking costs: ``python -m tests.benchmarks.concept_linking HOME [--json]``.

The vocabulary's own aliases are phrases whose topic is known: for each the nearest preferred label is looked up, and the
share that is right is told by cosine, in each language and across languages (French labels beside the English ones).
Calibrations and thresholds of :mod:`nlp.embedders` come from here.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import numpy as np

from nlp.embedding import Vectors, open_embedder
from nlp.label_vectors import label_vectors
from nlp.taxonomy import Taxonomy
from nlp.vocabulary import Vocabulary, load_vocabulary

MOST = 4_000
"""Aliases of a language that are tried."""
EDGES = (-1.0, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.01)
TOGETHER = 500

Phrases = Sequence[tuple[int, str]]
"""Index of the topic, and the phrase."""


@click.command()
@click.argument("home", type=click.Path(exists=True, path_type=Path))
@click.option("--embedder", default="use", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(home: Path, embedder: str, as_json: bool) -> None:
    """Print how often the nearest label is right, by cosine, and milliseconds a phrase."""
    vocabulary = load_vocabulary(home / "vocabulary", cache=home / "cache")
    figures = measured(vocabulary, embedder, home / "cache")
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, shares in figures.pop("right").items():
        click.echo(f"{name}: " + ", ".join(f"{cosines} {share}" for cosines, share in shares.items()))
    click.echo("\n".join(f"{key}: {value}" for key, value in figures.items()))


def measured(vocabulary: Vocabulary, name: str, cache: Path) -> dict[str, Any]:
    """Shares by phrases and cosine, costs, and the peak of memory."""
    embedder = open_embedder(name)
    before = _megabytes()
    embedder.encode(["warm"])
    model_mb = _megabytes() - before
    labels = label_vectors(vocabulary, embedder, cache=cache)
    english = [(topic, text) for topic, text in _names(vocabulary.taxonomy, "en", labels=True)]
    right: dict[str, dict[str, str]] = {}
    for language in ("en", "fr"):
        phrases = _some(_names(vocabulary.taxonomy, language, labels=False))
        vectors = embedder.encode([text for _, text in phrases])
        right[f"aliases {language}"] = _shares(phrases, vectors, labels.topics, labels.vectors)
    french = _some(_names(vocabulary.taxonomy, "fr", labels=True))
    right["labels fr, among those in en"] = _shares(
        french,
        embedder.encode([text for _, text in french]),
        np.array([topic for topic, _ in english], dtype=np.int32),
        embedder.encode([text for _, text in english]),
    )
    return {
        "right": right,
        "labels": len(labels.topics),
        "file_mb": round(labels.vectors.nbytes / 1e6),
        "model_mb": round(model_mb),
        **_costs([text for _, text in french], embedder.encode, labels.vectors),
    }


def _names(taxonomy: Taxonomy, language: str, *, labels: bool) -> Phrases:
    topics = [(place, topic) for place, topic in enumerate(taxonomy) if not topic.never]
    if labels:
        return [(place, topic.labels[language]) for place, topic in topics if language in topic.labels]
    return [
        (place, alias)
        for place, topic in topics
        for alias in topic.aliases.get(language, ())
        if "…" not in alias
    ]


def _some(phrases: Phrases) -> Phrases:
    chosen = np.random.default_rng(0).permutation(len(phrases))[:MOST]
    return [phrases[place] for place in chosen]


def _shares(phrases: Phrases, vectors: Vectors, topics: Any, labels: Vectors) -> dict[str, str]:
    """By range of cosines: how many phrases have so near a label, and the share for which it is the right one."""
    cosines, found = [], []
    for first in range(0, len(vectors), TOGETHER):
        block = vectors[first : first + TOGETHER] @ labels.T
        cosines.append(block.max(axis=1))
        found.append(topics[block.argmax(axis=1)])
    cosine = np.concatenate(cosines)
    is_right = np.concatenate(found) == np.array([topic for topic, _ in phrases])
    shares = {"all": f"{is_right.mean():.3f} of {len(is_right)}"}
    for low, high in pairwise(EDGES):
        inside = (cosine >= low) & (cosine < high)
        if inside.any():
            shares[f"{max(low, 0):.2f}-{min(high, 1):.2f}"] = (
                f"{is_right[inside].mean():.3f} of {inside.sum()}"
            )
    return shares


def _costs(texts: Sequence[str], encode: Any, labels: Vectors) -> dict[str, float]:
    before = time.process_time()
    vectors = encode(texts)
    encoded = time.process_time()
    for first in range(0, len(vectors), TOGETHER):
        (vectors[first : first + TOGETHER] @ labels.T).argmax(axis=1)
    compared = time.process_time()
    one = [encode([text]) for text in texts[:200]]
    return {
        "encode_ms": round((encoded - before) * 1000 / len(texts), 2),
        "compare_ms": round((compared - encoded) * 1000 / len(texts), 2),
        "encode_one_alone_ms": round((time.process_time() - compared) * 1000 / len(one), 2),
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
