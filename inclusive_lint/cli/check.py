"""``inclusive-lint check``."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__, config
from ..errors import UserError
from ..model import DOCTYPES, LANGUAGES, Report, Severity
from ..planning import STDIN, plan
from ..reporters import REPORTERS, View
from ..runner import Checker, run
from . import complain, debugging
from .terminal import Progress, can_show, in_color, terminal_width

if TYPE_CHECKING:
    from ..config import Values
    from ..planning import Plan

# Options that are configuration keys too: named alike, None (or empty) when not given.
CONFIGURED = (
    click.Option(["--profile"], metavar="NAME|FILE", help="Law and custom of a country or sector.  [default: be]"),
    click.Option(
        ["--language"], type=click.Choice(LANGUAGES), help="Language of the texts.  [default: found, block by block]"
    ),
    click.Option(
        ["--message-language"],
        type=click.Choice(LANGUAGES),
        help="Language of the report.  [default: that of each text]",
    ),
    click.Option(["--doctype"], type=click.Choice(DOCTYPES), help="Kind of text.  [default: found]"),
    click.Option(["--format"], type=click.Choice(config.FORMATS), help="Form of the report.  [default: text]"),
    click.Option(
        ["--select"],
        multiple=True,
        metavar="RULES",
        help="Only these rules: ids or prefixes, as in age,hype.hero-words.",
    ),
    click.Option(["--ignore"], multiple=True, metavar="RULES", help="All but these rules."),
    click.Option(
        ["--allow"], multiple=True, metavar="PHRASE", help="A phrase in which nothing is found, as in 'Guru Systems'."
    ),
    click.Option(
        ["--fail-on"], type=click.Choice(config.FAIL_ON), help="Exit 1 from this severity up.  [default: warning]"
    ),
    click.Option(["--all/--no-all"], default=None, help="Show hints too."),
    click.Option(
        ["--explain/--no-explain"], default=None, help="Show why, the ground and the references of each finding."
    ),
    click.Option(
        ["--exclude"], multiple=True, metavar="PATTERN", help="Leave out files, as a line of .gitignore does."
    ),
    click.Option(["--gitignore/--no-gitignore"], default=None, help="Leave out what git ignores.  [default: yes]"),
    click.Option(["--encoding"], metavar="NAME", help="Encoding of the files.  [default: found]"),
    click.Option(
        ["--max-bytes"], type=click.IntRange(min=1), metavar="N", help="Largest file to read.  [default: 10000000]"
    ),
    click.Option(["--rules-dir"], multiple=True, metavar="FOLDER", help="A folder of your own rules and profiles."),
    click.Option(["--lexicons-dir"], multiple=True, metavar="FOLDER", help="A folder of your own lexicons."),
    click.Option(
        ["-j", "--jobs"],
        type=click.IntRange(min=0),
        metavar="N",
        help="Processes; 0 is one per processor.  [default: 1]",
    ),
    click.Option(
        ["--color"], type=click.Choice(config.COLORS), help="NO_COLOR and FORCE_COLOR are respected.  [default: auto]"
    ),
    click.Option(["--output"], metavar="FILE", help="Write the report to a file."),
    click.Option(["--as-of"], metavar="DATE", help="Judge by the law of this day, as in 2027-01-31.  [default: today]"),
)
_HERE = (
    click.Argument(["paths"], nargs=-1, metavar="PATH..."),
    click.Option(
        ["--trace"], metavar="FILE:LINE", help="Show which rules had a candidate there, and what kept or silenced it."
    ),
    click.Option(
        ["--stdin-filename"],
        metavar="NAME",
        help="Name of what comes from standard input; its extension says how to read it.",
    ),
    click.Option(["--summary"], is_flag=True, help="Of each text what it states, lacks and contradicts: a checklist."),
    click.Option(["--config", "config_file"], metavar="FILE", help="Use this configuration file."),
    click.Option(["--no-config"], is_flag=True, help="Use no configuration file."),
    click.Option(["--debug"], is_flag=True, help="Show tracebacks."),
)
_HELP = "Check texts: files, folders, patterns, or - for standard input."


@dataclass(frozen=True)
class Request:
    """The call, parsed."""

    paths: tuple[str, ...]
    given: Values
    config_file: Path | None = None
    look: bool = True
    stdin_filename: str | None = None
    trace: str | None = None
    debug: bool = False
    summary: bool = False


def _check(
    paths: tuple[str, ...], config_file: str | None, no_config: bool, stdin_filename: str | None, trace: str | None,
    debug: bool, summary: bool, **given: Any,
) -> None:  # fmt: skip
    values = config.command_line({key.replace("_", "-"): value for key, value in given.items()})
    file = Path(config_file) if config_file else None
    request = Request(paths, values, file, not no_config, stdin_filename, trace, debug or debugging(), summary)
    if request.trace:
        from .trace import show

        sys.exit(show(request))
    if not paths:
        raise click.UsageError("Missing argument 'PATH...': name files or folders, or - for standard input.")
    sys.exit(check(request))


def check(request: Request) -> int:
    """Check what was asked; print the report and the errors; return the exit status."""
    settings = run_values(request)
    checker = Checker(debug=request.debug)
    if request.summary and config.one_of(settings, "format") == "github":
        raise click.UsageError("--summary and --format github do not go together: annotations have no place for a list.")
    todo = planned(request, checker)
    progress = Progress(len(todo.tasks))
    jobs = config.one_of(settings, "jobs") or os.cpu_count() or 1
    try:
        files, problems = run(todo.tasks, checker, jobs=jobs, progress=progress)
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
    to_file = config.one_of(settings, "output")
    view = View(
        version=__version__, show_all=config.one_of(settings, "all"), explain=config.one_of(settings, "explain"), summary=summary,
        color=not to_file and in_color(config.one_of(settings, "color")), ascii_only=not to_file and not can_show("✖▲•…"),
        width=terminal_width(), language=config.one_of(settings, "message-language"), rules=checker.rules(),
    )  # fmt: skip
    return REPORTERS[config.one_of(settings, "format")](report, view)


def write(text: str, output: str | None) -> None:
    """Write the report to standard output, or to a file. Raises UserError."""
    if output is None:
        click.echo(text, nl=False, color=True)  # what is not to be coloured has no colour
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


command = click.Command(
    "check", callback=_check, params=[_HERE[0], *CONFIGURED, *_HERE[1:]], help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)  # fmt: skip
