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
        ("nl", "Salaris tussen € 2.500 en € 3.100 bruto per 4 weken.", eur(2500, 3100, period="four-weeks", gross=True)),
        ("nl", "Je loon is € 2.500 bruto, met 4 weken vakantie per jaar.", eur(2500, 2500, period="month", gross=True)),
        ("fr", "Un salaire de 2 300 € brut par quatre semaines.", eur(2300, 2300, period="four-weeks", gross=True)),
        ("en", "The pay is £1,900 per four weeks.", {"min": 1900, "max": 1900, "currency": "GBP", "period": "four-weeks"}),
        ("nl", "Een startloon vanaf €17 per uurEen vaste plek.", eur(17, None, period="hour")),
        ("nl", "Je loon: € 17,284 voor wie begint.", eur(17.284, 17.284, period="hour")),
        ("nl", "Je loon is € 17,284, en je start volgende week.", eur(17.284, 17.284, period="hour")),
        ("nl", "Een jaarloon van € 41.350.", eur(41350, 41350, period="year")),
        ("fr", "Salaire : 12,40 euros brut min.", eur(12.4, None, period="hour", gross=True)),
        ("nl", "Salarisindicatie € / mnd, bruto 1600 tot 2100", eur(1600, 2100, period="month", gross=True)),
        ("nl", "Salaris: Regeling Theaters, schaal H.", {"scale": "schaal H"}),
        ("en", "Band: 4\n\nSalary: £22,100 – £24,300 pa", {"min": 22100, "max": 24300, "currency": "GBP", "period": "year", "scale": "Band: 4"}),
        ("nl", "MBO niveau 4\n\nSalaris: € 2.400 - € 2.900", eur(2400, 2900, period="month")),
        ("fr", "Salaire selon la convention collective du 3 mars 1971.", {"scale": "convention collective"}),
        ("nl", "Een marktconform loon.", None),
        ("fr", "Salaire à négocier.", None),
        ("en", "A competitive salary.", None),
    ],
)  # fmt: skip
def test_every_spelling(catalog: Catalog, language: str, text: str, wanted: dict[str, Any] | None) -> None:
    assert value(catalog, language, text) == wanted


def test_of_several_places_the_one_with_an_amount_counts(catalog: Catalog) -> None:
    text = "Wij betalen in schaal 9.\n\nAanbod\n\n- Je maandsalaris: € 3.100 tot € 4.250 bruto."
    assert value(catalog, "nl", text) == eur(3100, 4250, period="month", gross=True, scale="schaal 9")


def test_a_value_in_doubt_is_not_passed_over(catalog: Catalog) -> None:
    text = "Salaire : 2 000 € à 2 500 € brut par an.\n\nNotre offre\n\n- Rémunération variable jusqu'à 200 € brut par mois."
    assert value(catalog, "fr", text) == eur(2000, 2500, period="year", gross=True, doubt="amount")


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
