"""What goes wrong with a server, in our words: what was found, and what to do."""

from __future__ import annotations

from neo4j.exceptions import (
    AuthError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import StoreBusyError, StoreError, StoreUnavailableError

NOTHING_LOST = "everything stored before is kept, and the same command again goes on from there"


def refusal(url: str, error: Neo4jError) -> StoreError:
    """The error for what the server answered."""
    code = error.code or ""
    message = (error.message or str(error)).splitlines()[0]
    if isinstance(error, AuthError):
        return StoreUnavailableError(
            f"{url} refuses the user or the password: set store_user and store_password ({message})"
        )
    if "DatabaseNotFound" in code:
        return StoreUnavailableError(f"{url} has no such database; set store_database ({message})")
    if _is_read_only(code, message):
        return StoreError(f"{url} may only be read: allow writing to it, or name another store ({message})")
    if "DeadlockDetected" in code or "LockClientStopped" in code or "LockAcquisition" in code:
        return StoreBusyError(f"others are writing to {url}; try again when they have finished")
    if "DatabaseUnavailable" in code:
        return StoreUnavailableError(f"the database at {url} is not available ({message}): {NOTHING_LOST}")
    if isinstance(error, TransientError) or "MemoryPool" in code:
        return StoreError(f"{url} could not do it just now ({message}): {NOTHING_LOST}")
    return StoreError(f"the store {url} failed: {message}")


def store_error(url: str, error: Exception) -> StoreError:
    """The error for what the driver met with."""
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError) or (
        isinstance(error, DriverError) and error.is_retryable()
    ):
        return StoreUnavailableError(
            f"{url} cannot be reached ({_first_line(error)}): start the server or correct the address; {NOTHING_LOST}"
        )
    return StoreError(f"the store {url} cannot be used: {_first_line(error)}")


def _is_read_only(code: str, message: str) -> bool:
    return "ReadOnly" in code or "read-only" in message.lower() or "read only" in message.lower()


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
