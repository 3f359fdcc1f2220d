"""The identifiers that judgements use, and the persons they mean.

Judgements name people as their source does (``p0042``), answers name persons. Several accounts of one source may be one
person: then the smallest identifier stands for all of them, in judgements and in rankings alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.evaluation.trec_files import Qrels
from graph.model import Ranking
from graph.store.interface import Assignment


class JudgedPeople:
    """Who is who in a judgement file.

    Parameters
    ----------
    assignments
        Which account is which person.
    source_id
        The source whose native identifiers the judgements use; by default they are account or person ids.
    """

    def __init__(self, assignments: Iterable[Assignment], *, source_id: str | None = None) -> None:
        self._person_of: dict[str, str] = {}
        self._name_of: dict[str, str] = {}
        for row in sorted(assignments, key=lambda row: row.account_id):
            name = row.account_id
            if source_id is not None:
                if not name.startswith(f"{source_id}/"):
                    continue
                name = name.removeprefix(f"{source_id}/")
            self._person_of[name] = row.person_id
            self._name_of.setdefault(row.person_id, name)
        if source_id is None:
            self._person_of |= {person_id: person_id for person_id in self._name_of}

    def __contains__(self, name: str) -> bool:
        """Whether somebody is known by that identifier."""
        return name in self._person_of

    def qrels(self, given: Qrels) -> dict[str, dict[str, int]]:
        """Judgements by the one identifier of each person; the highest level counts, and strangers stay as they are.

        Somebody who was judged and is not in the source can never be found, which counts against every ranker.
        """
        found: dict[str, dict[str, int]] = {}
        for query_id, levels in given.items():
            judged = found.setdefault(query_id, {})
            for name, level in levels.items():
                own = self._own_name(name)
                judged[own] = max(judged.get(own, level), level)
        return found

    def ranking(self, given: Ranking) -> Ranking:
        """A ranking with the one identifier of each person; of somebody without any, the person id."""
        candidates = (
            replace(each, candidate_id=self._name_of.get(each.candidate_id, each.candidate_id))
            for each in given.candidates
        )
        return replace(given, candidates=tuple(candidates))

    def strangers(self, qrels: Qrels) -> int:
        """How many judged people nobody is known by."""
        return len({name for levels in qrels.values() for name in levels if name not in self})

    def _own_name(self, name: str) -> str:
        person = self._person_of.get(name)
        return name if person is None else self._name_of[person]
