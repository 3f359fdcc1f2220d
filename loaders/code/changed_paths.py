"""Which changed files say something about who knows what, and where in a repository a change lies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_NOT_WRITTEN_HERE = re.compile(
    r"(?:^|/)(?:node_modules|bower_components|vendors?|third[_-]?party|site-packages|__pycache__)/"
    r"|(?:^|/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|[^/]*\.lock|[^/]*\.lockfile)$"
    r"|\.min\.(?:js|css)$|\.(?:js|css)\.map$|(?:^|/)[^/]*(?:_pb2(?:_grpc)?\.pyi?|\.pb\.(?:go|cc|h))$"
    r"|(?:^|/)\.yarn/",
    re.IGNORECASE,
)
_FOLDER_DEPTH = 2
"""How many folders deep a change is placed: ``drivers/net`` says more than ``drivers``, and still gathers much."""

ELIDED = ".../"
"""What ``git log --stat`` writes for the beginning of a long path."""


def is_written_here(path: str) -> bool:
    """Whether people of the project write such a file: it is not vendored, locked, minified or generated.

    Examples
    --------
    >>> is_written_here("lib/net/ring.c"), is_written_here("web/node_modules/x/index.js"), is_written_here("uv.lock")
    (True, False, False)
    """
    return _NOT_WRITTEN_HERE.search(path) is None


def folder_of(paths: Iterable[str]) -> str | None:
    """The folder, two levels deep at most, that holds most of the files; ties go to the first by name.

    ``None`` when most lie in the top folder.

    Examples
    --------
    >>> folder_of(["drivers/net/mlx5/mlx5.c", "drivers/net/mlx5/mlx5.h", "doc/guides/nics/mlx5.rst"])
    'drivers/net'
    >>> folder_of([".mailmap", "lib/ring.c"])
    'lib'
    """
    folders = Counter(
        "/".join(path.split("/")[:-1][:_FOLDER_DEPTH]) for path in paths if not path.startswith(ELIDED)
    )
    if not folders:
        return None
    return min(folders, key=lambda folder: (-folders[folder], not folder, folder)) or None
