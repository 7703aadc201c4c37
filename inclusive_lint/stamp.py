"""From matches to findings: how loud, in whose language, and where in the source."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .citations import message
from .document import LineIndex
from .model import Finding, Match, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .catalog import Rule
    from .checks import Remark
    from .citations import Citations
    from .reading import Reading
    from .settings import Settings


def said(severity: Severity, match: Match) -> Severity:
    """The severity a match is shown at: a mild or doubtful one is a hint, and an error is only said when sure."""
    if match.mild or match.confidence == "low":
        return Severity.INFO
    return Severity.WARNING if severity is Severity.ERROR and match.confidence != "high" else severity


class Stamp:
    """Turns matches into findings: severity of the profile, message in the user's language, place in the source."""

    def __init__(
        self, reading: Reading, rules: Mapping[str, tuple[Rule, Severity]], settings: Settings, citations: Citations
    ) -> None:
        """``rules`` come with the severity the profile gives them."""
        self._citations = citations
        self._reading = reading
        self._rules = rules
        self._settings = settings

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self._reading.document.source)

    def findings(self, matches: Iterable[Match]) -> list[Finding]:
        return [self._finding(m) for m in matches]

    def _finding(self, match: Match) -> Finding:
        rule, severity = self._rules[match.rule]
        document = self._reading.document
        span = document.offsets.span(*match.span)
        shown = document.view[match.span.start : match.span.end]
        source = document.source[span.start : span.end]
        language = self._language(match)
        severity = said(severity, match)
        return Finding(
            rule=rule.id, severity=severity, confidence=match.confidence, ground=rule.ground,
            message=message(rule, language, shown), language=language, span=span, text=source,
            match=shown if shown != source else "", start=self._lines.position(span.start),
            end=self._lines.position(span.end), suggestions=match.suggestions,
            references=self._citations.of(rule, language), location=self._location(match),
        )  # fmt: skip

    def remark(self, remark: Remark) -> Finding:
        """Make a finding on the whole text, which has no span, or on a thing in it that is no text."""
        rule, severity = self._rules[remark.rule]
        language = self._settings.message_language or self._reading.language or "en"
        said = message(rule, language, remark.values.get("match", ""))
        for name, value in remark.values.items():
            said = said.replace(f"{{{name}}}", value)
        finding = Finding(
            rule=rule.id, severity=severity, confidence="high", ground=rule.ground, message=said, language=language,
            suggestions=remark.suggestions, references=self._citations.of(rule, language),
        )  # fmt: skip
        if remark.at is None:
            return finding
        start, end = (self._lines.position(at) for at in remark.at)
        text = self._reading.document.source[slice(*remark.at)]
        return finding._replace(span=remark.at, text=text, start=start, end=end)

    def _language(self, match: Match) -> str:
        at = self._block(match)
        return self._settings.message_language or self._reading.languages[at] or "en"

    def _block(self, match: Match) -> int:
        return self._reading.block_at(match.span.start)

    def _location(self, match: Match) -> str:
        return self._reading.document.blocks[self._block(match)].location
