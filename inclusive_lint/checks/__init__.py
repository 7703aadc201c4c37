"""The algorithms a card may name under ``check``: pure functions from a reading to matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..reading import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..catalog import Rule
    from ..matcher import Table
    from ..model import Match
    from ..reading import Reading


class Candidate(NamedTuple):
    """A place where a term or pattern of a rule was found. ``whole`` is the pattern's whole match."""

    at: Range
    entry: int


class Task(NamedTuple):
    """What a check is given. ``note`` tells a tracer why a candidate was dropped; ``facts`` are the names present."""

    reading: Reading
    rule: Rule
    language: str
    table: Table
    candidates: list[Candidate]
    facts: frozenset[str]
    region: str
    note: Callable[[str, Range, str], None]


Check = "Callable[[Task], Iterator[Match]]"


def checks() -> Mapping[str, Callable[[Task], Iterator[Match]]]:
    """Return the table of checks by the name a card gives them."""
    from . import lexicon, portrayal, pronoun, title

    return {
        "lexicon": lexicon.check,
        "pattern": lexicon.check,
        "fact": lexicon.check,
        "title": title.check,
        "pronoun": pronoun.check,
        "portrayal": portrayal.check,
    }


__all__ = ["Candidate", "Range", "Task", "checks"]
