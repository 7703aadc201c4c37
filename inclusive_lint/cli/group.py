"""The commands as click knows them. One module per command, imported when it is called."""

from __future__ import annotations

import os
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from .. import __version__, resources
from ..errors import UserError, did_you_mean
from ..model import LANGUAGES
from . import DEBUG, NAME, bug, complain, debugging, speak, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMMANDS = {
    "check": "Check texts: files, folders, patterns, or - for standard input.",
    "campaign": "Show who is in the images of a campaign, and who does what.",
    "rules": "List, show, test and write rules.",
    "profiles": "List and show the profiles: how severe each rule is, and where.",
    "config": "Show the configuration that holds, and where each value comes from.",
    "serve": "Serve the linter over HTTP, for other programs, word processors and browsers.",
}
_EPILOG = """\b
Shell completion (add the line to your shell's start-up file):
  bash   eval "$(_INCLUSIVE_LINT_COMPLETE=bash_source inclusive-lint)"
  zsh    eval "$(_INCLUSIVE_LINT_COMPLETE=zsh_source inclusive-lint)"
  fish   _INCLUSIVE_LINT_COMPLETE=fish_source inclusive-lint | source

\b
Exit status: 0 nothing found, 1 findings at or above --fail-on, 2 something named could not be read or the call is wrong.
The tool gives hints on language, not legal advice.
"""


class Stop(click.ClickException):
    """An error that the user can mend, or a bug: one sentence on standard error, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ARG002  # click's signature
        """Print the sentence."""
        complain(self.message)


class Misuse(click.UsageError):
    """A call that is wrong, told as click tells it, in the language of whoever made it."""

    def show(self, file: Any = None) -> None:
        """Print how the command is called, and what is wrong."""
        usage = self.ctx.get_usage().partition(": ")[2] if self.ctx else ""
        lines = [f"Usage: {usage}", f"Try '{self.ctx.command_path} --help' for help.", ""] if self.ctx else []
        for line in (*lines, f"Error: {self.message}"):
            click.echo(spoken(line), file=file, err=file is None)


@contextmanager
def _told() -> Iterator[None]:
    """Tell what click says of a wrong call as we tell errors."""
    try:
        yield
    except Misuse:
        raise
    except click.UsageError as error:
        raise Misuse(error.format_message(), error.ctx) from None


def _asked(arguments: Sequence[str]) -> str | None:
    """The language that a call asks for, which may be too wrong to be read."""
    for argument, following in pairwise([*arguments, ""]):
        name, equals, value = argument.partition("=")
        asked = value if equals else following
        if name == "--message-language" and asked in LANGUAGES:
            return asked
    return None


class Main(click.Group):
    """The group of commands. Nothing a user does ends in a traceback."""

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:
        """Read the call as far as it is ours."""
        speak(_asked(args))
        with _told():
            return super().make_context(info_name, args, *rest, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a command when it is wanted."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f".{cmd_name}", __package__).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was meant."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], _COMMANDS)
            if not hint and os.path.exists(args[0]):
                hint = f" (did you mean '{NAME} check {args[0]}'?)"
            raise click.UsageError(f"There is no command {args[0]!r}{hint}.", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn errors into one sentence each."""
        try:
            with _told():
                return super().invoke(ctx)
        except UserError as error:
            raise Stop(str(error)) from None
        except KeyboardInterrupt:
            ctx.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as error:
            if debugging():
                raise
            raise Stop(bug(error)) from None


def _debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001  # click's signature
    if value:
        os.environ[DEBUG] = "1"


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001  # click's signature
    if value and not ctx.resilient_parsing:
        click.echo(f"{NAME}, version {__version__}, {resources.form()}")
        ctx.exit()


command = Main(
    NAME,
    help="Check job ads and other texts in Dutch, French and English for wording that shuts people out.",
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    params=[
        click.Option(
            ["--debug"], is_flag=True, expose_value=False, is_eager=True, callback=_debug, help="Show tracebacks."
        ),
        click.Option(
            ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version,
            help="Show the version, and whether it runs compiled, and exit.",
        ),
    ],
)
