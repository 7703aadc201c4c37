"""The command line: parse, call, render, exit.

click reads the call. Loading it takes longer than checking an ad, so a plain ``check`` call is read without (quick.py).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from .. import __version__
from ..errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "inclusive-lint"
DEBUG = "INCLUSIVE_LINT_DEBUG"
_language: str | None = None


def debugging() -> bool:
    """Whether tracebacks are wanted."""
    return os.environ.get(DEBUG, "") not in ("", "0")


def speak(language: str | None) -> None:
    """Say what is wrong in this language for the rest of the run; without one, in that of the user's system."""
    global _language  # noqa: PLW0603  # errors are told where nothing but the process is shared
    _language = language


def spoken(sentence: str) -> str:
    """Return what is wrong in the language of the run."""
    from ..phrases import language_of_environment, translated

    return translated(sentence, _language or language_of_environment())


def complain(sentence: str) -> None:
    """Say what is wrong, on standard error."""
    print(f"{NAME}: {spoken(sentence)}", file=sys.stderr)  # noqa: T201


def bug(error: Exception) -> str:
    """One sentence for a bug of ours."""
    said = " ".join(str(error).split())[:200]
    return (
        f"this is a bug in {NAME} {__version__} ({type(error).__name__}: {said}); please report it with the command "
        f"you gave. {DEBUG}=1 shows where."
    )


def guarded(call: Callable[[], int]) -> int:
    """Run a call; return its exit status. Nothing a user does ends in a traceback."""
    try:
        return call()
    except UserError as error:
        complain(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Who reads our output has seen enough: do not complain when it is flushed at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if debugging():
            raise
        complain(bug(error))
    return 2


def main() -> NoReturn:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not end the run.
        if hasattr(stream, "reconfigure") and stream.errors == "strict":
            stream.reconfigure(errors="replace")
    from . import quick

    if parsed := quick.parse(sys.argv[1:]):
        sys.exit(guarded(lambda: quick.check(*parsed)))
    from .group import command

    command.main(prog_name=NAME)
    sys.exit(0)


def __getattr__(name: str) -> Any:
    if name != "command":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .group import command

    return command
