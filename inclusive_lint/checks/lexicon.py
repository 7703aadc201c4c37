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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..catalog import Rule
    from ..matcher import Table
    from ..reading import Reading
    from . import Candidate, Task

CONDITIONS = {**SENTENCES, "third-person": third_person}
SLOTS = {"preferred": preferred, "shut-out": shut_out}


class Exceptions:
    """The exceptions of all entries of a rule, by a word without which they cannot be: most sentences hold none of these."""

    __slots__ = ("_by_word", "_free")

    def __init__(self, rule: str, table: Table) -> None:
        self._free: list[Any] = []  # those that can be in any sentence
        self._by_word: dict[str, list[Any]] = {}
        for item in table.excepts.get(rule, ()):
            words = _wanted(item, table)
            if words is None:
                self._free.append(item)
            for word in words or ():
                self._by_word.setdefault(word, []).append(item)

    def possible(self, words: Sequence[str], where: Range) -> list[Any]:
        """Return those that can be in a sentence."""
        by_word = self._by_word
        if not by_word:
            return self._free
        found = list(self._free)
        for word in words[where.start : where.end]:
            items = by_word.get(word)
            if items is not None:
                found += items
        return found


def _wanted(item: Any, table: Table) -> Iterable[str] | None:
    """The words of which a sentence holds one if an exception is in it; None where it may be in any."""
    if isinstance(item, list):
        return item[:1]
    if "sentence" in item:
        return table.words_of(item["sentence"])
    return table.words_of(item["needs"][0][0]) if item["needs"] else None


def check(task: Task) -> Iterator[Match]:
    """Yield a match for every candidate that nothing keeps silent."""
    entries, note, rule = task.table.entries, task.note, task.rule.id
    for candidate in task.candidates:
        entry = entries[candidate.entry]
        reason = why_not(task, candidate.at, entry)
        at = candidate.at
        if not reason and candidate.asks is not None:
            at, reason = settled(task, candidate, reason)
        note(rule, at, reason)
        if not reason:
            yield _match(task, at, entry)


def _match(task: Task, at: Range, entry: Mapping[str, Any]) -> Match:
    rule = task.rule
    shown = said_at(task.reading, at) if rule.only else at
    mild = entry["mild"] or (bool(rule.soften_fact) and not task.facts.isdisjoint(rule.soften_fact))
    span = task.reading.span(shown.start, shown.end)
    return Match(rule.id, span, tuple(entry["suggest"]), entry["confidence"], entry["id"], mild=mild)


def why_not(task: Task, at: Range, entry: Mapping[str, Any]) -> str:
    """Return what keeps a candidate silent, or "" when nothing does. Cheap tests come first."""
    reading, rule = task.reading, task.rule
    if reason := in_scope(reading, rule, at) or _other_than_written(task, at, entry):
        return reason
    if rule.only and not _in_slot(reading, rule, at):
        return rule.only[-1]
    place = reading.tokens.place
    if is_glued(reading.document.view, place(at.start)[0], place(at.end - 1)[1], head=entry["compounds"]):
        return "hyphen"
    for fact in rule.unless_fact:
        if fact in task.facts:
            return f"fact {fact}"
    if _excepted(task, at, entry["except"]):
        return "except"
    if entry["pairs"] and "paired" in rule.unless and paired(reading, at, frozenset(entry["pairs"])):
        return "paired"
    wanted = rule.person if entry["person"] is None else entry["person"]
    if wanted and not addresses_candidate(reading, at):
        return "person"
    return _silencing(reading, rule, at)


def _silencing(reading: Reading, rule: Rule, at: Range) -> str:
    """Return the first of the conditions of a card that holds, or ""."""
    for name in rule.unless:
        condition = CONDITIONS.get(name)
        if condition is not None and condition(reading, at):
            return name
    return "waived" if _may_be_waived(rule) and waived(reading, at) else ""


def _in_slot(reading: Reading, rule: Rule, at: Range) -> bool:
    """Whether the words stand in one of the places where alone the rule speaks."""
    for name in rule.only:
        if SLOTS[name](reading, at):
            return True
    return False


def _may_be_waived(rule: Rule) -> bool:
    """Whether "what you won't need" bears on a rule: not on a fact that is stated by waiving ("no degree: experience counts")."""
    return not rule.only and (rule.check != "fact" or "negation" in rule.unless)


def _other_than_written(task: Task, at: Range, entry: Mapping[str, Any]) -> str:
    """Return what the entry itself asks for and the place does not give."""
    if entry["sections"] and task.reading.sections.at(at.start) not in entry["sections"]:
        return "section"
    if entry["region"] and task.region not in entry["region"]:
        return "region"
    for style in (task.rule.style, entry["style"]):
        if style and not met(task.style, style, task.language):
            return "style"
    return "case" if entry["exact"] and task.reading.text(at.start, at.end) not in entry["exact"] else ""


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


def _excepted(task: Task, at: Range, own: Sequence[Any]) -> bool:
    """Whether an exception of the entry (``own``) or the rule applies."""
    words = task.reading.words
    where = task.reading.sentence(at.start)
    for item in own:
        if _applies(task, where, at, item):
            return True
    for item in task.exceptions.possible(words, where):
        if _applies(task, where, at, item):
            return True
    return False


def _applies(task: Task, where: Range, at: Range, item: Any) -> bool:
    """Whether an exception applies: a phrase or pattern that overlaps the match, or a word in its sentence."""
    words = task.reading.words
    if isinstance(item, list):
        return _overlaps_phrase(words, where, at, item)
    if "sentence" in item:
        return not task.table.words_of(item["sentence"]).isdisjoint(words[where.start : where.end])
    for start, end in _exceptions(task, where, item):
        if start < at.end and at.start < end:
            return True
    return False


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
