"""Reads a plain ``check`` call without click: files, and options with one value. Whatever else there is, click reads, and complains."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .. import config

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMPLETION = "_INCLUSIVE_LINT_COMPLETE"


def parse(arguments: Sequence[str]) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """Return the paths and options of a call, as click would, or None where it is not plain."""
    if arguments[:1] != ["check"] or _COMPLETION in os.environ:
        return None
    paths: list[str] = []
    given: dict[str, Any] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        if not argument.startswith("-"):
            paths.append(argument)
            continue
        name, equals, value = argument[2:].partition("=")
        option = config.OPTIONS.get(name) if argument.startswith("--") else None
        if option is None or option.kind not in ("text", "texts"):
            return None
        value = value if equals else next(rest, "")
        if not value or value.startswith("-") or (option.choices and value not in option.choices):
            return None
        given[name] = (*given.get(name, ()), value) if option.kind == "texts" else value
    return (tuple(paths), given) if paths else None


def check(paths: tuple[str, ...], given: dict[str, Any]) -> int:
    """Check what was asked; return the exit status. Raises UserError."""
    import gc

    from . import checking, debugging, speak

    speak(given.get("message-language"))
    gc.set_threshold(1_000_000, 20, 100)  # what a text took is in no ring: there is nothing to collect, and looking for it costs
    status = checking.check(checking.Request(paths, config.command_line(given), debug=debugging()))
    gc.freeze()  # on its way out Python looks through all there is once more
    return status
