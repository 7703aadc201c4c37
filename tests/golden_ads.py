"""What the example ads give, in the form in which it is kept under tests/golden."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusive_lint.api import Linter

if TYPE_CHECKING:
    from inclusive_lint.model import FileReport

ROOT = Path(__file__).resolve().parents[1]
ADS = sorted((ROOT / "examples").glob("*.txt"))
DAY = "2026-11-22"  # the law of one day, or the lists would change with the calendar
GOOD = ("en-library", "fr-informatique", "nl-zorgkundige")


def golden(ad: Path) -> Path:
    """Return the file that holds what is expected of an ad."""
    return ROOT / "tests" / "golden" / f"{ad.stem}.json"


def check(ad: Path) -> FileReport:
    """Check an ad under the default profile."""
    return Linter(as_of=DAY).check_text(ad.read_text("utf-8"), filename=ad.name)


def kept(report: FileReport) -> dict[str, Any]:
    """Return what is compared: each finding with its place, each fact with its evidence."""
    return {
        "doctype": report.doctype,
        "languages": sorted({x.language or "-" for x in report.languages}),
        "findings": [
            f"{f.start[0]}:{f.start[1]} {f.severity.value} {f.rule}: {f.text}"
            + (f" -> {' | '.join(f.suggestions)}" if f.suggestions else "")
            for f in report.findings
        ],
        "facts": {f.name: f.text or None for f in report.facts},
    }


def text(report: FileReport) -> str:
    """Return the content of the golden file."""
    return json.dumps(kept(report), ensure_ascii=False, indent=1) + "\n"
