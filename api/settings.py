"""Every setting with its type, default and help; the only reader of the environment.

A setting comes from, the later overriding: ``settings.toml`` in the home, the file of ``--settings``, the environment
(``WHOKNOWS_`` and the name in capitals), arguments. An unknown one is an error that names its near relations.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, SettingsConfigDict

from graph.store.interface import STORE_SCHEMES
from nlp.function_words import FUNCTION_WORDS

PREFIX = "WHOKNOWS_"
RESERVED_PREFIX = "WHOKNOWS_TEST_"
FILE_VARIABLE = "WHOKNOWS_SETTINGS"
FILE_NAME = "settings.toml"


class SettingsError(Exception):
    """Settings are unknown, of the wrong type or out of range; the message names each and where it was found."""


def default_home() -> Path:
    """The platform's data folder of the current user."""
    return platformdirs.user_data_path("whoknows", appauthor=False)


def demo_home() -> Path:
    """The demonstration's own folder beside it."""
    return platformdirs.user_data_path("whoknows-demo", appauthor=False)


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _split_words(value: Any) -> Any:
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


def _store_address(url: str) -> str:
    scheme = urlsplit(url).scheme
    if url and scheme not in STORE_SCHEMES:
        raise ValueError(f"found the scheme {scheme!r}, expected sqlite:///FILE or neo4j://HOST:PORT")
    return url


def _loopback_only(address: str) -> str:
    try:
        loopback = address == "localhost" or ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise ValueError(
            "expected a loopback address (127.0.0.1, ::1 or localhost): the service does not ask who you are, "
            "so it may not be reached from other machines"
        )
    return address


def _readable(languages: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [language for language in languages if language not in FUNCTION_WORDS]
    if unknown:
        raise ValueError(f"found {', '.join(unknown)}, expected some of {', '.join(sorted(FUNCTION_WORDS))}")
    return languages


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_words)]
"""Several words: a list in a file, separated by commas in the environment."""


class Settings(BaseSettings):
    """All settings; inner layers receive plain parameters, never this."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, validate_default=True, hide_input_in_errors=True
    )

    home: Annotated[Path, AfterValidator(_absolute)] = Field(
        default_factory=default_home, description="Folder of the store, the snapshots and the cache."
    )
    store: Annotated[str, AfterValidator(_store_address)] = Field(
        default="",
        description="URL of the store: `sqlite:///FILE` or `neo4j://HOST:PORT`; empty for `store.sqlite` in the home.",
    )
    store_user: str | None = Field(default=None, description="User name for a store that is a server.")
    store_password: SecretStr | None = Field(
        default=None, description="Password for a store that is a server."
    )
    store_database: str | None = Field(default=None, description="Database on a store that is a server.")
    languages: Annotated[Words, AfterValidator(_readable)] = Field(
        default=("en", "fr"),
        min_length=1,
        description="Languages that texts are written in; the first is taken where nothing tells.",
    )
    profile: Literal["light", "standard", "full"] = Field(
        default="standard",
        description="How texts are read: `light` needs no language model, `standard` uses one per language, `full` also "
        "an embedder, which is an extra.",
    )
    embedder: str = Field(
        default="use",
        description="Embedder of the profile `full`: a name in the entry-point group `whoknows.embedders`.",
    )
    text_processes: int = Field(
        default=0,
        ge=0,
        le=64,
        description="Processes that read texts, where there are thousands; 0 for half of the cores.",
    )
    ranker: str | None = Field(
        default=None,
        description="Ranker of answers where a query names none; empty for the measured default.",
    )
    retriever: Literal["snapshot", "store"] = Field(
        default="snapshot",
        description="Who finds documents for a query: the snapshot's arrays, or the full-text index of a store that is a "
        "server and was published to.",
    )
    bind: Annotated[str, AfterValidator(_loopback_only)] = Field(
        default="127.0.0.1", description="Address the service listens on: a loopback address."
    )
    port: int = Field(
        default=8420, ge=0, le=65_535, description="Port the service listens on; 0 for a free one."
    )
    workers: int = Field(default=2, ge=1, le=64, description="Processes that answer.")
    threads: int = Field(default=4, ge=1, le=64, description="Threads in each process.")
    timeout_seconds: int = Field(
        default=30, ge=1, le=3600, description="After this, a worker that answers nothing is replaced."
    )
    trusted_hosts: Words = Field(
        default=("localhost", "127.0.0.1", "[::1]"),
        min_length=1,
        description="Names the service may be called by; a request under any other is refused.",
    )
    smallest_group: int = Field(
        default=5, ge=3, description="Reports show no group with fewer people than this."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="How much is logged, on standard error."
    )

    @property
    def store_url(self) -> str:
        """Where the store is."""
        return self.store or f"sqlite:///{self.home / 'store.sqlite'}"

    @property
    def snapshots(self) -> Path:
        """Folder of the snapshots."""
        return self.home / "snapshots"

    @property
    def vocabulary(self) -> Path:
        """Folder of the topic lists that lie above or below the shipped one."""
        return self.home / "vocabulary"

    @property
    def cache(self) -> Path:
        """Folder of what can be made again."""
        return self.home / "cache"


def load_settings(*, settings_file: Path | None = None, **arguments: Any) -> Settings:
    """The settings in force.

    Parameters
    ----------
    settings_file
        A TOML file beside that of the home; else the one that ``WHOKNOWS_SETTINGS`` names, if any.
    **arguments
        Settings by name; ``None`` means not given.

    Raises
    ------
    SettingsError
        If a setting is unknown or wrong, or the named file is missing or not TOML. All errors are told at once.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    _refuse_unknown("argument", given, Settings.model_fields)
    named = settings_file or (Path(name) if (name := os.environ.get(FILE_VARIABLE)) else None)
    layers = {"argument": given, "environment": _from_environment(), **_from_file(named, must_exist=True)}
    home = next((layer["home"] for layer in layers.values() if layer.get("home")), default_home())
    layers |= _from_home(_absolute(Path(home)))
    merged = {name: value for layer in reversed(layers.values()) for name, value in layer.items()}
    try:
        return Settings(**merged)
    except ValidationError as error:
        raise SettingsError(_describe(error, layers)) from error


def _from_environment() -> dict[str, Any]:
    found = [name for name in os.environ if name.startswith(PREFIX) and not name.startswith(RESERVED_PREFIX)]
    known = [FILE_VARIABLE, *(PREFIX + name.upper() for name in Settings.model_fields)]
    _refuse_unknown("environment", found, known)
    return dict(EnvSettingsSource(Settings)())


def _from_home(home: Path) -> dict[str, dict[str, Any]]:
    layer = _from_file(home / FILE_NAME, must_exist=False)
    if any("home" in values for values in layer.values()):
        raise SettingsError(f"{home / FILE_NAME}: home cannot be set in the home itself; remove the line")
    return layer


def _from_file(path: Path | None, *, must_exist: bool) -> dict[str, dict[str, Any]]:
    if path is None or not (must_exist or path.exists()):
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: expected a readable TOML file of settings: {error}") from error
    _refuse_unknown(str(path), values, Settings.model_fields)
    return {str(path): values}


def _refuse_unknown(place: str, names: Iterable[str], known: Iterable[str]) -> None:
    choices = list(known)
    lines = []
    for name in names:
        if name not in choices:
            near = get_close_matches(name, choices)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(choices)}"
            lines.append(f"{place}: no setting is called {name!r}; {hint}")
    if lines:
        raise SettingsError("\n".join(lines))


def _describe(error: ValidationError, layers: Mapping[str, Mapping[str, Any]]) -> str:
    lines = []
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0])
        place = next((place for place, values in layers.items() if name in values), "default")
        lines.append(f"{place}: {name}: {detail['msg'].removeprefix('Value error, ')}")
    return "\n".join(lines)
