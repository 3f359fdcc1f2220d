"""Places where the stores under test are kept, and which may be opened again, also by other processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import neo4j

from graph.store.interface import GraphStore, open_store
from graph.store.neo4j_database import DRIVER_SETTINGS
from graph.store.neo4j_store import STATEMENTS

NEWEST = max(STATEMENTS.migrations(), default=1)
EMPTY = (
    "MATCH (n) WHERE NOT n:StoreState CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS",
    "MATCH (s:StoreState) WHERE s.schema_version > $newest DELETE s",
    "MATCH (s:StoreState) SET s = {name: s.name, generation: 0, schema_version: s.schema_version}",
)


@dataclass(frozen=True)
class Place:
    """Where one store is kept."""

    url: str
    key_file: str
    user: str | None = None
    password: str | None = None

    def open(self) -> GraphStore:
        """The store; whoever opens it closes it."""
        return open_store(self.url, user=self.user, password=self.password, key_file=Path(self.key_file))

    @property
    def as_argument(self) -> str:
        """The place as an argument of another process, which reads it with :func:`place_from`."""
        return json.dumps(asdict(self))

    def driver(self) -> neo4j.Driver:
        """The bare driver, for a place on a server; set as the store's own is."""
        auth = (self.user, self.password) if self.user else None
        return neo4j.GraphDatabase.driver(self.url, auth=auth, **DRIVER_SETTINGS)


def place_from(argument: str) -> Place:
    """The place that another process was given."""
    return Place(**json.loads(argument))


def sqlite_place(folder: Path) -> Place:
    """A file that is not there yet."""
    return Place(f"sqlite:///{folder / 'store.sqlite'}", str(folder / "erasure.key"))


def neo4j_place(folder: Path, url: str, user: str | None, password: str | None) -> Place:
    """A database of a server, emptied but for the note that its schema is made, which takes a second to make."""
    place = Place(url, str(folder / "erasure.key"), user, password)
    with place.driver() as driver, driver.session() as session:
        for statement in EMPTY:
            session.run(statement, newest=NEWEST).consume()
    return place
