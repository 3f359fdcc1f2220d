"""How far a source has been read: a value that the store keeps in the same transaction as the rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in one input.

    A loader yields a cursor between records where an interrupted load may go on. ``input_fingerprint`` says
    which input it belongs to (for instance size and modification time of a file): a cursor of another input
    is ignored and the input is read from its start, which changes nothing that is already stored.
    """

    input_fingerprint: str
    position: str
    """The loader's own words for the place: a line number, a member name, a JSON text."""
