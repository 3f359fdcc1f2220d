"""The terms of a text: what postings are built from and what a query is looked up by, cut and stemmed in one place.

A text is split at everything that is neither letter nor digit, so that paths, snake_case and elisions fall apart;
a camelCase word counts as a whole and by its parts. Each form is folded (lower case, no accents), stop words and
single letters are dropped, and the rest is stemmed by the language of its document.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import Stemmer

from nlp.function_words import FUNCTION_WORDS
from nlp.words import folded

TOKEN = re.compile(r"(?<![^\W_])(?:[A-Za-z]#|[CGcg]\+\+)(?![\w#+])|(?:[^\W_]|[\u0300-\u036f])+")
"""A run of letters and digits; accents that are written as marks of their own belong to it. So does the sign of C#, Q#
and C++: the letter alone would say nothing."""

_CAMEL_JOINT = re.compile(r"(?<=[a-zà-öø-ÿ0-9])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2})")
"""Where the parts of a camelCase word meet: ``queue|Manager``, ``HTTP|Server``, and neither ``APIs`` nor ``IPv6``."""

SUBJECTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"en": frozenset({"car", "comment", "plus", "son"}), "fr": frozenset({"but", "or"})}
)
"""Words that say something in this language and nothing in the other; every other stop word is one everywhere,
because texts mix languages and a query does not say its own."""

_STOP_WORDS = frozenset[str]().union(*FUNCTION_WORDS.values())
_STOP_WORDS_EVERYWHERE = _STOP_WORDS.difference(*SUBJECTS.values())


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text."""

    text: str
    """As written."""
    start: int
    end: int
    forms: tuple[str, ...]
    """Folded: the whole, then the parts of a camelCase word."""


def words_in(text: str) -> Iterator[Word]:
    """The words of a text, in order.

    Examples
    --------
    >>> [word.forms for word in words_in("l'API getUser")]
    [('l',), ('api',), ('getuser', 'get', 'user')]
    """
    for match in TOKEN.finditer(text):
        yield Word(match[0], match.start(), match.end(), forms_of(match[0]))


def forms_of(token: str) -> tuple[str, ...]:
    """The folded forms of a token, each once: the whole, then the parts of a camelCase word.

    Examples
    --------
    >>> forms_of("QueueManager"), forms_of("Réseau"), forms_of("APIs")
    (('queuemanager', 'queue', 'manager'), ('reseau',), ('apis',))
    """
    parts = () if token.islower() else _CAMEL_JOINT.split(token)
    forms = [folded(token), *(map(folded, parts) if len(parts) > 1 else ())]
    # A few characters fold to several with a sign between: ½ to 1⁄2.
    return tuple(dict.fromkeys(piece for form in forms for piece in TOKEN.findall(form)))


def says_something(form: str) -> bool:
    """Whether a folded form is a term in any language."""
    return len(form) > 1 and form not in _STOP_WORDS_EVERYWHERE


@lru_cache(maxsize=1 << 13)
def stem(form: str, language: str) -> str:
    """The term that a folded form counts as in a language; empty for stop words and single characters.

    Examples
    --------
    >>> stem("running", "en"), stem("reseaux", "fr"), stem("the", "fr"), stem("comment", "en")
    ('run', 'reseau', '', 'comment')
    """
    if len(form) < 2 or (form in _STOP_WORDS and form not in SUBJECTS.get(language, ())):
        return ""
    return _STEMMERS.stem(form, language)


def terms_of(text: str, language: str) -> list[str]:
    """Every term of a text, in order, repeats included.

    Examples
    --------
    >>> terms_of("The queues of each QueueManager", "en")
    ['queue', 'queuemanag', 'queue', 'manag']
    """
    found = (stem(form, language) for word in words_in(text) for form in word.forms)
    return [term for term in found if term]


class _Stemmers(threading.local):
    """One Snowball stemmer a language and thread: a stemmer keeps state while it works."""

    def __init__(self) -> None:
        self._by_language: dict[str, Stemmer.Stemmer | None] = {}

    def stem(self, form: str, language: str) -> str:
        """The stem; the form itself in a language that has no rules."""
        if language not in self._by_language:
            self._by_language[language] = _stemmer(language)
        stemmer = self._by_language[language]
        return form if stemmer is None else str(stemmer.stemWord(form))


def _stemmer(language: str) -> Stemmer.Stemmer | None:
    """Snowball knows its rules by language tag."""
    try:
        return Stemmer.Stemmer(language)
    except KeyError:
        return None


_STEMMERS = _Stemmers()
