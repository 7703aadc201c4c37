"""Reads the descriptions of many files into one campaign; loses none.

What is wrong with a file is told in the report, and the rest goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import UserError
from .imagery.campaign import Campaign, Described, assess, descriptions
from .runner import document_problems, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .api import Linter
    from .catalog import Rule
    from .document import Document
    from .model import InputProblem
    from .policy import Options


class Survey:
    """Takes one file after the other, then weighs all of them together."""

    def __init__(self, problems: Iterable[InputProblem] = ()) -> None:
        self.problems = list(problems)
        self._found: list[Described] = []
        self._languages: list[str] = []

    def add(self, path: str, read: Callable[[], Document], linter: Linter, options: Options) -> None:
        """Read a file and note what its descriptions show."""
        try:
            document = read()
            engine, reading = linter.engine(document, options)
            found = descriptions(reading, engine.judge(reading).findings)
        except UserError as error:
            self.problems.append(problem_of(error, path))
            return
        self.problems += document_problems(document)
        self._found += found
        self._languages += [reading.language or ""] * len(found)

    def campaign(self, rules: Mapping[str, Rule], language: str | None) -> Campaign:
        """Weigh the descriptions; without a language the report speaks that of most of them."""
        spoken = self._languages
        own = max(sorted(set(spoken)), key=spoken.count) if spoken else ""
        return assess(self._found, rules, language or own or "en", self.problems)
