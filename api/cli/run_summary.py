"""What a load read and changed, and what followed, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from graph.ingest import LoadResult, RefreshResult
from graph.store.interface import WriteCounts
from loaders.loader import Loader

MOST_NAMED = 10


def as_dict(loader: Loader, result: LoadResult) -> dict[str, Any]:
    """One source's run as plain values."""
    return {
        "source": loader.source.source_id,
        **result.summary.as_dict(),
        "accounts": result.summary.kept["Account"],
        "changes": changes(result.counts),
    }


def changes(counts: WriteCounts) -> dict[str, dict[str, int]]:
    """What a write changed, by what became of the records, then by their kind."""
    return {each.name: dict(sorted(getattr(counts, each.name).items())) for each in fields(counts)}


def as_text(loader: Loader, result: LoadResult) -> str:
    """One source's run in a few lines; what did not happen is not told."""
    summary = result.summary
    dates = f", {summary.first:%Y-%m-%d} to {summary.last:%Y-%m-%d}" if summary.first and summary.last else ""
    told = [
        ("kept", counted(summary.kept)),
        ("changed", "; ".join(_outcomes(changes(result.counts)))),
        ("skipped", counted(summary.skipped)),
        ("left out as private", counted(summary.private)),
        ("rejected", _named(summary.rejected, summary.rejects)),
        ("doubtful", _named(summary.doubtful, summary.doubts)),
        ("noted", counted(summary.notes)),
    ]
    lines = [f"  {title}: {text}" for title, text in told if text]
    return "\n".join([f"{loader.source.source_id}: {summary.read:,} read{dates}", *lines])


def counted(counts: Mapping[str, int]) -> str:
    """Counts by name, the largest first, and the many small ones together."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{n:,} {name}" for name, n in ordered[:MOST_NAMED]]
    rest = sum(n for _, n in ordered[MOST_NAMED:])
    return ", ".join([*told, f"{rest:,} others"] if rest else told)


def refreshed_as_dict(result: RefreshResult) -> dict[str, Any]:
    """What followed a change of the store as plain values."""
    return {"extracted": result.n_extracted, "resolved": asdict(result.resolved), "built": result.n_built}


def refreshed_as_text(result: RefreshResult) -> str:
    """What followed a change of the store in one line."""
    resolved = result.resolved
    built = "the index is up to date" if result.n_built is None else f"index {result.n_built} serves"
    return (
        f"{result.n_extracted:,} texts read for topics; {resolved.n_accounts:,} accounts are "
        f"{resolved.n_persons:,} people ({resolved.n_nobody:,} are nobody); {built}"
    )


def _outcomes(by_outcome: Mapping[str, Mapping[str, int]]) -> Iterable[str]:
    for outcome, counts in by_outcome.items():
        if counts and outcome != "unchanged":
            yield f"{outcome} {counted(counts)}"


def _named(number: int, places: Iterable[str]) -> str:
    if not number:
        return ""
    shown = list(places)[:MOST_NAMED]
    rest = [f"    and {number - len(shown):,} more"] if number > len(shown) else []
    return "\n".join([f"{number:,}", *(f"    {place}" for place in shown), *rest])
