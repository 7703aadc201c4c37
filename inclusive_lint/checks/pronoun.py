"""Pronouns of one sex for the person sought: reported only when the antecedent is that person, see ``referents``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..mentions import SOUGHT
from ..model import Match
from ..referents import Referents
from .lexicon import settled, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from . import Task


def check(task: Task) -> Iterator[Match]:
    """Yield the pronouns that refer to the person sought."""
    referents = Referents(task.reading)
    for candidate in sorted(task.candidates, key=lambda c: c.at):
        entry = task.table.entries[candidate.entry]
        at = candidate.at
        kind = referents.antecedent(at.start)
        referents.remember(at.start, kind)
        reason = why_not(task, at, entry) or ("" if kind == SOUGHT else f"antecedent {kind or 'none'}")
        at, reason = settled(task, candidate, reason)
        task.note(task.rule.id, at, reason)
        if not reason:
            suggestions, confidence = tuple(entry["suggest"]), entry["confidence"]
            # Where nouns have a sex, a pronoun that agrees with one says no more than the noun.
            soft = referents.agrees(at.start) and not task.facts.isdisjoint(task.rule.soften_fact)
            yield Match(task.rule.id, task.reading.span(*at), suggestions, confidence, entry["id"], mild=entry["mild"] or soft)
