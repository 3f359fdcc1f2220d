"""Lists about occupations: the technologies of O*NET, and the competences of the French ROME.

O*NET: "This product includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training
Administration (USDOL/ETA), used under the CC BY 4.0 license and modified." ROME: "Source : France Travail, Répertoire
opérationnel des métiers et des emplois", Licence Ouverte 2.0.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from nlp.errors import TaxonomyError
from nlp.importing.layer import OCCUPATIONAL, SOFTWARE, Layer
from nlp.importing.name_filters import fit_for_text
from nlp.importing.tables import tab_rows
from nlp.taxonomy import TaxonomyTopic

VENDOR = re.compile(
    r"^(?:Microsoft|Adobe|Oracle|IBM|Google|Apple|Atlassian|Autodesk|Amazon|Apache|Salesforce|Intuit|Cisco|Red Hat|HP|Dell|The MathWorks)\s+(?=\w)"
)
"""O*NET writes the vendor in front: "Atlassian JIRA"."""
NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


def read_onet(path: Path) -> Iterator[Layer]:
    """The technologies of O*NET, from ``technology_skills.tsv``, O*NET's own ``Technology Skills.txt``, or their folder.

    Raises
    ------
    TaxonomyError
        If there is no such table.
    """
    table = _table(path, "technology_skills.tsv", "Technology Skills.txt")
    topics: dict[str, TaxonomyTopic] = {}
    for row in tab_rows(table):
        name = row.get("name") or row.get("Example") or ""
        if name and row.get("kind", "technology") == "technology":
            topic_id = f"onet:{_slug(name)}"
            short = VENDOR.sub("", name)
            aliases = {"en": (short,)} if short != name else {}
            topics.setdefault(topic_id, TaxonomyTopic(topic_id, {"en": name}, aliases=aliases, kind="tool"))
    if not topics:
        raise TaxonomyError(f"found no technology in {table}, expected a column name, or Example")
    yield Layer("onet", SOFTWARE, tuple(fit_for_text(topics.values())))


def read_rome(path: Path) -> Iterator[Layer]:
    """The competences of ROME, from ``competences.tsv`` or its folder.

    Raises
    ------
    TaxonomyError
        If there is no such table.
    """
    table = _table(path, "competences.tsv")
    topics = [
        TaxonomyTopic(f"rome:{row['code_ogr']}", {"fr": row["label_fr"]})
        for row in tab_rows(table, "code_ogr", "label_fr")
        if row["label_fr"]
    ]
    yield Layer("rome", OCCUPATIONAL, tuple(fit_for_text(topics)))


def _table(path: Path, *names: str) -> Path:
    if path.is_file():
        return path
    for name in names:
        if (path / name).is_file():
            return path / name
    raise TaxonomyError(f"found none of {', '.join(names)} in {path}, expected one of them")


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = plain.replace("++", " plus plus").replace("#", " sharp")
    return NOT_IN_AN_ID.sub("-", words).strip("-") or "unnamed"
