"""What is shown of a report: remarks in the order of the text, hints apart, the statements, the scores.

It starts from the JSON report, the same that the API answers with, and from the text it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from inclusive_lint.citations import reference
from inclusive_lint.model import LANGUAGES

from . import plots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inclusive_lint.catalog import Catalog, Rule

    from .words import Words

MOST = 300  # remarks that are shown; a text with more has another problem
_BEFORE, _AFTER = 60, 60  # characters of the line around the words found
_PLACE = re.compile(r"\[[^\[\]\n]{1,60}\]")  # what is to be filled in, in a snippet
_BULLET = re.compile(r"\s*(?:[-*•–·]\s+)?")  # a list item is read without it
_HINT = "info"
_STATUSES = ("contradictory", "missing", "stated", "optional")


class Source(NamedTuple):
    """Where a reason comes from."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding. ``start`` and ``end`` are -1 when it is about the whole text."""

    number: int
    severity: str
    ground: str
    rule: str
    message: str
    why: str
    sources: tuple[Source, ...]
    suggestions: tuple[str, ...]
    before: str
    words: str
    after: str
    place: str
    language: str
    start: int = -1
    end: int = -1

    @property
    def has_place(self) -> bool:
        """Whether it is about words that can be pointed at."""
        return self.start >= 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the checklist."""

    status: str
    name: str
    ground: str
    sources: tuple[str, ...]
    evidence: str
    snippet: str
    against: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that is shown of one text."""

    language: str
    doctype: str
    profile: str
    remarks: tuple[Remark, ...]
    hints: tuple[Remark, ...]
    statements: Mapping[str, tuple[Statement, ...]]
    coded: plots.Coded | None
    readability: plots.Readability | None
    counts: Mapping[str, int]
    suppressed: int
    more: int
    notes: tuple[str, ...]


class Shelf(NamedTuple):
    """What the remarks are explained from."""

    rules: Mapping[str, Rule]
    words: Words


def view(report: Mapping[str, Any], source: str, catalog: Catalog, words: Words) -> View:
    """Return what is shown of a report on one text."""
    file = report["files"][0]
    shelf = Shelf(catalog.rules, words)
    language = file["language"] or ""
    asked = {row["rule"] for row in file["checklist"]}
    findings = sorted(file["findings"], key=_order)
    serious = [f for f in findings if f["severity"] != _HINT]
    hints = [f for f in findings if f["severity"] == _HINT and not (f["rule"] in asked and "span" not in f)]
    numbered = [
        _remark(number, finding, source, language, shelf) for number, finding in enumerate([*serious, *hints][:MOST], 1)
    ]
    remarks = tuple(r for r in numbered if r.severity != _HINT)
    scores = file["scores"]
    return View(
        language=language, doctype=file["doctype"], profile=file["profile"], remarks=remarks,
        hints=tuple(r for r in numbered if r.severity == _HINT),
        statements=_by_status(_statement(row, remarks, words) for row in file["checklist"]),
        coded=plots.coded(scores.get("coded") or {}), readability=plots.readability(scores.get("readability") or {}),
        counts={**{s: sum(f["severity"] == s for f in serious) for s in ("error", "warning")}, _HINT: len(hints)},
        suppressed=len(file["suppressed"]), more=max(0, len(serious) + len(hints) - MOST),
        notes=tuple(dict.fromkeys([*file["notes"], *(e["message"] for e in report["errors"])])),
    )  # fmt: skip


def _order(finding: Mapping[str, Any]) -> tuple[int, int]:
    """In the order of the text; what is about the whole text comes last."""
    span = finding.get("span")
    return (0, span["start"]) if span else (1, 0)


def _remark(number: int, finding: Mapping[str, Any], source: str, language: str, shelf: Shelf) -> Remark:
    rule, words = shelf.rules.get(finding["rule"]), shelf.words
    start, end = (finding["span"]["start"], finding["span"]["end"]) if "span" in finding else (-1, -1)
    before, found, after = around(source, start, end) if start >= 0 else ("", "", "")
    place = finding.get("location") or (words("line", n=finding["line"]) if "line" in finding else words("whole_text"))
    return Remark(
        number=number, severity=finding["severity"], ground=finding["ground"], rule=finding["rule"],
        message=finding["message"], why=_why(rule, words.language), sources=tuple(_sources(finding, rule)),
        suggestions=tuple(finding["suggestions"]), before=before, words=found, after=after, place=place,
        language=language, start=start, end=end,
    )  # fmt: skip


def _why(rule: Rule | None, language: str) -> str:
    return (rule.why.get(language) or rule.why.get("en") or "") if rule else ""


def _sources(finding: Mapping[str, Any], rule: Rule | None) -> Iterator[Source]:
    """The references that a finding names, each with its address."""
    known = rule.references if rule else ()
    urls = {reference(data, code): str(data.get("url") or "") for data in known for code in ("", *LANGUAGES)}
    for title in finding["references"]:
        yield Source(title, urls.get(title, ""))


def around(source: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words at a place with what stands around them on their line, cut between words.

    >>> around("you big world", 4, 7)
    ('you ', 'big', ' world')
    """
    first = source.rfind("\n", 0, start) + 1
    last = source.find("\n", end)
    before, after = source[first:start], source[end : last if last >= 0 else len(source)]
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:].partition(" ")[2]
    if len(after) > _AFTER:
        after = after[:_AFTER].rpartition(" ")[0] + "…"
    return _BULLET.sub("", before, count=1), source[start:end], after.rstrip()


def _statement(row: Mapping[str, Any], remarks: Sequence[Remark], words: Words) -> Statement:
    against = set(row.get("findings", ()))
    return Statement(
        status=row["status"], name=words.name("facts", row["statement"]), ground=row["ground"],
        sources=tuple(row["references"]), evidence=row.get("text", ""), snippet=row.get("snippet", ""),
        against=tuple(r.number for r in remarks if r.rule in against),
    )  # fmt: skip


def _by_status(statements: Iterable[Statement]) -> dict[str, tuple[Statement, ...]]:
    found = sorted(statements, key=lambda s: _STATUSES.index(s.status))
    return {status: tuple(group) for status, group in groupby(found, key=lambda s: s.status)}


class Segment(NamedTuple):
    """A stretch of the text, and the remark that is about it."""

    text: str
    remark: Remark | None


def segments(source: str, remarks: Iterable[Remark]) -> list[Segment]:
    """Cut a text where remarks begin and end. Where two overlap the first is marked, the other only listed."""
    found, at = [], 0
    for remark in sorted((r for r in remarks if r.has_place), key=lambda r: (r.start, -r.end)):
        if remark.start < at or remark.end <= remark.start:
            continue
        found += [Segment(source[at : remark.start], None), Segment(source[remark.start : remark.end], remark)]
        at = remark.end
    return [s for s in [*found, Segment(source[at:], None)] if s.text]


def parts(snippet: str) -> list[tuple[str, bool]]:
    """Cut a snippet into what can stay and what is to be filled in.

    >>> parts("From [day] on.")
    [('From ', False), ('[day]', True), (' on.', False)]
    """
    found, at = [], 0
    for place in _PLACE.finditer(snippet):
        found += [(snippet[at : place.start()], False), (place.group(), True)]
        at = place.end()
    return [part for part in [*found, (snippet[at:], False)] if part[0]]
