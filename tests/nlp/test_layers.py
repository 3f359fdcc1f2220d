"""Several lists as one: names belong to the uppermost, and one thing is one topic."""

from __future__ import annotations

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
