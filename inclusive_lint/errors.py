"""Errors that are the user's to mend: one sentence with the place and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Place(NamedTuple):
    """Where in a file: 1-based line and column, 0 when unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)


class UserError(Exception):
    """Something the user can mend. ``str()`` is the sentence to show; never shown with a traceback."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place


class ConfigError(UserError):
    """A configuration file or option is wrong."""


class RuleError(UserError):
    """A rule card or profile is wrong."""


class LexiconError(UserError):
    """A lexicon is wrong."""


class InputError(UserError):
    """A text to check could not be read."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``" (did you mean 'x'?)"`` for the nearest known word, else an empty string."""
    from difflib import get_close_matches  # only a mistake pays for loading it

    near = get_close_matches(word, [str(name) for name in known], n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""
