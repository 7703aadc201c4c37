"""What a report looks like: one module per output, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..catalog import Rule
    from ..model import Report


class View(NamedTuple):
    """How a report is to be shown. ``language``: of the interface; None: that of each text."""

    version: str
    show_all: bool = False
    explain: bool = False
    summary: bool = False  # of each text its checklist, instead of the findings
    color: bool = False
    ascii_only: bool = False
    width: int = 100
    language: str | None = None
    rules: Mapping[str, Rule] = {}


def _text(report: Report, view: View) -> str:
    from . import summary, text

    return summary.render(report, view) if view.summary else text.render(report, view)


def _json(report: Report, view: View) -> str:
    from . import json

    return json.render(report, view)


def _github(report: Report, view: View) -> str:
    from . import github

    return github.render(report, view)


REPORTERS: Mapping[str, Callable[[Report, View], str]] = {"text": _text, "json": _json, "github": _github}
