"""Topics found in judged texts, counted by hand."""

from __future__ import annotations

from pathlib import Path

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import EvaluationError
from graph.evaluation.topics import (
    f1_difference,
    plain_dictionary,
    r_precision_at,
    ranking_figures,
    read_judged_texts,
    topic_figures,
)
from nlp.taxonomy import TaxonomyTopic

SETS = st.lists(st.frozensets(st.sampled_from("abcd")), min_size=1, max_size=8)


def sets(*texts: str) -> list[frozenset[str]]:
    return [frozenset(text) for text in texts]


def test_figures_are_over_all_texts_together() -> None:
    figures = topic_figures(sets("ab", "", "cd"), sets("a", "b", "cde"))
    assert figures.n_texts == 3
    assert figures.precision == 3 / 4
    assert figures.recall == 3 / 5
    assert figures.f1 == pytest.approx(2 * 3 / (4 + 5))


def test_nothing_found_and_nothing_judged_are_zero() -> None:
    assert topic_figures(sets("", ""), sets("", "")).f1 == 0
    assert topic_figures([], []).interval == (0.0, 0.0)


def test_a_perfect_finder_has_no_uncertainty() -> None:
    assert topic_figures(sets("a", "bc", "d"), sets("a", "bc", "d")).interval == (1.0, 1.0)


def test_the_difference_is_that_of_the_figures() -> None:
    judged, first, second = sets("a", "b", "c"), sets("a", "b", ""), sets("a", "c", "")
    difference, (low, high) = f1_difference(first, second, judged)
    assert difference == pytest.approx(topic_figures(first, judged).f1 - topic_figures(second, judged).f1)
    assert low <= difference <= high


@settings(deadline=None)
@given(SETS)
def test_a_finder_is_no_better_than_itself(judged: list[frozenset[str]]) -> None:
    assert f1_difference(judged, judged, judged) == (0.0, (0.0, 0.0))


@settings(deadline=None)
@given(SETS)
def test_the_order_of_texts_changes_no_figure(judged: list[frozenset[str]]) -> None:
    found = [frozenset("ab") for _ in judged]
    forward = topic_figures(found, judged)
    backward = topic_figures(found[::-1], judged[::-1])
    assert (forward.precision, forward.recall, forward.f1) == (
        backward.precision,
        backward.recall,
        backward.f1,
    )


@settings(deadline=None)
@given(st.permutations("abcdefghij"), st.frozensets(st.sampled_from("abcdefghijkl"), min_size=1))
def test_r_precision_at_five_is_the_better_of_precision_and_recall(
    ranked: list[str], judged: frozenset[str]
) -> None:
    qrels = [ir_measures.Qrel("q", topic, 1) for topic in judged]
    run = [ir_measures.ScoredDoc("q", topic, -float(place)) for place, topic in enumerate(ranked)]
    both = ir_measures.calc_aggregate([ir_measures.P @ 5, ir_measures.R @ 5], qrels, run)
    assert r_precision_at(ranked, judged) == pytest.approx(max(both.values()))


def test_texts_without_a_judged_topic_say_nothing_of_a_ranking() -> None:
    figures = ranking_figures(["abcdef", "a", "x"], sets("af", "", "xyzuvwt"))
    assert (figures.n_texts, figures.r_precision) == (2, pytest.approx((1 / 2 + 1 / 5) / 2))
    assert figures.interval == (1 / 5, 1 / 2)
    assert ranking_figures([], []).r_precision == 0


def test_a_plain_dictionary_takes_whole_words_in_any_case() -> None:
    look_up = plain_dictionary(
        [
            TaxonomyTopic("go", {"en": "Go"}),
            TaxonomyTopic("management", {"en": "management"}),
            TaxonomyTopic("projects", {"en": "project management"}),
            TaxonomyTopic("never", {"en": "regards"}, never=True),
        ]
    )
    assert look_up("Project Management to go, regards, project management") == ("projects", "go")
    assert look_up("going managements") == ()


def test_judged_texts_are_read_with_ids_or_addresses(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(
        '{"id": "1", "register": "mail", "text": "Helm", "topics": ["helm"]}\n\n'
        '{"text": "Java", "skills": [{"label": "Java", "esco_id": "skill/19"}]}\n',
        encoding="utf-8",
    )
    first, second = read_judged_texts(path)
    assert (first.text_id, first.media_type, first.topics) == ("1", "message/rfc822", frozenset({"helm"}))
    assert second.topics == {"http://data.europa.eu/esco/skill/19"}


@pytest.mark.parametrize("line", ["no json", "[]", '{"text": "Helm"}', '{"topics": ["helm"]}'])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text(f'{{"text": "Helm", "topics": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"posts\.jsonl:2: found no judged text"):
        read_judged_texts(path)
