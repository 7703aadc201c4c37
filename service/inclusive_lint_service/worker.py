"""A worker process: takes one job after the other from standard input, and answers on standard output.

It opens no socket and writes no file; whatever goes wrong with a job is answered, without a word of the text.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from inclusive_lint import ConfigError, Report, Severity, UserError, __version__
from inclusive_lint.api import Linter, load_catalog
from inclusive_lint.errors import did_you_mean
from inclusive_lint.imagery.reports import REPORTS
from inclusive_lint.policy import Options
from inclusive_lint.policy import check as check_options
from inclusive_lint.readers import read, reader_for
from inclusive_lint.reporters.json import as_dict
from inclusive_lint.runner import document_problems
from inclusive_lint.survey import Survey

from . import lt_check
from .frames import Job, Outcome, encode, read_job

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inclusive_lint import Finding
    from inclusive_lint.document import Document
    from inclusive_lint.imagery.campaign import Campaign
    from inclusive_lint.model import FileReport

_MOST_LINTERS = 64  # settings kept ready; beyond, those used first make room
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_UNKNOWN = "page"  # the kind of a text in which no other was recognised
_WARM_UP = {"nl": "Wij zoeken een collega.", "fr": "Nous cherchons une personne.", "en": "We need a colleague."}


class Desk:
    """Checks what it is handed."""

    def __init__(self) -> None:
        catalog = load_catalog(Options(), [])
        self._linter = Linter(options=Options(), catalog=catalog)

    def warm_up(self) -> None:
        """Load the words of every language, so that the first to ask does not wait for them."""
        for language, text in _WARM_UP.items():
            self._linter.check_text(text, language=language)

    def answer(self, job: Job, body: bytes) -> tuple[Outcome, bytes]:
        """Do a job. Never raises."""
        try:
            do = {"languagetool": self._languagetool, "campaign": self._campaign}.get(job.kind, self._report)
            return do(job, body)
        except UserError as error:
            return Outcome(422, _sentence(error, job.name)), b""
        except MemoryError:
            return Outcome(422, "this text takes more memory than a text should"), b""
        except RecursionError:
            return Outcome(422, "this text is nested too deep"), b""
        except Exception as error:  # noqa: BLE001  # told without its message, which may quote the text
            return Outcome(500, f"a bug in inclusive-lint ({type(error).__name__} in {_origin(error)})"), b""

    def _report(self, job: Job, body: bytes) -> tuple[Outcome, bytes]:
        options = options_of(job.options)
        self._check(options)
        document = _document(job, body)
        file = self._linter.check(document, options)
        if job.report and file.doctype == _UNKNOWN and not options.doctype and lt_check.is_short(document):
            file = self._part_of_an_ad(document, options)
        self._make_room()
        report = as_dict(Report((file,), tuple(document_problems(document))), __version__)
        return Outcome(counts=_count(file.findings)), self._written(job, report, document)

    def _part_of_an_ad(self, document: Document, options: Options) -> FileReport:
        """Read a few lines as those of a job ad; what else the ad says cannot be known yet."""
        file = self._linter.check(document, options._replace(doctype=lt_check.PART_OF))
        return file._replace(findings=tuple(f for f in file.findings if f.span), checklist=())

    def _written(self, job: Job, report: dict[str, Any], document: Document) -> bytes:
        """A report as JSON, or in a form of the page."""
        if not job.report:
            return _json(report)
        from .page import desk

        language = job.options["message_language"]
        return _bytes(desk.answer(report, document, self._linter.catalog, language=language, form=job.report))

    def _campaign(self, job: Job, body: bytes) -> tuple[Outcome, bytes]:
        options = options_of(job.options)
        self._check(options)
        survey, at = Survey(), 0
        for part in job.parts:
            data, at = body[at : at + part.size], at + part.size
            own = options._replace(**part.options)
            survey.add(part.name, partial(_document, part, data), self._linter, own)
        self._make_room()
        unread = [problem for problem in survey.problems if problem.fatal]
        if len(unread) == len(job.parts):
            return Outcome(422, unread[0].sentence), b""
        campaign = survey.campaign(self._linter.catalog.rules, options.message_language)
        counts = _count(finding for described in campaign.descriptions for finding in described.findings)
        return Outcome(counts=counts), _bytes(self._weighed(campaign, job.report))

    @staticmethod
    def _weighed(campaign: Campaign, report: str) -> str:
        """A report on a campaign, or what the page shows of it."""
        if report in REPORTS:
            return REPORTS[report](campaign)
        from .page import desk

        return desk.campaign(campaign)

    def _check(self, options: Options) -> None:
        """Raise ConfigError for a name we do not know. A profile is never a path here: nothing outside reaches a file."""
        profiles = self._linter.catalog.profiles
        if options.profile not in profiles:
            there_are = ", ".join(sorted(profiles))
            hint = did_you_mean(options.profile, profiles)
            raise ConfigError(f"unknown profile {options.profile!r}{hint}; there are {there_are}")
        check_options(options, self._linter.names)

    def _languagetool(self, job: Job, body: bytes) -> tuple[Outcome, bytes]:
        result, findings = lt_check.check(self._linter, job.options, body.decode())
        self._make_room()
        return Outcome(counts=_count(findings)), _json(result)

    def _make_room(self) -> None:
        self._linter.forget(_MOST_LINTERS)


def _document(job: Job, body: bytes) -> Document:
    return _file(job, body) if job.kind == "file" else _text(job, body)


def _file(job: Job, body: bytes) -> Document:
    return read(job.name, body, format=job.format, encoding=job.encoding)


def _text(job: Job, body: bytes) -> Document:
    """Read a text that came as one: it has no encoding to find out, and every format for bytes is read as plain text."""
    reader = reader_for(job.name, job.format)
    if not reader.prose:
        return reader.read(job.name, body, "utf-8")
    name = "plain" if reader.binary else reader.name
    document: Document = import_module(f"inclusive_lint.readers.{name}").read(job.name, body.decode())
    return document


def options_of(given: dict[str, Any]) -> Options:
    """Make options of their JSON; lists become tuples."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    values["severities"] = tuple(given.get("severities", {}).items())
    return Options(**values)


def _count(findings: Iterable[Finding]) -> dict[str, int]:
    counts = dict.fromkeys((s.value for s in _SEVERITIES), 0)
    for finding in findings:
        counts[finding.severity.value] += 1
    return counts


def _json(data: object) -> bytes:
    return _bytes(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _bytes(text: str) -> bytes:
    # A text may hold half a surrogate pair, which UTF-8 cannot carry; JSON can, escaped.
    return text.encode("utf-8", "backslashreplace")


def _sentence(error: UserError, name: str) -> str:
    return f"{name}: {error.message}" if error.place and name else error.message


def _origin(error: BaseException) -> str:
    """File and line where an error arose: enough to find the bug, nothing of the text."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    return f"{os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at else "?"


def _limit_memory(size: int) -> None:
    if size and sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def main() -> None:
    """Serve until standard input ends. Signals are for the service, which ends us when it has ended."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    jobs = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the answers
    _limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    desk = Desk()
    desk.warm_up()
    answers.write(encode(Outcome()))
    answers.flush()
    while found := read_job(jobs):
        answers.write(encode(*desk.answer(*found)))
        answers.flush()


if __name__ == "__main__":
    main()
