"""What every loader must do, whatever it reads."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

import loaders.checkpoint
import loaders.code.git
import loaders.posts.stackexchange
from loaders.checkpoint import Cursor
from loaders.document import Account, Container, Document, Interaction, Record, SkillClaim, Unit
from loaders.errors import LoaderError, UnknownLoaderError
from loaders.loader import Loader
from loaders.registry import loader_class, loader_names, open_loader
from tests.loaders.inputs import SAMPLES, Sample, made_repository
from tests.loaders.reading import Run, read_all, write

KINDS = ("activities", "documents", "folder", "git", "mbox", "people", "slack", "stackexchange")


@pytest.fixture(params=[*SAMPLES, None], ids=[*(sample.label for sample in SAMPLES), "git project.git"])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Sample:
    return request.param or made_repository(tmp_path)


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cursor after every item."""
    monkeypatch.setattr(loaders.checkpoint, "ITEMS_PER_CURSOR", 1)
    monkeypatch.setattr(loaders.code.git, "COMMITS_PER_CURSOR", 1)
    monkeypatch.setattr(loaders.posts.stackexchange, "ROWS_PER_CURSOR", 1)


def opened(sample: Sample, *, instance: str | None = None) -> Loader:
    return open_loader(f"{sample.kind}:{sample.path}", instance=instance, options=sample.options)


def identifier(record: Record) -> str:
    match record:
        case Account():
            return record.account_id
        case Unit():
            return record.unit_id
        case Container():
            return record.container_id
        case Document():
            return record.document_id
        case Interaction():
            return record.interaction_id
        case SkillClaim():
            return f"{record.account_ref} {record.skill}"
        case _:
            return record.ref


def last_states(run: Run) -> dict[tuple[str, str], Record]:
    """What a store holds afterwards: the last record of each identifier."""
    return {(type(record).__name__, identifier(record)): record for record in run.records}


def damage(rng: random.Random, file: Path) -> None:
    """Bytes changed, lost and put in, here and there."""
    content = bytearray(file.read_bytes() or b" ")
    for _ in range(rng.randint(1, 8)):
        place = rng.randrange(len(content) or 1)
        length = rng.randint(0, 40)
        content[place : place + length] = rng.choice([b"", b"\x00", b'\xff<[{"', rng.randbytes(6)])
    file.write_bytes(content)


def test_every_shipped_kind_has_a_sample() -> None:
    assert set(KINDS) <= set(loader_names())
    assert {sample.kind for sample in SAMPLES} == set(KINDS)


def test_identifiers_begin_with_the_source(sample: Sample) -> None:
    loader = opened(sample)
    run = read_all(loader)
    assert run.records
    prefix = f"{loader.source.kind}:{loader.source.instance}/"
    assert loader.source.kind == sample.kind
    assert all(identifier(record).startswith(prefix) for record in run.records)


def test_reading_twice_gives_equal_records_and_counts(sample: Sample) -> None:
    first, second = read_all(opened(sample)), read_all(opened(sample))
    assert first.items == second.items
    assert first.summary == second.summary


def test_the_same_loader_can_be_read_again(sample: Sample) -> None:
    loader = opened(sample)
    assert read_all(loader).items == read_all(loader).items


def test_moving_the_input_changes_no_identifier(sample: Sample, tmp_path: Path) -> None:
    moved = sample.copied_to(tmp_path / "elsewhere")
    assert read_all(opened(moved)).records == read_all(opened(sample)).records


def test_a_given_name_replaces_the_inputs_own(sample: Sample) -> None:
    assert opened(sample, instance="ours").source.source_id == f"{sample.kind}:ours"


@pytest.mark.usefixtures("often")
def test_an_interrupted_run_goes_on_from_every_cursor(sample: Sample) -> None:
    whole = read_all(opened(sample))
    assert whole.cursors or len(whole.records) < 3
    for index, item in enumerate(whole.items):
        if isinstance(item, Cursor):
            before = Run(whole.items[:index])
            after = read_all(opened(sample), after=item)
            assert last_states(before) | last_states(after) == last_states(whole)
            assert len(after.records) < len(whole.records)


@pytest.mark.usefixtures("often")
def test_cursors_are_the_same_in_a_resumed_run(sample: Sample) -> None:
    whole = read_all(opened(sample))
    for index, cursor in enumerate(whole.cursors):
        assert read_all(opened(sample), after=cursor).cursors == whole.cursors[index + 1 :]


@pytest.mark.usefixtures("often")
def test_a_cursor_of_another_input_is_ignored(sample: Sample) -> None:
    run = read_all(opened(sample), after=Cursor("another input", "1000000"))
    assert run.items == read_all(opened(sample)).items


def test_accounts_and_containers_come_before_what_names_them(sample: Sample) -> None:
    met: set[str] = set()
    known = {identifier(record) for record in read_all(opened(sample)).records}
    for record in read_all(opened(sample)).records:
        if isinstance(record, Account | Container | Document):
            met.add(identifier(record))
        named = []
        if isinstance(record, Document):
            named = [*record.author_refs, *record.co_author_refs, record.container_ref]
        elif isinstance(record, Interaction):
            named = [record.actor_ref, record.document_ref, record.account_ref, record.container_ref]
        assert {ref for ref in named if ref in known} <= met


def test_instants_know_that_they_are_utc(sample: Sample) -> None:
    for document in read_all(opened(sample)).of(Document):
        offset = document.created_at.utcoffset()
        assert offset is not None
        assert not offset


def test_what_is_counted_as_kept_was_handed_on(sample: Sample) -> None:
    run = read_all(opened(sample))
    assert sum(run.summary.kept.values()) == len(run.records)
    assert run.summary.kept["Document"] == len(run.of(Document))


@pytest.mark.parametrize("seed", range(6))
def test_damage_is_told_and_nothing_worse(sample: Sample, seed: int, tmp_path: Path) -> None:
    damaged = sample.copied_to(tmp_path / "damaged")
    files = [damaged.path, *(path for path in sorted(damaged.path.rglob("*")) if path.is_file())]
    damage(
        random.Random(seed),
        files[seed % len(files)] if damaged.path.is_file() else files[1 + seed % (len(files) - 1)],
    )
    try:
        run = read_all(opened(damaged))
    except LoaderError as error:
        assert str(error)
    else:
        repr(run.records).encode("utf-8")


def test_records_can_be_written_as_utf_8(sample: Sample) -> None:
    written = repr(read_all(opened(sample)).records)
    assert written.encode("utf-8").decode("utf-8") == written


@pytest.mark.parametrize("kind", KINDS)
def test_importing_a_loader_is_light_and_imports_no_other(kind: str) -> None:
    module = loader_class(kind).__module__
    code = f"import sys, {module}; print(*sys.modules)"
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(finished.stdout.split())
    heavy = {"dulwich", "lxml", "networkx", "numpy", "pydantic", "scipy", "sklearn", "spacy", "yaml"}
    assert not imported & heavy
    others = {loader_class(other).__module__ for other in KINDS} - {module}
    assert not imported & others
    assert not {name for name in imported if name.split(".")[0] in {"nlp", "graph", "api"}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_loader_says_what_it_is_and_explains_its_options(kind: str) -> None:
    cls = loader_class(kind)
    assert cls.kind == kind
    assert cls.__doc__
    for name, sentence in cls.option_help.items():
        assert name.isidentifier()
        assert sentence
        assert not sentence.endswith(".")


def test_what_cannot_be_opened_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(UnknownLoaderError, match="no loader named 'teams'; there are activities, documents"):
        open_loader("teams:export.zip")
    with pytest.raises(LoaderError, match="expected KIND:PATH"):
        open_loader("export.zip")
    with pytest.raises(LoaderError, match="no such file or folder"):
        open_loader(f"slack:{tmp_path / 'none.zip'}")
    with pytest.raises(LoaderError, match="the folder loader has no option site; it has none"):
        open_loader(f"folder:{tmp_path}", options={"site": "x"})


@pytest.mark.parametrize("name", ["a/b", "", " ", "a\nb"])
def test_a_name_must_fit_into_identifiers(tmp_path: Path, name: str) -> None:
    with pytest.raises(LoaderError, match="expected one without /"):
        open_loader(f"documents:{write(tmp_path / 'page.md', 'Words')}", instance=name)


def test_a_hidden_folder_has_a_name_too(tmp_path: Path) -> None:
    folder = tmp_path / ".wiki"
    write(folder / "page.md", "Words")
    assert open_loader(f"documents:{folder}").source.instance == "wiki"
