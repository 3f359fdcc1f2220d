"""Lists of every kind, imported into a folder of layers."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import TaxonomyError
from nlp.importing.formats import import_topics
from nlp.importing.name_filters import fit_for_text
from nlp.importing.tables import csv_rows, tab_rows
from nlp.taxonomy import TaxonomyTopic, read_taxonomy
from nlp.vocabulary import layered_lists


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


def test_rows_of_a_table_have_every_column(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text("a\tb\tc\n1\n1\t2\t3\n", encoding="utf-8")
    assert list(tab_rows(path, "c")) == [{"a": "1", "b": "", "c": ""}, {"a": "1", "b": "2", "c": "3"}]


def test_a_table_that_is_no_csv_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"a,b\n1,2\n1,{'x' * 200_000}\n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"found line 3 of .*table\.csv unreadable"):
        list(csv_rows(path, "a"))


def test_an_import_is_checked_as_it_will_be_read(tmp_path: Path) -> None:
    path = tmp_path / "competences.tsv"
    path.write_text("code_ogr\tlabel_fr\n1000 07\tUtilisation d'outils\n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"competences\.tsv: found the topic 'rome:1000 07'"):
        import_topics("rome", path, tmp_path / "layers")
    assert not (tmp_path / "layers").exists()


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


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "list.ttl",
            ":a skos:prefLabel 'tide mills'; skos:broader :b . :b skos:prefLabel 'mills of all kinds'; skos:broader :a .",
            "list.ttl: found a circle",
        ),
        ("list.ttl", ":a skos:prefLabel 'tide mills' .", "20-broken.csv"),
    ],
)
def test_a_list_that_does_not_fit_leaves_the_folder_as_it_was(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    folder = tmp_path / "layers"
    folder.mkdir()
    (folder / "20-broken.csv").write_text("topic_id,colour\na,red\n", encoding="utf-8")
    path = tmp_path / name
    prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <http://example.org/> . "
    path.write_text(prefixes + content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=message):
        import_topics("skos", path, folder)
    assert [file.name for file in folder.iterdir()] == ["20-broken.csv"]


def test_a_list_may_replace_a_broken_one(tmp_path: Path) -> None:
    folder = tmp_path / "layers"
    folder.mkdir()
    (folder / "20-list.csv").write_text("topic_id,label_en\na,\n", encoding="utf-8")
    path = tmp_path / "list.csv"
    path.write_text("topic_id,label_en\na,tide mill\n", encoding="utf-8")
    assert import_topics("csv", path, folder) == [("20-list.csv", 1)]


def test_a_hierarchy_against_the_shipped_one_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "list.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <http://example.org/> ."
        ":a skos:prefLabel 'education'@en; skos:broader :b . :b skos:prefLabel 'curriculum design'@en .",
        encoding="utf-8",
    )
    assert import_topics("skos", path, tmp_path / "layers") == [("60-list.csv", 2)]
    together = layered_lists(tmp_path / "layers")
    assert "http://example.org/b" in together["curriculum-design"].uris
    assert "curriculum-design" not in together["education"].broader


def test_a_layer_without_a_topic_is_not_written_and_an_earlier_one_goes(tmp_path: Path) -> None:
    header = "conceptUri,skillType,preferredLabel\n"
    rows = {
        "knowledge": "http://x/1,knowledge,tide mills\n",
        "skills": "http://x/2,skill/competence,mill flour\n",
    }
    table, folder = tmp_path / "skills_en.csv", tmp_path / "layers"
    table.write_text(header + rows["knowledge"] + rows["skills"], encoding="utf-8")
    import_topics("esco", tmp_path, folder)
    table.write_text(header + rows["knowledge"], encoding="utf-8")
    assert import_topics("esco", tmp_path, folder) == [("60-esco-knowledge.csv", 1)]
    assert [file.name for file in folder.iterdir()] == ["60-esco-knowledge.csv"]
    table.write_text(header, encoding="utf-8")
    with pytest.raises(TaxonomyError, match="found no topic in"):
        import_topics("esco", tmp_path, folder)


@pytest.mark.data
def test_the_real_lists_are_read(data_dir: Path, tmp_path: Path) -> None:
    counts = dict(import_topics("onet", data_dir / "taxonomies" / "onet", tmp_path))
    counts |= dict(import_topics("rome", data_dir / "taxonomies" / "rome", tmp_path))
    assert counts["70-onet.csv"] > 8_000
    assert counts["90-rome.csv"] > 4_000
