"""``inclusive-lint check --trace FILE:LINE``: which rules had a candidate there, and what kept or silenced it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import config
from ..document import LineIndex
from ..errors import ConfigError
from ..locale import locale
from ..model import Severity, Span
from ..planning import plan
from ..reporters.style import Paint, visible
from ..runner import Checker, document_of
from . import complain
from .terminal import in_color

if TYPE_CHECKING:
    from ..locale import Locale
    from ..model import FileReport
    from ..reading import Range
    from ..runner import Task
    from .checking import Request


@dataclass(frozen=True, slots=True)
class Trace:
    """One candidate of a rule: where, and what kept it silent ("" when nothing did)."""

    rule: str
    span: Span
    reason: str


def show(request: Request) -> int:
    """Print the trace of one line; return the exit status."""
    path, _, number = (request.trace or "").rpartition(":")
    if not path or not number.isdigit():
        raise ConfigError(f"--trace takes FILE:LINE, as in ad.txt:12, not {request.trace!r}")
    checker = Checker(debug=request.debug)
    todo = plan([path], request.given, checker, chosen=request.config_file, look=request.look)
    for problem in todo.problems:
        complain(problem.sentence)
    task = next((t for t in todo.tasks if os.path.realpath(t.path) == str(Path(path).resolve())), None)
    if task is None:
        return 2
    source, traces, report, off = _traced(task, checker)
    words = locale(task.options.message_language or report.language)
    paint = Paint(in_color(config.one_of(config.Config(None, request.given).values(), "color")))
    lines = _lines(source, traces, report, off, int(number), words, paint)
    click.echo("\n".join(lines or [words.text("nothing", "trace")]), color=True)
    return 2 if any(p.fatal for p in todo.problems) else 0


def _traced(task: Task, checker: Checker) -> tuple[str, list[Trace], FileReport, set[str]]:
    """Check a file and note every candidate, also of rules that are off."""
    document = document_of(task)
    linter = checker.linter(task.options)
    report = linter.check(document, task.options)
    engine, reading = linter.engine(document, task.options)
    asked = engine.settings.severities
    off = {rule for rule, severity in asked.items() if severity is Severity.OFF}
    everything = engine.under(engine.settings._replace(severities={**asked, **dict.fromkeys(off, Severity.INFO)}))
    traces: list[Trace] = []

    def note(rule: str, at: Range, reason: str) -> None:
        span = document.offsets.span(*reading.span(at.start, at.end))
        traces.append(Trace(rule, span, reason))

    everything.judge(reading, note)
    return document.source, traces, report, off


def _lines(
    source: str, traces: list[Trace], report: FileReport, off: set[str], number: int, words: Locale, paint: Paint
) -> list[str]:
    index = LineIndex(source)
    lines = []
    for trace in sorted(set(traces), key=lambda t: (t.span, t.rule)):
        start = index.position(trace.span.start)
        if not start[0] <= number <= index.position(max(trace.span.start, trace.span.end - 1))[0]:
            continue
        said = _said(trace, report, off, words)
        text = visible(source[trace.span.start : trace.span.end])
        lines.append(f"{start[0]}:{start[1]}  {paint(text, '1')}  {trace.rule}  {said}")
    return lines


def _said(trace: Trace, report: FileReport, off: set[str], words: Locale) -> str:
    """What became of a candidate, in a sentence."""
    finding = next((f for f in report.findings if f.rule == trace.rule and _same(f.span, trace.span)), None)
    if finding:
        return words.text("reported", "trace", severity=words.text(finding.severity.value, "severities"))
    hidden = next(
        (s for s in report.suppressed if s.finding.rule == trace.rule and _same(s.finding.span, trace.span)), None
    )
    if hidden:
        reason = words.text("suppressed", "trace", by=f"{hidden.by}: {hidden.reason}" if hidden.reason else hidden.by)
    elif trace.reason.startswith("fact "):
        name = trace.reason.removeprefix("fact ")
        reason = words.text("fact", "trace", fact=words.text(name, "facts"))
    elif trace.reason:
        reason = f"{trace.reason} ({words.text(trace.reason, 'trace')})"
    elif trace.rule.startswith("fact."):
        return words.text("fact", "trace", fact=words.text(trace.rule[5:].replace("-", "_"), "facts"))
    else:
        reason = words.text("off" if trace.rule in off else "overlap", "trace")
    return words.text("silent", "trace", reason=reason)


def _same(a: Span | None, b: Span) -> bool:
    return a is not None and a.start < b.end and b.start < a.end
