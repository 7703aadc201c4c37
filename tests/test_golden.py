"""The example ads: the good ones stay silent, the bad ones give exactly what is kept under tests/golden."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from inclusive_lint.model import Severity

from .golden_ads import ADS, GOOD, check, golden, kept

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("ad", ADS, ids=lambda ad: ad.stem)
def test_an_ad_gives_what_is_expected(ad: Path) -> None:
    expected = json.loads(golden(ad).read_text("utf-8"))
    assert kept(check(ad)) == expected, "if this is meant: python tests/update_golden.py, and read the diff"


@pytest.mark.parametrize("ad", [ad for ad in ADS if ad.stem in GOOD], ids=lambda ad: ad.stem)
def test_a_good_ad_is_left_alone(ad: Path) -> None:
    report = check(ad)
    assert [(f.rule, f.text) for f in report.findings if f.severity is not Severity.INFO] == []
    stated = {fact.name for fact in report.facts if fact.present}
    assert {"gender_marker", "equal_opportunity", "pay", "contact"} <= stated


@pytest.mark.parametrize("ad", [ad for ad in ADS if ad.stem not in GOOD], ids=lambda ad: ad.stem)
def test_a_bad_ad_is_not(ad: Path) -> None:
    assert any(f.severity is Severity.ERROR for f in check(ad).findings)


def test_nothing_is_kept_of_ads_that_are_gone() -> None:
    assert sorted(path.stem for path in golden(ADS[0]).parent.glob("*.json")) == [ad.stem for ad in ADS]
