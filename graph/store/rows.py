"""Records as rows and back: the same fields under the same names, in a form that a database can hold.

A row has a column for each field of its record, and a few that the store adds. How a kind of field is written
(an instant, a list …) is the store's own choice, given to :class:`RowFormat`.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from types import NoneType, UnionType
from typing import Any, Literal, Protocol, TypeVar, get_args, get_origin, get_type_hints

import orjson

from graph.errors import StoreError
from graph.store.interface import Storable
from loaders.document import (
    Account,
    Container,
    Document,
    Interaction,
    Record,
    Retraction,
    SkillClaim,
    Source,
    Unit,
)

Value = TypeVar("Value")
Given = TypeVar("Given", bound=Record)
FieldKind = Literal["plain", "flag", "instant", "day", "list"]
Convert = Callable[[Any], Any]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """Under which name a kind of record is stored, and by which column it is identified."""

    table: str
    id_column: str


RECORD_KINDS: Mapping[type[Storable], RecordKind] = {
    Account: RecordKind("account", "account_id"),
    Unit: RecordKind("unit", "unit_id"),
    Container: RecordKind("container", "container_id"),
    Document: RecordKind("document", "document_id"),
    Interaction: RecordKind("interaction", "interaction_id"),
    SkillClaim: RecordKind("skill_claim", "claim_id"),
}


def record_id(record: Storable) -> str:
    """What identifies a record: its own identifier, or for a claim whose it is, of what, and who says so."""
    if isinstance(record, SkillClaim):
        key = "\x00".join((record.account_ref, record.skill, record.origin))
        return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    found: str = getattr(record, RECORD_KINDS[type(record)].id_column)
    return found


def content_hash(source: Source, record: Storable) -> bytes:
    """16 bytes that change when the record does."""
    digest = hashlib.blake2b(source.source_id.encode(), digest_size=16)
    digest.update(orjson.dumps(record))
    return digest.digest()


def storable(record: Given) -> Given:
    """The record itself, or a copy in which what databases cannot hold (NUL, half a surrogate pair) is ``U+FFFD``.

    Raises
    ------
    StoreError
        If an integer needs more than 53 bits, a number is infinite or none, or an instant has no time zone.
    """
    for name, kind in field_kinds(type(record)).items():
        value = getattr(record, name)
        if kind == "instant" and value is not None and value.tzinfo is None:
            raise _refusal(record, f"{name} is an instant without a time zone, expected aware UTC")
        if type(value) is float and not math.isfinite(value):
            raise _refusal(record, f"{name} is {value}, expected a finite number")
    try:
        if b"\\u0000" not in orjson.dumps(record, option=orjson.OPT_STRICT_INTEGER):
            return record
    except TypeError:
        pass
    cleaned = replace(record, **{f.name: _clean(getattr(record, f.name)) for f in fields(record)})
    try:
        orjson.dumps(cleaned, option=orjson.OPT_STRICT_INTEGER)
    except TypeError as error:
        raise _refusal(cleaned, str(error)) from error
    return cleaned


def _refusal(record: Record, why: str) -> StoreError:
    named = record.ref if isinstance(record, Retraction) else record_id(record)
    return StoreError(f"{type(record).__name__} {named} cannot be stored: {why}")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        joined = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return joined.replace("\x00", "\ufffd")
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    return value


def microseconds(instant: datetime) -> int:
    """Whole microseconds since 1970.

    Examples
    --------
    >>> microseconds(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000
    """
    return (instant - EPOCH) // MICROSECOND


def instant(value: int) -> datetime:
    """The instant that many microseconds after 1970, in UTC."""
    return EPOCH + timedelta(microseconds=value)


def field_kinds(value_type: type) -> Mapping[str, FieldKind]:
    """What each field of a dataclass holds, from its annotations."""
    if value_type not in _FIELD_KINDS:
        hints = get_type_hints(value_type)
        _FIELD_KINDS[value_type] = {f.name: _field_kind(hints[f.name]) for f in fields(value_type)}
    return _FIELD_KINDS[value_type]


_FIELD_KINDS: dict[type, Mapping[str, FieldKind]] = {}


def _field_kind(hint: Any) -> FieldKind:
    if get_origin(hint) is UnionType:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        return "list"
    kinds: dict[Any, FieldKind] = {bool: "flag", datetime: "instant", date: "day"}
    return kinds.get(hint, "plain")


class Columns(Protocol):
    """A row whose values can be had by position."""

    def __getitem__(self, column: Any, /) -> Any:
        """One value."""


class RowFormat:
    """How a store writes each kind of field.

    Parameters
    ----------
    encoders, decoders
        A conversion each way for the kinds of field that the database does not hold as they are.
    """

    def __init__(
        self, *, encoders: Mapping[FieldKind, Convert], decoders: Mapping[FieldKind, Convert]
    ) -> None:
        self.encoders = encoders
        self.decoders = decoders

    def encode(self, kind: FieldKind, value: Any) -> Any:
        """A value of some kind as it is written; ``None`` stays."""
        encoder = self.encoders.get(kind)
        return encoder(value) if encoder and value is not None else value

    def decode(self, kind: FieldKind, value: Any) -> Any:
        """A value of some kind from what is written; ``None`` stays."""
        decoder = self.decoders.get(kind)
        return decoder(value) if decoder and value is not None else value

    def row(self, value: Any) -> dict[str, Any]:
        """The value's fields as columns."""
        return {
            name: self.encode(kind, getattr(value, name)) for name, kind in field_kinds(type(value)).items()
        }

    def values(self, value_type: type[Value], columns: Sequence[str], rows: Iterable[Columns]) -> list[Value]:
        """Values from rows with these columns; columns that are no field are left aside."""
        kinds = field_kinds(value_type)
        plan = [
            (index, name, self.decoders.get(kinds[name]))
            for index, name in enumerate(columns)
            if name in kinds
        ]
        return [
            value_type(
                **{
                    name: decode(row[index]) if decode and row[index] is not None else row[index]
                    for index, name, decode in plan
                }
            )
            for row in rows
        ]
