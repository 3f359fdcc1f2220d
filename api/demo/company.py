"""The invented company, written into a folder as its systems would export it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.demo.exports.evidence import write_evidence_folder
from api.demo.exports.slack import write_slack_export
from api.demo.items import Act, History, Place, Post, history_of
from api.demo.people import Staff, read_staff, write_directory
from api.demo.threads import threads
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
    labels = {subject.topic_id: subject.label for subject in world.subjects}
    write_directory(folder / "directory", staff, labels)
    write_slack_export(folder / "slack.zip", history, staff)
    posts, acts = _of_place(history, "helpdesk")
    write_evidence_folder(folder / "helpdesk", posts, acts, staff)
    write_evidence_folder(folder / "truth", history.posts, history.acts, staff)
    write_truth(folder / "truth", truth(staff))
    return (
        DemoSource("people", folder / "directory"),
        DemoSource("slack", folder / "slack.zip", "T0VALMERE"),
        DemoSource("folder", folder / "helpdesk", "helpdesk"),
    )


def tell(world: World) -> History:
    """Everything that happened."""
    return history_of(_happenings(world))


def _happenings(world: World) -> Iterator[Post | Act]:
    places: tuple[Place, ...] = ("chat", "mail", "questions", "helpdesk")
    for subject in world.subjects:
        for place in places:
            yield from threads(world, subject, place)


def _of_place(history: History, place: Place) -> tuple[list[Post], Iterable[Act]]:
    posts = history.posts_in(place)
    return posts, history.acts_on(posts)
