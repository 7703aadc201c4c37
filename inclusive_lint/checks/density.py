"""Traits asked of the candidate, weighed on two sides: a score of the whole document, never a finding per word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..context import addresses_candidate
from .lexicon import why_not

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..catalog import Rule
    from ..reading import Range, Reading
    from . import Task

SIDES = ("masculine", "feminine")
_PER = 100  # words


def score(reading: Reading, rule: Rule, tasks: Iterable[Task]) -> dict[str, Any]:
    """Return what the document asks on each side, the balance (-1 … 1, or None), and how dense it is.

    The card says under ``options`` which lexicon is which side, and how strong the evidence for the list is.
    """
    found: dict[str, list[dict[str, Any]]] = {side: [] for side in SIDES}
    sides = {rule.options[side]: side for side in SIDES}
    for at, topic in _longest(hit for task in tasks for hit in _traits(task)):
        found[sides[topic]].append(_place(reading, at))
    masculine, feminine = (len(found[side]) for side in SIDES)
    total = masculine + feminine
    words = reading.size
    return {
        **found,
        "balance": round((feminine - masculine) / total, 2) if total else None,
        "words": words,
        "density": round(_PER * total / words, 2) if words else 0.0,
        "evidence": rule.options.get("evidence", ""),
    }


def _traits(task: Task) -> Iterator[tuple[Range, str]]:
    """The candidates that ask something of the reader, each with the lexicon it comes from."""
    for candidate in task.candidates:
        entry = task.table.entries[candidate.entry]
        reason = why_not(task, candidate.at, entry)
        if not reason and not addresses_candidate(task.reading, candidate.at):
            reason = "person"
        task.note(task.rule.id, candidate.at, reason)
        if not reason:
            yield candidate.at, entry["id"].partition(":")[0]


def _longest(hits: Iterable[tuple[Range, str]]) -> list[tuple[Range, str]]:
    """Of hits that overlap, the longest, in the order of the text."""
    kept: list[tuple[Range, str]] = []
    taken: set[int] = set()  # tokens
    for at, topic in sorted(hits, key=lambda hit: (hit[0].start - hit[0].end, hit)):
        if taken.isdisjoint(range(*at)):
            kept.append((at, topic))
            taken.update(range(*at))
    return sorted(kept)


def _place(reading: Reading, at: Range) -> dict[str, Any]:
    span = reading.document.offsets.span(*reading.span(*at))
    return {"text": reading.document.source[span.start : span.end], "span": {"start": span.start, "end": span.end}}
