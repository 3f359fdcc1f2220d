"""What is documented is what there is: settings, commands and routes.

The generated parts are written again with ``WHOKNOWS_TEST_UPDATE_DOCUMENTS=1 pytest tests/api/test_documents.py``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest
import yaml
from flask import Flask
from pydantic import SecretStr

from api import create_app
from api.cli import COMMANDS, whoknows
from api.settings import PREFIX, Settings, load_settings

API = Path(__file__).parents[2] / "api"
UPDATE = os.environ.get("WHOKNOWS_TEST_UPDATE_DOCUMENTS") == "1"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(load_settings(home=tmp_path))


def default_of(name: str) -> str:
    field = Settings.model_fields[name]
    if field.default_factory is not None:
        return "the platform's data folder"
    value = field.default
    if value in (None, ""):
        return ""
    return f"`{','.join(value) if isinstance(value, tuple) else value}`"


def settings_table() -> str:
    rows = [
        f"| `{name}` | `{PREFIX}{name.upper()}` | {default_of(name)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| setting | variable | default | what it is |", "| --- | --- | --- | --- |", *rows])


def commands() -> dict[str, click.Command]:
    context = click.Context(whoknows)
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = whoknows.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= {f"{name} {part}": inner for part, inner in command.commands.items()}
        else:
            found[name] = command
    return found


def commands_table() -> str:
    rows = [
        f"| `{' '.join([name, *(each.make_metavar(click.Context(command)) for each in command.params if isinstance(each, click.Argument))])}` "
        f"| {command.get_short_help_str(200)} |"
        for name, command in commands().items()
    ]
    return "\n".join(["| `whoknows` … | what it does |", "| --- | --- |", *rows])


@pytest.mark.parametrize(("part", "table"), [("settings", settings_table), ("commands", commands_table)])
def test_readme_has_the_generated_table(part: str, table: object) -> None:
    assert callable(table)
    readme = API / "README.md"
    text = readme.read_text(encoding="utf-8")
    frame = re.compile(rf"(?<=<!-- {part} -->\n).*?(?=<!-- end -->)", re.DOTALL)
    if UPDATE:
        text = frame.sub(lambda _: table() + "\n", text)
        readme.write_text(text, encoding="utf-8")
    assert frame.findall(text) == [table() + "\n"]


def test_openapi_file_is_what_the_routes_say(app: Flask) -> None:
    file = API / "openapi.yaml"
    document = app.test_client().get("/openapi.json").json
    if UPDATE:
        file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110))
    assert yaml.safe_load(file.read_text(encoding="utf-8")) == document


def test_every_route_of_the_api_is_described(app: Flask) -> None:
    document = app.test_client().get("/openapi.json").json
    assert document is not None
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/healthz", "/readyz"))
    }
    assert set(document["paths"]) == routes


@pytest.mark.parametrize("name", commands())
def test_every_command_has_a_home_and_prints_json(name: str) -> None:
    options = {option for parameter in commands()[name].params for option in parameter.opts}
    assert {"--home", "--settings", "--json"} <= options


def test_secrets_have_no_default() -> None:
    secret = [name for name, field in Settings.model_fields.items() if SecretStr in _parts(field.annotation)]
    assert secret == ["store_password"]
    assert all(Settings.model_fields[name].default is None for name in secret)


def _parts(annotation: object) -> tuple[object, ...]:
    return (annotation, *getattr(annotation, "__args__", ()))
