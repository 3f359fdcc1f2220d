"""Loaders by name: the entry-point group ``whoknows.loaders``, and ``KIND:PATH`` opened with the right one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path

from loaders.errors import LoaderError, UnknownLoaderError
from loaders.loader import Loader

GROUP = "whoknows.loaders"


def loader_names() -> list[str]:
    """Names of the installed loaders, sorted."""
    return sorted({point.name for point in entry_points(group=GROUP)})


def loader_class(name: str) -> type[Loader]:
    """The loader of that name.

    Raises
    ------
    UnknownLoaderError
        If none is installed under that name.
    """
    for point in entry_points(group=GROUP):
        if point.name == name:
            loaded: type[Loader] = point.load()
            return loaded
    raise UnknownLoaderError(f"no loader named {name!r}; there are {', '.join(loader_names())}")


def open_loader(
    spec: str, *, instance: str | None = None, options: Mapping[str, str] | None = None
) -> Loader:
    """The loader for ``KIND:PATH``, for instance ``slack:export.zip``.

    Raises
    ------
    UnknownLoaderError
        If no loader has that name.
    LoaderError
        If the specification has no colon, an option or the name cannot be, or the path does not exist.
    NotThisFormatError
        If the input cannot be of that kind.
    """
    kind, colon, path_text = spec.partition(":")
    if not colon or not path_text:
        raise LoaderError(f"found {spec!r}, expected KIND:PATH with a kind of {', '.join(loader_names())}")
    cls = loader_class(kind)
    unknown = sorted(set(options or {}) - set(cls.option_help))
    if unknown:
        known = ", ".join(sorted(cls.option_help)) or "none"
        raise LoaderError(f"the {kind} loader has no option {', '.join(unknown)}; it has {known}")
    if instance is not None and ("/" in instance or not instance.isprintable() or not instance.strip()):
        raise LoaderError(f"found the name {instance!r}, expected one without / that can be printed")
    path = Path(path_text).expanduser()
    if not path.exists():
        raise LoaderError(f"{path}: no such file or folder")
    return cls(path, instance=instance, options=options)
