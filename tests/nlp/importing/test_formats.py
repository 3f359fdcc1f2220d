"""Lists of every kind, imported into a folder of layers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import TaxonomyError
from nlp.importing.formats import import_topics
from nlp.importing.name_filters import fit_for_text
from nlp.taxonomy import TaxonomyTopic, read_taxonomy


def test_a_list_of_ones_own_lies_above_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "Our terms.csv"
    path.write_text(
        "topic_id,label_en,never\nsite:falcon,Falcon,\nsite:no,Best of luck,1\n", encoding="utf-8"
    )
    assert import_topics("csv", path, tmp_path / "layers") == [("20-our-terms.csv", 2)]
    assert read_taxonomy(tmp_path / "layers" / "20-our-terms.csv")["site:no"].never


def test_onet_names_lose_their_vendor(tmp_path: Path) -> None:
    path = tmp_path / "technology_skills.tsv"
    path.write_text(
        "name\tkind\tcategory\nAtlassian JIRA\ttechnology\tx\nC++\ttechnology\tx\nActive Listening\tskill\t\n",
        encoding="utf-8",
    )
    import_topics("onet", tmp_path, tmp_path / "layers")
    topics = read_taxonomy(tmp_path / "layers" / "70-onet.csv")
    assert topics["onet:atlassian-jira"].aliases == {"en": ("JIRA",)}
    assert topics["onet:c-plus-plus"].kind == "tool"
    assert len(topics) == 2


def test_rome_labels_lose_their_examples(tmp_path: Path) -> None:
    (tmp_path / "competences.tsv").write_text(
        "code_ogr\tlabel_fr\ttype\n100007\tUtilisation d'outils (clé dynamométrique, ...)\tx\n",
        encoding="utf-8",
    )
    import_topics("rome", tmp_path, tmp_path / "layers")
    topics = read_taxonomy(tmp_path / "layers" / "90-rome.csv")
    assert topics["rome:100007"].labels == {"fr": "Utilisation d'outils"}


@pytest.mark.parametrize("kind", ["onet", "rome", "esco"])
def test_a_folder_without_the_table_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(TaxonomyError, match="expected"):
        import_topics(kind, tmp_path, tmp_path / "layers")
    assert not (tmp_path / "layers").exists()


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="expected one of csv, esco, onet, rome, skos"):
        import_topics("xls", tmp_path, tmp_path)


def test_an_alias_of_two_topics_is_left_out() -> None:
    topics = fit_for_text(
        [
            TaxonomyTopic("a", {"en": "pig farming"}, aliases={"en": ("animal husbandry work",)}),
            TaxonomyTopic(
                "b", {"en": "goat farming"}, aliases={"en": ("animal husbandry works", "herding of goats")}
            ),
        ]
    )
    assert [topic.aliases for topic in topics] == [{}, {}]


def test_short_and_everyday_aliases_are_left_out_and_everyday_labels_need_context() -> None:
    (topic,) = fit_for_text(
        [TaxonomyTopic("a", {"en": "plan"}, aliases={"en": ("thing", "MS Project", "plan the work ahead")})]
    )
    assert topic.aliases == {"en": ("MS Project", "plan the work ahead")}
    assert topic.needs_context == {"plan"}


def test_a_label_lends_its_core_unless_another_has_it() -> None:
    topics = fit_for_text(
        [
            TaxonomyTopic("a", {"en": "operate open source software"}),
            TaxonomyTopic("b", {"en": "use word processing software"}),
            TaxonomyTopic("c", {"en": "word processing"}),
        ]
    )
    assert topics[0].aliases == {"en": ("open source",)}
    assert topics[1].aliases == {}


@pytest.mark.data
def test_the_real_lists_are_read(data_dir: Path, tmp_path: Path) -> None:
    counts = dict(import_topics("onet", data_dir / "taxonomies" / "onet", tmp_path))
    counts |= dict(import_topics("rome", data_dir / "taxonomies" / "rome", tmp_path))
    assert counts["70-onet.csv"] > 8_000
    assert counts["90-rome.csv"] > 4_000
