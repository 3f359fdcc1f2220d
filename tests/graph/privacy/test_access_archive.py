"""What people get who ask what is kept about them."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.errors import GraphError
from graph.model import Topic
from graph.privacy import consent
from graph.privacy.access_archive import write_archive
from graph.privacy.activity_lines import ACTIVITY_TYPES, activity_types
from graph.privacy.own_data import OwnData, gather
from graph.store.interface import GraphStore
from loaders.document import Document, Interaction
from loaders.loader import RunSummary
from loaders.records.activities import ActivitiesLoader
from loaders.records.activity_verbs import activity_verb
from tests.graph.privacy.conftest import FINGERPRINT, MESSAGES, day

BGP = Topic("bgp", {"en": "Border Gateway Protocol"}, {"en": ("BGP",)})


@pytest.fixture
def own(store: GraphStore, amina: str) -> OwnData:
    return gather(store, amina, fingerprint=FINGERPRINT, topics={"bgp": BGP})


def test_everything_of_the_person_is_gathered_and_nothing_else(own: OwnData) -> None:
    assert [account.account_id for account in own.accounts] == ["people:staff/7", "slack:T1/U1"]
    assert [document.document_id for document in own.documents] == ["slack:T1/C1/2", "slack:T1/C1/3"]
    assert [each.interaction_id for each in own.interactions] == ["slack:T1/i2", "slack:T1/i3", "slack:T1/i5"]
    assert [(claim.skill, claim.level) for claim in own.claims] == [("BGP", 4)]
    assert list(own.containers) == ["slack:T1/C1"]


def test_people_see_themselves_in_full_although_others_see_their_name_only(own: OwnData) -> None:
    assert own.person.emails == ("amina.benali@example.org",)
    assert (own.person.title, own.person.unit, own.person.name_only) == ("Ingénieure réseau", "Réseau", False)


def test_topics_are_counted_by_document(own: OwnData) -> None:
    (topic,) = own.topics
    assert (topic.topic, topic.n_documents, topic.last_at) == (BGP, 2, day(3))


def test_a_topic_that_no_vocabulary_names_is_called_by_its_words(store: GraphStore, amina: str) -> None:
    (topic,) = gather(store, amina, fingerprint=FINGERPRINT, topics={}).topics
    assert (topic.topic.topic_id, topic.topic.labels, topic.topic.kind) == ("bgp", {"en": "BGP"}, "term")


def test_hidden_people_may_still_ask(store: GraphStore, amina: str, tmp_path: Path) -> None:
    decision = consent.hide(store, tmp_path / "snapshots", amina, by="command-line")
    own = gather(store, amina, fingerprint=FINGERPRINT, topics={})
    assert own.decisions == (decision,)
    assert len(own.documents) == 2


def test_the_archive_holds_what_was_gathered(own: OwnData, tmp_path: Path) -> None:
    file = tmp_path / "own.zip"
    sizes = write_archive(own, file, at=datetime(2026, 4, 1, tzinfo=UTC))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with ZipFile(file) as archive:
        members = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert list(members) == list(sizes)
    assert list(members) == ["profile.jsonld", "activities.jsonl", "skills.csv", "resume.json", "README.txt"]
    profile = json.loads(members["profile.jsonld"])
    assert profile["@type"] == "Person"
    assert profile["telephone"] == "+33 1 00 00 00 07"
    assert [account["account_id"] for account in profile["account"]] == profile["sameAs"]
    (known,) = profile["knowsAbout"]
    assert known["knowsAbout"] == {
        "@type": "DefinedTerm",
        "termCode": "bgp",
        "name": "Border Gateway Protocol",
    }
    assert {each["name"]: each["value"] for each in known["additionalProperty"]} == {
        "documents": 2,
        "newest": "2026-03-03T09:00:00Z",
    }
    assert members["skills.csv"].splitlines() == [
        "person_id,skill,level,source,date,wants_to_teach,evidence_url",
        "7,BGP,4,self,2026-01-15,no,",
    ]
    resume = json.loads(members["resume.json"])
    assert resume["basics"]["email"] == "amina.benali@example.org"
    assert [skill["name"] for skill in resume["skills"]] == ["BGP", "Border Gateway Protocol"]
    assert "2 documents you wrote and 3 acts" in members["README.txt"]


def test_an_existing_file_is_not_overwritten(own: OwnData, tmp_path: Path) -> None:
    file = tmp_path / "own.zip"
    file.write_text("mine")
    with pytest.raises(GraphError, match="exists; name a new file"):
        write_archive(own, file)
    assert file.read_text() == "mine"


def test_activities_can_be_loaded_again_and_say_the_same(own: OwnData, tmp_path: Path) -> None:
    write_archive(own, tmp_path / "own.zip")
    with ZipFile(tmp_path / "own.zip") as archive:
        archive.extract("activities.jsonl", tmp_path)
    summary = RunSummary()
    loader = ActivitiesLoader(tmp_path / "activities.jsonl", instance="own")
    records = list(loader.read(summary))
    assert (summary.rejected, summary.notes) == (0, {})
    documents = {each.document_id: each for each in records if isinstance(each, Document)}
    written = {each.document_id: each for each in MESSAGES if isinstance(each, Document)}
    assert set(documents) == {"activities:own/slack:T1/C1/2", "activities:own/slack:T1/C1/3"}
    for document_id, document in documents.items():
        original = written[document_id.removeprefix("activities:own/")]
        for field in (
            "kind",
            "text",
            "title",
            "created_at",
            "language",
            "media_type",
            "tags",
            "url",
            "edited_at",
        ):
            assert getattr(document, field) == getattr(original, field), field
    acts = [(each.verb, each.at, each.count) for each in records if isinstance(each, Interaction)]
    assert acts == [("reviewed", day(4), 1), ("endorsed", day(5), 1), ("followed", day(6), 2)]


@pytest.mark.parametrize(
    "verb", [*ACTIVITY_TYPES, "signed_off", "co_authored", "reviewed", "reused", "acked"]
)
def test_the_type_of_an_act_is_read_as_its_verb(verb: str) -> None:
    types = activity_types(verb)
    assert activity_verb(types if isinstance(types, str) else types[-1]) == verb
