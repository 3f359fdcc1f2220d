"""How people of the invented company put things: gaps filled, and the habits that some have in chat.

``styles`` of a person: *terse* answers in one sentence, *formal* greets even in chat, *no-accents* types chat without
them, *code-switching* mixes both languages, *loud* speaks up on everything, *minutes* writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from api.demo.people import Employee, read_data
from api.demo.topics import Subject

_GAP = re.compile(r"\{(\w+)\}")
_SINCE_MONTH = re.compile(r"\b(since|depuis) \{month\}")
_BEGINS_WITH_NAME = re.compile(r"\{(?:(?:the_)?topic|cake|sport)\}")
_THE_TOPIC = re.compile(r"\b(de|à) \{the_topic\}")
_ELIDED = re.compile(r"\bde (?=(?:avril|août|octobre)\b)")
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
_ALWAYS_CAPITAL = ("Terraform", "Prometheus", "Helm", "DAP", "{")
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
_CONTRACTIONS = {"de le ": "du ", "de les ": "des ", "à le ": "au ", "à les ": "aux "}
_CONTRACTED = re.compile(r"\b(?:de|à) les? ")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a conversation is about beyond its topic; the same in all of its posts."""

    service: str
    site: str
    customer: str
    version: str


class Phrases:
    """Everything people write that is not about a topic."""

    def __init__(self) -> None:
        self._data: Mapping[str, Any] = read_data("phrases.toml")

    def choices(self, *names: str) -> list[str]:
        """The phrases under a path of names."""
        found: Any = self._data
        for name in names:
            found = found[name]
        return [found] if isinstance(found, str) else list(found)

    def facts(self, rng: Random, progress: float) -> Facts:
        """Something to talk about, at a point between 0 and 1 of the history."""
        versions = self.choices("gaps", "version")
        newest = min(int(progress * len(versions)), len(versions) - 1)
        return Facts(
            rng.choice(self.choices("gaps", "service")),
            rng.choice(self.choices("gaps", "site")),
            rng.choice(self.choices("gaps", "customer")),
            versions[max(newest - rng.randint(0, 1), 0)],
        )

    def fill(
        self,
        text: str,
        *,
        seed: str,
        language: str,
        at: datetime,
        facts: Facts,
        subject: Subject | None = None,
        expert: Employee | None = None,
    ) -> str:
        """A text with its gaps filled. Numbers, days and months follow from the seed; a title and its text share one."""
        values = {
            "service": facts.service,
            "site": facts.site,
            "customer": facts.customer,
            "version": facts.version,
            "topic": subject.name(language) if subject else "",
            "the_topic": subject.label["the_fr"] if subject else "",
            "expert": f"@[{expert.person_id}]" if expert else "",
        }
        n_met: Counter[str] = Counter()

        def filled(match: re.Match[str]) -> str:
            gap = match[1]
            if gap in values:
                return values[gap]
            n_met[gap] += 1
            return self._new(gap, seeded(seed, gap, n_met[gap]), language, at)

        text = _SINCE_MONTH.sub(lambda m: f"{m[1]} {_month(at, language, -1 - len(seed) % 3)}", text)
        text = _THE_TOPIC.sub(lambda m: _contracted(f"{m[1]} {values['the_topic']}"), text)
        result = _ELIDED.sub("d'", _GAP.sub(filled, text))
        return result[:1].upper() + result[1:] if _BEGINS_WITH_NAME.match(text) else result

    def _new(self, gap: str, rng: Random, language: str, at: datetime) -> str:
        if gap == "n":
            return str(rng.randint(11, 48))
        if gap == "small":
            return str(rng.randint(2, 9))
        if gap == "ticket":
            return f"VAL-{rng.randint(1000, 9999)}"
        if gap == "month":
            return _month(at, language, rng.choice((-2, -1, 1, 2, 3)))
        return rng.choice(self.choices("gaps", gap, language))


def seeded(*names: object) -> Random:
    """A random number generator of its own for each purpose, so that one more of something changes nothing else."""
    return Random("/".join(map(str, names)))  # noqa: S311 - a story, not a secret


def with_tip(template: str, tip: str) -> str:
    """A phrase with what is said in it; after a French colon it goes on without a capital."""
    if " : {tip}" in template and not tip.startswith(_ALWAYS_CAPITAL):
        tip = tip[:1].lower() + tip[1:]
    return template.replace("{tip}", tip)


def in_chat(text: str, author: Employee) -> str:
    """A text as somebody types it in chat."""
    if "no-accents" in author.styles:
        return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return text


def shortened(text: str) -> str:
    """The first sentence, for those who are terse."""
    first = _SENTENCE_END.split(text, maxsplit=1)[0]
    return first if len(first) > 40 else text


def _month(at: datetime, language: str, months_later: int) -> str:
    return _MONTHS[language][(at.month - 1 + months_later) % 12]


def _contracted(text: str) -> str:
    """French prepositions with the article that follows: *de le* is *du*."""
    return _CONTRACTED.sub(lambda match: _CONTRACTIONS[match[0]], text)
