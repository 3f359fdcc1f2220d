"""How often the language of a short text is told right: ``python -m tests.benchmarks.language_texts``.

The texts are labels of the shipped vocabulary that differ between the languages, and pieces of the invented posts of the
gold set. Beside our detector stands the character model alone, as the plain baseline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from nlp.languages import LanguageDetector
from nlp.taxonomy import LANGUAGES, shipped_taxonomy
from nlp.words import word_key

GOLD = Path(__file__).parents[1] / "nlp" / "gold"
Texts = list[tuple[str, str]]


def language_texts(lengths: Iterable[int]) -> dict[int, Texts]:
    """Texts of so many words, with the language of each, by length."""
    return {length: [*_labels(length), *_posts(length)] for length in lengths}


def _labels(length: int) -> Iterator[tuple[str, str]]:
    """Labels of so many words whose words are not all the same in the other language."""
    for topic in shipped_taxonomy():
        words = {language: topic.labels.get(language, "").split() for language in LANGUAGES}
        keys = {language: {word_key(word) for word in words[language]} for language in LANGUAGES}
        if topic.never or topic.kind in ("tool", "language") or keys["en"] & keys["fr"] - {""}:
            continue
        yield from (
            (" ".join(words[language]), language) for language in LANGUAGES if len(words[language]) == length
        )


def _posts(length: int) -> Iterator[tuple[str, str]]:
    """The posts one after another, cut after so many words."""
    for language in LANGUAGES:
        lines = (GOLD / f"posts_{language}.jsonl").read_text(encoding="utf-8").splitlines()
        words = [word for line in lines for word in json.loads(line)["text"].split()]
        for start in range(0, len(words) - length + 1, length):
            yield " ".join(words[start : start + length]), language


@click.command()
def main() -> None:
    """Print the share that is told right, by length."""
    detector = LanguageDetector(LANGUAGES)
    for length, texts in language_texts((2, 3, 4, 8, 12, 20)).items():
        ours = sum(detector.detect(text) == language for text, language in texts) / len(texts)
        plain = sum(detector._by_characters(text) == language for text, language in texts) / len(texts)
        click.echo(
            f"{length:2} words  {len(texts):5} texts  right {ours:.3f}  character model alone {plain:.3f}"
        )


if __name__ == "__main__":
    main()
