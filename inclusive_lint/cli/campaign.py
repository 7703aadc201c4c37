"""``inclusive-lint campaign``: who is in the images of a site or folder, and who does what."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from .. import config
from ..imagery.reports import REPORTS
from ..model import DOCTYPES, LANGUAGES
from ..planning import STDIN, plan
from ..readers import shows_images
from ..runner import Checker, document_of
from ..survey import Survey
from . import complain, debugging, speak

if TYPE_CHECKING:
    from ..imagery.campaign import Campaign
_HELP = """Show who is in the images of a campaign, and who does what.

Reads every description of an image in the files: alternative texts and captions of pages, what is written inside
pictures (IPTC, XMP, EXIF), every line of a text with --doctype imagery. Exit status: 0 balanced or no way to tell, 1 out of balance, 2 something could not be read.
"""
_PARAMS: list[click.Parameter] = [
    click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
    click.Option(["--format", "form"], type=click.Choice(tuple(REPORTS)), default="text", show_default=True, help="Form of the report."),
    click.Option(["--doctype"], type=click.Choice(DOCTYPES), help="Kind of text; imagery: every line is a description.  [default: found]"),
    click.Option(["--profile"], metavar="NAME|FILE", help="Law and custom of a country or sector.  [default: be]"),
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
    from .checking import write

    speak(given.get("message_language"))
    values = config.command_line({key.replace("_", "-"): value for key, value in given.items()})
    checker = Checker(debug=debugging())
    stdin = (stdin_filename, sys.stdin.buffer.read()) if STDIN in paths else None
    todo = plan(paths, values, checker, stdin=stdin, known=shows_images)
    survey = Survey(todo.problems)
    for task in todo.tasks:
        survey.add(task.path, partial(document_of, task), checker.linter(task.options), task.options)
    campaign = survey.campaign(checker.rules(), given.get("message_language"))
    write(REPORTS[form](campaign), output)
    for problem in campaign.problems:
        complain(problem.sentence)
    sys.exit(_status(campaign))


def _status(campaign: Campaign) -> int:
    if any(problem.fatal for problem in campaign.problems):
        return 2
    return int(campaign.balanced is False)


command = click.Command(
    "campaign", callback=_campaign, params=_PARAMS, help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)  # fmt: skip
