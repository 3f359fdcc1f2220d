"""Several lists as one: names belong to the uppermost, and one thing is one topic."""

from __future__ import annotations

import time

from nlp.layers import layered
from nlp.taxonomy import Taxonomy, TaxonomyTopic

SITE = Taxonomy([TaxonomyTopic("site-falcon", {"en": "Falcon", "fr": "Falcon"}, aliases={"en": ("wages",)})])
OURS = Taxonomy(
    [
        TaxonomyTopic(
            "payroll", {"en": "payroll", "fr": "paie"}, aliases={"en": ("wage", "pay")}, broader=("hr",)
        ),
        TaxonomyTopic("hr", {"en": "human resources", "fr": "ressources humaines"}),
    ]
)
IMPORTED = Taxonomy(
    [
        TaxonomyTopic(
            "esco:1",
            {"en": "Payrolls", "fr": "gestion de la paye"},
            aliases={"en": ("pay administration", "human resources")},
            broader=("esco:2",),
            uris=("http://example.org/1",),
        ),
        TaxonomyTopic("esco:2", {"en": "finance"}, aliases={"en": ("money",)}),
        TaxonomyTopic("esco:3", {"en": "human resource"}, aliases={"en": ("wages",)}),
        TaxonomyTopic("esco:4", {"en": "falcon"}),
    ]
)


def test_a_lower_topic_with_a_label_of_an_upper_one_is_that_topic() -> None:
    together = layered([OURS, IMPORTED])
    payroll = together["payroll"]
    assert "esco:1" not in together
    assert payroll.uris == ("http://example.org/1",)
    assert payroll.labels == {"en": "payroll", "fr": "paie"}
    assert payroll.aliases["fr"] == ("gestion de la paye",)
    assert payroll.aliases["en"] == ("wage", "pay", "pay administration")


def test_a_lower_topic_with_an_address_of_an_upper_one_is_that_topic() -> None:
    below = Taxonomy([TaxonomyTopic("esco:9", {"en": "salary slips"}, uris=("http://example.org/9",))])
    above = Taxonomy([*OURS, TaxonomyTopic("slips", {"en": "payslips"}, uris=("http://example.org/9",))])
    together = layered([above, below])
    assert "esco:9" not in together
    assert together["slips"].aliases == {"en": ("salary slips",)}


def test_an_address_says_more_than_a_label() -> None:
    below = Taxonomy([TaxonomyTopic("esco:9", {"en": "payroll"}, uris=("http://example.org/9",))])
    above = Taxonomy([*OURS, TaxonomyTopic("slips", {"en": "payslips"}, uris=("http://example.org/9",))])
    assert layered([above, below])["slips"].uris == ("http://example.org/9",)
    assert layered([above, below])["payroll"].uris == ()


def test_one_topic_of_a_list_joins_by_an_alias_only() -> None:
    herds = [
        TaxonomyTopic(f"esco:{animal}", {"en": f"{animal} breeding"}, aliases={"en": ("payrolls",)})
        for animal in ("goat", "pig")
    ]
    together = layered([OURS, Taxonomy(herds)])
    assert together["payroll"].aliases["en"] == ("wage", "pay", "goat breeding")
    assert together["esco:pig"].labels == {"en": "pig breeding"}


def test_a_label_below_takes_an_alias_over_unless_it_is_firm() -> None:
    below = Taxonomy([TaxonomyTopic("esco:7", {"en": "wage"})])
    taken = layered([OURS, below], firm=0)
    assert taken["payroll"].aliases["en"] == ("pay",)
    assert taken["esco:7"].broader == ("payroll",)
    assert "esco:7" not in layered([OURS, below], firm=1)


def test_references_to_a_topic_that_became_another_follow() -> None:
    below = Taxonomy([*IMPORTED, TaxonomyTopic("esco:5", {"en": "payslips"}, broader=("esco:1",))])
    assert layered([OURS, below])["esco:5"].broader == ("payroll",)


def test_a_name_belongs_to_the_uppermost_list() -> None:
    together = layered([SITE, OURS])
    assert together["payroll"].aliases == {"en": ("pay",)}
    assert together["site-falcon"].aliases == {"en": ("wages",)}


def test_topics_without_a_counterpart_stay() -> None:
    assert layered([OURS, IMPORTED])["esco:2"].aliases["en"] == ("money",)


def test_one_list_is_left_as_it_is() -> None:
    assert list(layered([OURS])) == list(OURS)


COURSES = Taxonomy(
    [
        TaxonomyTopic("curriculum-design", {"en": "curriculum design"}, broader=("education",)),
        TaxonomyTopic("education", {"en": "education"}, aliases={"en": ("schooling",)}),
    ]
)


def test_a_broader_topic_that_the_upper_list_has_below_is_left_out() -> None:
    below = Taxonomy(
        [
            TaxonomyTopic("x:1", {"en": "education"}, broader=("x:2", "x:3")),
            TaxonomyTopic("x:2", {"en": "curriculum design"}),
            TaxonomyTopic("x:3", {"en": "society"}),
        ]
    )
    together = layered([COURSES, below])
    assert together["curriculum-design"].broader == ("education",)
    assert together["education"].broader == ("x:3",)


def test_so_is_one_that_closes_a_circle_through_other_topics() -> None:
    below = Taxonomy(
        [
            TaxonomyTopic("x:1", {"en": "education"}, broader=("x:4",)),
            TaxonomyTopic("x:4", {"en": "lesson material"}, broader=("x:2",)),
            TaxonomyTopic("x:2", {"en": "curriculum design"}),
        ]
    )
    together = layered([COURSES, below])
    assert together["curriculum-design"].broader == ("education",)
    assert [together["education"].broader, together["x:4"].broader].count(()) == 1


def test_so_is_the_topic_whose_alias_a_lower_one_takes_over() -> None:
    below = Taxonomy(
        [
            TaxonomyTopic("x:1", {"en": "education"}, broader=("x:5",)),
            TaxonomyTopic("x:5", {"en": "schooling"}),
        ]
    )
    together = layered([COURSES, below], firm=0)
    assert together["education"].aliases == {}
    assert together["education"].broader == ("x:5",)
    assert together["x:5"].broader == ()


def test_two_topics_of_one_list_that_become_one_close_no_circle() -> None:
    above = Taxonomy([TaxonomyTopic("a", {"en": "teaching", "fr": "enseignement"})])
    below = Taxonomy(
        [
            TaxonomyTopic("x:1", {"en": "teaching"}, broader=("x:2",)),
            TaxonomyTopic("x:2", {"en": "school work"}, broader=("x:3",)),
            TaxonomyTopic("x:3", {"fr": "enseignement"}),
        ]
    )
    together = layered([above, below])
    assert [together["a"].broader, together["x:2"].broader] == [("x:2",), ()]


def test_layers_of_many_topics_below_each_other_are_merged_in_time() -> None:
    def chain(prefix: str, order: range) -> Taxonomy:
        ids = [*order]
        return Taxonomy(
            TaxonomyTopic(
                f"{prefix}{one}", {"en": f"topic {one}"}, broader=(f"{prefix}{above}",) if above else ()
            )
            for one, above in zip(ids, [*ids[1:], None], strict=True)
        )

    before = time.process_time()
    together = layered([chain("a", range(1, 1_501)), chain("b", range(1_500, 0, -1))])
    assert together["a1500"].broader == ()
    assert time.process_time() - before < 5
