"""The compiled vocabulary: the lists in their layers, one checksummed file, mapped at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nlp import vocabulary
from nlp.errors import TaxonomyError
from nlp.taxonomy import TaxonomyTopic, write_taxonomy
from nlp.topic_matching import match_topics
from nlp.vocabulary import Vocabulary, layers_checksum, load_vocabulary


def found(vocabulary: Vocabulary, text: str) -> list[str]:
    return [mention.topic_id for mention in match_topics(text, vocabulary.index, language="en")]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with one list of a site's own."""
    folder = tmp_path / "vocabulary"
    write_taxonomy(
        folder / "10-site.csv",
        [
            TaxonomyTopic("site:falcon", {"en": "Project Falcon"}),
            TaxonomyTopic("site:never", {"en": "Kubernetes"}, never=True),
        ],
    )
    return folder


def test_a_sites_terms_lie_above_the_shipped_list(site: Path, compiled_vocabulary: Path) -> None:
    assert found(load_vocabulary(cache=compiled_vocabulary), "Project Falcon on Kubernetes") == ["kubernetes"]
    assert found(load_vocabulary(site), "Project Falcon on Kubernetes") == ["site:falcon"]


def test_the_mapped_file_finds_the_same_as_the_lists(site: Path, tmp_path: Path) -> None:
    made = load_vocabulary(site, cache=tmp_path / "cache")
    mapped = load_vocabulary(site, cache=tmp_path / "cache")
    assert mapped.checksum == made.checksum
    assert list(mapped.taxonomy) == list(made.taxonomy)
    text = "Project Falcon pays with Stripe; its front-end is React, the payroll uses SAP."
    assert match_topics(text, mapped.index) == match_topics(text, made.index)


def test_a_changed_list_is_compiled_anew_and_the_old_file_goes(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_vocabulary(site, cache=cache)
    before = layers_checksum(site)
    write_taxonomy(site / "10-site.csv", [TaxonomyTopic("site:eagle", {"en": "Project Eagle"})])
    assert layers_checksum(site) != before
    assert found(load_vocabulary(site, cache=cache), "Project Eagle") == ["site:eagle"]
    assert [path.name for path in cache.iterdir()] == [f"vocabulary-{layers_checksum(site)}.bin"]


@pytest.mark.parametrize(
    "damage", [b"", b"no vocabulary at all", b"whoknows vocabulary\n\xff\xff\xff\xff\x00\x00\x00\x00"]
)
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / f"vocabulary-{layers_checksum(None)}.bin"
    path.write_bytes(damage)
    assert found(load_vocabulary(cache=tmp_path), "Kubernetes") == ["kubernetes"]
    assert path.stat().st_size > 100_000


def test_any_damaged_byte_is_noticed(tmp_path: Path) -> None:
    path, checksum = tmp_path / "vocabulary.bin", "0123456789abcdef"
    made = Vocabulary.compile(checksum, [TaxonomyTopic("helm", {"en": "Helm"}, context=("chart",))])
    made.write(path)
    sound = path.read_bytes()
    assert Vocabulary.mapped(path, checksum) is not None
    assert Vocabulary.mapped(path, "another checksum") is None
    damaged = tmp_path / "damaged.bin"
    for place in range(len(sound)):
        damaged.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert Vocabulary.mapped(damaged, checksum) is None, place
    for end in range(0, len(sound), 100):
        damaged.write_bytes(sound[:end])
        assert Vocabulary.mapped(damaged, checksum) is None, end


def test_nothing_stays_of_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "made" / "vocabulary.bin"
    path.mkdir(parents=True)
    made = Vocabulary.compile("0123456789abcdef", [TaxonomyTopic("helm", {"en": "Helm"})])
    with pytest.raises(OSError, match=r"vocabulary\.bin"):
        made.write(path)
    with pytest.raises(OSError, match=r"vocabulary\.bin"):
        write_taxonomy(path, made.taxonomy)
    assert [*path.parent.iterdir()] == [path]


def test_processes_write_beside_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = []
    rename = Path.replace

    def watched(self: Path, target: Path) -> Path:
        names.append(self.name)
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    write_taxonomy(tmp_path / "list.csv", [TaxonomyTopic("helm", {"en": "Helm"})])
    Vocabulary.compile("0123456789abcdef", []).write(tmp_path / "v.bin")
    assert names == [f".list.csv.{os.getpid()}.part", f".v.bin.{os.getpid()}.part"]


def test_another_dictionary_makes_the_lists_be_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = layers_checksum(None)
    assert layers_checksum(None) == before
    monkeypatch.setattr(vocabulary, "version", lambda package: f"another of {package}")
    assert layers_checksum(None) != before


def test_a_wrong_list_names_its_file(site: Path) -> None:
    (site / "20-wrong.csv").write_text("topic_id,colour\nx,red\n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"20-wrong\.csv"):
        load_vocabulary(site)


def test_other_files_in_the_folder_are_no_lists(site: Path) -> None:
    (site / "decisions.jsonl").write_text("{}\n", encoding="utf-8")
    (site / "notes.csv").write_text("nothing\n", encoding="utf-8")
    assert "site:falcon" in load_vocabulary(site).taxonomy


def test_the_shipped_vocabulary_is_there_in_under_a_second(compiled_vocabulary: Path) -> None:
    load_vocabulary(cache=compiled_vocabulary)
    before = time.process_time()
    assert len(load_vocabulary(cache=compiled_vocabulary).taxonomy) > 1_500
    assert time.process_time() - before < 1


def test_neither_the_vocabulary_nor_the_fingerprint_imports_spacy(compiled_vocabulary: Path) -> None:
    load_vocabulary(cache=compiled_vocabulary)
    program = (
        "import sys; from pathlib import Path; from nlp.extraction import Extractor; "
        f"stage = Extractor(cache=Path({str(compiled_vocabulary)!r})); stage.fingerprint; stage.vocabulary; "
        "print('spacy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
