"""What can go wrong while topics are found."""

from __future__ import annotations


class ExtractionError(Exception):
    """Topics could not be found; the message says what was found, what was expected and what to do."""


class TaxonomyError(ExtractionError):
    """A topic list is not of the expected form."""


class MissingModelError(ExtractionError):
    """A spaCy model that the configuration names is not installed."""
