"""The invented company, written into a folder as its systems would export it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.demo.exports import questions, slack
from api.demo.exports.evidence import write_evidence_folder
from api.demo.exports.git import write_repository
from api.demo.exports.handbook import write_handbook
from api.demo.exports.intranet import write_intranet
from api.demo.exports.mail import list_id, write_mail_archives
from api.demo.exports.questions import write_question_site
from api.demo.exports.slack import write_slack_export
from api.demo.items import History
from api.demo.people import Staff, read_staff, write_directory
from api.demo.story import tell
from api.demo.topics import read_subjects, subjects_of
from api.demo.truth import truth, write_truth
from api.demo.world import World

NAME = "valmere"


@dataclass(frozen=True, slots=True)
class DemoSource:
    """Something to load."""

    kind: str
    path: Path
    name: str = NAME
    """The instance: identifiers begin with ``kind:name/``."""
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def spec(self) -> str:
        """What ``whoknows load`` is given."""
        return f"{self.kind}:{self.path}"


def write_company(folder: Path, *, staff: Staff | None = None) -> tuple[DemoSource, ...]:
    """Write every export of the company, and what is true about it in ``truth/``.

    Parameters
    ----------
    folder
        Made if need be. The same people give the same bytes.
    staff
        Some of the people, for a smaller company; everybody by default.

    Returns
    -------
    tuple of DemoSource
        In the order they should be loaded.
    """
    staff = staff or read_staff()
    world = World(staff, subjects_of(staff.people, read_subjects()))
    history = tell(world)
    return _Exports(folder, world, history).write()


@dataclass(frozen=True, slots=True)
class _Exports:
    """Everything that is written."""

    folder: Path
    world: World
    history: History

    def write(self) -> tuple[DemoSource, ...]:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write_truth()
        return (
            self._directory(),
            self._slack(),
            *self._mail(),
            *self._code(),
            *self._pages(),
            self._helpdesk(),
        )

    def _directory(self) -> DemoSource:
        folder = self.folder / "directory"
        write_directory(folder, self.world.staff, {s.topic_id: s.label for s in self.world.subjects})
        return DemoSource("people", folder)

    def _slack(self) -> DemoSource:
        file = self.folder / "slack.zip"
        write_slack_export(file, self.history, self.world.staff)
        return DemoSource("slack", file, slack.TEAM_ID)

    def _mail(self) -> list[DemoSource]:
        staff = self.world.staff
        files = write_mail_archives(self.folder / "lists", self.history, staff)
        return [
            DemoSource("mbox", file, f"list-{file.stem}", {"archive_of": list_id(file.stem, staff)})
            for file in files
        ]

    def _code(self) -> list[DemoSource]:
        if not self.history.posts_in("code"):
            return []
        folder = self.folder / "code.git"
        shutil.rmtree(folder, ignore_errors=True)
        write_repository(folder, self.history, self.world.staff, self.world.subjects)
        return [DemoSource("git", folder)]

    def _pages(self) -> list[DemoSource]:
        subjects = {subject.topic_id: subject for subject in self.world.subjects}
        write_question_site(self.folder / "questions", self.history, self.world.staff)
        write_handbook(self.folder / "handbook", self.history)
        write_intranet(self.folder / "intranet.activities.jsonl", self.history, self.world.staff, subjects)
        return [
            DemoSource("stackexchange", self.folder / "questions", questions.NAME),
            DemoSource("documents", self.folder / "handbook", "handbook"),
            DemoSource("activities", self.folder / "intranet.activities.jsonl", "intranet"),
        ]

    def _helpdesk(self) -> DemoSource:
        staff, posts = self.world.staff, self.history.posts_in("helpdesk")
        folder = self.folder / "helpdesk"
        write_evidence_folder(folder, posts, self.history.acts_on(posts), staff.people, staff)
        return DemoSource("folder", folder, "helpdesk")

    def _write_truth(self) -> None:
        """All of it in one form, without hidden people, whom this form cannot mark."""
        staff, folder = self.world.staff, self.folder / "truth"
        people = [person for person in staff.people if person.visibility != "hidden"]
        write_evidence_folder(folder, self.history.posts, self.history.acts, people, staff)
        write_truth(folder, truth(staff))
