"""``whoknows evaluate topics``: how well topics are found in judged texts, beside a plain dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from api.wiring import Wiring
    from graph.evaluation.topics import JudgedText, TopicFigures
    from nlp.extraction import Extractor


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--profile", type=click.Choice(["light", "standard"]), help="How texts are read (see the settings)."
)
@configured("profile")
def topics(files: tuple[Path, ...], *, wiring: Wiring, as_json: bool) -> None:
    """Find topics in judged texts, and compare.

    FILES are JSON Lines of {"text": …, "topics": [id, …]}, or with "skills": [{"esco_id": …}, …] for a vocabulary into
    which ESCO was imported. Topics are those of the home's vocabulary; key terms are left out.

    \b
    Example:
      whoknows evaluate topics posts_fr.jsonl posts_en.jsonl
    """
    from api.cli.printing import print_json, print_table

    extractor = wiring.extractor()
    measured = {path.name: _measure(extractor, path) for path in files}
    if as_json:
        print_json({"files": measured})
        return
    print_table(
        ("file", "finder", "texts", "precision", "recall", "F1", "95 % interval"),
        [
            (
                name,
                finder,
                each["texts"],
                each["precision"],
                each["recall"],
                each["f1"],
                _range(each["interval"]),
            )
            for name, figures in measured.items()
            for finder, each in figures["finders"].items()
        ],
    )
    for name, figures in measured.items():
        better = figures["better_by"]
        click.echo(f"{name}: F1 better by {better['f1']:.3f} ({_range(better['interval'])})")


def _measure(extractor: Extractor, path: Path) -> dict[str, Any]:
    from graph.evaluation.topics import f1_difference, plain_dictionary, read_judged_texts, topic_figures

    texts = read_judged_texts(path)
    judged = [each.topics for each in texts]
    names = (
        _addresses(extractor) if any(topic.startswith("http") for each in judged for topic in each) else None
    )
    look_up = plain_dictionary(extractor.taxonomy)
    ours = [_as_judged(found, names) for found in _found(extractor, texts)]
    plain = [_as_judged(look_up(each.text), names) for each in texts]
    difference, interval = f1_difference(ours, plain, judged)
    return {
        "finders": {
            "text stage": _figures(topic_figures(ours, judged)),
            "plain dictionary": _figures(topic_figures(plain, judged)),
        },
        "better_by": {"f1": round(difference, 4), "interval": [round(value, 4) for value in interval]},
    }


def _found(extractor: Extractor, texts: Sequence[JudgedText]) -> list[frozenset[str]]:
    from nlp.mention import TextItem
    from nlp.term_ids import TERM

    items = [TextItem(str(place), each.text, each.media_type) for place, each in enumerate(texts)]
    return [
        frozenset(m.topic_id for m in extraction.mentions if not m.topic_id.startswith(TERM))
        for _, extraction in extractor.extract(items)
    ]


def _addresses(extractor: Extractor) -> Mapping[str, tuple[str, ...]]:
    return {topic.topic_id: topic.uris for topic in extractor.taxonomy}


def _as_judged(found: Iterable[str], addresses: Mapping[str, tuple[str, ...]] | None) -> frozenset[str]:
    """Topics by what the judgements name them: their ids, or their addresses."""
    if addresses is None:
        return frozenset(found)
    return frozenset(uri for topic in found for uri in addresses.get(topic, ()))


def _figures(figures: TopicFigures) -> dict[str, Any]:
    return {
        "texts": figures.n_texts,
        "precision": round(figures.precision, 4),
        "recall": round(figures.recall, 4),
        "f1": round(figures.f1, 4),
        "interval": [round(value, 4) for value in figures.interval],
    }


def _range(interval: Sequence[float]) -> str:
    return f"{interval[0]:.3f} to {interval[1]:.3f}"
