"""What can go wrong in the graph."""

from __future__ import annotations


class GraphError(Exception):
    """Base of the graph's errors; the message says what was found, what was expected and what to do."""


class StoreError(GraphError):
    """The store could not do what was asked."""


class StoreBusyError(StoreError):
    """Another process is writing to the store (exit status 4): try again when it has finished."""


class ErasedMeanwhileError(StoreBusyError):
    """Somebody was erased by another process while records were written: write them again."""


class StoreVersionError(StoreError):
    """The store was written by another version that this one cannot migrate."""


class StoreUnavailableError(StoreError):
    """The store's server cannot be reached, or refuses us."""


class SnapshotError(GraphError):
    """There is no usable snapshot: run ``whoknows index``."""


class NotFoundError(GraphError):
    """No such person, topic, document, community or source, or none that the actor may see."""


class UnknownRankerError(GraphError):
    """No ranker has that name."""


class EvaluationError(GraphError):
    """Queries or judgements are not of the expected form."""
