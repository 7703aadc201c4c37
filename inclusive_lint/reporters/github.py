"""Annotations for GitHub Actions: a finding shows up beside the line of the pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Finding, InputProblem, Report
    from . import View

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, view: View) -> str:
    """Return one workflow command per finding; hints only when all is to be shown."""
    return "".join(f"{line}\n" for line in _lines(report, view))


def _lines(report: Report, view: View) -> Iterator[str]:
    for file in report.files:
        for finding in file.findings:
            if view.show_all or finding.severity is not Severity.INFO:
                yield _finding(file.path, finding)
        for note in file.notes:
            yield _command("notice", {"file": _slashes(file.path)}, note)
    for note in report.general:
        yield _command("notice", {}, note)
    for problem in report.errors:
        yield _problem(problem)


def _finding(path: str, finding: Finding) -> str:
    where: dict[str, object] = {"file": _slashes(path)}
    if finding.span:
        where |= {"line": finding.start[0], "endLine": finding.end[0]}
        if finding.start[0] == finding.end[0]:
            # Columns only count inside one line.
            where |= {"col": finding.start[1], "endColumn": finding.end[1]}
    said = finding.message
    if finding.suggestions:
        said += f" → {', '.join(finding.suggestions)}"
    return _command(_LEVEL[finding.severity], where | {"title": finding.rule}, said)


def _problem(problem: InputProblem) -> str:
    where: dict[str, object] = {"file": _slashes(problem.path)} if problem.path else {}
    if problem.line:
        where["line"] = problem.line
    return _command("error" if problem.fatal else "warning", where, f"{problem.path} {problem.message}".strip())


def _slashes(path: str) -> str:
    return path.replace("\\", "/").removeprefix("./")


def _command(level: str, properties: dict[str, object], message: str) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{level}{' ' * bool(said)}{said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
