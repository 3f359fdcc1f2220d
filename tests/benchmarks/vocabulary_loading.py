"""What topic lists cost: ``python -m tests.benchmarks.vocabulary_loading [KIND:PATH …] [--json]``.

CPU seconds to import the named lists, to compile them with the shipped one, which a home does once, and to map what is
compiled, which every process does. Without a list: the shipped one alone.
"""

from __future__ import annotations

import json
import resource
import tempfile
from pathlib import Path
from typing import Any

import click

from nlp.importing.formats import import_topics
from nlp.vocabulary import load_vocabulary
from tests.benchmarks.text_stage import seconds


@click.command()
@click.argument("lists", nargs=-1, metavar="[KIND:PATH]…")
@click.option("--json", "as_json", is_flag=True)
def main(lists: tuple[str, ...], as_json: bool) -> None:
    """Print topics, names, CPU seconds and peak memory."""
    with tempfile.TemporaryDirectory(prefix="whoknows-vocabulary-") as home:
        figures = measured(Path(home), lists)
    click.echo(
        json.dumps(figures) if as_json else "\n".join(f"{key}: {value}" for key, value in figures.items())
    )


def measured(home: Path, lists: tuple[str, ...]) -> dict[str, Any]:
    """Figures of lists imported into an empty home."""
    folder, cache = home / "vocabulary", home / "cache"
    imported = [one.partition(":") for one in lists]
    figures: dict[str, Any] = {
        "import_s": seconds(lambda: [import_topics(kind, Path(path), folder) for kind, _, path in imported]),
        "compile_s": seconds(lambda: load_vocabulary(folder, cache=cache)),
        "map_s": seconds(lambda: load_vocabulary(folder, cache=cache)),
        "map_with_all_topics_s": seconds(lambda: load_vocabulary(folder, cache=cache).taxonomy),
    }
    vocabulary = load_vocabulary(folder, cache=cache)
    figures["topics"] = len(vocabulary.taxonomy)
    figures["names"] = sum(1 for topic in vocabulary.taxonomy for _ in topic.names())
    figures["file_mb"] = round(sum(path.stat().st_size for path in cache.iterdir()) / 1e6, 1)
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


if __name__ == "__main__":
    main()
