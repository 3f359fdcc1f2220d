"""The kinds of source as ``whoknows load --help`` tells them: every installed loader with its options."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from loaders.loader import Loader
from loaders.registry import loader_class, loader_names


def kinds_help() -> list[tuple[str, str]]:
    """Kind and description, then a row for each option; a loader that cannot be imported says why instead."""
    return [row for name in loader_names() for row in _rows(name)]


def _rows(name: str) -> Iterator[tuple[str, str]]:
    try:
        loader = loader_class(name)
    except ImportError as error:
        yield name, f"(cannot be used: {error})"
        return
    yield name, _first_sentence(loader)
    for option, sentence in sorted(loader.option_help.items()):
        yield "", f"--option {option}=…: {sentence}"


def _first_sentence(loader: type[Loader]) -> str:
    paragraph = inspect.getdoc(loader) or ""
    return " ".join(paragraph.split("\n\n")[0].split()).replace("``", "")
