"""Pay read as data: every spelling that ads use, and the numbers that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint import pay
from inclusive_lint.api import Linter

if TYPE_CHECKING:
    from inclusive_lint.catalog import Catalog

KEYS = ("min", "max", "currency", "period", "gross", "scale", "doubt")


def value(catalog: Catalog, language: str, text: str) -> dict[str, Any] | None:
    report = Linter(catalog=catalog).check_text(text, language=language, doctype="vacancy")
    fact = next(f for f in report.facts if f.name == "pay")
    if not fact.present:
        return None
    assert fact.value is not None
    assert tuple(fact.value) == KEYS
    return {k: v for k, v in fact.value.items() if v is not None}


def eur(least: float | None, most: float | None, **more: Any) -> dict[str, Any]:
    ends = {"min": least, "max": most}
    return {k: v for k, v in ends.items() if v is not None} | {"currency": "EUR"} | more


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("nl", "Een loon van € 2.900 – € 3.400 bruto per maand.", eur(2900, 3400, period="month", gross=True)),
        ("nl", "Salaris tussen € 3.059,65 en € 4.129,64 per maand.", eur(3059.65, 4129.64, period="month")),
        ("nl", "Je loon: 15,20 euro per uur bruto.", eur(15.2, 15.2, period="hour", gross=True)),
        ("nl", "Een brutosalaris van € 2.500,- per maand bij 36 uur per week.", eur(2500, 2500, period="month", gross=True)),
        ("nl", "Een salaris tot € 4.000 bruto per maand.", eur(None, 4000, period="month", gross=True)),
        ("nl", "Een loon vanaf € 2.600 bruto per maand.", eur(2600, None, period="month", gross=True)),
        ("nl", "Loon: min. 3150 - max. 4050 euro bruto per maand.", eur(3150, 4050, period="month", gross=True)),
        ("nl", "Verloning volgens barema B1.", {"scale": "barema B1"}),
        ("nl", "Je start in schaal 10.", {"scale": "schaal 10"}),
        ("nl", "Een nettoloon van € 2.100 per maand.", eur(2100, 2100, period="month", gross=False)),
        ("nl", "Een loon van € 80 bruto per jaar.", eur(80, 80, period="year", gross=True, doubt="amount")),
        ("nl", "Een loon tussen € 1 en € 9.999 per maand.", eur(1, 9999, period="month", doubt="range")),
        ("fr", "Salaire de 2 900 € brut par mois.", eur(2900, 2900, period="month", gross=True)),
        ("fr", "Salaire de 2\u202f900 € brut par mois.", eur(2900, 2900, period="month", gross=True)),
        ("fr", "Rémunération : 45-55k€ selon profil.", eur(45000, 55000, period="year")),
        ("fr", "Salaire annuel brut de 33 à 41 K€.", eur(33000, 41000, period="year", gross=True)),
        ("fr", "Rémunération : 12,05 € brut de l’heure.", eur(12.05, 12.05, period="hour", gross=True)),
        ("fr", "Rémunération à partir de 2300 € brut + avantages.", eur(2300, None, period="month", gross=True)),
        ("fr", "Rémunération selon le barème B1.", {"scale": "barème B1"}),
        ("fr", "Barème : CP 200, classe B.", {"scale": "Barème : CP 200, classe B"}),
        ("en", "Salary: £32k–£38k.", {"min": 32000, "max": 38000, "currency": "GBP", "period": "year"}),
        ("en", "The salary is £32,000 to £38,000 a year.", {"min": 32000, "max": 38000, "currency": "GBP", "period": "year"}),
        ("en", "Pay: £26.42 per hour.", {"min": 26.42, "max": 26.42, "currency": "GBP", "period": "hour"}),
        ("en", "A salary of up to £51,000 per annum.", {"max": 51000, "currency": "GBP", "period": "year"}),
        ("en", "You earn €3,100 gross a month.", eur(3100, 3100, period="month", gross=True)),
        ("en", "The post is at Band 6.", {"scale": "Band 6"}),
        ("en", "A salary of €625 per day.", eur(625, 625, period="day")),
        ("nl", "Een loon van minimum 19,096 euro per uur.", eur(19.096, None, period="hour")),
        ("en", "The wage is Grade 5 £12.40 hourly.", {"min": 12.4, "max": 12.4, "currency": "GBP", "period": "hour", "scale": "Grade 5"}),
        ("nl", "Een marktconform loon.", None),
        ("fr", "Salaire à négocier.", None),
        ("en", "A competitive salary.", None),
    ],
)  # fmt: skip
def test_every_spelling(catalog: Catalog, language: str, text: str, wanted: dict[str, Any] | None) -> None:
    assert value(catalog, language, text) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("2.900", 2900), ("2 900", 2900), ("2,900", 2900), ("2'900", 2900), ("2.900,50", 2900.5), ("2,900.50", 2900.5),
        ("15,20", 15.2), ("15.2", 15.2), ("1.000.000", 1_000_000), ("45", 45),
    ],
)  # fmt: skip
def test_numbers(raw: str, wanted: float) -> None:
    assert pay.number(raw) == wanted


@given(st.integers(1000, 999_999))
def test_a_number_is_read_back_however_it_is_grouped(n: int) -> None:
    grouped = f"{n:,}"
    for mark in (",", ".", " ", "\u202f", "'"):
        assert pay.number(grouped.replace(",", mark)) == n


@given(st.text(alphabet="€£$k0123456789 .,-–/abBtoàentuur\n", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_nothing_makes_it_fail(catalog: Catalog, text: str, a: int, b: int) -> None:
    words = pay.words_of(catalog.vocabulary("nl"))
    start, end = min(a, b, len(text)), min(max(a, b), len(text))
    found = pay.parse(text, start, end, words)
    assert found.doubt in (None, "range", "amount")


def test_the_value_stands_in_the_report(catalog: Catalog) -> None:
    from inclusive_lint.model import Report
    from inclusive_lint.reporters.json import as_dict

    report = Linter(catalog=catalog).check_text("Loon: € 2.900 bruto per maand.", language="nl", doctype="vacancy")
    (file,) = as_dict(Report((report,)), "0")["files"]
    assert file["facts"]["pay"]["value"]["min"] == 2900
    assert "value" not in file["facts"]["contact"]
