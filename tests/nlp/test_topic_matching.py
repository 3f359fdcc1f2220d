"""Names of topics in running text: which are found, which count, and which are something else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.label_index import LabelIndex
from nlp.mention import Mention
from nlp.taxonomy import TaxonomyTopic
from nlp.topic_matching import match_topics


def topic(topic_id: str, en: str, fr: str = "", **fields: object) -> TaxonomyTopic:
    labels = {language: label for language, label in (("en", en), ("fr", fr)) if label}
    return TaxonomyTopic(topic_id, labels, **fields)  # type: ignore[arg-type]


TOPICS = [
    topic("c-sharp", "C#", "C#", kind="language", broader=("languages",)),
    topic("c", "C", "C", kind="language", broader=("languages",)),
    topic("c-plus-plus", "C++", "C++", kind="language", broader=("languages",)),
    topic("dotnet", ".NET", ".NET", kind="tool", broader=("languages",), aliases={"en": ("dotnet",)}),
    topic("r", "R", "R", kind="language", broader=("statistics",)),
    topic(
        "go",
        "Go",
        "Go",
        kind="language",
        exact_case=frozenset({"Go"}),
        needs_context=frozenset({"Go"}),
        context=("goroutine",),
        aliases={"en": ("golang",)},
    ),
    topic("kubernetes", "Kubernetes", "Kubernetes", kind="tool", aliases={"en": ("k8s",), "fr": ("k8s",)}),
    topic("helm", "Helm", "Helm", kind="tool", broader=("kubernetes",)),
    topic("microservices", "microservices", "microservices"),
    topic(
        "front-end-development",
        "front-end development",
        "développement front-end",
        aliases={"en": ("front-end",)},
    ),
    topic(
        "neural-networks", "neural networks", "réseaux neuronaux", aliases={"fr": ("réseaux de neurones",)}
    ),
    topic("project-management", "project management", "gestion de projet"),
    topic("statistics", "statistics", "statistiques"),
    topic("data", "data", "données", needs_context=frozenset({"data", "données"}), context=("warehouse",)),
    topic("machine-learning", "machine learning", "apprentissage automatique"),
    topic("rub", "Rubén", "Rubén"),
    topic("doctoral-supervision", "thesis", "thèse"),
    topic("fashion", "fashion", "mode"),
    topic("hse", "HSE", aliases={"en": ("health, safety and environment",)}),
    topic("ignoring", ".gitignore", aliases={"en": ("Ignored!", "(ignoring)")}),
    topic("gdpr", "GDPR", "RGPD"),
    topic("hr", "human resources", "DRH"),
    topic("python", "Python", "Python", kind="language", broader=("languages",)),
    topic("programming", "Python programming", "programmation Python", broader=("languages",)),
    topic(
        "as-built",
        "as-built documents",
        "dossier des ouvrages exécutés",
        aliases={"en": ("DOE",), "fr": ("DOE",)},
    ),
    topic("it-support", "IT support", "support informatique"),
    topic("customs", "customs", "douane"),
    topic("set-phrases", "best regards", "custom", never=True, aliases={"en": ("New Helm",)}),
    topic("energy", "energy efficiency", "efficacité énergétique", aliases={"en": ("BPF",)}),
    topic(
        "pharma", "good manufacturing practice", "bonnes pratiques de fabrication", aliases={"fr": ("BPF",)}
    ),
    topic("languages", "programming languages", "langages de programmation"),
    topic(
        "human-resources",
        "human resources",
        "ressources humaines",
        aliases={"en": ("HR",)},
        exact_case=frozenset({"HR"}),
    ),
    topic("communication", "communication", "communication", needs_context=frozenset({"communication"})),
    topic("agriculture", "farming", "agriculture", aliases={"fr": ("maïs", "pâturage")}),
]
DICTIONARY = {"en": {"these", "mode", "custom", "data"}, "fr": {"mode", "these"}}
INDEX = LabelIndex.build(TOPICS, is_ordinary=lambda word, language: word in DICTIONARY[language])


def found(text: str, language: str = "en") -> list[str]:
    return [mention.topic_id for mention in match_topics(text, INDEX, language=language)]


def surfaces(text: str, language: str = "en") -> list[str]:
    return [mention.surface for mention in match_topics(text, INDEX, language=language)]


@pytest.mark.parametrize(
    ("text", "topic_id"),
    [
        ("We port it from Python to C#.", "c-sharp"),
        ("Python and C++, not the rest", "c-plus-plus"),
        ("a Python and .NET shop", "dotnet"),
        ("our k8s cluster", "kubernetes"),
        ("KUBERNETES again", "kubernetes"),
        ("golang modules", "go"),
        ("a micro-service", "microservices"),
        ("one microservice", "microservices"),
        ("the frontend", "front-end-development"),
        ("front-end work", "front-end-development"),
        ("ask Ruben", "rub"),
        ("ask Rubén", "rub"),
        ("neural network", "neural-networks"),
        ("machine-learning", "machine-learning"),
    ],
)
def test_english_names_are_found(text: str, topic_id: str) -> None:
    assert topic_id in found(text)


@pytest.mark.parametrize(
    ("text", "topic_id"),
    [
        ("l'apprentissage automatique", "machine-learning"),
        ("d’apprentissages automatiques", "machine-learning"),
        ("un réseau de neurones", "neural-networks"),
        ("des reseaux neuronaux", "neural-networks"),
        ("la gestion des projets", "project-management"),
        ("gestion du projet", "project-management"),
        ("GESTION DE PROJET", "project-management"),
        ("ma thèse avance", "doctoral-supervision"),
        ("j'ai push sur Kubernetes", "kubernetes"),
        ("le machine learning", "machine-learning"),
        ("les BPF", "pharma"),
    ],
)
def test_french_names_are_found(text: str, topic_id: str) -> None:
    assert topic_id in found(text, "fr")


@pytest.mark.parametrize(
    ("text", "topic_id"),
    [
        ("go to the office", "go"),
        ("Go to the office", "go"),
        ("the letter c of the name", "c"),
        ("vitamin C", "c"),
        ("what does it do", "as-built"),
        ("will it support us", "it-support"),
        ("a custom field", "customs"),
        ("gestion, projet", "project-management"),
        ("neural. Networks", "neural-networks"),
        ("best regards", "set-phrases"),
    ],
)
def test_what_is_something_else_is_not_found(text: str, topic_id: str) -> None:
    assert topic_id not in found(text)


def test_a_word_means_something_else_in_the_other_language() -> None:
    assert found("these are fine in this mode") == []
    assert found("la mode et la thèse", "fr") == ["fashion", "doctoral-supervision"]
    assert found("eBPF and BPF") == ["energy"]


def test_short_names_count_beside_something_related() -> None:
    assert found("I do statistics in R") == ["statistics", "r"]
    assert found("I do it in R") == []
    assert found("Go has goroutine leaks") == ["go"]
    assert found("a data warehouse") == ["data"]
    assert found("some data") == []


def test_two_letters_that_the_list_has_in_capitals_need_no_context() -> None:
    assert found("our HR said so") == ["human-resources"]
    assert found("our hr said so") == []
    assert found("we moved to C#") == ["c-sharp"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("strong skills in communication", "en"), ("de bonnes qualités de communication", "fr")],
)
def test_a_label_counts_beside_what_says_that_somebody_is_good_at_it(text: str, language: str) -> None:
    assert found(text, language) == ["communication"]


def test_a_label_needs_more_than_a_skill_somewhere() -> None:
    assert found("skills, they say, are what one talks about, in any communication") == []
    assert found("communication is down again") == []


def test_accents_are_needed_where_the_word_is_another_without_them() -> None:
    assert found("la récolte du maïs", "fr") == ["agriculture"]
    assert found("il pleut, mais il fait chaud", "fr") == []
    assert found("le paturage d'été", "fr") == ["agriculture"]


@pytest.mark.parametrize(
    "text",
    [
        "Paul Python and Jean-Pierre Helm",
        "Mr Helm and Mrs Python",
        "M. Helm, Mme Python et le Dr. Kubernetes",
    ],
)
def test_surnames_are_no_topics(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["Ask Paul: Helm is down", "Our Helm", "Paul helm", "Use Helm, Paul"])
def test_a_first_name_elsewhere_makes_no_surname(text: str) -> None:
    assert found(text) == ["helm"]


@pytest.mark.parametrize("text", ["health, safety and environment", "Health safety & environment"])
def test_the_marks_inside_a_name_may_be_written_or_not(text: str) -> None:
    assert found(f"our {text} team") == ["hse"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Add .gitignore now", "gitignore"),
        ("It is Ignored! Again", "Ignored"),
        ("All (ignoring) that", "ignoring"),
    ],
)
def test_the_marks_around_a_name_are_no_part_of_it(text: str, surface: str) -> None:
    assert surfaces(text) == [surface]


def test_french_acronyms_of_four_letters_count_in_english() -> None:
    assert found("the RGPD and the DRH") == ["gdpr"]
    assert found("le RGPD et la DRH", "fr") == ["gdpr", "hr"]


def test_many_ambiguous_names_far_from_their_words_cost_little() -> None:
    text = "data " * 20_000 + "and " * 100 + "warehouse " * 20_000
    before = time.process_time()
    match_topics(text, INDEX, language="en")
    assert time.process_time() - before < 5


def test_a_name_is_no_context_for_itself() -> None:
    assert found("Go, Go, Go") == []


def test_context_must_be_near() -> None:
    far = " and so on" * 40
    assert found(f"statistics{far} in R") == ["statistics"]


def test_overlapping_names_that_both_tell_something_are_kept() -> None:
    assert found("Python programming") == ["python", "programming"]


def test_a_name_of_several_topics_needs_context_unless_it_is_the_only_label() -> None:
    topics = [
        topic("mercury-metal", "quicksilver", aliases={"en": ("mercury",)}, context=("thermometer",)),
        topic("mercury-planet", "planet Mercury", aliases={"en": ("mercury",)}, context=("orbit",)),
        topic("sage-herb", "sage"),
        topic("sage-software", "Sage 100", aliases={"en": ("sage",)}),
    ]
    index = LabelIndex.build(topics, is_ordinary=lambda word, language: False)

    def named(text: str) -> list[str]:
        return [mention.topic_id for mention in match_topics(text, index, language="en")]

    assert named("mercury again") == []
    assert named("the orbit of mercury") == ["mercury-planet"]
    assert named("a mercury thermometer") == ["mercury-metal"]
    assert named("we use sage") == ["sage-herb"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("to solve problems", "solve problems"),
        ("to solve many hard new problems", "solve many hard new problems"),
        ("to solve one two three four problems", None),
        ("to solve it. New problems", None),
    ],
)
def test_up_to_three_words_stand_in_a_gap(text: str, surface: str | None) -> None:
    topics = [
        topic("problem-solving", "troubleshooting", aliases={"en": ("solve … problems", "solve problems")})
    ]
    index = LabelIndex.build(topics, is_ordinary=lambda word, language: False)
    mentions = match_topics(text, index, language="en")
    assert [mention.surface for mention in mentions] == ([surface] if surface else [])
    assert all((mention.confidence < 0.8) == (mention.surface != "solve problems") for mention in mentions)


def test_a_name_inside_a_longer_one_of_the_same_topic_is_not_repeated() -> None:
    assert found("project management") == ["project-management"]


def test_what_is_never_a_topic_takes_out_what_it_covers() -> None:
    assert found("the New Helm office") == []
    assert found("the Helm chart") == ["helm"]


def test_confidence_is_lower_for_aliases_and_inflections_and_in_context() -> None:
    mentions = {
        mention.surface: mention
        for mention in match_topics("Kubernetes, k8s, neural network, statistics in R", INDEX, language="en")
    }
    assert (mentions["Kubernetes"].method, mentions["Kubernetes"].confidence) == ("label", 1.0)
    assert (mentions["k8s"].method, mentions["k8s"].confidence) == ("alias", 0.9)
    assert mentions["neural network"].confidence == 0.95
    assert mentions["R"].confidence == 0.85


def test_a_french_elision_is_no_part_of_the_surface() -> None:
    assert surfaces("l'apprentissage automatique", "fr") == ["apprentissage automatique"]


@given(
    st.lists(
        st.sampled_from(
            [
                "Kubernetes",
                "k8s",
                "R",
                "statistics",
                "data",
                "Python",
                "programming",
                "custom",
                "customs",
                ",",
                ".",
                "thèse",
                "neural",
                "networks",
                "l'",
                "micro-service",
            ]
        ),
        max_size=25,
    )
)
def test_mentions_lie_where_they_say(pieces: list[str]) -> None:
    text = " ".join(pieces)
    mentions = match_topics(text, INDEX, language="en")
    assert list(mentions) == sorted(
        mentions, key=lambda one: (one.start, one.end, INDEX.topic_ids.index(one.topic_id))
    )
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert 0 < mention.confidence <= 1


@given(st.text(max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    assert all(isinstance(mention, Mention) for mention in match_topics(text, INDEX))
