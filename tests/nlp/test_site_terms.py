"""What people decided about terms holds, in whatever is read later."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp import vocabulary
from nlp.errors import TaxonomyError
from nlp.extraction import Extractor
from nlp.mention import TextItem
from nlp.site_terms import FILE, SiteTerms
from nlp.taxonomy import Taxonomy, TaxonomyTopic, read_taxonomy, shipped_taxonomy

SHIPPED = Taxonomy(
    topic for topic in shipped_taxonomy() if topic.topic_id in {"memory-management", "rust", "load-balancing"}
)
"""A few topics of the shipped list: all of it would be compiled anew with every decision."""
TEXT = "The ring buffer of the mempool is full, the load balancer too."


@pytest.fixture(autouse=True)
def short_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped list is these topics."""
    monkeypatch.setattr(vocabulary, "shipped_taxonomy", lambda: SHIPPED)


def found(folder: Path, text: str = TEXT) -> dict[str, str]:
    extractor = Extractor(vocabulary=folder)
    ((_, extraction),) = extractor.extract([TextItem("hash", text, "text/plain", "en")])
    return {mention.surface: mention.topic_id for mention in extraction.mentions}


def test_an_accepted_term_keeps_its_identifier(tmp_path: Path) -> None:
    before = found(tmp_path)["ring buffer"]
    SiteTerms(tmp_path).accept(before, "ring buffer", "en")
    assert found(tmp_path)["ring buffer"] == before
    assert found(tmp_path, "Ring buffers everywhere")["Ring buffers"] == before


def test_a_merged_term_is_a_name_of_its_topic_which_keeps_the_others(tmp_path: Path) -> None:
    SiteTerms(tmp_path).merge("mempool", "en", SHIPPED["memory-management"])
    assert found(tmp_path)["mempool"] == "memory-management"
    assert found(tmp_path, "a memory leak, une gestion de la mémoire")["memory leak"] == "memory-management"
    taxonomy = Extractor(vocabulary=tmp_path).taxonomy
    assert taxonomy["memory-management"].broader == SHIPPED["memory-management"].broader
    assert taxonomy["memory-management"].kind == SHIPPED["memory-management"].kind


def test_a_rejected_term_is_no_topic_any_more(tmp_path: Path) -> None:
    SiteTerms(tmp_path).reject("term:en:ring-buffer", "ring buffer", "en")
    assert "ring buffer" not in found(tmp_path)
    assert "mempool" in found(tmp_path)


def test_a_topic_of_the_shipped_list_can_be_rejected(tmp_path: Path) -> None:
    SiteTerms(tmp_path).reject("term:en:load-balancer", "load balancer", "en")
    assert "load balancer" not in found(tmp_path)


def test_the_last_decision_counts(tmp_path: Path) -> None:
    SiteTerms(tmp_path).reject("term:en:mempool", "mempool", "en")
    SiteTerms(tmp_path).merge("mempools", "en", SHIPPED["memory-management"])
    assert found(tmp_path)["mempool"] == "memory-management"
    SiteTerms(tmp_path).accept("term:en:mempool", "mempool", "en")
    assert found(tmp_path)["mempool"] == "term:en:mempool"
    SiteTerms(tmp_path).reject("term:en:mempool", "mempool", "en")
    assert "mempool" not in found(tmp_path)


def test_decisions_of_several_runs_add_up(tmp_path: Path) -> None:
    SiteTerms(tmp_path).accept("term:en:ring-buffer", "ring buffer", "en")
    SiteTerms(tmp_path).reject("term:en:mempool", "mempool", "en")
    assert set(read_taxonomy(tmp_path / FILE).topics) == {"term:en:ring-buffer", "never:term:en:mempool"}


def test_a_topic_that_gains_a_name_stays_as_careful_with_its_own(tmp_path: Path) -> None:
    rust = SHIPPED["rust"]
    text = "There is rust on the old gate, and a gizmolang."
    assert "rust" not in found(tmp_path, text)
    SiteTerms(tmp_path).merge("gizmolang", "en", rust)
    assert found(tmp_path, text) == {"gizmolang": "rust"}


def test_a_term_that_is_merged_elsewhere_leaves_nothing_behind(tmp_path: Path) -> None:
    SiteTerms(tmp_path).merge("mempool", "en", SHIPPED["memory-management"])
    SiteTerms(tmp_path).merge("mempool", "en", SHIPPED["rust"])
    assert set(read_taxonomy(tmp_path / FILE).topics) == {"rust"}


def test_an_accepted_term_keeps_what_was_merged_into_it(tmp_path: Path) -> None:
    SiteTerms(tmp_path).accept("term:en:ring-buffer", "ring buffer", "en")
    SiteTerms(tmp_path).merge("circular buffer", "en", read_taxonomy(tmp_path / FILE)["term:en:ring-buffer"])
    SiteTerms(tmp_path).accept("term:en:ring-buffer", "Ring buffers", "en")
    assert found(tmp_path, "A circular buffer.")["circular buffer"] == "term:en:ring-buffer"


def test_nothing_is_merged_into_what_is_never_a_topic(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="never a topic"):
        SiteTerms(tmp_path).merge("mempool", "en", TaxonomyTopic("no", {"en": "no"}, never=True))
