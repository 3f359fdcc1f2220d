"""What went wrong, as a message and an exit status: 1 failed, 2 usage or not this format, 3 rejected records, 4 busy."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import click

from api.cli.plain_text import printable
from api.settings import SettingsError
from graph.errors import EvaluationError, GraphError, StoreBusyError, UnknownRankerError
from loaders.errors import LoaderError, NotThisFormatError, UnknownLoaderError
from nlp.errors import ExtractionError

log = logging.getLogger(__name__)

FAILED, USAGE, REJECTED, BUSY = 1, 2, 3, 4


class RejectedRecordsError(Exception):
    """Records were malformed or doubtful, and the command was told to be strict."""


STATUS: Mapping[type[Exception], int] = {
    SettingsError: USAGE,
    NotThisFormatError: USAGE,
    UnknownLoaderError: USAGE,
    UnknownRankerError: USAGE,
    EvaluationError: USAGE,
    RejectedRecordsError: REJECTED,
    StoreBusyError: BUSY,
    GraphError: FAILED,
    LoaderError: FAILED,
    ExtractionError: FAILED,
    OSError: FAILED,
}
"""The exit status of each kind of error; one that is not named has that of its nearest base."""


class Failure(click.ClickException):
    """An error as the command line tells it."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(printable(message))
        self.exit_code = exit_code  # type: ignore[misc]  # click asks the instance


def failure(error: Exception) -> Exception:
    """The failure to tell for an error; click's own errors and exits pass unchanged."""
    if isinstance(error, click.ClickException | click.Abort | click.exceptions.Exit | BrokenPipeError):
        return error
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), None)
    if status is not None:
        return Failure(str(error), status)
    log.debug("unexpected error", exc_info=error)
    return Failure(
        f"unexpected {type(error).__name__}: {error}\n"
        "This is a defect of whoknows; WHOKNOWS_LOG_LEVEL=debug shows where it happened.",
        FAILED,
    )
