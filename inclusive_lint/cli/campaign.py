"""``inclusive-lint campaign``: who is in the images of a site or folder, and who does what."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from .. import config
from ..imagery.campaign import Campaign, Described, assess, descriptions
from ..imagery.reports import REPORTS
from ..model import DOCTYPES, LANGUAGES, InputProblem
from ..planning import STDIN, plan
from ..runner import Checker, document_of, problem_of
from . import complain, debugging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..runner import Task

from ..errors import UserError

_HELP = """Show who is in the images of a campaign, and who does what.

Reads every description of an image in the files: alternative texts and captions of pages, every line of a text with
--doctype imagery. Exit status: 0 balanced or no way to tell, 1 out of balance, 2 something could not be read.
"""
_PARAMS: list[click.Parameter] = [
    click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
    click.Option(["--format", "form"], type=click.Choice(tuple(REPORTS)), default="text", show_default=True, help="Form of the report."),
    click.Option(["--doctype"], type=click.Choice(DOCTYPES), help="Kind of text; imagery: every line is a description.  [default: found]"),
    click.Option(["--language"], type=click.Choice(LANGUAGES), help="Language of the descriptions.  [default: found]"),
    click.Option(["--message-language"], type=click.Choice(LANGUAGES), help="Language of the report.  [default: that of most descriptions]"),
    click.Option(["--exclude"], multiple=True, metavar="PATTERN", help="Leave out files, as a line of .gitignore does."),
    click.Option(["--encoding"], metavar="NAME", help="Encoding of the files.  [default: found]"),
    click.Option(["--max-bytes"], type=click.IntRange(min=1), metavar="N", help="Largest file to read.  [default: 10000000]"),
    click.Option(["--rules-dir"], multiple=True, metavar="FOLDER", help="A folder of your own rules and thresholds."),
    click.Option(["--lexicons-dir"], multiple=True, metavar="FOLDER", help="A folder of your own lexicons."),
    click.Option(["--output"], metavar="FILE", help="Write the report to a file."),
    click.Option(["--stdin-filename"], default=STDIN, metavar="NAME", help="Name of what comes from standard input."),
]  # fmt: skip


def _campaign(paths: tuple[str, ...], form: str, output: str | None, stdin_filename: str, **given: Any) -> None:
    from .check import write

    values = config.command_line({key.replace("_", "-"): value for key, value in given.items()})
    checker = Checker(debug=debugging())
    stdin = (stdin_filename, sys.stdin.buffer.read()) if STDIN in paths else None
    todo = plan(paths, values, checker, stdin=stdin)
    found: list[tuple[Described, str]] = []
    problems = list(todo.problems)
    for task in todo.tasks:
        try:
            found += read(task, checker)
        except UserError as error:
            problems.append(problem_of(error, task.path))
    campaign = _assessed(found, checker, given.get("message_language"))
    write(REPORTS[form](campaign), output)
    for problem in problems:
        complain(f"{problem.place}: {problem.message}" if problem.place else problem.message)
    sys.exit(_status(campaign, problems))


def read(task: Task, checker: Checker) -> list[tuple[Described, str]]:
    """Return the descriptions of one file, each with its language. Raises UserError."""
    document = document_of(task)
    engine, reading = checker.linter(task.options).engine(document, task.options)
    report = engine.judge(reading)
    return [(x, reading.language or "") for x in descriptions(reading, report.findings)]


def _assessed(found: Sequence[tuple[Described, str]], checker: Checker, language: str | None) -> Campaign:
    """Weigh the descriptions; the report speaks the language of most of them."""
    spoken = [code for _, code in found]
    own = max(sorted(set(spoken)), key=spoken.count) if spoken else ""
    return assess((x for x, _ in found), checker.rules(), language or own or "en")


def _status(campaign: Campaign, problems: Sequence[InputProblem]) -> int:
    if any(problem.fatal for problem in problems):
        return 2
    return int(campaign.balanced is False)


command = click.Command(
    "campaign", callback=_campaign, params=_PARAMS, help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)  # fmt: skip
