"""The linter as a program uses it: text in, report out. The command line and the service stand on the same class."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from .engine import Linter as Engine
from .errors import ConfigError, UserError, did_you_mean
from .model import DOCTYPES, LANGUAGES, OWN_GRAMMAR, Severity
from .policy import Names, Options, severities
from .policy import check as check_options
from .profiles import profile_on
from .settings import Settings
from .style import over

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .catalog import Catalog
    from .document import Document
    from .model import FileReport
    from .profiles import Profile
    from .reading import Reading

_LINE_END = re.compile(r"\r\n|\r|\n")
# What a text may say of itself in its front matter, under ``inclusive-lint:``.
_OWN_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "profile": (), "language": LANGUAGES, "message-language": LANGUAGES, "doctype": DOCTYPES,
}  # fmt: skip


class Begun(NamedTuple):
    """A document that was read, and by what it is to be judged. ``notes`` are on its own options."""

    engine: Engine
    options: Options
    notes: tuple[str, ...]
    reading: Reading


class Linter:
    """Checks texts. Make one, keep it: the second text costs much less than the first.

    >>> Linter(profile="uk").check_text("We need a ninja.", language="en").findings[0].rule
    'hype.hero-words'

    Rules and word tables are read when the linter is made and when a language is first met; checking does no I/O.
    Raises ConfigError, RuleError or LexiconError where an argument or a rule folder is wrong.
    """

    def __init__(
        self,
        *,
        profile: str = "be",
        message_language: str | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        severities: Mapping[str, str] | None = None,
        allow: Sequence[str] = (),
        rules_dirs: Sequence[str] = (),
        lexicons_dirs: Sequence[str] = (),
        as_of: str = "",
        grammar: str = OWN_GRAMMAR,
        options: Options | None = None,
        catalog: Catalog | None = None,
    ) -> None:
        """Make a linter.

        ``profile`` is the name of one of ``inclusive-lint profiles list``, or the path of a file. ``severities``
        maps rule ids or prefixes to error, warning, info or off. ``grammar`` is own, installed or off: see docs/grammar.md.
        ``options`` says all of this in one value.
        """
        self.options = options or Options(
            profile=profile, message_language=message_language, select=tuple(select), ignore=tuple(ignore),
            severities=tuple((severities or {}).items()), allow=tuple(allow), rules_dirs=tuple(rules_dirs),
            lexicons_dirs=tuple(lexicons_dirs), as_of=as_of, grammar=grammar,
        )  # fmt: skip
        self.catalog = catalog or load_catalog(self.options)
        self.names = Names(self.catalog.rules)
        check_options(self.options, self.names)
        self._linters: dict[Options, Engine] = {}
        self._under(self.options)

    def check_text(
        self, text: str, *, language: str | None = None, doctype: str | None = None, filename: str = "ad.txt"
    ) -> FileReport:
        """Check a text. The extension of ``filename`` says how to read it: plain text, Markdown or HTML.

        Without ``language`` and ``doctype`` they are found.
        """
        _check_choice("language", language, LANGUAGES)
        _check_choice("document type", doctype, DOCTYPES)
        options = self.options
        options = options._replace(language=language or options.language, doctype=doctype or options.doctype)
        return self.check(_read_text(filename, text), options)

    def check(self, document: Document, options: Options | None = None, *, findings_only: bool = False) -> FileReport:
        """Check a document that was read before. ``findings_only`` leaves out the scores and the checklist: it takes less time."""
        return self.judge(self.begin(document, options), findings_only=findings_only)

    def begin(self, document: Document, options: Options | None = None) -> Begun:
        """Do the first half of ``check``: who has many documents reads a few, then judges them."""
        settings, notes = self._own(document, options or self.options)
        engine = self._under(settings)
        return Begun(engine, settings, notes, engine.read(document))

    def judge(self, begun: Begun, *, findings_only: bool = False) -> FileReport:
        """Do the second half of ``check``."""
        engine, settings, notes, reading = begun
        report = engine.judge(reading, findings_only=findings_only)._replace(notes=notes)
        return self._finished(reading.document, report, engine, settings)

    def severity(self, rule: str) -> Severity:
        """Return the severity of a rule in this linter's profile and options."""
        return self._under(self.options).settings.severities[rule]

    def engine(self, document: Document, options: Options | None = None) -> tuple[Engine, Reading]:
        """Return the engine for a document and the document read by it: for those who ask why."""
        engine = self._under(self._own(document, options or self.options)[0])
        return engine, engine.read(document)

    def forget(self, keep: int) -> None:
        """Keep only so many of the settings met since the linter was made: where every text may bring its own."""
        for options in list(self._linters)[1:][:-keep]:
            del self._linters[options]

    def _finished(self, document: Document, report: FileReport, engine: Engine, options: Options) -> FileReport:
        def runs(rule: str) -> bool:
            return engine.settings.severities[rule] is not Severity.OFF

        if document.directives or options.allow:
            from . import suppression

            report = suppression.apply(document, report, options.allow, self.names, runs)
        numbers = {finding.start[0] for finding in report.findings if finding.span}
        return report._replace(lines=lines_of(document.source, numbers)) if numbers else report

    def _own(self, document: Document, options: Options) -> tuple[Options, tuple[str, ...]]:
        """What the text says of itself in its front matter, where nobody said otherwise."""
        notes: list[str] = []
        own: dict[str, Any] = {}
        default = Options()
        for key, value in document.options.items():
            name = key.replace("-", "_")
            known: Sequence[str] = tuple(self.catalog.profiles) if key == "profile" else _OWN_OPTIONS.get(key, ())
            if key not in _OWN_OPTIONS:
                notes.append(f"front matter: there is no option {key!r}{did_you_mean(key, _OWN_OPTIONS)}")
            elif value not in known:
                notes.append(f"front matter: {key} cannot be {value!r}{did_you_mean(str(value), known)}")
            elif getattr(options, name) == getattr(default, name):
                own[name] = value
        return (options._replace(**own) if own else options), tuple(notes)

    def _under(self, options: Options) -> Engine:
        if options not in self._linters:
            settings = self._settings(options)
            first = next(iter(self._linters.values()), None)
            self._linters[options] = first.under(settings) if first else Engine(self.catalog, settings)
        return self._linters[options]

    def _settings(self, options: Options) -> Settings:
        profile = find_profile(self.catalog, options)
        return Settings(
            profile=profile.id, region=profile.region, language=options.language, doctype=options.doctype,
            message_language=options.message_language, severities=severities(options, profile, self.catalog.rules),
            style=over(profile.style, dict(options.style)), lineage=profile.lineage,
            grammar=options.grammar,
        )  # fmt: skip


def load_catalog(options: Options, problems: list[UserError] | None = None) -> Catalog:
    """Return the rules and lexicons of this installation and of the folders that the options name.

    With ``problems``, what is wrong is collected there and left out; else it is raised.
    """
    from pathlib import Path

    from . import store

    for key, folders in (("rules", options.rules_dirs), ("lexicons", options.lexicons_dirs)):
        for folder in folders:
            if not Path(folder).is_dir():
                raise ConfigError(f"there is no folder of {key} {folder!r}")
    return store.load([Path(x) for x in options.rules_dirs], [Path(x) for x in options.lexicons_dirs], problems)


def find_profile(catalog: Catalog, options: Options) -> Profile:
    """Return the profile that the options name, by name or as a file. Raises ConfigError or RuleError."""
    import os
    import time

    day = options.as_of or time.strftime("%Y-%m-%d")
    name = options.profile
    if not (name.endswith((".yaml", ".yml")) or os.sep in name):
        return profile_on(catalog.profiles, name, day)
    from pathlib import Path

    from .profiles import compile_profiles, load_profile

    if not Path(name).is_file():
        raise ConfigError(f"there is no profile file {name!r}")
    card = load_profile(Path(name), Path(name).stem)
    return profile_on(compile_profiles([card], catalog.rules, catalog.profiles), card.id, day)


def lines_of(source: str, numbers: set[int]) -> dict[int, str]:
    """Return lines of a source by number, counted as positions are."""
    lines = _LINE_END.split(source)
    return {number: lines[number - 1] for number in numbers if number <= len(lines)}


def _check_choice(what: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        raise ConfigError(f"unknown {what} {value!r}{did_you_mean(value, known)}; use one of {', '.join(known)}")


def _read_text(filename: str, text: str) -> Document:
    """Read a text that needs no decoding."""
    from importlib import import_module

    from .readers import reader_for

    reader = reader_for(filename)
    if reader.binary:
        raise UserError(f"{filename}: {reader.name} is not a text format; give its bytes")
    if not reader.prose:
        return reader.read(filename, text.encode("utf-8", "replace"), "utf-8")
    document: Document = import_module(f".readers.{reader.name}", __package__).read(filename, text)
    return document
