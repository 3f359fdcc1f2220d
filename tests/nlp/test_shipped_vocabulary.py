"""The shipped topic list: complete in both languages, free of doubles, and found as people write."""

from __future__ import annotations

from collections import defaultdict

import pytest

from nlp.extraction import Extractor
from nlp.mention import TextItem
from nlp.taxonomy import TaxonomyTopic, shipped_taxonomy
from nlp.topic_matching import match_topics
from nlp.words import name_hashes, words_of

TAXONOMY = shipped_taxonomy()
TOPICS = [topic for topic in TAXONOMY if not topic.never]


def test_it_has_at_least_1500_topics_with_labels_in_both_languages() -> None:
    assert len(TOPICS) >= 1_500
    assert [topic.topic_id for topic in TOPICS if set(topic.labels) != {"en", "fr"}] == []


def test_every_topic_but_the_domains_has_a_broader_one_that_exists() -> None:
    domains = {topic.topic_id for topic in TOPICS if topic.kind == "domain"}
    assert [topic.topic_id for topic in TOPICS if not topic.broader and topic.topic_id not in domains] == []
    assert {parent for topic in TOPICS for parent in topic.broader} <= set(TAXONOMY.topics)


def test_no_label_of_a_language_names_two_topics() -> None:
    for language in ("en", "fr"):
        named = defaultdict(set)
        for topic in TOPICS:
            named[name_hashes(topic.labels[language])[-1]].add(topic.topic_id)
        assert [topics for topics in named.values() if len(topics) > 1] == []


def test_rules_name_names_that_the_topic_has() -> None:
    def unknown(topic: TaxonomyTopic) -> set[str]:
        names = {name for name, _ in topic.names()} | {"*"}
        return (topic.exact_case | topic.needs_context) - names

    assert {topic.topic_id: unknown(topic) for topic in TAXONOMY if unknown(topic)} == {}


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("On cherche quelqu'un pour la paie et les notes de frais.", {"payroll", "expense-reports"}),
        ("Nos clusters k8s tournent sur AWS.", {"kubernetes", "amazon-web-services"}),
        ("Le chiffrement des données personnelles pour le RGPD", {"encryption", "data-protection"}),
        ("La conduite du changement dans le service achats", {"change-management", "purchasing"}),
        ("Une API REST en C# avec .NET", {"c-sharp", "dotnet", "api-design"}),
        (
            "Il me faut des EPI pour le travail en hauteur.",
            {"personal-protective-equipment", "work-at-height"},
        ),
    ],
)
def test_french_texts(light: Extractor, text: str, topics: set[str]) -> None:
    assert topics <= _topics(light, text)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Who knows payroll and expense reports?", {"payroll", "expense-reports"}),
        ("Our k8s clusters run on AWS.", {"kubernetes", "amazon-web-services"}),
        ("I rewrote the micro-services in Go, no more goroutine leaks.", {"microservices", "go"}),
        ("Statistics in R, dashboards in Power BI", {"statistics", "r", "power-bi"}),
    ],
)
def test_english_texts(light: Extractor, text: str, topics: set[str]) -> None:
    assert topics <= _topics(light, text)


@pytest.mark.parametrize(
    "text",
    [
        "These are fine, don't run it in that mode at this stage.",
        "Let's go to Paris, the train leaves at six; we can share a taxi.",
        "On se retrouve au resto, le train part à 18 h.",
        "Does it do what it should? I think so, as it did before.",
        "Le serveur est lent, il faut le remettre en marche à l'occasion.",
        "There is some space left on the command line.",
        "Bonjour à tous, merci d'avance et bonne journée",
    ],
)
def test_texts_about_nothing(light: Extractor, text: str) -> None:
    assert _topics(light, text) == set()


def test_every_name_is_looked_up_where_it_stands(light: Extractor) -> None:
    text = "\n\n".join(name for topic in TOPICS for name, _ in topic.names() if "…" not in name)
    index = light.vocabulary.index
    found = index.find(text, words_of(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    listed = {(one.name.topic, text[one.start : one.end].strip()) for one in found}
    assert len(listed) > 60_000
    assert len(match_topics(text, index)) > 30_000


def _topics(stage: Extractor, text: str) -> set[str]:
    ((_, extraction),) = stage.extract([TextItem("hash", text, "text/plain")])
    return {mention.topic_id for mention in extraction.mentions}
