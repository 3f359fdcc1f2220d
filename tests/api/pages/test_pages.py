"""Pages as people see them: in Chromium, on a phone and a desk, in both languages, with and without script.

What a click leads to is awaited (``expect``), since a browser goes there in its own time.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.api.service import PATIENCE_SECONDS, Service, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.small_world.world import SmallWorld

pytestmark = pytest.mark.browser

PHONE, DESK = 390, 1280
LANGUAGES = {"en": "en-US", "fr": "fr-FR"}


def ask(service: Service, path: str) -> Any:
    with urllib.request.urlopen(f"{service.url}{path}", timeout=PATIENCE_SECONDS) as response:  # noqa: S310
        return json.load(response)


ADDRESSES: dict[str, Callable[[Service, SmallWorld], str]] = {
    "home": lambda *_: "",
    "results": lambda *_: "?q=rolling+back+a+Kubernetes+deployment",
    "results in French": lambda *_: "?q=" + quote("état Terraform verrouillé"),
    "nobody": lambda *_: "?q=medieval+falconry",
    "suggestion": lambda *_: "?q=kuberentes",
    "person": lambda _, world: f"people/{world.person_ids['E006']}",
    "by name only": lambda _, world: f"people/{world.person_ids['E057']}",
    "who has left": lambda _, world: f"people/{world.person_ids['E003']}",
    "topics": lambda *_: "topics",
    "no such topic": lambda *_: "topics?q=xyzzy",
    "topic": lambda service, _: (
        "topics/" + quote(ask(service, "api/v1/topics?q=Kubernetes")["topics"][0]["topic"]["topic_id"])
    ),
    "communities": lambda *_: "communities",
    "community": lambda *_: "communities/1",
    "document": lambda service, _: (
        "documents/"
        + quote(ask(service, "api/v1/experts?q=Kubernetes")["people"][0]["documents"][0]["document_id"])
    ),
    "not found": lambda *_: "people/nobody",
}


@contextmanager
def opened(
    browser: Browser, *, width: int = DESK, language: str = "en", script: bool = True
) -> Iterator[Page]:
    """A page in a context of its own; whatever it logs as an error fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale=LANGUAGES[language], java_script_enabled=script
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert [error for error in errors if "status of 404" not in error] == []


@pytest.mark.parametrize(("width", "language", "colors"), [(PHONE, "fr", "dark"), (DESK, "en", "light")])
@pytest.mark.parametrize("name", ADDRESSES)
def test_every_page_is_accessible_and_fits(
    browser: Browser,
    service: Service,
    small_world: SmallWorld,
    name: str,
    width: int,
    language: str,
    colors: str,
) -> None:
    with opened(browser, width=width, language=language) as page:
        page.emulate_media(color_scheme=colors)
        page.goto(service.url + ADDRESSES[name](service, small_world))
        assert page.locator("html").get_attribute("lang") == language
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1").count() == 1


def test_a_question_leads_to_people_with_reasons_and_evidence(browser: Browser, service: Service) -> None:
    with opened(browser, width=PHONE, script=False) as page:
        page.goto(service.url)
        page.get_by_label("Who can help me with…").fill("Kubernetes")
        page.get_by_role("button", name="Search").click()
        expect(page.locator("h1")).to_have_text(re.compile(r"^\s*\d+ people may help\s*$"))
        first = page.locator("ol.people > li").first
        assert first.locator("blockquote mark").count() > 0
        name = first.locator("h2").inner_text()
        first.get_by_text(f"Why {name}?").click()
        shares = [int(text.split()[0]) for text in first.locator("table.reasons td").all_inner_texts()]
        assert sum(shares) == 100
        assert first.locator("a[href^='mailto:']").count() == 1
        first.get_by_role("link", name=name).click()
        expect(page.locator("h1")).to_have_text(name)
        page.get_by_role("link", name="Their community").click()
        expect(page).to_have_url(re.compile(r"/communities/\d+"))
        expect(page.locator("main")).to_contain_text(name)


def test_nobody_says_what_to_do_next(browser: Browser, service: Service) -> None:
    with opened(browser, script=False) as page:
        page.goto(f"{service.url}?q=medieval+falconry")
        assert page.locator("h1").inner_text() == "Nobody is known for this"
        assert "medieval" in page.locator("main").inner_text()
        page.get_by_role("link", name="Look through the topics that people here know.").click()
        expect(page.locator("h1")).to_have_text("Topics")
        assert page.locator("ul.topics li").count() > 10


def test_a_slip_of_the_pen_is_corrected_in_a_click(browser: Browser, service: Service) -> None:
    with opened(browser, script=False) as page:
        page.goto(f"{service.url}?q=kuberentes")
        page.get_by_role("link", name="kubernetes", exact=True).click()
        expect(page.get_by_label("Who can help me with…")).to_have_value("kubernetes")


def test_evidence_opens_as_a_page_of_its_own(browser: Browser, service: Service) -> None:
    with opened(browser, script=False) as page:
        page.goto(f"{service.url}?q=Kubernetes")
        link = page.locator("a[href^='/documents/']").first
        title = link.inner_text()
        link.click()
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator(".text")).not_to_be_empty()


def test_the_language_can_be_chosen_and_is_kept(browser: Browser, service: Service) -> None:
    with opened(browser, script=False) as page:
        page.goto(f"{service.url}?q=Kubernetes")
        page.get_by_role("link", name="Français").click()
        expect(page.locator("h1")).to_contain_text("personnes peuvent aider")
        expect(page).to_have_url(f"{service.url}?q=Kubernetes")
        page.goto(service.url)
        assert page.locator("h1").inner_text() == "Qui sait\N{NO-BREAK SPACE}?"


def test_an_empty_home_says_how_to_begin(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path, "--workers", "1") as service, opened(browser, width=PHONE) as page:
        page.goto(service.url)
        assert page.locator("h1").inner_text() == "Nothing is loaded yet"
        assert "whoknows load" in page.locator("main").inner_text()
        assert Axe().run(page).violations_count == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_keyboard_users_can_skip_to_the_content(browser: Browser, service: Service) -> None:
    with opened(browser) as page:
        page.goto(f"{service.url}topics")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to content")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{service.url}topics#content")
