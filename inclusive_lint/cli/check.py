"""``inclusive-lint check``: the call as click reads it. What is done is in checking.py."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .. import config
from ..model import DOCTYPES, GRAMMARS, LANGUAGES
from . import debugging, speak
from .checking import Request, check

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
    click.Option(
        ["--grammar"],
        type=click.Choice(GRAMMARS),
        help="What patterns that ask for grammar use: our own models, official spaCy models that are installed, or nothing.  [default: own]",
    ),
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


def _check(
    paths: tuple[str, ...], config_file: str | None, no_config: bool, stdin_filename: str | None, trace: str | None,
    debug: bool, summary: bool, **given: Any,
) -> None:  # fmt: skip
    speak(given.get("message_language"))
    values = config.command_line({key.replace("_", "-"): value for key, value in given.items()})
    file = Path(config_file) if config_file else None
    request = Request(paths, values, file, not no_config, stdin_filename, trace, debug or debugging(), summary)
    if request.trace:
        from .trace import show

        sys.exit(show(request))
    if not paths:
        raise click.UsageError("Missing argument 'PATH...': name files or folders, or - for standard input.")
    sys.exit(check(request))


command = click.Command(
    "check", callback=_check, params=[_HERE[0], *CONFIGURED, *_HERE[1:]], help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)  # fmt: skip
