"""Findings that the text or the configuration asks to leave out: each says by what, and what was asked in vain is said.

A directive stands in the text (``<!-- inclusive-lint disable-next-line age.youth-coded: quoting the law -->``); a
phrase to allow stands in the configuration (``allow = ["Guru Systems"]``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from .model import Suppressed
from .profiles import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .document import Directive, Document
    from .model import FileReport, Finding, Span
    from .policy import Names

ALLOW = "allow"
ENABLE, DISABLE, NEXT_LINE, SAME_LINE, WHOLE_FILE = (
    "enable",
    "disable",
    "disable-next-line",
    "disable-line",
    "disable-file",
)
_EVERYWHERE = 1 << 60
_OWN_LINE = re.compile(r"(?:<!--|#|//)?\s*inclusive-lint\s")


class _Quiet(NamedTuple):
    """Lines ``first`` to ``last`` on which a directive silences one rule or prefix."""

    directive: Directive
    rule: str
    first: int
    last: int


class _Stretches:
    """Stretches of numbers, and those of them that touch another: each question costs the same, however many there are."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._order = sorted(enumerate(stretches), key=lambda item: (item[1][0], item[0]))
        self._starts = [start for _, (start, _) in self._order]
        self._reach = list(accumulate((end for _, (_, end) in self._order), max))

    def touching(self, start: int, end: int) -> int | None:
        """Return the number of the first that has a number of ``start`` to ``end``, both included."""
        at = bisect_left(self._reach, start)
        return self._order[at][0] if at < bisect_right(self._starts, end) else None


def apply(
    document: Document, report: FileReport, allow: Sequence[str], names: Names, runs: Callable[[str], bool]
) -> FileReport:
    """Return the report without what is to be left out, and with a note on every directive that did nothing.

    ``runs`` says whether a rule is on at all: to suppress one that is off is not in vain.
    """
    if not document.directives and not allow:
        return report
    quiet = list(_quiet(document)) if document.directives else []
    covering = _covering(quiet, names)
    allowed = [(phrase, _Stretches(_places(document, phrase))) for phrase in allow]
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in report.findings:
        directive = covering(finding)
        if directive:
            suppressed.append(Suppressed(finding, directive.action, directive.reason))
        elif phrase := next((p for p, places in allowed if _has(places, finding.span)), ""):
            suppressed.append(Suppressed(finding, ALLOW, phrase))
        else:
            kept.append(finding)
    used = _used(quiet, report.findings, names)
    notes = tuple(_notes(document.directives, used, names, runs))
    return report._replace(findings=tuple(kept), suppressed=tuple(suppressed), notes=(*report.notes, *notes))


def _covering(quiet: Sequence[_Quiet], names: Names) -> Callable[[Finding], Directive | None]:
    """Return what gives the directive that silences a finding. One on the whole has no lines: only a whole file has it."""
    by_rule: defaultdict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(quiet):
        by_rule[item.rule].append(number)
    lines = {rule: _Stretches((quiet[i].first, quiet[i].last) for i in group) for rule, group in by_rule.items()}
    whole = {
        rule: next((i for i in group if quiet[i].directive.action == WHOLE_FILE), None) for rule, group in by_rule.items()
    }

    @cache
    def silencing(rule: str) -> list[str]:
        return [name for name in by_rule if matches(names.current(name), rule)]

    def covering(finding: Finding) -> Directive | None:
        found: list[int] = []
        for rule in silencing(finding.rule):
            if finding.span is None:
                number = whole[rule]
            else:
                at = lines[rule].touching(finding.start[0], finding.end[0])
                number = None if at is None else by_rule[rule][at]
            if number is not None:
                found.append(number)
        return quiet[min(found)].directive if found else None

    return covering


def _used(quiet: Sequence[_Quiet], findings: Iterable[Finding], names: Names) -> set[tuple[Directive, str]]:
    """The directives, each with a rule of it, that silence something."""
    on_lines: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    of_the_whole: set[str] = set()
    for finding in findings:
        if finding.span is None:
            of_the_whole.add(finding.rule)
        else:
            on_lines[finding.rule].append((finding.start[0], finding.end[0]))
    places = {rule: _Stretches(lines) for rule, lines in on_lines.items()}

    @cache
    def silenced(name: str) -> tuple[list[_Stretches], bool]:
        prefix = names.current(name)
        return [x for rule, x in places.items() if matches(prefix, rule)], any(matches(prefix, x) for x in of_the_whole)

    used: set[tuple[Directive, str]] = set()
    for item in quiet:
        lines, whole = silenced(item.rule)
        if (whole and item.directive.action == WHOLE_FILE) or any(
            x.touching(item.first, item.last) is not None for x in lines
        ):
            used.add((item.directive, item.rule))
    return used


def _quiet(document: Document) -> list[_Quiet]:
    """Return where each directive holds."""
    following = _following(document.source)
    found: list[_Quiet] = []
    enabled: dict[str, int] = {}  # rule -> the next line that ends what holds for it
    for directive in reversed(document.directives):
        if directive.action == ENABLE:
            enabled |= dict.fromkeys(directive.rules, directive.line)
            continue
        found += [
            _Quiet(directive, rule, *_reach(directive, enabled.get(rule, _EVERYWHERE), following))
            for rule in reversed(directive.rules)
        ]
    return found[::-1]


def _lines(source: str) -> list[str]:
    # Not splitlines(): it also splits at form feeds and the like, and line numbers here do not.
    return re.split(r"\r\n|\r|\n", source)


def _following(source: str) -> list[int]:
    """Line by line (the first is none), the number of the next with text: blank ones and other directives do not count."""
    lines = _lines(source)
    found = [0] * (len(lines) + 1)
    following = 0
    for number in range(len(lines), 0, -1):
        found[number] = following or number + 1
        text = lines[number - 1].strip()
        if text and not _OWN_LINE.match(text):
            following = number
    return found


def _reach(directive: Directive, enabled: int, following: Sequence[int]) -> tuple[int, int]:
    """Return the first and last line on which a directive holds; ``enabled`` is the line on which its rule is on again."""
    if directive.action == WHOLE_FILE:
        return 0, _EVERYWHERE
    if directive.action == NEXT_LINE:
        line = following[directive.line]
        return line, line
    return directive.line, directive.line if directive.action == SAME_LINE else enabled


def _places(document: Document, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield every place in the source where an allowed phrase stands, whatever its case and spacing."""
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    if words:
        for m in re.finditer(rf"(?<!\w){words}(?!\w)", document.view, re.IGNORECASE):
            yield document.offsets.span(*m.span())


def _has(places: _Stretches, span: Span | None) -> bool:
    """Whether a span has a character of one of the places, whose ends are exclusive as its own is."""
    return span is not None and places.touching(span.start + 1, span.end - 1) is not None


def _notes(
    directives: Iterable[Directive], used: set[tuple[Directive, str]], names: Names, runs: Callable[[str], bool]
) -> Iterator[str]:
    """Yield a sentence on each directive that names no rule we know, or that silenced nothing."""
    problem_of, is_on = cache(names.problem), cache(lambda rule: _is_on(rule, names, runs))
    for directive in directives:
        for rule in directive.rules:
            if problem := problem_of(rule):
                yield f"{directive.line}: {directive.action}: {problem}"
            elif directive.action != ENABLE and (directive, rule) not in used and is_on(rule):
                yield f"{directive.line}: {directive.action} {rule}: there is nothing here to suppress"


def _is_on(rule: str, names: Names, runs: Callable[[str], bool]) -> bool:
    return any(runs(x) for x in names.ids if matches(names.current(rule), x))
