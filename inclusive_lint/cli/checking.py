"""``inclusive-lint check``, once the call is read: check, report, exit status."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import __version__, config
from ..errors import UserError
from ..model import Report, Severity
from ..planning import STDIN, plan
from ..reporters import REPORTERS, View
from ..runner import Checker, run
from . import complain, speak
from .terminal import Progress, can_show, in_color, terminal_width

if TYPE_CHECKING:
    from ..config import Values
    from ..planning import Plan


class Request(NamedTuple):
    """The call, parsed."""

    paths: tuple[str, ...]
    given: Values
    config_file: Path | None = None
    look: bool = True
    stdin_filename: str | None = None
    trace: str | None = None
    debug: bool = False
    summary: bool = False


def check(request: Request) -> int:
    """Check what was asked; print the report and the errors; return the exit status."""
    settings = run_values(request)
    speak(config.one_of(settings, "message-language"))
    checker = Checker(debug=request.debug)
    if request.summary and config.one_of(settings, "format") == "github":
        raise UserError("--summary and --format github do not go together: annotations have no place for a list.")
    todo = planned(request, checker)
    progress = Progress(len(todo.tasks))
    jobs = config.one_of(settings, "jobs") or os.cpu_count() or 1
    whole = request.summary or config.one_of(settings, "all") or config.one_of(settings, "format") == "json"
    tasks = todo.tasks if whole else [task._replace(findings_only=True) for task in todo.tasks]
    try:
        files, problems = run(tasks, checker, jobs=jobs, progress=progress)
    finally:
        progress.end()
    report = Report(tuple(files), (*todo.problems, *problems))
    write(render(report, settings, checker, summary=request.summary), config.one_of(settings, "output"))
    for problem in report.errors:
        complain(problem.sentence)
    return status(report, config.one_of(settings, "fail-on"))


def run_values(request: Request) -> Values:
    """Return the configuration of the run as a whole: that of the folder all paths share."""
    folders = [os.path.abspath(p if os.path.isdir(p) else os.path.dirname(p)) for p in request.paths if p != STDIN]
    try:
        shared = os.path.commonpath(folders) if folders else "."
    except ValueError:  # paths on two disks
        shared = "."
    try:
        return config.nearest(shared, request.given, request.config_file, look=request.look).values()
    except UserError:
        # Told once per file by the plan.
        return config.Config(None, request.given).values()


def planned(request: Request, checker: Checker) -> Plan:
    """Find the files and the options of each."""
    stdin = None
    if STDIN in request.paths:
        stdin = request.stdin_filename or STDIN, sys.stdin.buffer.read()
    return plan(request.paths, request.given, checker, chosen=request.config_file, look=request.look, stdin=stdin)


def render(report: Report, settings: Values, checker: Checker, *, summary: bool = False) -> str:
    """Return the report in the form that was asked for."""
    to_file, form = config.one_of(settings, "output"), config.one_of(settings, "format")
    view = View(
        version=__version__, show_all=config.one_of(settings, "all"), explain=config.one_of(settings, "explain"), summary=summary,
        color=not to_file and in_color(config.one_of(settings, "color")), ascii_only=not to_file and not can_show("✖▲•…"),
        width=terminal_width() if form == "text" else 0, language=config.one_of(settings, "message-language"), rules=checker.rules(),
    )  # fmt: skip
    return REPORTERS[form](report, view)


def write(text: str, output: str | None) -> None:
    """Write the report to standard output, or to a file. Raises UserError."""
    if output is None:
        if "\x1b" in text:
            import click  # knows how old Windows terminals are coloured

            click.echo(text, nl=False, color=True)
        else:
            sys.stdout.write(text)
            sys.stdout.flush()
        return
    try:
        Path(output).write_text(text, "utf-8")
    except OSError as e:
        raise UserError(f"{output}: cannot be written: {e.strerror}") from None


def status(report: Report, fail_on: str) -> int:
    """Return the exit status: 2 beats 1."""
    if any(problem.fatal for problem in report.errors):
        return 2
    if fail_on == "never":
        return 0
    return int(any(f.severity.rank >= Severity(fail_on).rank for file in report.files for f in file.findings))
