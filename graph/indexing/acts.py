"""Who did what with which document, from authors and interactions; and what that is worth as knowledge."""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from graph.array_files import IntArray, SparseRows
from graph.association import NO_WEIGHT, VERB_WEIGHTS, author_verb
from graph.indexing.grouping import entry_rows, offsets_of, sparse_rows
from graph.indexing.numbering import NOTHING, IdIndex, Numbering, renumbered
from graph.snapshot_tables import ActTable
from loaders.document import Document, Interaction
from nlp.mention import Act

UNDATED = 0
"""When a tie was made that has no date: so long ago that it has faded."""


class ActCollector:
    """Takes documents in their order, then interactions; gives the acts and the association.

    Parameters
    ----------
    of_account
        Person index by account id.
    """

    def __init__(self, of_account: Mapping[str, int]) -> None:
        self._of_account = of_account
        self._verbs = Numbering()
        self._document, self._person, self._verb = array("i"), array("i"), array("i")
        self._at, self._weight, self._is_author = array("q"), array("f"), array("b")
        self._credited, self._credit, self._credit_by = array("i"), array("f"), array("i")
        self._tie_source, self._tie_target, self._tie_verb = array("i"), array("i"), array("i")
        self._tie_at = array("q")

    # ── in ────────────────────────────────────────────────────────────────────────────────────────────────
    def add_authors(self, index: int, document: Document, act: Act) -> None:
        """The acts of those who wrote a document, whose text does this."""
        at = seconds(document.created_at)
        for verb, refs in (
            (author_verb(document.kind, act), document.author_refs),
            ("co_authored", document.co_author_refs),
        ):
            for person in dict.fromkeys(self._of_account.get(ref, NOTHING) for ref in refs):
                if person != NOTHING:
                    self._act(index, person, verb, at, VERB_WEIGHTS[verb].knowledge, is_author=True)

    def add_interaction(self, interaction: Interaction, documents: IdIndex, created_at: IntArray) -> None:
        """What somebody did with a document or a person; nothing where the document is not there to be shown."""
        index = documents.find(interaction.document_ref)
        if interaction.document_ref and index == NOTHING:
            return
        actor = self._of_account.get(interaction.actor_ref or "", NOTHING)
        at = seconds(interaction.at) if interaction.at else int(created_at[index]) if index >= 0 else UNDATED
        worth = VERB_WEIGHTS.get(interaction.verb, NO_WEIGHT)
        if index >= 0 and actor >= 0:
            knowledge = worth.knowledge * interaction.weight * (1.0 + math.log(max(interaction.count, 1)))
            self._act(index, actor, interaction.verb, at, knowledge, is_author=False)
        if index >= 0 and worth.credit:
            self._credited.append(index)
            self._credit.append(worth.credit * interaction.weight)
            self._credit_by.append(actor)
        target = self._of_account.get(interaction.account_ref or "", NOTHING)
        if actor >= 0 and target >= 0 and actor != target:
            self._tie(actor, target, interaction.verb, at)

    def _act(self, document: int, person: int, verb: str, at: int, weight: float, *, is_author: bool) -> None:
        self._document.append(document)
        self._person.append(person)
        self._verb.append(self._verbs(verb))
        self._at.append(at)
        self._weight.append(weight)
        self._is_author.append(is_author)

    def _tie(self, source: int, target: int, verb: str, at: int) -> None:
        self._tie_source.append(source)
        self._tie_target.append(target)
        self._tie_verb.append(self._verbs(verb))
        self._tie_at.append(at)

    # ── out ───────────────────────────────────────────────────────────────────────────────────────────────
    def table(self, n_documents: int, n_people: int) -> ActTable:
        """All acts, by document, person, verb and time."""
        verbs, places = self._verbs.sorted()
        document, person = np.asarray(self._document, np.int32), np.asarray(self._person, np.int32)
        verb, at = renumbered(self._verb, places), np.asarray(self._at, np.int64)
        weight, is_author = np.asarray(self._weight, np.float32), np.asarray(self._is_author, np.bool_)
        order = np.lexsort((is_author, weight, at, verb, person, document))
        in_time = np.lexsort((np.arange(len(order)), at[order], person[order]))
        ties = self._ties_in_order(places)
        return ActTable(
            offsets=offsets_of(document, n_documents),
            document=document[order],
            person=person[order],
            verb=verb[order],
            at=at[order],
            weight=weight[order],
            is_author=is_author[order],
            verbs=verbs,
            person_offsets=offsets_of(person, n_people),
            by_person=in_time.astype(np.int64),
            tie_source=ties[0],
            tie_target=ties[1],
            tie_verb=ties[2],
            tie_at=ties[3],
        )

    def _ties_in_order(
        self, places: NDArray[np.int32]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
        source, target = np.asarray(self._tie_source, np.int32), np.asarray(self._tie_target, np.int32)
        verb, at = renumbered(self._tie_verb, places), np.asarray(self._tie_at, np.int64)
        order = np.lexsort((at, verb, target, source))
        return source[order], target[order], verb[order], at[order]

    def association(self, acts: ActTable) -> SparseRows:
        """D × P: the strongest thing a person did with a document, and the strongest credit its authors earn from others.

        A crowd's assent counts as that of one: what is liked by many is popular, and no better known by its author. An
        author whose writing shows no knowledge, who asks, earns none; nobody earns credit with their own act.
        """
        n_documents = len(acts.offsets) - 1
        own = sparse_rows(acts.document, acts.person, acts.weight, n_documents, combine=np.maximum)
        earned = sparse_rows(*self._credits(acts), n_documents, combine=np.maximum)
        return sparse_rows(
            np.concatenate((entry_rows(own), entry_rows(earned))),
            np.concatenate((own.columns, earned.columns)),
            np.concatenate((own.values, earned.values)),
            n_documents,
        )

    def _credits(self, acts: ActTable) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
        credited, credit = np.asarray(self._credited, np.int32), np.asarray(self._credit, np.float32)
        authoring = np.flatnonzero(acts.is_author & (acts.weight > 0))
        authors = sparse_rows(
            acts.document[authoring],
            acts.person[authoring],
            np.ones(len(authoring), np.float32),
            len(acts.offsets) - 1,
        )
        entry, person, _ = authors.rows(credited)
        others = person != np.asarray(self._credit_by, np.int32)[entry]
        entry, person = entry[others], person[others]
        return credited[entry], person, credit[entry]


def seconds(at: datetime) -> int:
    """Whole Unix seconds."""
    return math.floor(at.timestamp())
