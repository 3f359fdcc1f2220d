"""``whoknows find``: experts for a query."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

import click

from api.cli.options import configured

if TYPE_CHECKING:
    from rich.console import Console

    from api.wiring import Wiring
    from graph.model import Answer, Coverage, ExpertResult, SupportingDocument

EXCERPT_WIDTH = 110


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many at most."
)
@click.option("--ranker", help="How people are ordered (default: the measured combination).")
@click.option("--former", is_flag=True, help="Offer people who have left, too.")
@click.option("--lang", default="en", show_default=True, help="Language of topic labels.")
@configured("ranker")
def find(
    query: tuple[str, ...], limit: int, former: bool, lang: str, *, wiring: Wiring, as_json: bool
) -> None:
    """People who know about QUERY, best first, with the evidence."""
    from api.access import COMMAND_LINE
    from api.cli.printing import console, print_json

    text = " ".join(query)
    if not text.strip():
        raise click.BadParameter("expected a word or more", param_hint="QUERY")
    answer = wiring.finder().find(
        text, actor=COMMAND_LINE, limit=limit, ranker=wiring.settings.ranker, former=former
    )
    if as_json:
        from api import representations

        print_json(representations.answer(answer, lang))
    else:
        _print(answer, lang, console())


def _print(answer: Answer, language: str, out: Console) -> None:
    if answer.abstained:
        out.print("[bold]Nobody known.[/]")
    if not answer.coverage.sources:
        out.print("Nothing is loaded yet: whoknows load KIND:PATH")
    for person in answer.people:
        _print_person(person, language, out)
    _print_coverage(answer.coverage, out)


def _print_person(result: ExpertResult, language: str, out: Console) -> None:
    from api.cli.printing import escape

    person = result.person
    about = ", ".join(text for text in (person.title, person.unit, *person.emails[:1]) if text)
    left = "" if person.active else " [yellow](has left)[/]"
    out.print(
        f"[bold]{result.rank:>3}. {escape(person.name)}[/]{left}  {escape(about)}  [dim]{result.score:.3f}[/]"
    )
    shares = " + ".join(f"{reason.signal} {reason.share:.3f}" for reason in result.reasons)
    out.print(f"     [dim]{escape(shares)}[/]")
    if result.topics:
        out.print(f"     topics: {escape(', '.join(each.topic.label(language) for each in result.topics))}")
    for document in result.documents:
        _print_document(document, out)


def _print_document(document: SupportingDocument, out: Console) -> None:
    from api.cli.printing import cell, escape

    title = document.title or document.excerpt[:80]
    verbs = ", ".join(document.verbs)
    place = document.container or document.source_id
    out.print(f"     {cell(document.created_at)}  {escape(title)} [dim]({escape(verbs)}, {escape(place)})[/]")
    if document.title:
        out.print(f"                 {escape(shorten(document.excerpt, EXCERPT_WIDTH, placeholder=' …'))}")
    link = document.url or f"/documents/{document.document_id}"
    out.print(f"                 [dim]{escape(link)}[/]", soft_wrap=True)


def _print_coverage(coverage: Coverage, out: Console) -> None:
    from api.cli.printing import cell, escape

    out.print(
        f"[dim]Searched {coverage.n_documents:,} documents of {len(coverage.sources)} sources, "
        f"newest evidence {cell(coverage.newest_at)}.[/]"
    )
    if coverage.unmatched:
        out.print(f"[dim]No evidence has: {escape(', '.join(coverage.unmatched))}.[/]")
    if coverage.suggestions:
        out.print(f"Did you mean {escape(' or '.join(coverage.suggestions))}?")
