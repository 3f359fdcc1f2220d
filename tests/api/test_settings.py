"""Where settings come from, which wins, and what happens to a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*Settings.model_fields, "settings"]:
        monkeypatch.delenv(f"WHOKNOWS_{name.upper()}", raising=False)


def test_store_lies_in_the_home_by_default(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path)
    assert settings.store_url == f"sqlite:///{tmp_path}/store.sqlite"
    assert settings.snapshots == tmp_path / "snapshots"


def test_later_places_override_earlier_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings.toml").write_text("port = 1001\nworkers = 11\nthreads = 5\ntimeout_seconds = 7\n")
    other = tmp_path / "other.toml"
    other.write_text("port = 1002\nworkers = 12\nthreads = 6\n")
    monkeypatch.setenv("WHOKNOWS_PORT", "1003")
    monkeypatch.setenv("WHOKNOWS_WORKERS", "13")
    settings = load_settings(home=tmp_path, settings_file=other, port=1004)
    assert (settings.port, settings.workers, settings.threads, settings.timeout_seconds) == (1004, 13, 6, 7)


def test_home_of_the_environment_brings_its_own_settings_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text("port = 1001\n")
    monkeypatch.setenv("WHOKNOWS_HOME", str(tmp_path))
    assert load_settings().port == 1001


def test_settings_file_can_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "site.toml"
    file.write_text(f'home = "{tmp_path}/there"\n')
    monkeypatch.setenv("WHOKNOWS_SETTINGS", str(file))
    assert load_settings().home == tmp_path / "there"


def test_arguments_that_are_none_are_not_given(tmp_path: Path) -> None:
    assert load_settings(home=tmp_path, port=None).port == Settings.model_fields["port"].default


def test_words_are_separated_by_commas_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOKNOWS_LANGUAGES", "fr, en")
    assert load_settings(home=tmp_path).languages == ("fr", "en")


def test_unknown_variable_is_an_error_that_names_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOKNOWS_WORKRES", "3")
    with pytest.raises(SettingsError, match="'WHOKNOWS_WORKRES'; did you mean WHOKNOWS_WORKERS"):
        load_settings(home=tmp_path)


def test_variables_of_the_tests_are_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = load_settings(home=tmp_path)
    monkeypatch.setenv("WHOKNOWS_TEST_ANYTHING", "3")
    assert load_settings(home=tmp_path) == plain


def test_unknown_key_of_a_file_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("prot = 1\n")
    with pytest.raises(
        SettingsError, match=r"settings\.toml: no setting is called 'prot'; did you mean port"
    ):
        load_settings(home=tmp_path)


def test_a_store_of_an_unknown_kind_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"store.*'mysql'.*expected sqlite:///FILE or neo4j://HOST:PORT"):
        load_settings(home=tmp_path, store="mysql://localhost/whoknows")


def test_unknown_argument_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="argument: no setting is called 'wrokers'"):
        load_settings(home=tmp_path, wrokers=3)


def test_all_wrong_values_are_told_at_once_with_their_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text('profile = "heavy"\n')
    monkeypatch.setenv("WHOKNOWS_PORT", "many")
    with pytest.raises(SettingsError) as caught:
        load_settings(home=tmp_path, workers=0)
    places = [line.split(": ")[:2] for line in str(caught.value).splitlines()]
    assert places == [
        [str(tmp_path / "settings.toml"), "profile"],
        ["environment", "port"],
        ["argument", "workers"],
    ]


@pytest.mark.parametrize("text", ["port = ", "port = 1\nport = 2", "\xff"])
def test_file_that_is_not_toml_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"settings\.toml: expected a readable TOML file"):
        load_settings(home=tmp_path)


def test_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"missing\.toml"):
        load_settings(home=tmp_path, settings_file=tmp_path / "missing.toml")


def test_home_cannot_move_itself(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('home = "/elsewhere"\n')
    with pytest.raises(SettingsError, match="home cannot be set in the home itself"):
        load_settings(home=tmp_path)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "whoknows.example.org", ""])  # noqa: S104
def test_addresses_that_other_machines_can_reach_are_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match="expected a loopback address"):
        load_settings(home=tmp_path, bind=address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_loopback_addresses_are_accepted(tmp_path: Path, address: str) -> None:
    assert load_settings(home=tmp_path, bind=address).bind == address


def test_password_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOKNOWS_STORE_PASSWORD", "open sesame")
    settings = load_settings(home=tmp_path)
    assert "sesame" not in repr(settings)
    assert settings.store_password is not None
    assert settings.store_password.get_secret_value() == "open sesame"


def test_every_setting_has_help() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
