"""The small world is loaded as any company is: accounts joined, quoted words set aside, private ones left out."""

from __future__ import annotations

import shutil
from collections import defaultdict

import pytest

from api.demo.home import EXPORTS, fill_home
from api.demo.items import Post
from api.demo.left_out import PRIVATE_WORD
from api.demo.pages import WITHDRAWN_WORD
from api.demo.story import tell
from api.demo.topics import read_subjects, subjects_of
from api.demo.world import World
from api.settings import Settings
from api.wiring import Wiring
from graph.store.interface import GraphStore
from loaders.document import Account, Document
from tests.small_world.world import SmallWorld


def test_accounts_of_a_person_are_one_whatever_address_they_use(small_world, store):
    assert {"mbox", "git", "slack", "people", "stackexchange"} <= _kinds(small_world, store, "E008")
    by_mailmap = _kinds(small_world, store, "E009")
    assert {"git", "people", "slack"} <= by_mailmap


def test_everybody_in_the_directory_is_one_person(small_world, store):
    assert len(set(small_world.person_ids.values())) == len(small_world.staff.people)
    n_persons = len({row.person_id for row in store.assignments()})
    assert n_persons == len(small_world.staff.people)


def test_quoted_words_are_nobodys(small_world, store):
    fingerprint = Wiring(small_world.settings).extractor().fingerprint
    own_words = {
        document.full_text: extraction.own_words(document.full_text)
        for document, extraction in store.extracted_documents(fingerprint)
        if extraction
    }
    forwarded = [post for post in _forwarded(small_world) if "@[" not in post.quote.text]
    assert len(forwarded) > 5
    for post in forwarded:
        holders = [full_text for full_text in own_words if post.quote.text in full_text.replace("> ", "")]
        assert holders, post.post_id
        last = post.quote.text.rsplit(". ", 1)[-1]
        mine = [text for text in holders if ">" in text and _begins_like(text, post)]
        assert mine, post.post_id
        assert not any(last in own_words[text] for text in mine), post.post_id


def test_private_and_withdrawn_words_are_not_stored(store):
    texts = [document.full_text for document in store.scan(Document)]
    assert not [text for text in texts if PRIVATE_WORD in text or WITHDRAWN_WORD in text]


def test_robots_are_accounts_and_nobody(store):
    robots = {account.account_id for account in store.scan(Account) if account.is_bot}
    assert "slack:T0VALMERE/U0VALBOT" in robots
    assert not robots & {row.account_id for row in store.assignments()}


@pytest.mark.parametrize("again", ["the same exports", "exports written anew"])
def test_filling_a_home_again_changes_nothing(small_world_copy, again):
    settings = Settings(home=small_world_copy.home)
    with Wiring(settings).store() as store:
        before = store.counts()
    if again == "exports written anew":
        shutil.rmtree(small_world_copy.home / EXPORTS)
    filled = fill_home(settings, staff=small_world_copy.staff)
    assert not any(result.counts.added or result.counts.changed for _, result in filled.loads)
    assert (filled.refreshed.n_extracted, filled.refreshed.resolved.n_changed) == (0, 0)
    with Wiring(settings).store() as store:
        assert store.counts() == before


def _kinds(small_world: SmallWorld, store: GraphStore, person_id: str) -> set[str]:
    """The kinds of source that somebody has accounts in."""
    accounts: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.assignments():
        accounts[row.person_id].add(row.account_id.partition(":")[0])
    return accounts[small_world.person_ids[person_id]]


def _forwarded(small_world: SmallWorld) -> list[Post]:
    people = small_world.staff.people
    history = tell(World(small_world.staff, subjects_of(people, read_subjects())))
    return [post for post in history.posts if post.post_id.startswith("forward/")]


def _begins_like(text: str, post: Post) -> bool:
    """Whether a document is this post, by its words before and after the expert's name."""
    before, _, after = post.text.partition("@[")
    return before.strip() in text and after.partition("]")[2].strip() in text
