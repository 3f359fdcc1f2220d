"""The French of the pages is complete, and what is loaded at run time is what translators edit."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import api.pages

PAGES = Path(api.pages.__file__).parent
MESSAGES = PAGES / "translations" / "fr" / "LC_MESSAGES"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


def wanted() -> set[str]:
    found = extract_from_dir(PAGES, method_map=METHODS, keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def translated() -> dict[str, tuple[str, ...]]:
    with (MESSAGES / "messages.po").open("rb") as file:
        catalog = read_po(file, locale="fr")
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string)
        )
        for message in catalog
        if message.id
    }


def test_every_message_has_its_french() -> None:
    french = translated()
    assert len(wanted()) > 50
    assert {message for message in wanted() if not all(french.get(message, ("",)))} == set()


def test_no_french_is_left_over() -> None:
    assert set(translated()) - wanted() == set()


def test_placeholders_survive_translation() -> None:
    broken = {
        message
        for message, strings in translated().items()
        for string in strings
        if set(re.findall(r"%\(\w+\)s", string)) != set(re.findall(r"%\(\w+\)s", message))
    }
    assert broken == set()


def test_compiled_messages_agree_with_their_source() -> None:
    with (MESSAGES / "messages.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message, strings in translated().items():
        if len(strings) == 1:
            assert compiled.gettext(message) == strings[0]
        else:
            assert (compiled.ngettext(message, "", 1), compiled.ngettext(message, "", 2)) == strings
