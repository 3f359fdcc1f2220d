"""``whoknows topics``: what people know about, and which topics a text mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from api.cli.options import configured, profile_option

if TYPE_CHECKING:
    from api.wiring import Wiring
    from nlp.mention import Extraction, RankedTopic


class SearchFirst(click.Group):
    """A group whose words are looked for among the topics unless they begin with a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in front where there is none."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["search", *args]
        return super().parse_args(ctx, args)


@click.group(cls=SearchFirst)
def topics() -> None:
    """Topics that people know about: `whoknows topics TEXT`."""


@topics.command()
@click.argument("text", required=False, default="")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many at most."
)
@click.option("--lang", default="en", show_default=True, help="Language of topic labels.")
@configured()
def search(text: str, limit: int, lang: str, *, wiring: Wiring, as_json: bool) -> None:
    """Topics whose label or alias begins with or holds TEXT, most people first."""
    from api import representations
    from api.access import COMMAND_LINE
    from api.cli.printing import print_json, print_table

    found = wiring.finder().search_topics(text, actor=COMMAND_LINE, limit=limit)
    if as_json:
        print_json(representations.topics(found, lang))
    else:
        print_table(
            ("topic", "people", "documents", "id"),
            ((hit.topic.label(lang), hit.n_people, hit.n_documents, hit.topic.topic_id) for hit in found),
        )


@topics.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to this file."
)
@click.option(
    "--media-type",
    help="How the text is marked up (default: as the file's name tells; HTML and mail are then read as when loaded).",
)
@click.option("--lang", default="en", show_default=True, help="Language of topic labels.")
@click.option(
    "--nearest",
    "n_nearest",
    type=click.IntRange(0, 1000),
    default=0,
    help="Also list so many topics, the nearest first: the profile `full` ranks all, any other what is named.",
)
@profile_option
@configured("profile")
def explain(
    file: Path,
    page: Path | None,
    media_type: str | None,
    lang: str,
    n_nearest: int,
    *,
    wiring: Wiring,
    as_json: bool,
) -> None:
    """Show which words of FILE are its author's own, and which topics they mention.

    FILE is read as text in UTF-8, `-` is standard input. What is set aside (quotations, signatures, code) is dim; topics
    of the vocabulary are green, key terms are blue.
    """
    from api.cli.explained_text import html_page, pieces, terminal_text
    from api.cli.printing import console, print_json
    from api.cli.progress import watched
    from api.cli.text_file import read_text

    if page and not page.parent.is_dir():
        raise click.UsageError(f"found no folder {page.parent} for {page.name}, expected one; make it first")
    text, media_type = read_text(file, media_type)
    with watched("preparing the vocabulary") as progress:
        wiring.extractor().prepare(progress)
    extraction = _extraction(wiring, text, media_type)
    nearest = list(islice(wiring.extractor().ranked(text, extraction), n_nearest))
    if as_json:
        print_json(_represented(extraction, nearest))
        return
    taxonomy = wiring.extractor().taxonomy
    labels = {
        mention.topic_id: taxonomy[mention.topic_id].labels.get(lang, mention.topic_id)
        if mention.topic_id in taxonomy
        else "key term"
        for mention in extraction.mentions
    }
    shown = pieces(text, extraction, labels)
    if page:
        page.write_text(html_page(file.name, shown, extraction, labels), encoding="utf-8")
        click.echo(f"{len(extraction.mentions)} mentions are marked in {page}")
        return
    console().print(terminal_text(shown))
    _print_mentions(extraction, labels)
    if nearest:
        _print_nearest(nearest, {topic.topic_id: topic.labels for topic in taxonomy}, lang)


def _extraction(wiring: Wiring, text: str, media_type: str) -> Extraction:
    from loaders.document import MediaType
    from nlp.mention import TextItem

    if media_type not in get_args(MediaType):
        raise click.UsageError(
            f"found the media type {media_type!r}, expected one of {', '.join(get_args(MediaType))}"
        )
    ((_, extraction),) = wiring.extractor().extract([TextItem("file", text, media_type)])
    return extraction


def _print_mentions(extraction: Extraction, labels: dict[str, str]) -> None:
    from api.cli.printing import print_table

    print_table(
        ("words", "topic", "id", "place", "found as", "confidence"),
        [
            (m.surface, labels[m.topic_id], m.topic_id, f"{m.start}–{m.end}", m.method, m.confidence)
            for m in extraction.mentions
        ],
    )


def _print_nearest(
    nearest: Iterable[RankedTopic], labels: Mapping[str, Mapping[str, str]], lang: str
) -> None:
    from api.cli.printing import print_table

    print_table(
        ("nearest topic", "id", "score"),
        [(labels[one.topic_id].get(lang, one.topic_id), one.topic_id, f"{one.score:.2f}") for one in nearest],
    )


def _represented(extraction: Extraction, nearest: Iterable[RankedTopic]) -> dict[str, Any]:
    return {
        "language": extraction.language,
        "act": extraction.act,
        "own_words": [list(span) for span in extraction.kept],
        "mentions": [
            {
                "topic_id": m.topic_id,
                "surface": m.surface,
                "start": m.start,
                "end": m.end,
                "method": m.method,
                "confidence": m.confidence,
            }
            for m in extraction.mentions
        ],
        "nearest": [{"topic_id": one.topic_id, "score": one.score} for one in nearest],
    }
