"""The report for people: per file, each remark with its line, the words marked, and what to write instead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..locale import Locale, locale
from ..model import Severity
from ..phrases import language_of_environment, translated
from .style import BLUE, BOLD, DIM, RED, YELLOW, Paint, excerpt, visible, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import FileReport, Finding, Report
    from . import View

_SYMBOLS = {Severity.ERROR: ("✖", "x"), Severity.WARNING: ("▲", "!"), Severity.INFO: ("•", "-")}
_COLORS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: BLUE}
_SHOWN = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_MAX_WIDTH = 100
_MAX_PLACE = 9  # "1234:1234"; a longer place stands on a line of its own
_JOBS = ("vacancy", "internal")
_NO_LACK = ("degree_required", "equivalent_experience")  # an ad is none the worse without


def render(report: Report, view: View) -> str:
    """Return the report as text for a terminal or a log."""
    paint = Paint(view.color)
    lines: list[str] = []
    for file in report.files:
        lines += _File(file, view, paint).lines()
    lines += map(visible, report.general)
    return "\n".join([*lines, *_summary(report, view, paint)]) + "\n"


class _File:
    """One file of the report."""

    def __init__(self, file: FileReport, view: View, paint: Paint) -> None:
        self._file = file
        self._view = view
        self._paint = paint
        self._words = locale(view.language or file.language)
        self._findings = [f for f in file.findings if view.show_all or f.severity is not Severity.INFO]
        places = (len(_place(f, self._words)) for f in self._findings)
        self._indent = 4 + max((n for n in places if n <= _MAX_PLACE), default=0)
        self._heading = ""  # the long place told last
        self._explained_rules: set[str] = set()
        self._columns = max(40, min(view.width, _MAX_WIDTH) - self._indent)

    def lines(self) -> list[str]:
        """Return the lines on this file; none when there is nothing to say."""
        body = [line for finding in self._findings for line in self._finding(finding)]
        end = list(self._end())
        body += [*end, ""] if end else []
        return [self._title(), "", *body] if body else []

    def _title(self) -> str:
        file, words = self._file, self._words
        said = [words.text(x, group) for x, group in ((file.language, "languages"), (file.doctype, "doctypes")) if x]
        return self._paint(visible(file.path), BOLD) + self._paint(f"  {' · '.join(said)}", DIM)

    def _finding(self, finding: Finding) -> Iterator[str]:
        place = _place(finding, self._words)
        symbol = _SYMBOLS[finding.severity][self._view.ascii_only]
        word = f"{symbol} {self._words.text(finding.severity, 'severities')}"
        first, *rest = wrapped(f"{word}  {finding.message}", self._columns)
        painted = self._paint(word, _COLORS[finding.severity], BOLD) + first[len(word) :]
        if len(place) > _MAX_PLACE:
            if place != self._heading:
                yield f"  {self._paint(place, DIM)}"
            self._heading, place = place, ""
        yield f"  {self._paint(place.rjust(self._indent - 4), DIM)}  {painted}"
        yield from map(self._line, rest)
        yield from self._marked(finding)
        if finding.suggestions and not finding.span:
            yield from map(self._line, wrapped(self._words.label("paste", finding.suggestions[0]), self._columns))
        elif finding.suggestions:
            suggestions = self._words.text("list_separator").join(finding.suggestions)
            yield from map(self._line, wrapped(self._words.label("suggest", suggestions), self._columns))
        yield self._line(self._paint(finding.rule, DIM))
        if self._view.explain and finding.rule not in self._explained_rules:
            self._explained_rules.add(finding.rule)
            yield from self._explained(finding)
        yield ""

    def _line(self, text: str) -> str:
        return " " * self._indent + text

    def _marked(self, finding: Finding) -> Iterator[str]:
        line = self._file.lines.get(finding.start[0])
        if finding.span is None or line is None:
            return
        start = finding.start[1] - 1
        end = finding.end[1] - 1 if finding.end[0] == finding.start[0] else len(line)
        shown, carets = excerpt(line, start, end, self._columns - 2)
        yield self._line(shown)
        yield self._line(self._paint(carets, _COLORS[finding.severity]))

    def _explained(self, finding: Finding) -> Iterator[str]:
        rule = self._view.rules.get(finding.rule)
        why = rule.why.get(self._words.language, rule.why.get("en", "")) if rule else ""
        said = [("why", why), ("ground", self._words.text(finding.ground, "grounds"))]
        said += [("references", "; ".join(finding.references))]
        for label, text in said:
            if text:
                yield from map(self._line, wrapped(self._words.label(label, text), self._columns))

    def _end(self) -> Iterator[str]:
        """What there is to say on the file as a whole."""
        file, words = self._file, self._words
        if file.language is None and file.languages:
            yield f"  {words.text('unsupported')}"
        yield from (f"  {visible(note)}" for note in _spoken(file.notes, words.language))
        if not self._view.show_all:
            return
        for hidden in file.suppressed:
            by = words.text("suppressed_by", by=f"{hidden.by} ({hidden.reason})" if hidden.reason else hidden.by)
            yield f"  {_place(hidden.finding, words)}  {hidden.finding.rule}  {visible(by)}"
        if file.doctype in _JOBS:
            yield from (self._paint(f"  {line}", DIM) for line in self._about_the_job())

    def _about_the_job(self) -> Iterator[str]:
        """What a job ad states and does not state, and which traits it asks for."""
        words, columns = self._words, min(self._view.width, _MAX_WIDTH) - 2
        coded: Any = self._file.scores.get("coded")
        if coded and (coded["masculine"] or coded["feminine"]):
            yield from wrapped(self._coded(coded), columns)
        readability: Any = self._file.scores.get("readability") or {}
        if readability.get("score") is not None:
            band = words.text(readability["band"], "bands")
            values = {"score": f"{readability['score']:.0f}", "words": f"{readability['words_per_sentence']:.0f}"}
            yield from wrapped(words.text("readability", band=band, **values), columns)
        # What a checklist says is missing is told there.
        lacking = () if self._file.checklist else (("not_stated", False),)
        for key, present in (("stated", True), *lacking):
            facts = [f.name for f in self._file.facts if f.present is present and words.knows(f.name, "facts")]
            names = [words.text(name, "facts") for name in facts if present or name not in _NO_LACK]
            if names:
                yield from wrapped(words.label(key, words.text("list_separator").join(names)), columns)

    def _coded(self, score: Any) -> str:
        """The traits asked of the candidate that lean to one side."""
        sides = {
            side: self._words.text("list_separator").join(visible(x["text"]) for x in score[side]) or "–"
            for side in ("masculine", "feminine")
        }
        return self._words.text("coded", **sides)


def _place(finding: Finding, words: Locale) -> str:
    """``4:14``, or where a person finds it in a format without lines."""
    if finding.location:
        return visible(finding.location)
    return f"{finding.start[0]}:{finding.start[1]}" if finding.span else words.text("whole_text")


def _summary(report: Report, view: View, paint: Paint) -> list[str]:
    """Return the closing line: what was checked, what was found, and what was not shown."""
    words = locale(view.language or _common_language(report) or language_of_environment())
    counts = Counter(f.severity for file in report.files for f in file.findings)
    parts = [
        paint(words.count(severity.value, counts[severity]), _COLORS[severity], BOLD)
        for severity in _SHOWN
        if counts[severity] and (severity is not Severity.INFO or view.show_all)
    ]
    if hidden := 0 if view.show_all else counts[Severity.INFO]:
        parts.append(f"{words.count('info', hidden)} ({words.text('show_hints')})")
    if suppressed := sum(len(file.suppressed) for file in report.files):
        parts.append(words.count("suppressed", suppressed))
    if unread := len({e.path for e in report.errors if e.fatal and not e.settings}):
        parts.append(paint(words.count("unread", unread), RED, BOLD))
    if wrong := sum(e.settings for e in report.errors):
        parts.append(paint(words.count("settings", wrong), RED, BOLD))
    checked = words.count("files", len(report.files)) if report.files else words.text("nothing_read")
    if not counts and report.files and not wrong:
        parts.insert(0, words.text("clean"))
    return [words.text("label", label=checked, text=words.text("list_separator").join(parts)) if parts else checked]


def _common_language(report: Report) -> str | None:
    """The language of all texts, if they have one in common."""
    languages = {file.language for file in report.files if file.language}
    return languages.pop() if len(languages) == 1 else None


def _spoken(notes: Sequence[str], language: str) -> Iterator[str]:
    """Notes in the language of the report."""
    yield from (translated(note, language) for note in notes)
