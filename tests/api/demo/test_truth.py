"""What is true about the invented company, and the files that say so."""

from __future__ import annotations

import ir_measures
import pytest

from api.demo import linked_accounts, read_staff, truth, write_company
from api.demo.truth import write_truth


@pytest.fixture(scope="module")
def questions():
    return truth()


def test_there_are_more_than_forty_pairs_of_questions(questions):
    assert len(questions) > 40
    assert all(set(question.text) == {"en", "fr"} for question in questions)


def test_every_question_has_an_expert_who_may_be_named(questions):
    staff = {person.person_id: person for person in read_staff().people}
    for question in questions:
        assert question.experts
        for person_id in question.levels:
            assert staff[person_id].is_here(read_staff().ends)
            assert staff[person_id].visibility != "hidden"


def test_who_left_or_is_hidden_is_nobodys_answer(questions):
    named = {person_id for question in questions for person_id in question.levels}
    assert not {"E003", "E037", "E068"} & named


def test_judgements_are_in_the_form_that_measures_read(questions, tmp_path):
    write_truth(tmp_path, questions)
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.txt")))
    queries = dict(line.split("\t") for line in (tmp_path / "queries.tsv").read_text("utf-8").splitlines())
    assert {row.query_id for row in qrels} == set(queries)
    backups = {row.doc_id: row.relevance for row in qrels if row.query_id == "backup-fr"}
    assert backups == {"E010": 2, "E007": 1}


def test_a_slice_asks_only_what_somebody_in_it_knows():
    slice_of = read_staff().slice(["E010", "E016"])
    assert [question.topic_id for question in truth(slice_of)] == ["backup", "postgresql"]


def test_linked_accounts_name_people_of_the_directory_once(tmp_path):
    write_company(tmp_path)
    directory = (tmp_path / "directory" / "people.csv").read_text("utf-8")
    groups = linked_accounts()
    flat = [account_id for group in groups for account_id in group]
    assert len(flat) == len(set(flat))
    assert all(group[0].removeprefix("people:valmere/") + "," in directory for group in groups)
