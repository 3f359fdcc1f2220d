"""``whoknows evaluate topics``: how well topics are found in judged texts, beside a plain dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured, profile_option

if TYPE_CHECKING:
    from api.wiring import Wiring
    from graph.evaluation.topics import JudgedText, Names
    from nlp.extraction import Extractor
    from nlp.mention import Extraction


STAGE, UNLINKED, PLAIN = "text stage", "without embeddings", "plain dictionary"


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@profile_option
@configured("profile")
def topics(files: tuple[Path, ...], *, wiring: Wiring, as_json: bool) -> None:
    """Find topics in judged texts, and compare.

    FILES are JSON Lines of {"text": …, "topics": [id, …]}, or with "skills": [{"esco_id": …}, …] for a vocabulary into
    which ESCO was imported. Topics are those of the home's vocabulary; key terms are left out. RP@5 is R-precision at
    five: how many of a text's first five topics are judged, of as many as could be.

    \b
    Example:
      whoknows evaluate topics posts_fr.jsonl posts_en.jsonl
    """
    from api.cli.printing import print_json
    from api.cli.progress import watched
    from graph.evaluation.topics import plain_dictionary

    extractor = wiring.extractor()
    with watched("preparing the vocabulary") as progress:
        extractor.prepare(progress)
    look_up = plain_dictionary(extractor.taxonomy)
    judged = {name: _judge(extractor, look_up, path) for name, path in _told_apart(files).items()}
    measured = {"files": {name: each.measured() for name, each in judged.items()}}
    if len(files) > 1:
        measured["together"] = _together(judged.values()).measured()
    if as_json:
        print_json(measured)
    else:
        _print(measured["files"] | ({"together": measured["together"]} if len(files) > 1 else {}))


def _told_apart(files: Sequence[Path]) -> dict[str, Path]:
    """Files by their name, or by their path where names are the same."""
    names = [path.name for path in files]
    return {
        name if names.count(name) == 1 else str(path): path for name, path in zip(names, files, strict=True)
    }


@dataclass(slots=True)
class _Judged:
    """What people see in texts, and what each finder found in them, by its name."""

    topics: list[frozenset[str]] = field(default_factory=list)
    found: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    ranked: dict[str, list[list[str]]] = field(default_factory=dict)

    def add(self, finder: str, found: Iterable[str], ranked: Iterable[str]) -> None:
        """What a finder found in the next text, and its ranking as far as it counts."""
        self.found.setdefault(finder, []).append(frozenset(found))
        self.ranked.setdefault(finder, []).append(_first(ranked))

    def measured(self) -> dict[str, Any]:
        """The figures of each finder, and how much better the text stage is than the plain dictionary."""
        from graph.evaluation.topics import f1_difference

        difference, interval = f1_difference(self.found[STAGE], self.found[PLAIN], self.topics)
        return {
            "finders": {finder: self._figures(finder) for finder in self.found},
            "better_by": {"f1": round(difference, 4), "interval": _rounded(interval)},
        }

    def _figures(self, finder: str) -> dict[str, Any]:
        from graph.evaluation.topics import ranking_figures, topic_figures

        sets = topic_figures(self.found[finder], self.topics)
        ranking = ranking_figures(self.ranked[finder], self.topics)
        return {
            "texts": sets.n_texts,
            "precision": round(sets.precision, 4),
            "recall": round(sets.recall, 4),
            "f1": round(sets.f1, 4),
            "interval": _rounded(sets.interval),
            "rp_at_5": round(ranking.r_precision, 4),
            "rp_at_5_interval": _rounded(ranking.interval),
            "rp_at_5_texts": ranking.n_texts,
        }


def _together(several: Iterable[_Judged]) -> _Judged:
    """All texts of several files as one."""
    whole = _Judged()
    for each in several:
        whole.topics += each.topics
        for finder, found in each.found.items():
            whole.found.setdefault(finder, []).extend(found)
            whole.ranked.setdefault(finder, []).extend(each.ranked[finder])
    return whole


def _judge(extractor: Extractor, look_up: Names, path: Path) -> _Judged:
    """What the text stage finds in a file's texts, the same without what an embedder links, and a plain dictionary."""
    from graph.evaluation.topics import read_judged_texts
    from nlp.extraction import ranked_names

    texts = read_judged_texts(path)
    judged = _Judged([each.topics for each in texts])
    addresses = _addresses(extractor, judged.topics)
    for each, extraction in zip(texts, _extracted(extractor, texts), strict=True):
        topics = _topics(extraction)
        ranking = (topic.topic_id for topic in extractor.ranked(each.text, extraction))
        judged.add(STAGE, _as_judged(topics, addresses), _as_judged(ranking, addresses))
        if extractor.links:
            names = [topic.topic_id for topic in ranked_names(extraction)]
            judged.add(UNLINKED, _as_judged(names, addresses), _as_judged(names, addresses))
        plain = look_up(each.text)
        judged.add(PLAIN, _as_judged(plain, addresses), _as_judged(plain, addresses))
    return judged


def _extracted(extractor: Extractor, texts: Sequence[JudgedText]) -> Iterator[Extraction]:
    from nlp.mention import TextItem

    items = (TextItem(str(place), each.text, each.media_type) for place, each in enumerate(texts))
    return (extraction for _, extraction in extractor.extract(items))


def _topics(extraction: Extraction) -> list[str]:
    """The topics of a text, key terms left out."""
    from nlp.term_ids import TERM

    return [m.topic_id for m in extraction.mentions if not m.topic_id.startswith(TERM)]


def _addresses(
    extractor: Extractor, judged: Iterable[frozenset[str]]
) -> Mapping[str, tuple[str, ...]] | None:
    """The addresses of topics, where these are what is judged."""
    if any(topic.startswith("http") for topics in judged for topic in topics):
        return {topic.topic_id: topic.uris for topic in extractor.taxonomy}
    return None


def _as_judged(topic_ids: Iterable[str], addresses: Mapping[str, tuple[str, ...]] | None) -> Iterator[str]:
    """Topics by what the judgements name them: their ids, or the first address of those that have one."""
    for topic_id in topic_ids:
        yield from (topic_id,) if addresses is None else addresses.get(topic_id, ())[:1]


def _first(names: Iterable[str]) -> list[str]:
    """The first distinct names, as many as count in a ranking; no more are asked for."""
    from graph.evaluation.topics import TOP

    found: dict[str, None] = {}
    for name in names:
        found[name] = None
        if len(found) == TOP:
            break
    return list(found)


def _print(measured: Mapping[str, Mapping[str, Any]]) -> None:
    from api.cli.printing import print_table

    print_table(
        ("file", "finder", "texts", "precision", "recall", "F1", "95 % interval", "RP@5", "95 % interval"),
        [
            (
                name,
                finder,
                each["texts"],
                each["precision"],
                each["recall"],
                each["f1"],
                _range(each["interval"]),
                each["rp_at_5"],
                _range(each["rp_at_5_interval"]),
            )
            for name, figures in measured.items()
            for finder, each in figures["finders"].items()
        ],
    )
    for name, figures in measured.items():
        better = figures["better_by"]
        click.echo(f"{name}: F1 better by {better['f1']:.3f} ({_range(better['interval'])})")


def _rounded(interval: Sequence[float]) -> list[float]:
    return [round(value, 4) for value in interval]


def _range(interval: Sequence[float]) -> str:
    return f"{interval[0]:.3f} to {interval[1]:.3f}"
