"""ESCO in both of its forms becomes a layer of knowledge and one of skills."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from nlp.errors import TaxonomyError
from nlp.importing.esco import read_esco
from nlp.importing.formats import import_topics
from nlp.taxonomy import TaxonomyTopic
from nlp.topic_matching import match_topics
from nlp.vocabulary import load_vocabulary

BASE = "http://data.europa.eu/esco/skill/"
ENGLISH = f"""conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status
KnowledgeSkillCompetence,{BASE}java,knowledge,sector-specific,Java (computer programming),"Java 8
coffee bean programming language",,released
KnowledgeSkillCompetence,{BASE}ml,knowledge,sector-specific,machine learning,,,released
KnowledgeSkillCompetence,{BASE}untangle,skill/competence,transversal,untangle ropes,"find solutions to a problem
handle issues",,released
KnowledgeSkillCompetence,{BASE}old,knowledge,transversal,obsolete thing,,,obsolete
"""
FRENCH = f"""conceptUri,skillType,preferredLabel,altLabels
{BASE}java,knowledge,Java (programmation informatique),
{BASE}untangle,skill/competence,démêler des cordages,
"""
BROADER = f"conceptType,conceptUri,broaderType,broaderUri\nx,{BASE}ml,x,{BASE}java\nx,{BASE}ml,x,http://elsewhere.example.org/1\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The Commission's own files."""
    folder = tmp_path / "esco"
    folder.mkdir()
    (folder / "skills_en.csv").write_text(ENGLISH, encoding="utf-8-sig")
    (folder / "skills_fr.csv").write_text(FRENCH, encoding="utf-8")
    (folder / "broaderRelationsSkillPillar_en.csv").write_text(BROADER, encoding="utf-8")
    return folder


def topics(folder: Path) -> dict[str, TaxonomyTopic]:
    return {topic.topic_id: topic for layer in read_esco(folder) for topic in layer.topics}


def test_the_package_makes_two_layers(package: Path) -> None:
    layers = {layer.file_name: [topic.topic_id for topic in layer.topics] for layer in read_esco(package)}
    assert layers == {
        "60-esco-knowledge.csv": ["esco:java", "esco:ml"],
        "80-esco-skills.csv": ["esco:untangle"],
    }


def test_labels_of_both_languages_lose_their_brackets(package: Path) -> None:
    assert topics(package)["esco:java"].labels == {"en": "Java", "fr": "Java"}
    assert topics(package)["esco:java"].uris == (f"{BASE}java",)


def test_broader_concepts_that_are_not_in_the_package_are_left_out(package: Path) -> None:
    assert topics(package)["esco:ml"].broader == ("esco:java",)


def test_verb_phrases_are_found_as_they_stand_in_sentences(package: Path, tmp_path: Path) -> None:
    import_topics("esco", package, tmp_path / "vocabulary")
    index = load_vocabulary(tmp_path / "vocabulary").index

    def found(text: str, language: str) -> list[str]:
        return [
            one.surface
            for one in match_topics(text, index, language=language)
            if one.topic_id == "esco:untangle"
        ]

    assert found("Passionate about untangling old ropes", "en") == ["untangling old ropes"]
    assert found("You untangle ropes.", "en") == ["untangle ropes"]
    assert found("Il faut démêler rapidement des cordages.", "fr") == ["démêler rapidement des cordages"]
    assert found("We untangle this, and many other quite different ropes.", "en") == []
    assert found("Let us untangle it. Ropes remain.", "en") == []


def test_the_joined_tables_are_read_plain_and_packed(tmp_path: Path) -> None:
    header = "id\tskill_type\tlabel_en\talt_en\thidden_en\tlabel_fr\talt_fr\n"
    rows = "skill/ml\tknowledge\tmachine learning\tstatistical learning methods\t\t\t\n"
    (tmp_path / "skills.tsv.gz").write_bytes(gzip.compress((header + rows).encode()))
    (tmp_path / "labels_fr_supplement.tsv").write_text(
        "id\tlabel_en\tlabel_fr\talt_fr\nskill/ml\tmachine learning\tapprentissage automatique\t\n",
        encoding="utf-8",
    )
    (topic,) = topics(tmp_path).values()
    assert topic.labels == {"en": "machine learning", "fr": "apprentissage automatique"}
    assert topic.aliases == {"en": ("statistical learning methods",)}


def test_another_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="expected the folder of an ESCO package"):
        list(read_esco(tmp_path))


def test_a_missing_column_is_named(package: Path) -> None:
    (package / "skills_en.csv").write_text("conceptUri,label\n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match="found no column preferredLabel"):
        list(read_esco(package))


@pytest.mark.data
def test_all_of_esco_is_there_in_under_three_seconds(data_dir: Path, tmp_path: Path) -> None:
    counts = dict(import_topics("esco", data_dir / "taxonomies" / "esco", tmp_path / "vocabulary"))
    assert counts["60-esco-knowledge.csv"] == 3059
    load_vocabulary(tmp_path / "vocabulary", cache=tmp_path / "cache")
    before = time.process_time()
    vocabulary = load_vocabulary(tmp_path / "vocabulary", cache=tmp_path / "cache")
    assert len(vocabulary.taxonomy) > 14_000
    assert time.process_time() - before < 3
    topic = vocabulary.taxonomy["machine-learning"]
    assert topic.uris and topic.uris[0].startswith("http://data.europa.eu/esco/")
