"""``whoknows privacy``: a person's own requests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured
from api.cli.plain_text import printable, tell

if TYPE_CHECKING:
    from api.wiring import Wiring
    from graph.model import Person
    from graph.privacy.erasure import ErasureResult
    from graph.store.interface import GraphStore

person_argument = click.argument("person")


@click.group()
def privacy() -> None:
    """Hide, show, export or erase PERSON, as they ask.

    PERSON is a person id, an account id, an e-mail address, a user name or a full name.
    """


@privacy.command()
@person_argument
@configured()
def hide(person: str, *, wiring: Wiring, as_json: bool) -> None:
    """Leave PERSON out of every answer, from now on and everywhere; their records stay."""
    from api.access import COMMAND_LINE
    from graph.identity.persons import find_person
    from graph.privacy import consent

    with wiring.store() as store:
        found = find_person(store, person)
        consent.hide(store, wiring.settings.snapshots, found.person_id, by=COMMAND_LINE.actor_id)
    _tell(
        f"{found.name} is hidden from every answer", {"person_id": found.person_id, "visible": False}, as_json
    )


@privacy.command()
@person_argument
@configured()
def show(person: str, *, wiring: Wiring, as_json: bool) -> None:
    """Take back what hid PERSON; whom a directory hides stays hidden until the directory changes."""
    from api.access import COMMAND_LINE
    from graph.identity.persons import find_person
    from graph.privacy import consent

    with wiring.store() as store:
        found = find_person(store, person)
        snapshots = wiring.settings.snapshots
        visible = consent.show(store, snapshots, found.person_id, by=COMMAND_LINE.actor_id)
    state = (
        "is seen again" if visible else "stays hidden: a directory says so, change it there and load it again"
    )
    _tell(f"{found.name} {state}", {"person_id": found.person_id, "visible": visible}, as_json)


@privacy.command()
@person_argument
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The zip file to write (default: PERSON-ID.zip in this folder).",
)
@configured()
def export(person: str, file: Path | None, *, wiring: Wiring, as_json: bool) -> None:
    """Write all that is kept about PERSON to a zip file, for them."""
    from graph.identity.persons import find_person
    from graph.privacy.access_archive import write_archive
    from graph.privacy.own_data import gather

    with wiring.store() as store:
        found = find_person(store, person)
        topics = {topic.topic_id: topic for topic in wiring.topics()}
        own = gather(store, found.person_id, fingerprint=wiring.extractor().fingerprint, topics=topics)
    target = file or Path(f"{found.person_id}.zip")
    members = write_archive(own, target)
    told = ", ".join(f"{name} ({size:,} bytes)" for name, size in members.items())
    _tell(
        f"{target}: {told}", {"person_id": found.person_id, "file": str(target), "members": members}, as_json
    )


@privacy.command()
@person_argument
@click.option("--yes", is_flag=True, help="Do not ask.")
@configured()
def erase(person: str, yes: bool, *, wiring: Wiring, as_json: bool) -> None:
    """Remove PERSON everywhere, for good.

    Gone are their accounts, what they alone wrote and what they did; where others name them an alias stands instead.
    Loading the same sources again does not bring them back. What cannot be reached from here: the sources themselves,
    copies of the home such as backups, and the logs of a Neo4j server until it drops them. If this is interrupted, the
    same command again completes it.
    """
    from api.access import COMMAND_LINE
    from api.cli.progress import watched
    from graph import ingest
    from graph.privacy import erasure

    with wiring.writing() as store:
        found = _find_or_complete(wiring, store, person)
        if found is None:
            _tell("an erasure that had been interrupted is complete now", {"completed": True}, as_json)
            return
        if not yes:
            click.confirm(
                printable(f"Remove {found.name} ({found.person_id}) for good?"), abort=True, err=True
            )
        ingest.forget_older(wiring.settings.snapshots)
        result = erasure.erase(store, found.person_id, by=COMMAND_LINE.actor_id)
        wiring.refresh(store, monitor=watched)
    _tell(_described(result), _as_dict(result), as_json)


def _find_or_complete(wiring: Wiring, store: GraphStore, person: str) -> Person | None:
    """The person; nobody if what they ask for was interrupted after the store had forgotten them, and is done now."""
    from api.cli.progress import watched
    from graph import ingest
    from graph.errors import NotFoundError
    from graph.identity.persons import find_person

    try:
        return find_person(store, person)
    except NotFoundError:
        if not ingest.forgetting_is_due(wiring.settings.snapshots):
            raise
        wiring.refresh(store, monitor=watched)
        return None


def _described(result: ErasureResult) -> str:
    removed = ", ".join(f"{n:,} {kind}" for kind, n in result.counts.removed.items()) or "nothing"
    changed = ", ".join(f"{n:,} {kind}" for kind, n in result.counts.changed.items()) or "nothing"
    lines = [f"removed: {removed}", f"changed, with {result.alias} where they were named: {changed}"]
    if result.namesakes:
        lines.append(f"others with the same name, left as they are: {', '.join(result.namesakes)}")
    return "\n".join(lines)


def _as_dict(result: ErasureResult) -> dict[str, Any]:
    return {
        "person_id": result.decision.person_id,
        "decision_id": result.decision.decision_id,
        "alias": result.alias,
        "removed": dict(result.counts.removed),
        "changed": dict(result.counts.changed),
        "namesakes": list(result.namesakes),
    }


def _tell(text: str, value: dict[str, Any], as_json: bool) -> None:
    if as_json:
        from api.cli.printing import print_json

        print_json(value)
    else:
        tell(text)
