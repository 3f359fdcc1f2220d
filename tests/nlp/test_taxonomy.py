"""Topic lists: read, checked and written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import TaxonomyError
from nlp.taxonomy import Taxonomy, TaxonomyTopic, read_taxonomy, write_taxonomy

LIST = """topic_id,label_en,label_fr,aliases_en,parent_id,kind,never
data,data,données,,,domain,
statistics,statistics,statistiques,stats|statistical analysis,data,skill,
r,R,R,,statistics|data,language,
greetings,best regards,,,,,1
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "topics.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_is_read_by_its_column_names(tmp_path: Path) -> None:
    taxonomy = read_taxonomy(written(tmp_path, LIST))
    assert len(taxonomy) == 4
    assert taxonomy["statistics"].aliases == {"en": ("stats", "statistical analysis")}
    assert taxonomy["r"].broader == ("statistics", "data")
    assert taxonomy["greetings"].never
    assert list(taxonomy["r"].names()) == [("R", True)]
    assert taxonomy["r"].languages_of("R") == {"en", "fr"}


def test_a_spreadsheets_byte_order_mark_is_no_part_of_a_column(tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_text(LIST, encoding="utf-8-sig")
    assert "data" in read_taxonomy(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("label_en\nHelm\n", "found the columns label_en"),
        ("topic_id,label_en,colour\nhelm,Helm,red\n", "colour"),
        ("topic_id,label_en\n,Helm\n", "line 2: found the topic ''"),
        ("topic_id,label_en,kind\nhelm,Helm,animal\n", "expected one of domain, language, skill, tool"),
        ("topic_id,label_en\nhelm,\n", "found no label for 'helm'"),
        ("topic_id,label_en\nhelm,Helm\nhelm,Helm\n", "found the topic 'helm' twice"),
        ("topic_id,label_en,parent_id\na,A,b\nb,B,a\n", "found a circle of broader topics"),
        ("", "found the columns nothing without topic_id"),
        ("label_en\nHelm\n", "line 1: found the columns label_en without topic_id"),
        ("topic_id,label_en,colour\nhelm,Helm,red\n", "line 1: found the unknown column 'colour'"),
        ("topic_id,label_en,label_en\nhelm,Helm,red\n", "line 1: found a column twice"),
        ("topic_id;label_en\nhelm;Helm\n", "found cells separated by ';', expected commas"),
        ("topic_id,label_en\n", "line 1: found no row below the header"),
        ("topic_id,label_en\na,A\nhelm,Helm, a tool, it is\n", "line 3: found 2 cells more than columns"),
        ("topic_id,label_en,never\nhelm,Helm,yes\n", "line 2: found the topic 'helm' with never 'yes'"),
        (
            "topic_id,label_en\nhe lm,Helm\n",
            "line 2: found the topic 'he lm', expected an identifier without",
        ),
        ("topic_id,label_en\nhe|lm,Helm\n", "expected an identifier without"),
        ("topic_id,label_en\nhe\x07lm,Helm\n", "expected an identifier without"),
        (
            "topic_id,label_en,context\nhelm,Helm,chart|command line\n",
            "line 2: .* the context 'command line'",
        ),
        ("topic_id,label_en,context\nhelm,Helm,set-up\n", "line 2: .* the context 'set-up'"),
        ('topic_id,label_en\nhelm,"Helm\nhelm2,Helm2\n', "line 2: found no CSV"),
        ('topic_id,label_en\nhelm,"Helm" x\n', "line 2: found no CSV"),
        (f"topic_id,label_en\nhelm,{'x' * 200_000}\n", "line 2: found no CSV"),
    ],
)
def test_a_wrong_list_says_what_is_wrong(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TaxonomyError, match=f"topics.csv: .*{message}"):
        read_taxonomy(written(tmp_path, text))


def test_missing_cells_and_a_never_of_0_are_nothing(tmp_path: Path) -> None:
    text = "topic_id,label_en,context,never\nhelm,Helm,chart|C++|l'outil|déploiement,0\nkind,kind\n"
    taxonomy = read_taxonomy(written(tmp_path, text))
    assert [topic.never for topic in taxonomy] == [False, False]
    assert taxonomy["helm"].context == ("chart", "C++", "l'outil", "déploiement")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TaxonomyError, match="expected a topic list as UTF-8 CSV"):
        read_taxonomy(path)


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="unreadable"):
        read_taxonomy(tmp_path / "none.csv")


def test_written_and_read_again_it_is_the_same(tmp_path: Path) -> None:
    topics = [
        TaxonomyTopic(
            "go",
            {"en": "Go", "fr": "Go"},
            aliases={"en": ("golang",)},
            broader=("languages",),
            uris=("https://example.org/go",),
            kind="language",
            exact_case=frozenset({"Go"}),
            needs_context=frozenset({"*"}),
            context=("goroutine", "golang"),
        ),
        TaxonomyTopic("languages", {"en": 'so-called "languages", all'}),
    ]
    path = tmp_path / "new" / "topics.csv"
    assert write_taxonomy(path, topics) == 2
    assert list(read_taxonomy(path)) == topics
    assert [file.name for file in path.parent.iterdir()] == ["topics.csv"]


def chain(length: int, *, top: tuple[str, ...] = ()) -> list[TaxonomyTopic]:
    """Topics each of which is below the next."""
    last = length - 1
    return [
        TaxonomyTopic(
            f"t{place}", {"en": f"topic {place}"}, broader=(f"t{place + 1}",) if place < last else top
        )
        for place in range(length)
    ]


def test_a_long_way_up_is_no_circle() -> None:
    assert len(Taxonomy(chain(5_000))) == 5_000


def test_a_circle_is_told_without_the_way_to_it() -> None:
    with pytest.raises(TaxonomyError, match="found a circle of broader topics t3 → t4 → t3; cut one"):
        Taxonomy(chain(5, top=("t3",)))
