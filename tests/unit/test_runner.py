"""Files are read in groups: of a few, and only small ones; what goes wrong with one costs no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from inclusive_lint import runner
from inclusive_lint.api import Linter
from inclusive_lint.policy import Options
from inclusive_lint.runner import Checker, Task, groups

if TYPE_CHECKING:
    from inclusive_lint.api import Begun
    from inclusive_lint.model import FileReport

pytestmark = pytest.mark.usefixtures("mini")


def task(path: str, text: str = "We need a person.") -> Task:
    return Task(path, Options(), data=text.encode())


def test_a_group_is_no_larger_than_what_may_be_in_memory_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_FEW", 3)
    monkeypatch.setattr(runner, "_TOGETHER", 100)
    sizes = [10, 10, 10, 10, 95, 90, 5, 5, 500, 1]
    found = [[len(t.data or b"") for t in group] for group in groups(task("a.txt", "x" * size) for size in sizes)]
    assert found == [[10, 10, 10], [10], [95], [90, 5, 5], [500], [1]]


def test_what_cannot_be_measured_is_told_when_it_is_read() -> None:
    tasks = [Task("no such file.txt", Options()), Task("a\0b.txt", Options()), task("good.txt")]
    assert list(groups(tasks)) == [tasks]
    outcomes = Checker().check(tasks)
    assert [outcome.report is not None for outcome in outcomes] == [False, False, True]
    assert all(outcome.problems for outcome in outcomes[:2])


@pytest.mark.parametrize("step", ["begin", "judge"])
def test_a_bug_on_one_file_costs_no_other(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = getattr(Linter, step)

    def broken(self: Linter, given: Any, *rest: Any, **named: Any) -> Begun | FileReport:
        document = given if step == "begin" else given.reading.document
        if document.path == "bad.txt":
            raise RuntimeError("oops")
        found: Begun | FileReport = whole(self, given, *rest, **named)
        return found

    monkeypatch.setattr(Linter, step, broken)
    first, bad, last = Checker().check([task("first.txt"), task("bad.txt"), task("last.txt")])
    assert first.report
    assert last.report
    assert bad.report is None
    assert "RuntimeError: oops" in bad.problems[0].message
