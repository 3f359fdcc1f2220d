"""How often a person's name is taken for a topic: ``python -m tests.benchmarks.names_as_topics FOLDER …``.

A mention counts as a name if it equals a full name of the folder's people, or a surname that no topic list has. Beside
the text stage stands a plain one: every run of capitalized words that the tagger calls a proper noun.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from nlp.clean_text import clean_text
from nlp.extraction import Extractor
from nlp.mention import TextItem
from nlp.pipeline import build_pipeline
from nlp.taxonomy import shipped_taxonomy
from nlp.words import folded


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--cache", type=click.Path(path_type=Path), help="Folder of the compiled vocabulary.")
@click.option("--every", default=1, show_default=True, help="Read each so many documents only.")
@click.option("--json", "as_json", is_flag=True)
def main(folders: tuple[Path, ...], cache: Path | None, every: int, as_json: bool) -> None:
    """Print the share of mentions that are people's names, by folder."""
    extractor = Extractor(cache=cache)
    for folder in folders:
        names = people_names(folder)
        items = list(evidence_items(folder))[::every]
        ours = Counter(m.surface for _, found in extractor.extract(items) for m in found.mentions)
        figures = {"folder": folder.name, "documents": len(items), **_share(ours, names, "mentions")}
        figures |= _share(Counter(_proper_nouns(items)), names, "plain")
        worst = [surface for surface, _ in ours.most_common() if folded(surface) in names][:10]
        click.echo(
            json.dumps(figures | {"examples": worst}, ensure_ascii=False)
            if as_json
            else _line(figures, worst)
        )


def people_names(folder: Path) -> frozenset[str]:
    """Full names, folded, and surnames that are no name of a topic."""
    topics = {folded(name) for topic in shipped_taxonomy() for name, _ in topic.names()}
    lines = (folder / "people.jsonl").read_text(encoding="utf-8").splitlines()
    full = {folded(name) for line in lines if " " in (name := (json.loads(line).get("name") or "").strip())}
    surnames = {name.split()[-1] for name in full}
    return frozenset(full | {name for name in surnames - topics if len(name) > 2})


def evidence_items(folder: Path) -> Iterator[TextItem]:
    """The documents of an evidence folder as the text stage reads them."""
    with gzip.open(folder / "documents.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"]
            yield TextItem(row["id"], text, "text/plain", row.get("lang"))


def _proper_nouns(items: Iterable[TextItem]) -> Iterator[str]:
    """What a tagger alone would take: runs of capitalized proper nouns."""
    language = next(iter(items)).language_hint or "en"
    pipeline = build_pipeline(language)
    texts = (clean_text(item.full_text).readable[:8000] for item in items)
    for doc in pipeline.pipe(texts, batch_size=64):
        run: list[str] = []
        for token in (*doc, None):
            if (
                token is not None
                and (token.tag_ in ("NNP", "NNPS") or token.pos_ == "PROPN")
                and token.is_title
            ):
                run.append(token.text)
            elif run:
                yield " ".join(run)
                run = []


def _share(surfaces: Counter[str], names: frozenset[str], label: str) -> dict[str, float]:
    n_names = sum(count for surface, count in surfaces.items() if folded(surface) in names)
    return {
        label: surfaces.total(),
        f"{label}_that_are_names": n_names,
        f"{label}_share": round(n_names / max(1, surfaces.total()), 5),
    }


def _line(figures: dict[str, object], worst: list[str]) -> str:
    return ", ".join(f"{key} {value}" for key, value in figures.items()) + (
        f"; as {', '.join(worst)}" if worst else ""
    )


if __name__ == "__main__":
    main()
