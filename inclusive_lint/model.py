"""The values that flow through the linter. Frozen, and importing nothing of ours."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("nl", "fr", "en")
SECTIONS = ("title", "about", "tasks", "profile", "offer", "procedure", "contact", "other")
DOCTYPES = ("vacancy", "internal", "campaign", "event", "letter", "report", "page", "imagery")
CHOICES = frozenset({"in", "in_or_number", "not_in"})  # what a pattern asks of a folded word by a set of words
NO_NEED = (-1, 0, 0)  # choice of words and its reach, in the compiled tables: of a pattern that needs no second word
OWN_GRAMMAR, INSTALLED_GRAMMAR, NO_GRAMMAR = GRAMMARS = ("own", "installed", "off")


class Severity(StrEnum):
    """How loudly a finding is said; a profile decides it, never a check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for off … 3 for error."""
        return _RANK[self]


_RANK = {Severity.OFF: 0, Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3}


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int


class Match(NamedTuple):
    """What a check saw, before severity and message. ``span`` is in the document's view."""

    rule: str
    span: Span
    suggestions: tuple[str, ...] = ()
    confidence: str = "high"
    entry: str = ""
    mild: bool = False
    values: tuple[tuple[str, str], ...] = ()


class Finding(NamedTuple):
    """What the user sees. ``span`` points into the source the user gave; None: the whole document."""

    rule: str
    severity: Severity
    confidence: str
    ground: str
    message: str
    language: str
    span: Span | None = None
    text: str = ""
    match: str = ""
    start: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (0, 0)
    suggestions: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    location: str = ""


class Fact(NamedTuple):
    """One thing a document states, or does not. ``span`` (in the source) is the evidence."""

    name: str
    present: bool
    span: Span | None = None
    text: str = ""
    value: Mapping[str, object] | None = None


class Item(NamedTuple):
    """One line of the checklist: a statement that was looked for. ``against``: rules whose findings contradict it.

    ``wanted``: the profile asks for it; else it may be said as well. ``fact`` names its evidence when ``stated``.
    """

    rule: str
    fact: str
    stated: bool
    wanted: bool
    ground: str
    snippet: str = ""
    references: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Suppressed(NamedTuple):
    """A finding the text or the configuration asked to leave out, and why."""

    finding: Finding
    by: str
    reason: str = ""


class LanguageSpan(NamedTuple):
    """The language of one stretch of the source; None: not a language we check."""

    span: Span
    language: str | None


class FileReport(NamedTuple):
    """Everything said about one document.

    ``notes`` are about its own options, ``general`` ones about this installation: a report of many says those once.
    ``lines`` are the source lines that findings stand on, by number.
    """

    path: str
    language: str | None
    languages: tuple[LanguageSpan, ...]
    doctype: str
    profile: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    facts: tuple[Fact, ...] = ()
    scores: dict[str, object] = {}
    checklist: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    lines: dict[int, str] = {}


class InputProblem(NamedTuple):
    """A file that could not be checked (``fatal``), or only in part. ``line`` and ``column`` are 0 when unknown.

    ``settings``: what is wrong is no file but how the check was asked for.
    """

    path: str
    message: str
    fatal: bool = True
    line: int = 0
    column: int = 0
    settings: bool = False

    @property
    def place(self) -> str:
        """``path:line:column``, as far as known; empty for what is wrong with the call."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])

    @property
    def sentence(self) -> str:
        """What is wrong, after its place."""
        return f"{self.place}: {self.message}" if self.place else self.message

    def as_dict(self) -> dict[str, object]:
        """Return it as the JSON of the reports has it."""
        said: dict[str, object] = {"path": self.path, "message": self.message, "fatal": self.fatal}
        where = {"line": self.line, "column": self.column}
        return said | {key: number for key, number in where.items() if number}


class Report(NamedTuple):
    """One run over many documents."""

    files: tuple[FileReport, ...]
    errors: tuple[InputProblem, ...] = ()

    @property
    def general(self) -> tuple[str, ...]:
        """What there is to say of the installation, once."""
        return tuple(dict.fromkeys(note for file in self.files for note in file.general))

    def count(self, severity: Severity) -> int:
        """Number of findings at exactly this severity."""
        return sum(f.severity is severity for file in self.files for f in file.findings)
