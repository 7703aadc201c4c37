"""Terms and patterns: a candidate is a match unless where it stands says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..context import CONDITIONS as SENTENCES
from ..context import addresses_candidate, in_scope, paired, waived
from ..exclusion import preferred, said_at, shut_out
from ..model import Match
from ..reading import Range
from ..referents import third_person
from ..style import met

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..catalog import Rule
    from . import Candidate, Task

CONDITIONS = {**SENTENCES, "third-person": third_person}
SLOTS = {"preferred": preferred, "shut-out": shut_out}


def check(task: Task) -> Iterator[Match]:
    """Yield a match for every candidate that nothing keeps silent."""
    for candidate in task.candidates:
        entry = task.table.entries[candidate.entry]
        at, reason = settled(task, candidate, why_not(task, candidate.at, entry))
        task.note(task.rule.id, at, reason)
        if not reason:
            yield Match(
                task.rule.id,
                task.reading.span(*(said_at(task.reading, at) if task.rule.only else at)),
                tuple(entry["suggest"]),
                entry["confidence"],
                entry["id"],
                mild=entry["mild"] or bool(task.facts.intersection(task.rule.soften_fact)),
            )


def why_not(task: Task, at: Range, entry: Mapping[str, Any]) -> str:
    """Return what keeps a candidate silent, or "" when nothing does. Cheap tests come first."""
    reading, rule = task.reading, task.rule
    if reason := in_scope(reading, rule, at) or _other_than_written(task, at, entry):
        return reason
    if rule.only and not any(SLOTS[name](reading, at) for name in rule.only):
        return rule.only[-1]
    if is_glued(reading.document.view, *reading.span(*at), head=entry["compounds"]):
        return "hyphen"
    if fact := next((f for f in rule.unless_fact if f in task.facts), ""):
        return f"fact {fact}"
    excepts = (*entry["except"], *task.table.excepts.get(rule.id, ()))
    if any(_excepted(task, at, item) for item in excepts):
        return "except"
    if "paired" in rule.unless and entry["pairs"] and paired(reading, at, frozenset(entry["pairs"])):
        return "paired"
    wanted = rule.person if entry["person"] is None else entry["person"]
    if wanted and not addresses_candidate(reading, at):
        return "person"
    return next((name for name in rule.unless if name in CONDITIONS and CONDITIONS[name](reading, at)), "") or (
        "waived" if _may_be_waived(rule) and waived(reading, at) else ""
    )


def _may_be_waived(rule: Rule) -> bool:
    """Whether "what you won't need" bears on a rule: not on a fact that is stated by waiving ("no degree: experience counts")."""
    return not rule.only and (rule.check != "fact" or "negation" in rule.unless)


def _other_than_written(task: Task, at: Range, entry: Mapping[str, Any]) -> str:
    """Return what the entry itself asks for and the place does not give."""
    if entry["sections"] and task.reading.sections.at(at.start) not in entry["sections"]:
        return "section"
    if entry["region"] and task.region not in entry["region"]:
        return "region"
    if not (met(task.style, task.rule.style, task.language) and met(task.style, entry["style"], task.language)):
        return "style"
    return "case" if entry["exact"] and task.reading.text(*at) not in entry["exact"] else ""


def settled(task: Task, candidate: Candidate, reason: str) -> tuple[Range, str]:
    """Return where a candidate stands and what keeps it silent, its grammar being asked last.

    That is what costs most, and where it is asked at all, most candidates are silent for another reason.
    """
    if reason or candidate.asks is None:
        return candidate.at, reason
    number, anchors = candidate.asks
    reading = task.reading
    where = reading.sentence(anchors[0])
    found = [Range(*x) for x in task.table.pattern(number).find_at(reading.tokens, reading.document.view, where, anchors)]
    at = next((x for x in found if x.start < candidate.at.end and candidate.at.start < x.end), None)
    if at is None:
        return candidate.at, "grammar"
    # The words could be read in two ways, and grammar chose the other.
    return at, "" if at == candidate.at else why_not(task, at, task.table.entries[candidate.entry])


def without_facts(task: Task) -> Task:
    """The same task where no fact keeps the rule silent."""
    return task._replace(rule=task.rule._replace(unless_fact=(), soften_fact=()))


def is_glued(view: str, start: int, end: int, *, head: bool = False) -> bool:
    """Whether a hyphen ties the words to another word: "cloud-native", "jong-belegen".

    The ``head`` of compounds may have something tied before it: "HR-stagiaire".
    """
    before = start > 1 and view[start - 1] in "-‑" and view[start - 2].isalpha()
    after = end + 1 < len(view) and view[end] in "-‑" and view[end + 1].isalpha()
    return after or (before and not head)


def _excepted(task: Task, at: Range, item: Any) -> bool:
    """Whether an exception applies: a phrase or pattern that overlaps the match, or a word in its sentence."""
    reading = task.reading
    where = reading.sentence(at.start)
    if isinstance(item, list):
        return _overlaps_phrase(reading.words, where, at, item)
    if "sentence" in item:
        return not task.table.words_of(item["sentence"]).isdisjoint(reading.words[where.start : where.end])
    return any(a < at.end and at.start < b for a, b in _exceptions(task, where, item))


def _exceptions(task: Task, where: Range, item: Any) -> Sequence[tuple[int, int]]:
    """What the pattern of an exception marks in a sentence: looked for once, however many candidates stand there."""
    reading, key = task.reading, (id(item), where.start)
    found = reading.exceptions.get(key)
    if found is None:
        pattern = task.table.except_pattern(item)
        possible = pattern.possible(reading.words[where.start : where.end])
        found = pattern.find(reading.tokens, reading.document.view, where) if possible else ()
        reading.exceptions[key] = found
    return found


def _overlaps_phrase(words: Sequence[str], where: Range, at: Range, phrase: Sequence[str]) -> bool:
    size = len(phrase)
    low, high = max(where.start, at.start - size + 1), min(where.end - size, at.end - 1)
    return any(words[i : i + size] == phrase for i in range(low, high + 1))
