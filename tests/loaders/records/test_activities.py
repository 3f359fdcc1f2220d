"""Activities, and that what they withdraw is gone."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph import ingest
from graph.store.interface import GraphStore, open_store
from loaders.document import Account, Container, Document, Interaction, Retraction
from loaders.errors import NotThisFormatError
from loaders.registry import open_loader
from tests.loaders.reading import Run, native, read, write

INTRANET = Path(__file__).parent / "samples" / "intranet.activities.jsonl"
AMINA, LUC, CARLA = (
    "mailto:amina.benali@example.org",
    "mailto:luc.petit@example.org",
    "acct:carla@chat.example.org",
)
SITE = "https://intranet.example.org"


@pytest.fixture(scope="module")
def run() -> Run:
    return read(("activities", INTRANET))


def activities(tmp_path: Path, *lines: dict[str, Any], **options: str) -> Run:
    """Read these activities; each is an act of Amina's on the first of March unless it says otherwise."""
    filled = ({"actor": AMINA, "published": "2026-03-01T09:00:00Z"} | line for line in lines)
    file = write(tmp_path / "site.activities.jsonl", map(json.dumps, filled))
    return read(("activities", file), **options)


def note(number: int, **fields: Any) -> dict[str, Any]:
    return {"type": "Note", "id": f"{SITE}/n/{number}", "content": f"Note {number}", **fields}


# ── what is written ───────────────────────────────────────────────────────────────────────────────────────────


def test_kinds_tell_questions_answers_replies_and_articles(run: Run) -> None:
    kinds = {key.removeprefix(f"{SITE}/"): document.kind for key, document in run.documents().items()}
    assert kinds["n/6"] == "question"
    assert kinds["n/7"] == "answer"
    assert kinds["n/8"] == "reply"
    assert kinds["a/1"] == "article"


def test_an_answer_is_known_wherever_its_question_stands(tmp_path: Path) -> None:
    run = activities(
        tmp_path,
        {"type": "Create", "object": note(2, inReplyTo=f"{SITE}/n/1")},
        {"type": "Question", "id": f"{SITE}/n/1", "name": "How?", "content": "How?"},
        {
            "type": "Create",
            "object": note(3, tag=[{"type": "Object", "name": "question"}, {"name": "#helm"}]),
        },
    )
    documents = run.documents()
    assert [documents[f"{SITE}/n/{number}"].kind for number in (1, 2, 3)] == [
        "question",
        "answer",
        "question",
    ]
    assert documents[f"{SITE}/n/3"].tags == ("helm",)


def test_a_document_says_who_when_where_and_in_which_language(run: Run) -> None:
    question = run.documents()[f"{SITE}/n/6"]
    assert question.author_refs == (f"activities:intranet/{LUC}",)
    assert question.created_at == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    assert question.language == "en"
    french = run.documents()[f"{SITE}/n/8"]
    assert (french.language, french.text, french.media_type) == ("fr", "Merci, ça marche.", "text/markdown")
    assert run.of(Container)[0].container_id == question.container_ref


def test_people_are_known_by_address_handle_or_object(run: Run) -> None:
    accounts = run.accounts()
    assert accounts[AMINA] == Account(
        f"activities:intranet/{AMINA}",
        name="Amina Benali",
        username="abenali",
        emails=("amina.benali@example.org",),
    )
    assert accounts[CARLA].username == "carla"


def test_an_update_keeps_what_it_does_not_repeat_and_is_an_act_of_its_editor(run: Run) -> None:
    versions = [document for document in run.of(Document) if native(document.document_id) == f"{SITE}/a/1"]
    assert [version.title for version in versions] == ["Helm handbook", "Helm handbook"]
    assert versions[-1].text == "# Charts\n\nWrite small charts and test them."
    assert versions[-1].author_refs == (f"activities:intranet/{CARLA}",)
    assert versions[-1].edited_at == datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
    assert ("edited", AMINA, f"{SITE}/a/1") in run.acts()


# ── what is done ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_verb_of_the_format_is_read(run: Run) -> None:
    answer = f"{SITE}/n/7"
    assert run.acts() >= {
        ("mentioned", AMINA, answer),
        ("viewed", LUC, answer),
        ("viewed", "", answer),
        ("liked", LUC, answer),
        ("accepted", LUC, answer),
        ("reviewed", CARLA, answer),
        ("endorsed", LUC, AMINA),
        ("declared", AMINA, AMINA),
        ("followed", CARLA, ""),
        ("contacted", CARLA, AMINA),
    }


@pytest.mark.parametrize(
    ("activity_type", "verb"),
    [
        ("View", "viewed"),
        ("Read", "opened"),
        ("Like", "liked"),
        ("Dislike", "disliked"),
        ("Announce", "shared"),
        ("Accept", "accepted"),
        ("Follow", "followed"),
        (["Activity", "Contact"], "contacted"),
        (["Activity", "SignOff"], "signed_off"),
        (["Activity", "CoAuthor"], "co_authored"),
        ("as:Like", "liked"),
    ],
)
def test_types_mean_verbs(tmp_path: Path, activity_type: object, verb: str) -> None:
    run = activities(tmp_path, {"type": activity_type, "actor": LUC, "object": f"{SITE}/n/1"})
    assert [act.verb for act in run.of(Interaction)] == [verb]


@pytest.mark.parametrize(
    ("emoji", "verb"),
    [
        ("👍🏽", "liked"),
        (":+1::skin-tone-3:", "liked"),
        ("👎", "disliked"),
        ("👀", "viewed"),
        ("🍔", "reacted"),
    ],
)
def test_a_reaction_means_what_its_emoji_means(tmp_path: Path, emoji: str, verb: str) -> None:
    run = activities(tmp_path, {"type": "Like", "actor": LUC, "object": f"{SITE}/n/1", "content": emoji})
    assert [act.verb for act in run.of(Interaction)] == [verb]


def test_a_table_of_reactions_can_be_added_to(tmp_path: Path) -> None:
    burger = {"type": "Like", "actor": LUC, "object": f"{SITE}/n/1", "content": "🍔"}
    assert [act.verb for act in activities(tmp_path, burger, reactions="🍔=liked").of(Interaction)] == [
        "liked"
    ]


def test_an_unknown_verb_is_kept_and_told(run: Run) -> None:
    assert ("travel", CARLA, f"{SITE}/places/1") in run.acts()
    assert run.summary.notes == {"verb travel is unknown and weighs nothing": 1}


def test_counts_are_totals_of_nobody_in_particular(run: Run) -> None:
    total = next(act for act in run.of(Interaction) if act.actor_ref is None)
    assert (total.verb, total.count, total.at) == ("viewed", 42, None)


def test_the_same_act_twice_is_two_acts_with_lasting_ids(run: Run) -> None:
    views = [act.interaction_id for act in run.of(Interaction) if act.verb == "viewed" and act.actor_ref]
    assert len(set(views)) == 2
    assert views == [
        act.interaction_id
        for act in read(("activities", INTRANET)).of(Interaction)
        if act.verb == "viewed" and act.actor_ref
    ]


# ── left out, private, malformed ──────────────────────────────────────────────────────────────────────────────


def test_programs_write_nothing_and_messages_to_persons_stay_private(run: Run) -> None:
    assert run.summary.skipped == {"bot": 1}
    assert run.summary.private == {"direct message": 1}
    assert not {f"{SITE}/n/9", f"{SITE}/n/10"} & set(run.documents())


def test_direct_messages_are_read_where_all_are_wanted() -> None:
    assert f"{SITE}/n/9" in read(("activities", INTRANET), direct_messages="all").documents()


def test_what_was_said_to_groups_is_for_them(tmp_path: Path) -> None:
    run = activities(
        tmp_path,
        {"type": "Create", "to": [f"{SITE}/groups/ops"], "object": note(1)},
        {"type": "Create", "to": ["as:Public", f"{SITE}/groups/ops"], "object": note(2)},
    )
    assert [document.audience for document in run.of(Document)] == [(f"{SITE}/groups/ops",), ()]


def test_malformed_activities_are_named_by_their_line(tmp_path: Path) -> None:
    run = activities(
        tmp_path,
        {"type": "Create", "object": note(1)},
        {"type": "Create", "object": f"{SITE}/n/2"},
        {"type": "Like"},
        {"type": None, "object": f"{SITE}/n/1"},
        {"type": "Create", "object": note(5), "published": "tomorrow"},
        {"type": "Delete"},
        {"type": "Create", "object": note(7)},
    )
    assert [reject.split(": ")[0] for reject in run.summary.rejects] == [
        f"site.activities.jsonl:{line}" for line in (2, 3, 4, 5, 6)
    ]
    assert set(run.documents()) == {f"{SITE}/n/1", f"{SITE}/n/7"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"id": "p1", "name": "Amina"}\n', "JSON objects with id, name"),
        ("hello\n" * 30, "20 lines that are no JSON object"),
    ],
)
def test_something_else_is_refused_with_what_was_expected(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(NotThisFormatError, match=f"{found}, expected"):
        open_loader(f"activities:{write(tmp_path / 'x.activities.jsonl', text)}")


def test_a_folder_of_files_packed_or_not_is_one_source(run: Run, tmp_path: Path) -> None:
    lines = INTRANET.read_text("utf-8").splitlines(keepends=True)
    write(tmp_path / "intranet" / "1.activities.jsonl", "\ufeff" + "".join(lines[:9]))
    (tmp_path / "intranet" / "2.activities.jsonl.gz").write_bytes(gzip.compress("".join(lines[9:]).encode()))
    assert set(read(("activities", tmp_path / "intranet")).records) == set(run.records)


def test_a_folder_without_such_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormatError, match=r"files named \*\.activities\.jsonl"):
        open_loader(f"activities:{tmp_path}")


# ── withdrawn ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    with closing(open_store(f"sqlite:///{tmp_path}/store.sqlite")) as opened:
        yield opened


def load(store: GraphStore, path: Path) -> None:
    ingest.load(store, open_loader(f"activities:{path}"))


def stored(store: GraphStore) -> tuple[set[str], set[str]]:
    """Documents, and the verbs with what they were done to."""
    documents = {native(document.document_id) for document in store.scan(Document)}
    acts = {f"{act.verb} {native(act.document_ref)}" for act in store.scan(Interaction) if act.document_ref}
    return documents, acts


def test_withdrawals_name_what_they_withdraw(run: Run) -> None:
    view = next(act for act in run.of(Interaction) if act.verb == "viewed")
    refs = [retraction.ref for retraction in run.of(Retraction)]
    assert refs[:2] == [f"activities:intranet/{SITE}/n/11", f"activities:intranet/{SITE}/e/3"]
    assert view.interaction_id in refs[2:]


def test_delete_and_undo_remove_from_the_store_for_good(store: GraphStore) -> None:
    for _ in range(2):
        load(store, INTRANET)
        documents, acts = stored(store)
        assert f"{SITE}/n/11" not in documents
        assert f"liked {SITE}/n/7" not in acts
        assert f"accepted {SITE}/n/7" in acts


def test_an_undo_in_a_later_file_reaches_what_an_earlier_one_brought(
    store: GraphStore, tmp_path: Path
) -> None:
    day = {"published": "2026-03-01T09:00:00Z"}
    like = {"id": f"{SITE}/e/2", "type": "Like", "actor": LUC, "object": f"{SITE}/n/1", **day}
    create = {"id": f"{SITE}/e/1", "type": "Create", "actor": AMINA, "object": note(1), **day}
    undo = {"type": "Undo", "actor": LUC, "object": f"{SITE}/e/2", "published": "2026-03-02T09:00:00Z"}
    file = tmp_path / "site.activities.jsonl"
    load(store, write(file, map(json.dumps, (create, like))))
    assert stored(store) == ({f"{SITE}/n/1"}, {f"liked {SITE}/n/1"})
    load(store, write(file, map(json.dumps, (create, like, undo))))
    assert stored(store) == ({f"{SITE}/n/1"}, set())
    undo_creation = undo | {"actor": AMINA, "object": create}
    load(store, write(file, map(json.dumps, (create, like, undo, undo_creation))))
    assert stored(store) == (set(), set())
    assert "Note 1" not in (tmp_path / "store.sqlite").read_bytes().decode("latin-1")


def test_what_was_deleted_may_be_written_anew(store: GraphStore, tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"type": "Create", "actor": AMINA, "object": note(1), "published": "2026-03-01T09:00:00Z"},
        {"type": "Delete", "actor": AMINA, "object": f"{SITE}/n/1", "published": "2026-03-02T09:00:00Z"},
        {"type": "Create", "actor": AMINA, "object": note(1), "published": "2026-03-03T09:00:00Z"},
    ]
    load(store, write(tmp_path / "site.activities.jsonl", map(json.dumps, lines[:2])))
    assert stored(store)[0] == set()
    load(store, write(tmp_path / "site.activities.jsonl", map(json.dumps, lines)))
    assert stored(store)[0] == {f"{SITE}/n/1"}
