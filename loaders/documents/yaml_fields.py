"""Fields in YAML: front matter and side files. Every value stays the text it is: a wrong date must not stop a load."""

from __future__ import annotations

from loaders.documents.page import Fields
from loaders.table import comparable


def read_yaml(text: str) -> tuple[Fields, str | None]:
    """The fields, and what is wrong if they cannot be read.

    Examples
    --------
    >>> read_yaml("title: Rolling back\\nCreation-Date: 2026-03-01")
    ({'title': 'Rolling back', 'creation_date': '2026-03-01'}, None)
    """
    import yaml

    try:
        # This loader makes texts, lists and mappings and nothing else.
        value = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        return {}, f"no YAML ({' '.join(str(error).split())[:160]})"
    if not isinstance(value, dict):
        return {}, None if value in (None, "") else "found no fields, expected name: value"
    return {comparable(str(name)): member for name, member in value.items()}, None
