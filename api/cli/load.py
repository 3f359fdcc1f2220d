"""``whoknows load``: sources in, and everything that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import configured
from api.cli.plain_text import tell

if TYPE_CHECKING:
    from api.wiring import Wiring
    from graph.ingest import LoadResult, RefreshResult
    from loaders.loader import Loader


class LoadCommand(click.Command):
    """Tells in its help which kinds of source there are, also those that others have installed."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The kinds of source with their options, then the epilog."""
        from api.cli.kinds import kinds_help

        with formatter.section("Kinds of source"):
            formatter.write_dl(kinds_help())
        super().format_epilog(ctx, formatter)


@click.command(
    cls=LoadCommand,
    epilog="Exit status: 0 done, 1 failed, 2 wrong usage or not of this format, 3 records are malformed or "
    "doubtful and --strict was given, 4 another process is writing.",
)
@click.argument("sources", nargs=-1, required=True, metavar="KIND:PATH...")
@click.option(
    "--name", help="Name of the source (default: what it calls itself, or the file's name); for one source."
)
@click.option(
    "--option", "options", multiple=True, metavar="NAME=VALUE", help="An option of the kind of source."
)
@click.option("--no-index", is_flag=True, help="Only store the records; `whoknows index` does the rest.")
@click.option("--strict", is_flag=True, help="End with status 3 if a record is malformed or doubtful.")
@configured()
def load(
    sources: tuple[str, ...],
    name: str | None,
    options: tuple[str, ...],
    no_index: bool,
    strict: bool,
    *,
    wiring: Wiring,
    as_json: bool,
) -> None:
    """Read sources into the store, and bring answers up to date.

    Loading adds up. It may be interrupted at any moment: the same command again goes on from there, and loading
    what is already stored changes nothing. Malformed records are named and left out, the rest is loaded. Private
    channels, direct messages and private mail are left out unless an option names them.

    \b
    Examples:
      whoknows load people:hr/ slack:export.zip git:~/src/app
      whoknows load mbox:dev.mbox --option archive_of=dev.lists.example.org
      whoknows load documents:~/wiki --no-index
    """
    from api.cli.failures import RejectedRecordsError
    from api.cli.progress import watched
    from graph import ingest

    loaders = _open(sources, name, _parse(options))
    results, refreshed = [], None
    with wiring.writing() as store:
        for loader in loaders:
            with watched(f"loading {loader.source.source_id}") as progress:
                results.append(ingest.load(store, loader, progress=progress))
            if results[-1].counts.removed:  # withdrawn by the source: no older index may keep it
                ingest.forget_older(wiring.settings.snapshots)
        if not no_index:
            refreshed = wiring.refresh(store, monitor=watched)
    _report(loaders, results, refreshed, as_json=as_json)
    n_rejected = sum(result.summary.rejected for result in results)
    n_doubtful = sum(result.summary.doubtful for result in results)
    if strict and (n_rejected or n_doubtful):
        raise RejectedRecordsError(
            f"{n_rejected:,} malformed records were left out, {n_doubtful:,} others are doubtful; "
            "everything else is loaded"
        )


def _parse(options: Sequence[str]) -> dict[str, str]:
    parsed = {}
    for option in options:
        name, sign, value = option.partition("=")
        if not sign:
            raise click.BadParameter(f"found {option!r}, expected NAME=VALUE", param_hint="--option")
        parsed[name] = value
    return parsed


def _open(sources: Sequence[str], name: str | None, options: dict[str, str]) -> list[Loader]:
    """All sources before anything is written, so that a slip of the pen costs nothing."""
    from loaders.errors import LoaderError
    from loaders.registry import open_loader

    if name and len(sources) > 1:
        raise click.BadParameter("a name is for one source; load them one by one", param_hint="--name")
    try:
        return [open_loader(source, instance=name, options=options) for source in sources]
    except LoaderError as error:
        raise click.BadParameter(str(error), param_hint="KIND:PATH") from error


def _report(
    loaders: Sequence[Loader],
    results: Sequence[LoadResult],
    refreshed: RefreshResult | None,
    *,
    as_json: bool,
) -> None:
    from api.cli import run_summary
    from api.cli.printing import print_json

    if as_json:
        reports: list[dict[str, Any]] = [
            run_summary.as_dict(loader, result) for loader, result in zip(loaders, results, strict=True)
        ]
        print_json({"sources": reports, "refreshed": refreshed and run_summary.refreshed_as_dict(refreshed)})
        return
    for loader, result in zip(loaders, results, strict=True):
        tell(run_summary.as_text(loader, result))
    if refreshed:
        click.echo(run_summary.refreshed_as_text(refreshed))
