"""Which of another list's names are fit to be looked up in running text.

Lists made for choosing from menus have names that need their menu: "Java (computer programming)", an alias that three
concepts share, a single everyday word. Taken as they are they halve the precision of what is found, so they are mended
or left out here, by rules that know nothing of any particular list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from nlp.name_rules import LONGEST_NAME, ordinary_in_dictionary
from nlp.taxonomy import TaxonomyTopic
from nlp.words import folded, name_hashes, name_key, singular

QUALIFIER = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""English verbs whose last letter is doubled before "-ing"."""
SHORTEST_VERB = 3
SHORTEST_ALIAS = 3
"""Words with a meaning of an alias; shorter ones of big lists are mostly too wide."""

LEADING_EN = "use using operate perform apply implement carry conduct principles basics types"
LEADING_FR = "utiliser appliquer exécuter réaliser effectuer employer principes bases types"
LEADING = frozenset(f"{LEADING_EN} {LEADING_FR}".split())
TRAILING = frozenset(
    [
        "software",
        "technology",
        "technologies",
        "tools",
        "tool",
        "systems",
        "techniques",
        "skills",
        "procedures",
        "methods",
        "principles",
    ]
)
"""Words around what a label is really about: "operate open source software", "principles of artificial intelligence"."""
SHORTEST_CORE = 8
"""Letters of a single word that may stand for a label; a shorter one is mostly too wide."""
SMALL = frozenset(
    ["out", "of", "the", "a", "an", "for", "with", "in", "des", "de", "du", "les", "la", "le", "d'"]
)


def fit_for_text(
    topics: Iterable[TaxonomyTopic], *, phrases: Container[str] = frozenset()
) -> list[TaxonomyTopic]:
    """Topics with mended labels, without unfit aliases, and with their core as an alias where no other has it.

    Parameters
    ----------
    topics
        Of one list.
    phrases
        Identifiers of the topics that are named by verb phrases ("solve problems"): they get the forms in which these
        stand in sentences ("solving … problems").
    """
    mended = [_without_qualifiers(topic) for topic in topics]
    owners = Counter(key for topic in mended for key in {name_key(name) for name, _ in topic.names()})
    cores = Counter(key for topic in mended for key in {name_key(core) for _, core in _cores(topic)})
    labeled = Counter(key for topic in mended for key in {name_key(label) for label in topic.labels.values()})
    fit = [_fit(topic, owners, labeled, cores) for topic in mended]
    return [_with_verb_forms(topic) if topic.topic_id in phrases else topic for topic in fit]


def _without_qualifiers(topic: TaxonomyTopic) -> TaxonomyTopic:
    """What stands in brackets is no part of a name; a name that was nothing else stays."""
    return replace(
        topic,
        labels={language: _bare(label) for language, label in topic.labels.items()},
        aliases={
            language: tuple(dict.fromkeys(_bare(alias) for alias in aliases))
            for language, aliases in topic.aliases.items()
        },
    )


def _bare(name: str) -> str:
    return QUALIFIER.sub("", name).strip() or name


def _fit(
    topic: TaxonomyTopic, owners: Mapping[int, int], labeled: Mapping[int, int], cores: Mapping[int, int]
) -> TaxonomyTopic:
    aliases: dict[str, tuple[str, ...]] = {}
    labels = set(topic.labels.values())
    for language in sorted({*topic.labels, *topic.aliases}):
        own = [
            alias
            for alias in topic.aliases.get(language, ())
            if alias not in labels and owners[name_key(alias)] == 1 and _is_telling(alias)
        ]
        own += [
            core
            for of_language, core in _cores(topic)
            if of_language == language and cores[name_key(core)] == 1 and not owners.get(name_key(core))
        ]
        if own:
            aliases[language] = tuple(dict.fromkeys(own))
    ambiguous = {label for label in labels if labeled[name_key(label)] > 1 or _is_everyday(label, topic)}
    return replace(topic, aliases=aliases, needs_context=topic.needs_context | ambiguous)


def _is_telling(alias: str) -> bool:
    """Whether an alias is long enough to be sure, yet short enough to occur: or a name with capitals or digits inside."""
    n_words = len(name_hashes(alias))
    is_named = any(character.isupper() or character.isdigit() for character in alias[1:])
    return SHORTEST_ALIAS <= n_words <= LONGEST_NAME or (
        is_named and 0 < n_words < SHORTEST_ALIAS and len(alias) > 2
    )


def _is_everyday(label: str, topic: TaxonomyTopic) -> bool:
    """Whether a label is a single word of a general dictionary."""
    if len(name_hashes(label)) != 1 or any(character.isupper() for character in label):
        return False
    word = folded(label)
    return any(
        ordinary_in_dictionary(form, language)
        for language in topic.languages_of(label)
        for form in {word, singular(word) if len(word) > 3 else word}
    )


def _cores(topic: TaxonomyTopic) -> Iterator[tuple[str, str]]:
    """What each label is about, without the words around it that only say that it is a skill."""
    for language, label in topic.labels.items():
        words = label.split()
        while words and words[0].lower() in LEADING | SMALL:
            words = words[1:]
        while len(words) > 1 and words[-1].lower() in TRAILING:
            words = words[:-1]
        core = " ".join(words)
        if core != label and (len(name_hashes(core)) > 1 or len(core) >= SHORTEST_CORE):
            yield language, core


def _with_verb_forms(topic: TaxonomyTopic) -> TaxonomyTopic:
    """The topic with the forms of its verb phrases, other words allowed before the object."""
    forms = {
        language: tuple(
            dict.fromkeys(
                form
                for name in (topic.labels.get(language, ""), *names)
                for form in (name, *_forms(name, language))
                if form
            )
        )
        for language, names in {**dict.fromkeys(topic.labels, ()), **topic.aliases}.items()
    }
    return replace(topic, aliases=names_in(topic.labels, forms))


def _forms(name: str, language: str) -> Iterator[str]:
    """ "solve … problems" and, in English, "solving … problems"."""
    verb, _, rest = name.partition(" ")
    if not rest or not verb.isalpha() or not verb.islower() or len(verb) < SHORTEST_VERB:
        return
    words = rest.split()
    links = [word for word in words if word in SMALL]
    between = " ".join(links[:1]) if words[0] in SMALL else ""
    objects = " ".join(words[1:] if between else words)
    verbs = (verb, _gerund(verb)) if language == "en" else (verb,)
    for form in verbs:
        yield " ".join(filter(None, (form, between, "…", objects)))


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if DOUBLED.fullmatch(verb) else f"{verb}ing"


def names_in(labels: Mapping[str, str], aliases: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Aliases by language without empty ones and without those that repeat the label."""
    return {
        language: found
        for language, names in aliases.items()
        if (found := tuple(dict.fromkeys(name for name in names if name and name != labels.get(language))))
    }
