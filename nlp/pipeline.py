"""The spaCy pipeline that reads one language: a packaged model's tagger, and our components, as ``pipeline.cfg`` says.

Nothing here imports spaCy before a pipeline is really needed: a process that only serves queries, or that finds nothing
new to read, never pays for it.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from nlp.errors import MissingModelError

if TYPE_CHECKING:
    from spacy.language import Language

CONFIGURATION = "pipeline.cfg"
FULL_TEXT = "whoknows_text"
"""Where a parsed document may carry its text (``doc.user_data``)."""
KEY_TERMS = "whoknows_key_terms"
"""The component that finds key terms, and the custom attribute that it sets."""


@cache
def configuration_text() -> str:
    """``pipeline.cfg`` as it is shipped."""
    return files("nlp").joinpath(CONFIGURATION).read_text(encoding="utf-8")


def build_pipeline(language: str, **settings: Any) -> Language:
    """The pipeline of a language.

    Parameters
    ----------
    language
        A section of ``pipeline.cfg``.
    **settings
        Settings of the key terms component in place of the configured ones.

    Raises
    ------
    MissingModelError
        If the language has no section, or none of its models is installed.
    """
    import spacy

    import nlp.components.key_terms  # noqa: F401 - registers the factory

    section = _section(language)
    pipeline = spacy.load(model_name(language), exclude=section["exclude"])
    for name, configured in section["components"].items():
        known = {key: value for key, value in settings.items() if key in configured}
        pipeline.add_pipe(name, config={**configured, **known})
    return pipeline


def model_name(language: str) -> str:
    """The installed package that reads a language.

    Raises
    ------
    MissingModelError
        If there is none.
    """
    names: list[str] = _section(language)["model"]
    for name in names:
        if _version(name):
            return name
    raise MissingModelError(
        f"found no language model for {language!r}, expected one of {', '.join(names)}; install one "
        f"(python -m pip install {names[-1].replace('_', '-')}==3.8.0), or read texts with the profile light"
    )


def model_version(language: str) -> str:
    """Name and version of the model that reads a language, for the fingerprint; spaCy is not imported.

    Raises
    ------
    MissingModelError
        If there is none.
    """
    name = model_name(language)
    return f"{name}-{_version(name)}"


def spacy_version() -> str:
    """The installed version of spaCy."""
    return version("spacy")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@cache
def _section(language: str) -> dict[str, Any]:
    from confection import Config

    configuration = Config().from_str(configuration_text())
    if language not in configuration:
        raise MissingModelError(
            f"found no section {language!r} in {CONFIGURATION}, expected one of {', '.join(configuration)}"
        )
    section: dict[str, Any] = configuration[language]
    return section
