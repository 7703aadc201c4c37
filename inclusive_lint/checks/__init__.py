"""The algorithms a card may name under ``check``: pure functions from a reading to matches."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..reading import Range
from ..style import met

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..catalog import Rule, Vocabulary
    from ..matcher import Table
    from ..model import Fact, Item, Match, Span
    from ..reading import Reading
    from .lexicon import Exceptions


class Candidate(NamedTuple):
    """A place where a term or pattern of a rule was found.

    ``asks`` is the (pattern, anchors) of one whose words are there but whose grammar is still to be looked at.
    """

    at: Range
    entry: int
    asks: tuple[int, tuple[int, ...]] | None = None


class Task(NamedTuple):
    """What a check is given. ``candidates`` are gone through once; ``note`` tells a tracer why a candidate was dropped; ``facts`` are the names present."""

    reading: Reading
    rule: Rule
    language: str
    table: Table
    candidates: Iterable[Candidate]
    facts: frozenset[str]
    region: str
    style: Mapping[str, str]
    note: Callable[[str, Range, str], None]
    exceptions: Exceptions


class Whole(NamedTuple):
    """A document as a whole, for checks that say one thing of it.

    ``recognised``: what kind of text it is was found or told, not guessed; so was its language. ``found``: the rules
    that have something to say of its words.
    """

    reading: Reading
    language: str
    vocabulary: Vocabulary | None
    facts: Mapping[str, Fact]
    region: str
    style: Mapping[str, str]
    recognised: bool
    found: frozenset[str] = frozenset()

    def in_scope(self, rule: Rule) -> bool:
        """Whether the rule looks at documents of this kind, in this house style."""
        doctypes = rule.scope.doctypes
        if doctypes and self.reading.doctype not in doctypes:
            return False
        return not rule.style or met(self.style, rule.style, self.language)


class Remark(NamedTuple):
    """What a check says of a document as a whole. ``values`` fill the places of the card's message."""

    rule: str
    suggestions: tuple[str, ...] = ()
    values: Mapping[str, str] = MappingProxyType({})
    at: Span | None = None  # in the source, of a thing that is no text


Check = "Callable[[Task], Iterator[Match]]"


def checks() -> Mapping[str, Callable[[Task], Iterator[Match]]]:
    """Return the table of checks by the name a card gives them."""
    from . import lexicon, pronoun, title

    return {
        "lexicon": lexicon.check,
        "pattern": lexicon.check,
        "fact": lexicon.check,
        "title": title.check,
        "pronoun": pronoun.check,
        "portrayal": _portrayal,
    }


def document_checks() -> Mapping[str, Callable[[Whole, Rule], Iterable[Remark]]]:
    """Return the checks that look at a document as a whole."""
    from . import count, doubt, missing, readability

    return {
        "alt": _alt, "brief": _brief, "count": count.check, "doubt": doubt.check, "missing": missing.check, "readability": readability.check,
    }  # fmt: skip


def _portrayal(task: Task) -> Iterator[Match]:
    """Imported where a text describes images: it is the largest check."""
    from . import portrayal

    return portrayal.check(task)


def _alt(whole: Whole, rule: Rule) -> Iterable[Remark]:
    if not whole.reading.document.missing_alts and not whole.reading.has_block("alt"):
        return ()
    from . import alt

    return alt.check(whole, rule)


def _brief(whole: Whole, rule: Rule) -> Iterable[Remark]:
    if not whole.in_scope(rule):
        return ()
    from . import brief

    return brief.check(whole, rule)


def brief_item(whole: Whole, rule: Rule, references: tuple[str, ...], *, wanted: bool) -> Item | None:
    """Return what a brief for images answers; imported where a text describes images."""
    if not whole.in_scope(rule):
        return None
    from . import brief

    return brief.item(whole, rule, references, wanted=wanted)


__all__ = ["Candidate", "Range", "Remark", "Task", "Whole", "brief_item", "checks", "document_checks"]
