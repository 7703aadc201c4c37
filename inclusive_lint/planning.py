"""Finds the files of a run, and the configuration that holds for each of them.

What is wrong with the call or a configuration is told in the report and left out; the rest goes on.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from . import config
from .api import find_profile
from .discover import discover, identity
from .errors import ConfigError, InputError, UserError
from .policy import Names, Options
from .readers import is_known
from .runner import Task, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .config import Config, Values
    from .model import InputProblem
    from .runner import Checker

STDIN = "-"


class Plan:
    """The files of a run, each with its options, and what is wrong with the call or the configuration."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.problems: list[InputProblem] = []


def plan(
    paths: Sequence[str], given: Values, checker: Checker, *, chosen: Path | None = None, look: bool = True,
    stdin: tuple[str, bytes] | None = None, known: Callable[[str], bool] = is_known,
) -> Plan:  # fmt: skip
    """Find the files that the paths stand for, and the options of each.

    ``stdin`` is its name and content; ``known`` says which files of a folder are read.
    """
    planner = Planner(given, checker, chosen, look, known)
    seen: set[str] = set()
    for path in paths:
        if path == STDIN and stdin:
            planner.add(stdin[0], stdin[1])
            continue
        for file in planner.files(path):
            itself = identity(file)
            if itself not in seen:
                seen.add(itself)
                planner.add(file)
    return planner.plan


class Planner:
    """Adds files to a plan."""

    def __init__(
        self, given: Values, checker: Checker, chosen: Path | None, look: bool, known: Callable[[str], bool] = is_known
    ) -> None:
        self.plan = Plan()
        self._known = known
        self._given = given
        self._checker = checker
        self._chosen = chosen
        self._look = look
        self._told: set[str] = set()
        self._options: dict[tuple[str, tuple[bool, ...]], Task] = {}
        self._configs: dict[str, Config] = {}

    def files(self, path: str) -> list[str]:
        """Return the files that one path stands for."""
        if "exclude" not in self._given and os.path.isfile(path):
            return [os.fspath(Path(path))]
        values = self.config(path).values()
        exclude = [item.value for item in self._given.get("exclude", ())]
        try:
            found, problems = discover(
                [path], exclude=exclude, respect_gitignore=config.one_of(values, "gitignore"), known=self._known
            )
        except InputError as error:
            self.plan.problems.append(problem_of(error, path))
            return []
        self.plan.problems += problems
        return [os.fspath(x) for x in found]

    def add(self, path: str, data: bytes | None = None) -> None:
        """Add one file with the options that hold for it."""
        found = self.config(path)
        if found.file and data is None and found.file.excludes(path):
            return
        applied = tuple(o.applies_to(path) for o in found.file.overrides) if found.file else ()
        key = str(found.file.path) if found.file else "", applied
        if key not in self._options:
            self._options[key] = self._task(found.values(path))
        self.plan.tasks.append(self._options[key]._replace(path=path, data=data))

    def config(self, path: str) -> Config:
        """Return the configuration that holds for a file or folder."""
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        if folder not in self._configs:
            try:
                found = config.nearest(path, self._given, self._chosen, look=self._look)
            except ConfigError as error:
                self._tell(error)
                found = config.Config(None, self._given)
            for problem in found.file.problems if found.file else ():
                self._tell(problem)
            self._configs[folder] = found
        return self._configs[folder]

    def _task(self, values: Values) -> Task:
        """Make the options of a file, leaving out what they name that does not exist."""
        options = self._existing(config.options_of(values))
        catalog = self._checker.linter(options).catalog
        for error in (*self._checker.problems, *config.problems(values, Names(catalog.rules), catalog.profiles)):
            self._tell(error)
        if not config.is_file(options.profile) and options.profile not in catalog.profiles:
            options = options._replace(profile=Options().profile)
        try:
            find_profile(catalog, options)
        except UserError as error:
            self._tell(error)
            options = options._replace(profile=Options().profile)
        return Task("", options, config.one_of(values, "encoding"), config.one_of(values, "max-bytes"))

    def _existing(self, options: Options) -> Options:
        """Leave out folders that do not exist."""
        for key, folders in (("rules", options.rules_dirs), ("lexicons", options.lexicons_dirs)):
            for folder in folders:
                if not os.path.isdir(folder):
                    self._tell(ConfigError(f"there is no folder of {key} {folder!r}"))
        return options._replace(
            rules_dirs=tuple(filter(os.path.isdir, options.rules_dirs)),
            lexicons_dirs=tuple(filter(os.path.isdir, options.lexicons_dirs)),
        )  # fmt: skip

    def _tell(self, error: UserError) -> None:
        if str(error) not in self._told:
            self._told.add(str(error))
            self.plan.problems.append(problem_of(error, "")._replace(settings=True))
