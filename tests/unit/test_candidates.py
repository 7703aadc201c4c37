"""What there is to judge: by place, and no pattern tried that nobody waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from inclusive_lint import candidates as module
from inclusive_lint.candidates import Candidates
from inclusive_lint.engine import Linter
from inclusive_lint.readers import plain

if TYPE_CHECKING:
    from inclusive_lint.candidates import Try
    from inclusive_lint.catalog import Catalog
    from inclusive_lint.checks import Candidate
    from inclusive_lint.matcher import Table
    from inclusive_lint.reading import Reading

# The same fact three times, so that only the first needs to be looked at.
TEXT = "We pay € 2 500 gross a month.\n\nYou get € 3 000 gross a month.\n\nAfter a year € 3 500 gross a month.\n"
KEY = ("fact.pay", "en")


@pytest.fixture
def found(catalog: Catalog) -> Candidates:
    linter = Linter(catalog)
    reading = linter.read(plain.read("ad.txt", TEXT))
    return Candidates(reading, linter._reader.table, catalog.rules)


def test_by_place_they_are_all_there(found: Candidates) -> None:
    in_order = list(found.in_order(KEY))
    assert sorted(in_order) == sorted(found.all(KEY))
    assert [(c.at.start, -c.at.end) for c in in_order] == sorted((c.at.start, -c.at.end) for c in in_order)
    assert len({c.at.start for c in in_order}) >= 3


def test_who_wants_the_first_does_not_pay_for_the_rest(found: Candidates, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Try] = []
    run = module.found

    def counted(reading: Reading, table: Table, attempt: Try) -> list[Candidate]:
        tried.append(attempt)
        return run(reading, table, attempt)

    monkeypatch.setattr(module, "found", counted)
    next(found.in_order(KEY))
    first = len(tried)
    tried.clear()
    list(found.in_order(KEY))
    assert 0 < first < len(tried)


def test_findings_alone_are_the_same_findings(catalog: Catalog) -> None:
    document = plain.read("ad.txt", "Vacancy\n\nWe need a ninja. You are assertive.\n" + TEXT)
    whole, bare = (Linter(catalog).check(document, findings_only=only) for only in (False, True))
    assert whole.findings == bare.findings
    assert whole.facts == bare.facts
    assert whole.scores
    assert (bare.scores, bare.checklist) == ({}, ())
