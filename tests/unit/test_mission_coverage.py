"""docs/mission-coverage.md: ninety rows, each covered by a rule or a fact that does what its example says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from inclusive_lint.api import Linter
from inclusive_lint.model import Severity

if TYPE_CHECKING:
    from inclusive_lint.catalog import Catalog

PAGE = Path(__file__).resolve().parents[2] / "docs" / "mission-coverage.md"
WHY_NOT = "why not: "


class Row(NamedTuple):
    number: int
    covered: list[str]
    example: str


def rows() -> list[Row]:
    lines = PAGE.read_text("utf-8").splitlines()
    matches = (re.match(r"\| (\d+) \| .*? \| (.*?) \| (.*) \|$", line) for line in lines)
    return [Row(int(m[1]), re.findall(r"`([^`]+)`", m[2]), m[3]) for m in matches if m]


RUN = [row for row in rows() if not row.example.startswith((WHY_NOT, "`$"))]


def test_all_ninety_and_few_without_cover() -> None:
    assert [row.number for row in rows()] == list(range(1, 91))
    assert sum(row.example.startswith(WHY_NOT) for row in rows()) <= 8


def test_what_covers_exists(catalog: Catalog) -> None:
    facts = {f"fact.{rule_id[5:].replace('-', '_')}" for rule_id, r in catalog.rules.items() if r.check == "fact"}
    for row in rows():
        assert set(row.covered) <= facts | set(catalog.rules), row.number


@pytest.mark.parametrize("row", RUN, ids=lambda row: str(row.number))
def test_the_example_does_what_the_row_says(row: Row, catalog: Catalog) -> None:
    where, _, text = row.example.partition(": ")
    language, doctype, *how = where.split()
    linter = Linter(profile="be-public", catalog=catalog)
    name = "text.html" if "html" in how else "text.txt"
    report = linter.check_text(text, language=language, doctype=doctype, filename=name)
    if "quiet" in how:
        assert [f.rule for f in report.findings if f.severity is not Severity.INFO] == []
        return
    first = row.covered[0]
    if first.startswith("fact."):
        assert first[5:] in {f.name for f in report.facts if f.present}
    elif first.startswith("coded."):
        coded = report.scores["coded"]
        assert isinstance(coded, dict)
        assert coded["masculine"] or coded["feminine"]
    else:
        assert first in {f.rule for f in report.findings}
