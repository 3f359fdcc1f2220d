"""What is wrong in an HR export although every line can be read: found before anybody is believed to report to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def cycles(parents: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield each cycle of a relation in which everything has at most one parent, from its first member in order.

    Examples
    --------
    >>> list(cycles({"a": "b", "b": "c", "c": "b", "d": "d"}))
    [('b', 'c'), ('d',)]
    """
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        member: str | None = start
        while member is not None and member not in done and member not in path:
            path[member] = None
            member = parents.get(member)
        if member in path:
            members = list(path)
            yield tuple(members[members.index(str(member)) :])
        done.update(path)


def shared(values: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Values that several owners have, with the owners in order; from pairs of owner and value.

    Examples
    --------
    >>> shared([("p1", "a@example.org"), ("p2", "A@example.org"), ("p3", "c@example.org")])
    {'a@example.org': ['p1', 'p2']}
    """
    owners: dict[str, dict[str, None]] = {}
    for owner, value in values:
        owners.setdefault(value.lower(), {})[owner] = None
    return {value: list(having) for value, having in owners.items() if len(having) > 1}
