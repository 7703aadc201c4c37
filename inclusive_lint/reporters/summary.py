"""The checklist for people: per text what it states, lacks and contradicts, on what ground, with words to paste.

For readers who never saw a linter: no rule names, no positions beyond a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..locale import Locale, locale
from ..model import Severity
from . import checklist
from .style import BOLD, DIM, GREEN, RED, YELLOW, Paint, visible, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import FileReport, Report
    from . import View

_SYMBOLS = {
    checklist.CONTRADICTORY: ("✖", "x"), checklist.MISSING: ("○", "o"), checklist.STATED: ("✔", "v"),
    checklist.OPTIONAL: ("·", "."),
}  # fmt: skip
_COLORS = {checklist.CONTRADICTORY: RED, checklist.MISSING: YELLOW, checklist.STATED: GREEN, checklist.OPTIONAL: DIM}
_MAX_WIDTH = 100
_EVIDENCE = 60  # characters of a quotation
_INDENT = 4


def render(report: Report, view: View) -> str:
    """Return the checklist of every text."""
    paint = Paint(view.color)
    lines: list[str] = []
    for file in report.files:
        lines += [*_File(file, view, paint).lines(), ""]
    said = {
        locale(view.language or file.language).text("hollow", "checklist") for file in report.files if file.checklist
    }
    return (
        "\n".join([*lines, *(line for text in sorted(said) for line in wrapped(text, _MAX_WIDTH))]).rstrip("\n") + "\n"
    )


class _File:
    def __init__(self, file: FileReport, view: View, paint: Paint) -> None:
        self._file, self._view, self._paint = file, view, paint
        self._words: Locale = locale(view.language or file.language)
        self._columns = max(40, min(view.width, _MAX_WIDTH) - _INDENT - 2)

    def lines(self) -> Iterator[str]:
        """Yield the lines on one text."""
        file, words = self._file, self._words
        said = [words.text(x, group) for x, group in ((file.language, "languages"), (file.doctype, "doctypes")) if x]
        yield self._paint(visible(file.path), BOLD) + self._paint(f"  {' · '.join(said)}", DIM)
        rows = list(checklist.rows(file))
        yield f"  {words.text('title' if rows else 'none', 'checklist')}"
        for status in checklist.STATUSES:
            of_status = [row for row in rows if row.status == status]
            if of_status:
                yield from self._group(status, of_status)
        yield from self._wording()

    def _group(self, status: str, rows: list[checklist.Row]) -> Iterator[str]:
        heading = self._words.text(status, "checklist")
        yield f"  {self._paint(f'{heading[:1].upper()}{heading[1:]}', BOLD)}"
        symbol = self._paint(_SYMBOLS[status][self._view.ascii_only], _COLORS[status])
        for row in rows:
            name = self._words.text(row.item.fact, "facts")
            if status == checklist.OPTIONAL:
                yield f"    {symbol} {name}"
                continue
            detail = self._detail(row)
            said = self._words.text("label", label=name, text=detail) if detail else name
            first, *rest = wrapped(said, self._columns)
            yield f"    {symbol} {first}"
            yield from (f"      {line}" for line in rest)
            if status == checklist.MISSING:
                yield from self._help(row)

    def _detail(self, row: checklist.Row) -> str:
        """The words that state it, and what speaks against them."""
        if not row.evidence:
            return ""
        quoted = " ".join(row.evidence.split())
        shown = quoted if len(quoted) <= _EVIDENCE else quoted[: _EVIDENCE - 1] + "…"
        against = [self._against(row, i) for i in range(len(row.against))]
        if not against:
            return self._words.quoted(shown)
        but = f"{self._words.text('but', 'checklist')} {self._words.text('list_separator').join(dict.fromkeys(against))}"
        return self._words.text("clause_separator").join((self._words.quoted(shown), but))

    def _against(self, row: checklist.Row, number: int) -> str:
        finding = row.against[number]
        if not finding.span:
            return finding.message
        where = finding.location or self._words.text("line", "checklist", line=finding.start[0])
        return f"{self._words.quoted(' '.join(finding.text.split()))} ({where})"

    def _help(self, row: checklist.Row) -> Iterator[str]:
        """On what ground it is wanted, and words to paste."""
        ground = self._words.text(row.item.ground, "grounds")
        sources = self._words.text("clause_separator").join(row.item.references)
        said = [self._words.text("label", label=ground, text=sources) if sources else ground]
        if row.item.snippet:
            said.append(self._words.label("paste", row.item.snippet))
        for text in said:
            yield from (f"      {self._paint(line, DIM)}" for line in wrapped(text, self._columns))

    def _wording(self) -> Iterator[str]:
        """How many remarks there are on the wording: the report itself shows them."""
        findings = [f for f in self._file.findings if f.span]
        counts = {s: sum(f.severity is s for f in findings) for s in (Severity.ERROR, Severity.WARNING)}
        parts = [self._words.count(severity.value, n) for severity, n in counts.items() if n]
        if parts:
            yield f"  {self._words.text('list_separator').join(parts)}"
