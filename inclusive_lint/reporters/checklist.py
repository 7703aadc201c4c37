"""What a text states, lacks, or states while a finding says otherwise: the rows every output shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model import Severity
from ..profiles import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import FileReport, Finding, Item

STATED, MISSING, CONTRADICTORY, OPTIONAL = "stated", "missing", "contradictory", "optional"
STATUSES = (CONTRADICTORY, MISSING, STATED, OPTIONAL)


class Row(NamedTuple):
    """One statement. ``against`` are the findings that contradict it, ``evidence`` the words that state it."""

    item: Item
    status: str
    evidence: str = ""
    against: tuple[Finding, ...] = ()


def rows(file: FileReport) -> Iterator[Row]:
    """Yield the checklist of a text. Suppressed findings contradict nothing; nor do mere hints at some words."""
    facts = {fact.name: fact for fact in file.facts}
    for item in file.checklist:
        if not item.stated:
            yield Row(item, MISSING if item.wanted else OPTIONAL)
            continue
        against = tuple(
            finding
            for finding in file.findings
            if (finding.severity is not Severity.INFO or finding.span is None)
            and any(matches(prefix, finding.rule) for prefix in item.against)
        )
        evidence = facts[item.fact].text if item.fact in facts else ""  # a brief answers in many places
        yield Row(item, CONTRADICTORY if against else STATED, evidence, against)
