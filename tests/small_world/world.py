"""The slice, and where it is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.demo import Question, read_staff, truth
from api.demo.home import fill_home
from api.demo.people import Staff
from api.settings import Settings
from api.wiring import Wiring

PEOPLE = {
    "E003": "Florian Keller, who knew backups best and has left",
    "E006": "Nadia Haddad, Kubernetes",
    "E007": "Tom Whitfield, monitoring; writes no French",
    "E008": "Mathieu Roussel, infrastructure as code; a second address in the directory",
    "E009": "Ngozi Okafor, continuous integration; another address in the mailmap",
    "E010": "Julien Perrin, PostgreSQL and backups",
    "E013": "Thanh Nguyen, single sign-on; types without accents",
    "E014": "Fabrice Lemoine, remote access; writes no English",
    "E016": "Rhys Morgan, who joins every conversation",
    "E017": "Kévin Dubois, who asks about everything",
    "E039": "Sylvie Hamon, injection molding; writes little and no English",
    "E041": "Nicolas Bernard of the plant",
    "E056": "Jean Martin, data protection",
    "E057": "Eleanor Hughes, shown by name only",
    "E059": "Jeanne Martin, electronic invoicing",
    "E063": "Nicolas Bernard of sales, who talks a lot",
    "E066": "Mélanie Gagnon, customer support",
    "E068": "Solène Kerbrat, hidden",
}
"""Whom the slice holds, and why."""


@dataclass(frozen=True, slots=True)
class SmallWorld:
    """A loaded home, and what is true about it. Tests that change it work on a copy (``small_world_copy``)."""

    home: Path
    staff: Staff
    questions: tuple[Question, ...]
    person_ids: Mapping[str, str]
    """Person of each of ``PEOPLE``."""

    @property
    def settings(self) -> Settings:
        """Settings that say this home."""
        return Settings(home=self.home)


def build(home: Path) -> SmallWorld:
    """Load the slice into a home, through the same functions as any company."""
    staff = read_staff().slice(PEOPLE)
    settings = Settings(home=home)
    fill_home(settings, staff=staff)
    with Wiring(settings).store() as store:
        persons = {row.account_id: row.person_id for row in store.assignments()}
    person_ids = {person_id: persons[f"people:valmere/{person_id}"] for person_id in PEOPLE}
    return SmallWorld(home, staff, truth(staff), person_ids)
