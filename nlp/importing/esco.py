"""ESCO, the European classification of skills: the Commission's own package of CSV files, or tables joined from it.

ESCO's "knowledge" concepts are noun phrases and lie above software names; its "skill" concepts are verb phrases, which
rarely stand in texts word for word, and lie below. To be shown where it is used: "This service uses the ESCO
classification of the European Commission."
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from nlp.errors import TaxonomyError
from nlp.importing.layer import KNOWLEDGE, SKILLS, Layer
from nlp.importing.name_filters import fit_for_text, names_in
from nlp.importing.tables import csv_rows, tab_rows
from nlp.taxonomy import LANGUAGES, TaxonomyTopic

BASE = "http://data.europa.eu/esco/"
PREFIX = "esco:"


def read_esco(folder: Path) -> Iterator[Layer]:
    """The layers of knowledge and of skills.

    Parameters
    ----------
    folder
        Holds ``skills_en.csv`` and the like (the package), or ``skills.tsv`` (joined tables), plain or ``.gz``.

    Raises
    ------
    TaxonomyError
        If it holds neither.
    """
    if any(folder.glob("skills_??.csv")):
        concepts = _package(folder)
    elif table := next(iter(sorted(folder.glob("skills.tsv*"))), None):
        concepts = _tables(folder, table)
    else:
        raise TaxonomyError(
            f"found neither skills_en.csv nor skills.tsv in {folder}, expected the folder of an ESCO package"
        )
    phrases = {topic.topic_id for kind, topic in concepts.values() if kind != "knowledge"}
    topics = fit_for_text((topic for _, topic in concepts.values()), phrases=phrases)
    kinds = [kind for kind, _ in concepts.values()]
    for name, place, wanted in (("esco-knowledge", KNOWLEDGE, True), ("esco-skills", SKILLS, False)):
        chosen = (topic for topic, kind in zip(topics, kinds, strict=True) if (kind == "knowledge") == wanted)
        yield Layer(name, place, tuple(chosen))


Concepts = Mapping[str, tuple[str, TaxonomyTopic]]
"""Kind (``knowledge`` or ``skill/competence``) and topic, by address."""


def _package(folder: Path) -> Concepts:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    aliases: dict[str, dict[str, list[str]]] = defaultdict(dict)
    kinds: dict[str, str] = {}
    for language in LANGUAGES:
        path = folder / f"skills_{language}.csv"
        if not path.exists():
            continue
        for row in csv_rows(path, "conceptUri", "preferredLabel"):
            uri = row["conceptUri"]
            if row["preferredLabel"] and row.get("status", "released") in ("", "released"):
                labels[uri][language] = row["preferredLabel"]
                aliases[uri][language] = [
                    name.strip()
                    for column in ("altLabels", "hiddenLabels")
                    for name in row.get(column, "").splitlines()
                ]
                kinds[uri] = row.get("skillType") or kinds.get(uri, "")
    broader = _broader_of_package(folder, kinds.keys())
    return {
        uri: (kinds[uri], _topic(uri, labels[uri], aliases[uri], broader.get(uri, ())))
        for uri in sorted(labels)
    }


def _broader_of_package(folder: Path, known: Iterable[str]) -> dict[str, list[str]]:
    broader: dict[str, list[str]] = defaultdict(list)
    uris = frozenset(known)
    for path in sorted(folder.glob("broaderRelationsSkillPillar_??.csv"))[:1]:
        for row in csv_rows(path, "conceptUri", "broaderUri"):
            if row["broaderUri"] in uris:
                broader[row["conceptUri"]].append(row["broaderUri"])
    return broader


def _tables(folder: Path, table: Path) -> Concepts:
    more_french = _french_supplement(folder)
    broader: dict[str, list[str]] = defaultdict(list)
    rows = {row["id"]: row for row in tab_rows(table, "id", "skill_type", "label_en", "label_fr")}
    for path in folder.glob("broader.tsv*"):
        for row in tab_rows(path, "id", "broader_id"):
            if row["broader_id"] in rows:
                broader[row["id"]].append(BASE + row["broader_id"])
    concepts = {}
    for concept_id, row in sorted(rows.items()):
        row = {**row, **more_french.get(concept_id, {})} if not row["label_fr"] else row
        labels = {
            language: row[f"label_{language}"] for language in LANGUAGES if row.get(f"label_{language}")
        }
        names = {language: row.get(f"alt_{language}", "").split("|") for language in LANGUAGES}
        names["en"] += row.get("hidden_en", "").split("|")
        if labels:
            uri = BASE + concept_id
            concepts[uri] = (row["skill_type"], _topic(uri, labels, names, broader.get(concept_id, ())))
    return concepts


def _french_supplement(folder: Path) -> dict[str, Mapping[str, str]]:
    path = folder / "labels_fr_supplement.tsv"
    if not path.exists():
        return {}
    return {
        row["id"]: {"label_fr": row["label_fr"], "alt_fr": row.get("alt_fr", "")}
        for row in tab_rows(path, "id", "label_fr")
    }


def _topic(
    uri: str, labels: Mapping[str, str], aliases: Mapping[str, list[str]], broader: Iterable[str]
) -> TaxonomyTopic:
    return TaxonomyTopic(
        topic_id=_topic_id(uri),
        labels=dict(labels),
        aliases=names_in(labels, aliases),
        broader=tuple(sorted(_topic_id(parent) for parent in set(broader))),
        uris=(uri,),
    )


def _topic_id(uri: str) -> str:
    return PREFIX + uri.rsplit("/", 1)[-1]
