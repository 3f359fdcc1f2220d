"""What the text stage costs: ``python -m tests.benchmarks.text_stage FOLDER [--every N] [--profile full] [--json]``.

CPU seconds of each part on the documents of an evidence folder, beside the bare language model: ``pipe`` with the
components that give the part of speech (as the model comes, with its attribute ruler), which is what any text stage with
this model pays. The whole is measured on its own, not added up.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import click
import spacy

from nlp.clean_text import clean_text
from nlp.components.dialogue_acts import dialogue_act
from nlp.extraction import Extractor
from nlp.languages import LanguageDetector
from nlp.mention import TextItem
from nlp.pipeline import build_pipeline, model_name
from nlp.topic_matching import match_topics
from tests.benchmarks.names_as_topics import evidence_items

WITHOUT = ["parser", "ner", "lemmatizer", "senter"]


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--cache", type=click.Path(path_type=Path), help="Folder of the compiled vocabulary.")
@click.option("--every", default=1, show_default=True, help="Read each so many documents only.")
@click.option("--profile", type=click.Choice(["standard", "full"]), default="standard", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(
    folder: Path, cache: Path | None, every: int, profile: Literal["standard", "full"], as_json: bool
) -> None:
    """Print CPU seconds of each part, and peak memory."""
    items = list(evidence_items(folder))[::every]
    extractor = Extractor(cache=cache, profile=profile)
    extractor.prepare()
    figures = {"folder": folder.name, "texts": len(items), **measured(items, extractor)}
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    click.echo(
        json.dumps(figures) if as_json else "\n".join(f"{key}: {value}" for key, value in figures.items())
    )


def measured(items: Sequence[TextItem], extractor: Extractor) -> dict[str, Any]:
    """Seconds by part."""
    index = extractor.vocabulary.index
    language = items[0].language_hint or "en"
    list(extractor.extract(items[:2]))
    detector = LanguageDetector(("en", "fr"))
    cleaned = [clean_text(item.full_text, item.media_type).readable for item in items]
    model = spacy.load(model_name(language), exclude=WITHOUT)
    lean = build_pipeline(language)
    lean.remove_pipe("whoknows_key_terms")
    figures: dict[str, Any] = {
        "words": sum(len(text.split()) for text in cleaned),
        "clean": seconds(lambda: [clean_text(item.full_text, item.media_type) for item in items]),
        "language": seconds(lambda: [detector.parts(text, language) for text in cleaned]),
        "acts": seconds(lambda: [dialogue_act(text, language) for text in cleaned]),
        "match": seconds(lambda: [match_topics(text, index, language=language) for text in cleaned]),
        "bare_pipe": seconds(
            lambda: sum(1 for _ in model.pipe((text[:8000] for text in cleaned), batch_size=64))
        ),
        "bare_pipe_without_ruler": seconds(
            lambda: sum(1 for _ in lean.pipe((text[:8000] for text in cleaned), batch_size=64))
        ),
        "text_stage": seconds(lambda: sum(1 for _ in extractor.extract(items))),
    }
    figures["text_stage_to_bare_pipe"] = round(figures["text_stage"] / figures["bare_pipe"], 3)
    return figures


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    before = time.process_time()
    work()
    return round(time.process_time() - before, 3)


if __name__ == "__main__":
    main()
