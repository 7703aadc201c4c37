"""Findings that the text or the configuration asks to leave out: each says by what, and what was asked in vain is said.

A directive stands in the text (``<!-- inclusive-lint disable-next-line age.youth-coded: quoting the law -->``); a
phrase to allow stands in the configuration (``allow = ["Guru Systems"]``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .model import Span, Suppressed
from .profiles import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .document import Directive, Document
    from .model import FileReport, Finding
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

    def covers(self, finding: Finding, current: Callable[[str], str]) -> bool:
        if not matches(current(self.rule), finding.rule):
            return False
        if finding.span is None:
            return self.directive.action == WHOLE_FILE
        return self.first <= finding.end[0] and finding.start[0] <= self.last


def apply(
    document: Document, report: FileReport, allow: Sequence[str], names: Names, runs: Callable[[str], bool]
) -> FileReport:
    """Return the report without what is to be left out, and with a note on every directive that did nothing.

    ``runs`` says whether a rule is on at all: to suppress one that is off is not in vain.
    """
    if not document.directives and not allow:
        return report
    quiet = list(_quiet(document)) if document.directives else []
    allowed = list(_allowed(document, allow))
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    used: set[tuple[Directive, str]] = set()
    for finding in report.findings:
        covering = [q for q in quiet if q.covers(finding, names.current)]
        used.update((q.directive, q.rule) for q in covering)
        phrase = next((p for p, span in allowed if finding.span and _overlap(span, finding.span)), None)
        if covering:
            suppressed.append(Suppressed(finding, covering[0].directive.action, covering[0].directive.reason))
        elif phrase is not None:
            suppressed.append(Suppressed(finding, ALLOW, phrase))
        else:
            kept.append(finding)
    notes = tuple(_notes(document.directives, used, names, runs))
    return report._replace(findings=tuple(kept), suppressed=tuple(suppressed), notes=(*report.notes, *notes))


def _quiet(document: Document) -> Iterator[_Quiet]:
    """Yield where each directive holds."""
    lines = _lines(document.source)
    for i, directive in enumerate(document.directives):
        if directive.action == ENABLE:
            continue
        for rule in directive.rules:
            yield _Quiet(directive, rule, *_reach(directive, rule, document.directives[i + 1 :], lines))


def _lines(source: str) -> list[str]:
    # Not splitlines(): it also splits at form feeds and the like, and line numbers here do not.
    return re.split(r"\r\n|\r|\n", source)


def _reach(directive: Directive, rule: str, later: Iterable[Directive], lines: Sequence[str]) -> tuple[int, int]:
    """Return the first and last line on which a directive holds."""
    if directive.action == WHOLE_FILE:
        return 0, _EVERYWHERE
    if directive.action == SAME_LINE:
        return directive.line, directive.line
    if directive.action == NEXT_LINE:
        line = _next_line(directive.line, lines)
        return line, line
    ends = [d.line for d in later if d.action == ENABLE and rule in d.rules and d.line >= directive.line]
    return directive.line, min(ends, default=_EVERYWHERE)


def _next_line(line: int, lines: Sequence[str]) -> int:
    """Return the number of the next line with text: blank lines and other directives do not count."""
    for number in range(line + 1, len(lines) + 1):
        text = lines[number - 1].strip()
        if text and not _OWN_LINE.match(text):
            return number
    return line + 1


def _allowed(document: Document, phrases: Iterable[str]) -> Iterator[tuple[str, Span]]:
    """Yield every place in the source where an allowed phrase stands, whatever its case and spacing."""
    for phrase in phrases:
        words = r"\s+".join(re.escape(word) for word in phrase.split())
        if not words:
            continue
        for m in re.finditer(rf"(?<!\w){words}(?!\w)", document.view, re.IGNORECASE):
            yield phrase, document.offsets.span(*m.span())


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _notes(
    directives: Iterable[Directive], used: set[tuple[Directive, str]], names: Names, runs: Callable[[str], bool]
) -> Iterator[str]:
    """Yield a sentence on each directive that names no rule we know, or that silenced nothing."""
    for directive in directives:
        for rule in directive.rules:
            if problem := names.problem(rule):
                yield f"{directive.line}: {directive.action}: {problem}"
            elif directive.action != ENABLE and (directive, rule) not in used and _is_on(rule, names, runs):
                yield f"{directive.line}: {directive.action} {rule}: there is nothing here to suppress"


def _is_on(rule: str, names: Names, runs: Callable[[str], bool]) -> bool:
    return any(runs(x) for x in names.ids if matches(names.current(rule), x))
