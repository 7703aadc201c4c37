"""Runs the examples written in the rule cards: what must be found, exactly, and what must stay silent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .engine import Linter
from .grammar import tagger
from .model import OWN_GRAMMAR, Severity
from .readers import read
from .reading import Reader
from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .catalog import Catalog
    from .model import FileReport
    from .rule import Card, Example

_DOCTYPE = "vacancy"
_WHOLE = (0, 0)  # stands for the place of a finding on the whole text


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not do what the card says. ``message`` tells how, in one sentence."""

    rule: str
    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


def run(cards: Iterable[Card], catalog: Catalog) -> Iterator[Failure]:
    """Run every example of the cards against the catalog, yielding those that fail."""
    runner = Runner(catalog)
    for card in cards:
        for example in card.examples:
            yield from runner.example(card, example)


class Runner:
    """Runs examples on one catalog. ``reader``: word tables to share with other runners."""

    def __init__(self, catalog: Catalog, reader: Reader | None = None, grammar: str = OWN_GRAMMAR) -> None:
        self._catalog = catalog
        self._reader = reader or Reader(catalog)
        self._grammar = grammar
        self._linters: dict[tuple[object, ...], Linter] = {}

    def example(self, card: Card, example: Example) -> Iterator[Failure]:
        """Check one example: exact spans, nothing else, and each suggestion clean when applied.

        One that needs grammar is left out where there is none.
        """
        if example.grammar and tagger(example.language) is None:
            return
        failure = Failure(card.id, card.path, example.line, "")
        report = self._check(card, example, example.text)
        found = spans(report, card)
        marked = sorted(example.marks)
        if example.kind == "good":
            marked = []
        elif example.whole:
            marked = [_WHOLE]
        if example.kind == "todo":
            if all(m in found for m in marked):
                yield replace(failure, message=f"is found now: move it to bad: {example.text!r}")
            return
        if found != marked:
            said = [example.text[a:b] for a, b in found]
            wanted = [example.text[a:b] for a, b in marked]  # "" is the whole text
            yield replace(failure, message=f"found {said}, should find {wanted} in {example.text!r}")
        elif example.kind == "bad" and card.data["check"] not in ("fact", "density"):
            yield from self._severities(card, example, report, failure)
            yield from self._suggestions(card, example, report, failure)

    def _severities(self, card: Card, example: Example, report: FileReport, failure: Failure) -> Iterator[Failure]:
        said = {f.severity.value for f in report.findings if f.rule == card.id}
        if example.severity and said != {example.severity}:
            found = ", ".join(sorted(said))
            yield replace(failure, message=f"has severity {found}, should have {example.severity} in {example.text!r}")

    def _suggestions(self, card: Card, example: Example, report: FileReport, failure: Failure) -> Iterator[Failure]:
        offered = {s for f in report.findings if f.rule == card.id for s in f.suggestions}
        for wanted in example.suggests:
            if wanted not in offered:
                yield replace(failure, message=f"does not suggest {wanted!r} but {sorted(offered)} in {example.text!r}")
        for finding in report.findings:
            for suggestion in finding.suggestions if finding.rule == card.id and finding.span else ():
                start, end = finding.span or (0, 0)
                text = example.text[:start] + suggestion + example.text[end:]
                moved = len(suggestion) - (end - start)
                others = {(a + moved * (a >= end), b + moved * (a >= end)) for a, b in example.marks if a != start}
                left = [x for x in spans(self._check(card, example, text), card) if x not in others]
                if left:
                    yield replace(failure, message=f"the suggestion {suggestion!r} is itself flagged in {text!r}")

    def _alone(self, name: str) -> dict[str, Severity]:
        """Severities under which one family, or card, and the facts run: what others say of the same words is their business.

        A card that is off by default has examples too.
        """
        rules = self._catalog.rules.values()
        others = {r.id: Severity.OFF for r in rules if name not in (r.family, r.id) and r.check not in ("fact", "density")}
        return others | {r.id: Severity.INFO for r in rules if name in (r.family, r.id) and r.severity is Severity.OFF}

    def _check(self, card: Card, example: Example, text: str) -> FileReport:
        alone = card.id if card.data.get("only") else card.family  # these keep silent where another of the family speaks
        key = (example.language, example.doctype or _DOCTYPE, example.region, alone, example.style)
        if key not in self._linters:
            settings = Settings(
                "", example.region, language=key[0], doctype=key[1], severities=self._alone(alone), style=dict(example.style),
                grammar=self._grammar,
            )  # fmt: skip
            self._linters[key] = Linter(self._catalog, settings, self._reader)
        return self._linters[key].check(read("example", text.encode(), format=example.format or "plain", encoding="utf-8"))


def spans(report: FileReport, card: Card) -> list[tuple[int, int]]:
    """Return what a rule found: its findings, the evidence of its fact, or the words of its score."""
    if card.data["check"] == "density":
        score: Any = report.scores[card.family]
        return sorted((x["span"]["start"], x["span"]["end"]) for side in ("masculine", "feminine") for x in score[side])
    if card.data["check"] == "fact":
        name = card.id.split(".", 1)[1].replace("-", "_")
        return [tuple(f.span) for f in report.facts if f.name == name and f.span]  # type: ignore[misc]
    return sorted((f.span.start, f.span.end) if f.span else _WHOLE for f in report.findings if f.rule == card.id)
