"""Linter: a document and the rules give a report. The loop, and nothing else."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING

from . import pay
from .candidates import Candidates
from .checks import Remark, Task, Whole, brief_item, checks, density, document_checks, missing, readability
from .checks.lexicon import Exceptions
from .citations import GROUNDS, Citations
from .exclusion import slots
from .locale import locale
from .model import Fact, FileReport, Finding, Item, LanguageSpan, Match, Severity, Span
from .reading import Range, Reader
from .resolution import once, resolve, runs_on, said_elsewhere
from .settings import Settings
from .stamp import Stamp, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .catalog import Catalog, Rule
    from .checks import Candidate
    from .document import Document
    from .reading import Reading

_ITEMS = {"brief": brief_item, "missing": missing.item}  # checks that make the checklist
_EVIDENCE_OF_PAY = 8
_PAGE = "page"  # also what a text is called when no kind fits


def _no_note(rule: str, at: Range, reason: str) -> None:
    """Nobody asked why."""


class Linter:
    """Checks documents against a catalog. Safe to share between threads once warm; does no I/O."""

    def __init__(self, catalog: Catalog, settings: Settings | None = None, reader: Reader | None = None) -> None:
        self.catalog = catalog
        self.settings = settings or Settings()
        self._reader = reader or Reader(catalog)
        self._checks = checks()
        self._document_checks = document_checks()
        self._citations = Citations(self.settings)
        self._exceptions: dict[tuple[str, str], Exceptions] = {}  # by rule and language, made when a text asks

    def under(self, settings: Settings) -> Linter:
        """Return a linter of the same catalog with other settings; the word tables are shared."""
        linter = Linter(self.catalog, settings, self._reader)
        linter._exceptions = self._exceptions
        return linter

    @cached_property
    def _rules(self) -> dict[str, tuple[Rule, Severity]]:
        """The rules that run, with the severity the profile gives them."""
        stamped = {r.id: (r, self.settings.severities.get(r.id, r.severity)) for r in self.catalog.rules.values()}
        return {k: v for k, v in stamped.items() if v[1] is not Severity.OFF}

    @cached_property
    def _anywhere(self) -> dict[str, tuple[Rule, Severity]]:
        """The rules that do not wait for people to be shut out: all there is to run over most texts."""
        return {k: v for k, v in self._rules.items() if not v[0].only}

    @cached_property
    def _absent(self) -> dict[str, Fact]:
        """Every fact, as it is in a text that states none."""
        return {name: Fact(name, False) for name in self._fact_names}

    @cached_property
    def _fact_names(self) -> list[str]:
        return [_fact_name(rule.id) for rule in self.catalog.rules.values() if rule.check == "fact"]

    @cached_property
    def _statements(self) -> list[Rule]:
        """The rules that look for a statement."""
        return [rule for rule in self.catalog.rules.values() if rule.check in _ITEMS]

    def check(
        self, document: Document, note: Callable[[str, Range, str], None] = _no_note, *, findings_only: bool = False
    ) -> FileReport:
        """Check one document. ``note`` is told of every candidate and what kept it silent ("" = nothing).

        ``findings_only`` leaves out the scores and the checklist, which cost time and are no findings.
        """
        return self.judge(self.read(document), note, findings_only=findings_only)

    def read(self, document: Document) -> Reading:
        """Read one document: words, languages, sections, document type."""
        settings = self.settings
        return self._reader.read(
            document, language=settings.language, doctype=settings.doctype, grammar=settings.grammar
        )  # fmt: skip

    def judge(
        self, reading: Reading, note: Callable[[str, Range, str], None] = _no_note, *, findings_only: bool = False
    ) -> FileReport:
        """Run the rules over a document that was read."""
        candidates = Candidates(reading, self._reader.table, self._rules if slots(reading) else self._anywhere)
        facts = self._facts(reading, candidates, note)
        stated = frozenset(f for f, m in facts.items() if m)
        matches = self._matches(reading, candidates, stated, note)
        whole = self._whole(reading, self._absent | {name: self._fact(reading, name, found) for name, found in facts.items() if found}, matches)
        stamp = Stamp(reading, self._rules, self.settings, self._citations)
        remarks = [stamp.remark(r) for r in self._remarks(whole)]
        return FileReport(
            reading.document.path, reading.language, tuple(_language_spans(reading)), reading.doctype, self.settings.profile,
            tuple(_in_order(stamp.findings(matches), remarks)), facts=tuple(whole.facts.values()),
            scores={} if findings_only else self._scores(reading, candidates, stated, note) | self._readability(whole),
            checklist=() if findings_only else tuple(self._checklist(whole)), general=tuple(self._general(reading)),
        )  # fmt: skip

    def _general(self, reading: Reading) -> Iterator[str]:
        """What kept patterns from being asked."""
        for code in sorted(reading.grammar.skipped):
            words = locale(self.settings.message_language or reading.language)
            yield words.text("grammar_skipped", language=words.text(code, "languages"))

    def _whole(self, reading: Reading, facts: Mapping[str, Fact], matches: Iterable[Match]) -> Whole:
        language = reading.language
        vocabulary = self.catalog.vocabulary(language) if language else None
        # "page" is also what a text is called that nothing was recognised in.
        recognised = bool(language) and (reading.doctype != _PAGE or self.settings.doctype == _PAGE)
        return Whole(
            reading, language or "", vocabulary, facts, self.settings.region, self.settings.style, recognised,
            frozenset(m.rule for m in matches),
        )  # fmt: skip

    def _fact(self, reading: Reading, name: str, matches: list[Match]) -> Fact:
        number, value = 0, None
        if name == pay.FACT:
            number, value = pay.value(reading, [m.span for m in matches], self.catalog.vocabulary)
        span = reading.document.offsets.span(*matches[number].span)
        return Fact(name, True, span, reading.document.source[span.start : span.end], value)

    def _remarks(self, whole: Whole) -> list[Remark]:
        """What there is to say of the document as a whole."""
        remarks: list[Remark] = []
        for check, rule in self._of_documents:
            remarks += check(whole, rule)
        return remarks

    @cached_property
    def _of_documents(self) -> list[tuple[Callable[[Whole, Rule], Iterable[Remark]], Rule]]:
        """The rules that look at a document as a whole, with what they run."""
        return [(self._document_checks[rule.check], rule) for rule, _ in self._rules.values() if rule.check in self._document_checks]

    def _checklist(self, whole: Whole) -> Iterator[Item]:
        """The statements looked for, those that the profile does not ask for too."""
        language = self.settings.message_language or whole.language or "en"
        for rule in self._statements:
            if item := _ITEMS[rule.check](whole, rule, self._citations.of(rule, language), wanted=rule.id in self._rules):
                yield item

    def _readability(self, whole: Whole) -> dict[str, object]:
        return {
            rule.family: readability.score(whole.reading, rule, whole.vocabulary)
            for rule in self.catalog.rules.values()
            if rule.check == "readability"
        }

    def _run(
        self, reading: Reading, key: tuple[str, str], candidates: Iterable[Candidate], facts: frozenset[str],
        note: Callable[[str, Range, str], None],
    ) -> Iterator[Match]:  # fmt: skip
        rule, _ = self._rules[key[0]]
        return self._checks[rule.check](self._task(reading, key, candidates, facts, note))

    def _task(
        self, reading: Reading, key: tuple[str, str], candidates: Iterable[Candidate], facts: frozenset[str],
        note: Callable[[str, Range, str], None],
    ) -> Task:  # fmt: skip
        (rule, _), language = self._rules[key[0]], key[1]
        table = self._reader.table(language)
        exceptions = self._exceptions.get(key)
        if exceptions is None:
            self._exceptions[key] = exceptions = Exceptions(rule.id, table)
        return Task(
            reading, rule, language, table, candidates, facts, self.settings.region, self.settings.style, note, exceptions
        )  # fmt: skip

    def _facts(
        self, reading: Reading, candidates: Candidates, note: Callable[[str, Range, str], None]
    ) -> dict[str, list[Match]]:
        """Fact name -> the first evidence, or none; of pay the first few, for one may tell more than another."""
        facts: dict[str, list[Match]] = {name: [] for name in self._fact_names}
        for key in candidates:
            if self._rules[key[0]][0].check != "fact":
                continue
            name = _fact_name(key[0])
            most = _EVIDENCE_OF_PAY if name == pay.FACT else 1
            # The check is lazy: after the evidence needed the rest is not looked at.
            matches = islice(self._run(reading, key, candidates.in_order(key), frozenset(), note), most)
            facts[name] = sorted([*facts[name], *matches], key=lambda m: m.span.start)[:most]
        return facts

    def _matches(
        self, reading: Reading, candidates: Candidates, facts: frozenset[str], note: Callable[[str, Range, str], None]
    ) -> list[Match]:
        found: list[Match] = []
        for key in candidates:
            check = self._rules[key[0]][0].check
            if check in self._checks and check not in ("fact", "portrayal"):
                found += self._run(reading, key, candidates.all(key), facts, note)
        for rule in self._portrayal if _describes_images(reading) else ():
            # These look at whole descriptions, whatever their words.
            for language in reading.scans:
                found += self._run(reading, (rule, language), (), facts, note)
        found = said_elsewhere(found, reading.document.view, lambda m: bool(self._rules[m.rule][0].only), self._is_hint)
        return once(resolve(found, self._weight), lambda a, b: self._runs_on(reading, a, b), self._is_hint)

    def _is_hint(self, match: Match) -> bool:
        return said(self._rules[match.rule][1], match).rank <= Severity.INFO.rank

    def _runs_on(self, reading: Reading, a: Span, b: Span) -> bool:
        """Whether the phrase at ``b`` only says more of the one at ``a``."""
        language = reading.language_at(a.start)
        words = self.catalog.vocabulary(language).phrases("run-elaborates") if language else ()
        return runs_on(reading.document.view, a, b, frozenset(words))

    @cached_property
    def _portrayal(self) -> list[str]:
        return [rule.id for rule, _ in self._rules.values() if rule.check == "portrayal"]

    def _weight(self, match: Match) -> tuple[int, int]:
        """How loud a match is, and how firm its ground: what decides between two remarks on the same words."""
        rule, severity = self._rules[match.rule]
        return -said(severity, match).rank, GROUNDS.index(rule.ground)

    def _scores(
        self, reading: Reading, candidates: Candidates, facts: frozenset[str], note: Callable[[str, Range, str], None]
    ) -> dict[str, object]:
        """Family -> what its density rule says of the whole document; never a finding."""
        return {
            rule.family: density.score(
                reading,
                rule,
                [self._task(reading, k, candidates.all(k), facts, note) for k in candidates if k[0] == rule.id],
            )
            for rule, _ in self._rules.values()
            if rule.check == "density"
        }


@cache
def _fact_name(rule: str) -> str:
    """``fact.equal-opportunity`` -> ``equal_opportunity``."""
    return rule.partition(".")[2].replace("-", "_")


def _in_order(findings: Sequence[Finding], remarks: Sequence[Finding]) -> list[Finding]:
    """What has a place by its place; then what is said of the whole."""
    placed = [remark for remark in remarks if remark.span]
    if placed:
        findings = sorted([*findings, *placed], key=lambda f: (f.span or Span(0, 0), f.rule))
    return [*findings, *(remark for remark in remarks if not remark.span)]


def _describes_images(reading: Reading) -> bool:
    """Whether there is a description of an image in a document."""
    return reading.doctype == "imagery" or reading.has_block("alt") or reading.has_block("caption")


def _language_spans(reading: Reading) -> Iterable[LanguageSpan]:
    """Neighbouring blocks of one language are one span of the source."""
    blocks, codes = reading.document.blocks, reading.languages
    for code, group in groupby(range(len(codes)), codes.__getitem__):
        numbers = list(group)
        places = [reading.document.offsets.span(blocks[i].start, blocks[i].end) for i in (numbers[0], numbers[-1])]
        yield LanguageSpan(Span(places[0].start, max(p.end for p in places)), code)
