"""Reads and checks many files, in one process or several; loses none.

Whatever goes wrong with a file is told in the report, and the run goes on.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from .api import Linter, load_catalog
from .config import MAX_BYTES
from .discover import read_bytes
from .errors import InputError, UserError
from .model import FileReport, InputProblem
from .policy import Options
from .readers import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .api import Begun
    from .catalog import Rule
    from .document import Document

_CHUNK = 24  # files a worker is handed at a time, at most
_FEW = 64  # files read before the first of them is judged,
_TOGETHER = 500_000  # and their bytes


class Task(NamedTuple):
    """One file to check, and how. ``data``: its content, where it is no file (standard input).

    ``findings_only``: nobody will look at its scores and its checklist.
    """

    path: str
    options: Options
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    data: bytes | None = None
    findings_only: bool = False


class Outcome(NamedTuple):
    """What came of a task. Without a report the file could not be checked."""

    report: FileReport | None
    problems: tuple[InputProblem, ...] = ()


class Checker:
    """Checks one task after the other. A catalog, and the linters on it, are made once."""

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._linters: dict[tuple[tuple[str, ...], tuple[str, ...]], Linter] = {}
        self.problems: list[UserError] = []

    def linter(self, options: Options) -> Linter:
        """Return the linter on the catalog that the options ask for."""
        key = options.rules_dirs, options.lexicons_dirs
        if key not in self._linters:
            bare = Options(rules_dirs=key[0], lexicons_dirs=key[1])
            self._linters[key] = Linter(options=bare, catalog=load_catalog(bare, self.problems))
        return self._linters[key]

    def rules(self) -> dict[str, Rule]:
        """Return every rule that was in use, by id."""
        return {rule_id: rule for linter in self._linters.values() for rule_id, rule in linter.catalog.rules.items()}

    def check(self, tasks: Sequence[Task]) -> list[Outcome]:
        """Read and check a few files. Never raises: a bug on one file must not cost the others.

        All are read before the first is judged: the code of a step and what it looks up then stay at hand in the processor.
        """
        return list(map(self._judged, tasks, [self._begun(task) for task in tasks]))

    def _begun(self, task: Task) -> Begun | Outcome:
        try:
            return self.linter(task.options).begin(document_of(task), task.options)
        except Exception as error:  # noqa: BLE001  # told in the report
            return self._failed(task, error)

    def _judged(self, task: Task, begun: Begun | Outcome) -> Outcome:
        if isinstance(begun, Outcome):
            return begun
        try:
            report = self.linter(task.options).judge(begun, findings_only=task.findings_only)
            return Outcome(report, tuple(document_problems(begun.reading.document)))
        except Exception as error:  # noqa: BLE001  # told in the report
            return self._failed(task, error)

    def _failed(self, task: Task, error: Exception) -> Outcome:
        """What went wrong with a file, as its outcome; with a way to see the traceback where it is a bug."""
        if isinstance(error, UserError):
            return Outcome(None, (problem_of(error, task.path),))
        if self._debug:
            import traceback

            traceback.print_exception(error)
        return Outcome(None, (InputProblem(task.path, internal_error(error)),))


def document_of(task: Task) -> Document:
    """Read the file of a task. Raises InputError."""
    data = read_bytes(task.path, task.max_bytes) if task.data is None else task.data
    if len(data) > task.max_bytes:
        raise InputError(f"is larger than {task.max_bytes:,} bytes; raise --max-bytes to read it")
    return read(task.path, data, encoding=task.encoding)


def document_problems(document: Document) -> Iterator[InputProblem]:
    """What was wrong in a file that could be read all the same."""
    if not document.source.strip() and not document.problems:
        yield InputProblem(document.path, "is empty: there is nothing to check", fatal=False)
    for sentence in document.problems:
        line, column, rest = _split_place(sentence)
        yield InputProblem(document.path, rest, fatal=False, line=line, column=column)


def _split_place(sentence: str) -> tuple[int, int, str]:
    """``3:1: front matter …`` -> 3, 1, the sentence."""
    line, _, rest = sentence.partition(":")
    column, _, text = rest.partition(":")
    if line.isdigit() and column.isdigit():
        return int(line), int(column), text.strip()
    return 0, 0, sentence


def problem_of(error: UserError, path: str, *, fatal: bool = True) -> InputProblem:
    """Make a line of the report of an error."""
    place = error.place
    if place is None:
        return InputProblem(path, error.message, fatal)
    return InputProblem(place.path, error.message, fatal, place.line, place.column)


def internal_error(error: BaseException) -> str:
    """One sentence for a bug of ours."""
    said = " ".join(str(error).split())[:200]
    return (
        f"could not be checked because of a bug in inclusive-lint ({type(error).__name__}: {said}); "
        "please report it; INCLUSIVE_LINT_DEBUG=1 shows where"
    )


def run(
    tasks: Sequence[Task], checker: Checker, *, jobs: int = 1, progress: Callable[[int], None] = lambda _: None
) -> tuple[list[FileReport], list[InputProblem]]:
    """Check every task; reports come in the order of the tasks. ``progress`` is told how many are done."""
    outcomes = (
        _in_parallel(tasks, jobs, progress) if jobs > 1 and len(tasks) > 1 else _one_by_one(tasks, checker, progress)
    )
    reports: list[FileReport] = []
    problems: list[InputProblem] = []
    for outcome in outcomes:
        reports += [outcome.report] if outcome.report else []
        problems += outcome.problems
    return reports, problems


def _one_by_one(tasks: Iterable[Task], checker: Checker, progress: Callable[[int], None]) -> Iterator[Outcome]:
    done = 0
    for group in groups(tasks):
        yield from checker.check(group)
        done += len(group)
        progress(done)


def groups(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Files to be read together: not many, and only small ones, for all of a group are in memory at once."""
    group: list[Task] = []
    room = _TOGETHER
    for task in tasks:
        size = _size(task)
        if group and (len(group) == _FEW or size > room):
            yield group
            group, room = [], _TOGETHER
        group.append(task)
        room -= size
    if group:
        yield group


def _size(task: Task) -> int:
    """Bytes of a file; what cannot be asked is told when it is read."""
    if task.data is not None:
        return len(task.data)
    try:
        return os.path.getsize(task.path)
    except (OSError, ValueError):
        return 0


def _in_parallel(tasks: Sequence[Task], jobs: int, progress: Callable[[int], None]) -> Iterator[Outcome]:
    """Hand out the tasks in chunks. What a worker that dies had in hand is tried again, file by file."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    size = max(1, min(_CHUNK, len(tasks) // (jobs * 2)))
    chunks = [tasks[i : i + size] for i in range(0, len(tasks), size)]
    done = 0
    with ProcessPoolExecutor(min(jobs, len(chunks))) as pool:
        for chunk, future in [(chunk, pool.submit(_check_chunk, chunk)) for chunk in chunks]:
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from map(_alone, chunk)
            done += len(chunk)
            progress(done)


def _alone(task: Task) -> Outcome:
    """Check one file in a process of its own: if it dies too, only this file is lost, and that is told."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(_check_chunk, [task]).result()[0]
        except BrokenProcessPool:
            return Outcome(None, (InputProblem(task.path, "was not checked: the process that read it died"),))


_worker: list[Checker] = []  # one per worker process


def _check_chunk(tasks: Sequence[Task]) -> list[Outcome]:
    if not _worker:
        _worker.append(Checker(debug=bool(os.environ.get("INCLUSIVE_LINT_DEBUG"))))
    return [outcome for group in groups(tasks) for outcome in _worker[0].check(group)]
