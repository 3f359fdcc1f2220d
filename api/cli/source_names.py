"""The source that somebody means: by its whole name, or by what ``load --name`` called it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import NotFoundError

if TYPE_CHECKING:
    from graph.store.interface import GraphStore


def source_named(store: GraphStore, name: str) -> str:
    """The id of the source of that name: ``slack:T0EXAMPLE``, or ``T0EXAMPLE`` where one source alone is called so.

    Raises
    ------
    graph.errors.NotFoundError
        If it is none, or several.
    """
    sources = [each.source for each in store.sources()]
    ids = [source.source_id for source in sources]
    found = [name] if name in ids else [source.source_id for source in sources if source.instance == name]
    if len(found) > 1:
        raise NotFoundError(f"{name!r} names several sources, give one in full: {', '.join(found)}")
    if not found:
        raise NotFoundError(f"there is no source {name!r}; there are {', '.join(ids) or 'none'}")
    return found[0]
