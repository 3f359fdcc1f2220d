"""``whoknows vocabulary``: the topic lists in force, lists of others imported, and terms that the texts propose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured
from api.cli.plain_text import tell

if TYPE_CHECKING:
    from api.wiring import Wiring
    from nlp.site_terms import SiteTerms
    from nlp.taxonomy import Taxonomy, TaxonomyTopic
    from nlp.term_discovery import ProposedTerm

THEN = "Run `whoknows index` to read the texts with it."

term_argument = click.argument("term")
language_option = click.option("--language", help="Language of TERM (default: as its words tell).")


@click.group()
def vocabulary() -> None:
    """The topics that are looked for: the shipped list, imported ones, and a site's own terms.

    TERM is the words of a term, in any inflection.
    """


@vocabulary.command(name="list")
@configured()
def list_layers(*, wiring: Wiring, as_json: bool) -> None:
    """The topic lists in force, uppermost first."""
    from api.cli.printing import print_json, print_table
    from nlp.taxonomy import read_taxonomy, shipped_taxonomy
    from nlp.vocabulary import layer_files, layers_checksum

    folder = wiring.settings.vocabulary
    layers = [
        {
            "file": name,
            "topics": len(read_taxonomy(path) if path else shipped_taxonomy()),
            "shipped": not path,
        }
        for name, path in layer_files(folder)
    ]
    if as_json:
        print_json({"folder": str(folder), "checksum": layers_checksum(folder), "layers": layers})
    else:
        print_table(("list", "topics", "shipped"), [tuple(each.values()) for each in layers])


@vocabulary.command(name="import")
@click.argument("source", metavar="KIND:PATH")
@configured()
def import_list(source: str, *, wiring: Wiring, as_json: bool) -> None:
    """Import a topic list, in place of an earlier import of the same kind.

    KIND is csv (our own columns, above the shipped list), esco (a folder), skos (RDF/XML, JSON-LD, Turtle, N-Triples), onet
    or rome; the others lie below the shipped list, which keeps its topics and gains their names and addresses.

    \b
    Example:
      whoknows vocabulary import esco:downloads/esco/
    """
    from api.cli.printing import print_json, print_table
    from nlp.importing.formats import import_topics

    kind, colon, path = source.partition(":")
    if not colon or not path:
        raise click.UsageError(f"found {source!r}, expected KIND:PATH")
    with wiring.writing():
        counts = import_topics(kind, Path(path), wiring.settings.vocabulary)
    n_topics = len(wiring.extractor().taxonomy)
    if as_json:
        print_json({"lists": dict(counts), "topics": n_topics})
        return
    print_table(("list", "topics"), counts)
    click.echo(f"{n_topics:,} topics in all. {THEN}")


@vocabulary.command()
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=30, show_default=True, help="How many at most."
)
@click.option("--language", help="Only terms of this language.")
@click.option(
    "--documents",
    "least",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="A term of fewer is left out.",
)
@configured()
def propose(limit: int, language: str | None, least: int, *, wiring: Wiring, as_json: bool) -> None:
    """Terms that many documents have and no list: to be accepted, merged into a topic, or rejected."""
    from api.cli.printing import print_json, print_table

    terms = [term for term in _proposals(wiring, least) if language in (None, term.language)][:limit]
    if as_json:
        print_json({"terms": [_term(term) for term in terms]})
        return
    print_table(
        ("term", "language", "documents", "people", "weight"),
        [(term.label, term.language, term.n_documents, term.n_people, term.weight) for term in terms],
    )
    if terms:
        click.echo("Decide with `whoknows vocabulary accept|merge|reject TERM`.")


@vocabulary.command()
@term_argument
@language_option
@configured()
def accept(term: str, language: str | None, *, wiring: Wiring, as_json: bool) -> None:
    """Make TERM a topic of its own, however few documents have it."""
    language, term_id = _named(wiring, term, language)
    _refuse_label(wiring, term, term_id)
    with wiring.writing():
        _site(wiring).accept(term_id, term, language)
    _tell(f"{term} is a topic now", {"term": term, "topic_id": term_id, "decision": "accepted"}, as_json)


@vocabulary.command()
@term_argument
@click.option("--into", "target", required=True, help="The topic, by its id or a name of it.")
@language_option
@configured()
def merge(term: str, target: str, language: str | None, *, wiring: Wiring, as_json: bool) -> None:
    """Make TERM another name of a topic."""
    language, term_id = _named(wiring, term, language)
    _refuse_label(wiring, term, term_id)
    topic = _find(wiring.extractor().taxonomy, target)
    with wiring.writing():
        _site(wiring).merge(term, language, topic)
    told = f"{term} is a name of {topic.labels.get(language) or topic.topic_id} now"
    _tell(told, {"term": term, "topic_id": topic.topic_id, "decision": "merged"}, as_json)


@vocabulary.command()
@term_argument
@language_option
@configured()
def reject(term: str, language: str | None, *, wiring: Wiring, as_json: bool) -> None:
    """Make TERM something that is never a topic."""
    language, term_id = _named(wiring, term, language)
    with wiring.writing():
        _site(wiring).reject(term_id, term, language)
    _tell(f"{term} is never a topic now", {"term": term, "topic_id": None, "decision": "rejected"}, as_json)


def _proposals(wiring: Wiring, least: int) -> list[ProposedTerm]:
    from loaders.document import Account
    from nlp.term_discovery import TermCollector
    from nlp.words import folded

    collector = TermCollector()
    fingerprint = wiring.extractor().fingerprint
    with wiring.store() as store:
        for document, extraction in store.extracted_documents(fingerprint):
            if extraction is not None:
                collector.add(document.document_id, document.author_refs, extraction)
        names = {word for account in store.scan(Account) for word in folded(account.name or "").split()}
    return collector.proposals(least_documents=least, names=names)


def _named(wiring: Wiring, term: str, language: str | None) -> tuple[str, str]:
    """Language and identifier of a term."""
    from nlp.languages import LanguageDetector
    from nlp.term_ids import term_id

    language = language or LanguageDetector(wiring.settings.languages).detect(term)
    found = term_id(language, term)
    if found is None or language not in wiring.settings.languages:
        raise click.UsageError(
            f"found the term {term!r} in {language!r}, expected a few words in a configured language"
        )
    return language, found


def _refuse_label(wiring: Wiring, term: str, term_id: str) -> None:
    """Refuse to take from a topic of the lists its preferred label: it would be left without a name."""
    from nlp.errors import TaxonomyError
    from nlp.words import name_key

    key = name_key(term)
    for topic in wiring.extractor().taxonomy:
        is_label = any(name_key(label) == key for label in topic.labels.values())
        if is_label and topic.topic_id != term_id and not topic.never:
            raise TaxonomyError(
                f"found {term!r}, the label of the topic {topic.topic_id}, expected a term that no list has as a label; "
                "other names: `whoknows vocabulary merge`, a label of your own: a row with this id in a list of yours"
            )


def _find(taxonomy: Taxonomy, target: str) -> TaxonomyTopic:
    from nlp.errors import TaxonomyError
    from nlp.words import name_key

    if target in taxonomy:
        return taxonomy[target]
    key = name_key(target)
    named = [topic for topic in taxonomy if any(name_key(name) == key for name, _ in topic.names())]
    if not key or len(named) != 1:
        ids = ", ".join(topic.topic_id for topic in named) or "none"
        raise TaxonomyError(f"found {ids} of the name {target!r}, expected one topic; name it by its id")
    return named[0]


def _site(wiring: Wiring) -> SiteTerms:
    from nlp.site_terms import SiteTerms

    return SiteTerms(wiring.settings.vocabulary)


def _tell(text: str, value: dict[str, Any], as_json: bool) -> None:
    from api.cli.printing import print_json

    if as_json:
        print_json(value)
    else:
        tell(f"{text}. {THEN}")


def _term(term: ProposedTerm) -> dict[str, Any]:
    return {
        "term_id": term.term_id,
        "language": term.language,
        "label": term.label,
        "documents": term.n_documents,
        "people": term.n_people,
        "weight": term.weight,
        "examples": list(term.document_ids),
    }
