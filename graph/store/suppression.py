"""Keeping erased people out: keyed hashes of what must not come back, compared with everything that is loaded.

Names and addresses are gone after an erasure. What is kept is an HMAC of each account id and address, under a key
that lies in a file of its own: whoever has only the store cannot test a guess.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from graph.errors import StoreError
from graph.store.interface import Storable
from graph.store.rows import record_id
from loaders.document import Account, Document, Interaction, SkillClaim, Unit

KEY_FILE = "erasure.key"
KEY_BYTES = 32
Erasable = Literal["account", "email", "record", "alias"]


def keyed_hash(key: bytes, kind: Erasable, value: str) -> str:
    """64 hex digits that only the holder of the key can compute; addresses are compared without regard to case."""
    comparable = value.strip().casefold() if kind == "email" else value
    return hmac.digest(key, f"{kind}:{comparable}".encode(), "sha256").hex()


def read_key(path: Path, *, make: bool) -> bytes:
    """The key in a file, readable by its owner only.

    Raises
    ------
    StoreError
        If the file is missing and must not be made, is no key, or cannot be read or written.
    """
    try:
        if make and not path.exists():
            _write_key(path, secrets.token_bytes(KEY_BYTES))
        key = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreError(
            f"people were erased from this store, but the key {path} is missing: put it back from a backup, "
            "or they could return with the next load"
        ) from error
    except OSError as error:
        raise StoreError(f"the erasure key {path} cannot be used: {error.strerror}") from error
    if len(key) != KEY_BYTES:
        raise StoreError(f"{path}: found {len(key)} bytes, expected an erasure key of {KEY_BYTES}")
    return key


def adopt_key(path: Path, key: bytes) -> None:
    """Write a key that another store made, unless it is there already.

    Raises
    ------
    StoreError
        If there is another key, or it cannot be read or written.
    """
    try:
        if not path.exists():
            _write_key(path, key)
    except OSError as error:
        raise StoreError(f"the erasure key {path} cannot be written: {error.strerror}") from error
    if read_key(path, make=False) != key:
        raise StoreError(
            f"{path} is not the key that people were erased with in the other store: move it away if nothing in "
            "this store needs it"
        )


def _write_key(path: Path, key: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        pass  # another process was quicker: its key is the key
    finally:
        part.unlink()


class Erased:
    """Who was erased, as keyed hashes.

    Parameters
    ----------
    key
        What the hashes were made with; may be empty when there are none.
    hashes
        Keyed hashes of accounts, addresses and records.
    """

    def __init__(self, key: bytes, hashes: Iterable[str]) -> None:
        self.key = key
        self.hashes = set(hashes)
        self._answers: dict[tuple[Erasable, str], bool] = {}

    def __contains__(self, item: tuple[Erasable, str]) -> bool:
        if not self.hashes:
            return False
        if item not in self._answers:
            self._answers[item] = keyed_hash(self.key, *item) in self.hashes
        return self._answers[item]

    def add_accounts_by_email(self, records: Iterable[object]) -> list[str]:
        """Take in the new accounts of erased people, known by their addresses; the keyed hashes of these accounts."""
        found = {
            keyed_hash(self.key, "account", record.account_id)
            for record in records
            if isinstance(record, Account) and any(("email", email) in self for email in record.emails)
        }
        new = sorted(found - self.hashes)
        self.hashes.update(new)
        self._answers.clear()
        return new

    def without(self, record: Storable) -> Storable | None:
        """What may be kept of a record: itself, itself without references to the erased, or nothing."""
        if not self.hashes:
            return record
        if ("record", record_id(record)) in self:
            return None
        if isinstance(record, Document):
            return self._document(record)
        if isinstance(record, Account) and ("account", record.account_id) in self:
            return None
        if isinstance(record, Interaction) and (
            self._names(record.actor_ref) or self._names(record.account_ref)
        ):
            return None
        if isinstance(record, SkillClaim) and self._names(record.account_ref):
            return None
        if isinstance(record, Account | Unit) and self._names(record.manager_ref):
            return replace(record, manager_ref=None)
        return record

    def _document(self, document: Document) -> Document | None:
        authors = tuple(ref for ref in document.author_refs if not self._names(ref))
        co_authors = tuple(ref for ref in document.co_author_refs if not self._names(ref))
        if (authors, co_authors) == (document.author_refs, document.co_author_refs):
            return document
        if not authors and not co_authors:
            return None
        return replace(document, author_refs=authors, co_author_refs=co_authors)

    def _names(self, ref: str | None) -> bool:
        return ref is not None and (("account", ref) in self or ("email", ref) in self)
