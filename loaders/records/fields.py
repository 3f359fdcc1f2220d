"""Fields of a decoded JSON object, each read as the type it must have."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from loaders.instants import read_day, read_instant

Fields = dict[str, Any]


class FieldError(ValueError):
    """A field is missing or of another type; the record it belongs to is rejected."""

    def __init__(self, name: str, *, found: object, expected: str) -> None:
        shown = "nothing" if found is None or found == "" else repr(found)
        super().__init__(f"{name}: found {shown[:80]}, expected {expected}")


def text(fields: Fields, name: str) -> str | None:
    """A text, or a whole number as text; ``None`` if there is none."""
    value = fields.get(name)
    if type(value) is str:
        return value.replace("\x00", "\ufffd") if "\x00" in value else value
    if value is None:
        return None
    if type(value) is int:
        return str(value)
    raise FieldError(name, found=value, expected="a text")


def required_text(fields: Fields, name: str) -> str:
    """A text that must be there and say something."""
    value = text(fields, name)
    if not value:
        raise FieldError(name, found=value, expected="a text")
    return value


def texts(fields: Fields, name: str) -> tuple[str, ...]:
    """A list of texts without its blank members; one text is a list of one, nothing the empty list."""
    value = fields.get(name)
    if value is None:
        return ()
    members = value if type(value) is list else [value]
    return tuple(read for member in members if (read := text({name: member}, name)))


def instant(fields: Fields, name: str) -> datetime | None:
    """A time in ISO 8601 as an aware UTC instant."""
    value = text(fields, name)
    try:
        return read_instant(value) if value else None
    except ValueError as error:
        raise FieldError(name, found=value, expected="a time such as 2026-03-01T09:00:00Z") from error


def required_instant(fields: Fields, name: str) -> datetime:
    """A time that must be there."""
    value = instant(fields, name)
    if value is None:
        raise FieldError(name, found=None, expected="a time such as 2026-03-01T09:00:00Z")
    return value


def day(fields: Fields, name: str) -> date | None:
    """A date in ISO 8601."""
    value = text(fields, name)
    try:
        return read_day(value) if value else None
    except ValueError as error:
        raise FieldError(name, found=value, expected="a date such as 2026-03-01") from error


def flag(fields: Fields, name: str, *, default: bool) -> bool:
    """True or false."""
    value = fields.get(name, default)
    if type(value) is not bool:
        raise FieldError(name, found=value, expected="true or false")
    return value


def number(fields: Fields, name: str, *, default: float) -> float:
    """A number that is not negative."""
    value = fields.get(name, default)
    if type(value) not in (int, float) or value < 0:
        raise FieldError(name, found=value, expected="a number from 0 up")
    return float(value)
