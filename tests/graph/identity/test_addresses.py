"""Which addresses name one person."""

from __future__ import annotations

import pytest

from graph.identity.addresses import personal_address, reachable_address


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("luc.petit@example.org", "luc.petit@example.org"),
        (" <Luc.Petit@Example.ORG> ", "luc.petit@example.org"),
        ("luc.petit@example.org.", "luc.petit@example.org"),
        ("luc+lists@example.org", "luc+lists@example.org"),
        ("1234+luc@users.noreply.github.com", "1234+@users.noreply.github.com"),
        ("1234+luc-petit@users.noreply.github.com", "1234+@users.noreply.github.com"),
        ("luc@users.noreply.github.com", "luc@users.noreply.github.com"),
    ],
)
def test_a_personal_address_has_one_form(written: str, normal: str) -> None:
    assert personal_address(written) == normal


@pytest.mark.parametrize(
    "written",
    [
        "info@example.org",
        "No-Reply@example.org",
        "no_reply+luc@example.org",
        "support@example.org",
        "secrétariat@example.org",
        "root@build-7.example.org",
        "luc@localhost",
        "luc@laptop",
        "luc@host.localdomain",
        "luc@host.(none)",
        "@example.org",
        "luc",
        "luc petit@example.org",
        "luc@example.org, ana@example.org",
        "",
    ],
)
def test_what_names_nobody_for_certain_has_none(written: str) -> None:
    assert personal_address(written) is None


def test_an_address_made_up_by_a_code_host_identifies_but_reaches_nobody() -> None:
    assert reachable_address("1234+luc@users.noreply.github.com") is None
    assert reachable_address("Luc@example.org") == "luc@example.org"
