"""What a text does not say: once per document, only where it matters, and only as a hint unless the law wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from inclusive_lint.api import Linter
from inclusive_lint.model import FileReport, Report, Severity
from inclusive_lint.policy import Options
from inclusive_lint.reporters import View
from inclusive_lint.reporters import checklist as checklists
from inclusive_lint.reporters.json import as_dict
from inclusive_lint.reporters.summary import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from inclusive_lint.catalog import Catalog
    from inclusive_lint.rule import Card

BARE = dict(
    {
        "nl": "Magazijnhulp\n\nTaken\n\n"
        + "- Je zet elke dag pakjes klaar voor de post en je houdt de rekken netjes.\n" * 6,
        "fr": "Aide au magasin\n\nVos missions\n\n"
        + "- Préparer chaque jour les paquets pour la poste et ranger les rayons.\n" * 6,
        "en": "Stockroom help\n\nYour tasks\n\n"
        + "- Get parcels ready for the post each day and keep the shelves tidy.\n" * 6,
    }.items()
)


def statements(report: FileReport) -> set[str]:
    return {f.rule for f in report.findings if f.rule.startswith(("statement.", "pay."))}


def check(
    catalog: Catalog, text: str, language: str = "nl", doctype: str | None = "vacancy", **options: Any
) -> FileReport:
    return Linter(options=Options(**options), catalog=catalog).check_text(text, language=language, doctype=doctype)


@pytest.mark.parametrize("language", BARE)
def test_a_bare_ad_lacks_the_least_that_is_asked(catalog: Catalog, language: str) -> None:
    report = check(catalog, BARE[language], language)
    wanted = {"accommodation", "contact", "equal-opportunity", "flexibility", "pay"} | ({"gender-marker"} if language == "fr" else set())
    assert statements(report) == {f"statement.{x}" for x in wanted}
    for finding in report.findings:
        assert finding.severity is Severity.INFO
        assert finding.span is None
        assert finding.suggestions


@pytest.mark.parametrize("language", BARE)
@pytest.mark.parametrize("doctype", ["report", "imagery", "page"])
def test_only_where_a_vacancy_is_meant(catalog: Catalog, language: str, doctype: str) -> None:
    assert not any(f.rule == "statement.pay" for f in check(catalog, BARE[language], language, doctype).findings)


def test_an_ad_for_colleagues_need_not_tell_pay_in_the_ad(catalog: Catalog) -> None:
    said = statements(check(catalog, BARE["nl"], doctype="internal"))
    assert {"statement.accommodation", "statement.contact", "statement.equal-opportunity"} <= said
    assert "statement.pay" not in said


def test_nothing_on_a_short_text_nor_on_one_that_is_not_recognised(catalog: Catalog) -> None:
    assert not statements(check(catalog, "Magazijnhulp gezocht. Je zet pakjes klaar."))
    loose = "Gisteren was het mooi weer en de mensen wandelden door het park met hun honden. " * 8
    report = check(catalog, loose, doctype=None)
    assert report.doctype == "page"
    assert not statements(report)
    assert not report.checklist
    assert statements(check(catalog, loose, doctype="page"))
    other = (
        "Wir suchen eine Kollegin oder einen Kollegen für unser Lager in der Stadt, ab sofort und gern in Teilzeit. "
        * 8
    )
    linter = Linter(catalog=catalog)
    assert not statements(linter.check_text(other, doctype="vacancy"))


def test_only_where_the_ad_asks_for_it(catalog: Catalog) -> None:
    degree = BARE["nl"] + "\nProfiel\n\n- Je hebt een bachelor in de logistiek.\n"
    rule = "statement.equivalent-experience"
    assert rule in statements(check(catalog, degree))
    assert rule not in statements(check(catalog, degree + "- Of gelijkwaardig door ervaring.\n"))
    assert rule not in statements(check(catalog, BARE["nl"]))


def test_the_words_to_paste_fit_the_country(catalog: Catalog) -> None:
    def marker(profile: str, language: str) -> str:
        style = (("marker-wanted", "always"),)
        report = check(catalog, BARE[language], language, profile=profile, select=("statement.gender-marker",), style=style)
        (finding,) = report.findings
        return finding.suggestions[0]

    assert marker("be", "nl") == "(m/v/x)"
    assert marker("nl", "nl") == "(v/m/x)"
    assert marker("be", "fr") == "(H/F/X)"
    assert marker("fr", "fr") == "(F/H)"


@pytest.mark.parametrize(
    ("profile", "languages"),
    [("be", "fr"), ("be-public", "nl fr en"), ("be-fwb", "nl fr en"), ("fr", "fr"), ("nl", ""), ("uk", ""), ("eu", "")],
)
def test_a_marker_beside_a_neutral_title_is_wanted_where_it_is_customary(catalog: Catalog, profile: str, languages: str) -> None:
    missed = {code for code in BARE if "statement.gender-marker" in statements(check(catalog, BARE[code], code, profile=profile))}
    assert missed == set(languages.split())


@pytest.mark.parametrize("profile", ["be", "be-public", "be-fwb", "fr", "eu", "uk"])
def test_a_title_that_is_read_as_masculine_wants_a_marker_or_the_other_form(catalog: Catalog, profile: str) -> None:
    text = BARE["fr"].replace("Aide au magasin", "Magasinier")
    report = check(catalog, text, "fr", profile=profile)
    assert {"statement.gender-marker", "gender.title-one-gender"} <= {f.rule for f in report.findings}
    assert "statement.gender-marker" not in statements(check(catalog, text.replace("Magasinier", "Magasinier (H/F/X)"), "fr", profile=profile))


def test_a_house_decides_whether_it_wants_a_marker(catalog: Catalog) -> None:
    def missed(language: str, profile: str, *style: tuple[str, str]) -> bool:
        return "statement.gender-marker" in statements(check(catalog, BARE[language], language, profile=profile, style=style))

    assert missed("nl", "nl", ("marker-wanted", "always"))
    assert not missed("nl", "be-public", ("marker", "none"))
    assert not missed("fr", "be", ("marker-wanted", "any"))  # over what the profile says of French
    assert not missed("fr", "be-public", ("marker-wanted-fr", "any"))


def test_a_marker_that_is_not_wanted_stands_in_the_checklist_when_it_is_there(catalog: Catalog) -> None:
    def item(title: str) -> list[bool]:
        text = BARE["nl"].replace("Magazijnhulp", title)
        return [i.stated for i in check(catalog, text, profile="nl").checklist if i.rule == "statement.gender-marker"]

    assert item("Magazijnhulp") == []
    assert item("Magazijnhulp (v/m/x)") == [True]


def test_a_profile_raises_it_where_the_law_is_in_force(catalog: Catalog) -> None:
    def severity(day: str) -> str:
        report = check(catalog, BARE["fr"], "fr", profile="be-fwb", as_of=day)
        return next(f.severity.value for f in report.findings if f.rule == "statement.pay")

    assert severity("2024-12-31") == "info"
    assert severity("2025-01-01") == "warning"
    assert "statement.pay" not in statements(check(catalog, BARE["en"], "en", profile="uk"))


def test_pay_that_is_praised_is_told_once(catalog: Catalog) -> None:
    praised = BARE["nl"] + "\nAanbod\n\n- Een marktconform salaris.\n"
    assert {"pay.hollow"} == {x for x in statements(check(catalog, praised)) if "pay" in x}


def test_the_pay_message_leaves_room_before_the_interview(cards: list[Card]) -> None:
    card = next(c for c in cards if c.id == "statement.pay")
    said = card.data["message"]
    assert "vóór het gesprek" in said["nl"]
    assert "avant l’entretien" in said["fr"]
    assert "before the interview" in said["en"]


def test_every_card_warns_against_hollow_words(cards: list[Card]) -> None:
    for card in cards:
        if card.data["check"] == "missing" and card.id != "statement.legal-basis":
            for language, word in (("nl", "holle"), ("fr", "creuse"), ("en", "hollow")):
                told = word in card.data["why"][language]
                assert told or card.id == "statement.gender-marker", card.id


def test_no_words_to_paste_are_themselves_flagged(catalog: Catalog, cards: list[Card]) -> None:
    for card in cards:
        for key, snippet in (card.data.get("options") or {}).get("snippet", {}).items():
            report = check(catalog, snippet, key[:2])
            said = [(f.rule, f.text) for f in report.findings if f.span and f.severity is not Severity.INFO]
            assert said == [], (card.id, key)


@pytest.mark.parametrize("language", BARE)
def test_words_to_paste_state_what_was_missing(catalog: Catalog, cards: list[Card], language: str) -> None:
    """Except where blanks decide it: an amount, a name, a number."""
    blanks = {"pay.hollow", "statement.pay", "statement.contact", "statement.role-model", "statement.benefits"}
    for card in cards:
        if card.data["check"] == "missing" and card.id not in blanks:
            doctype = card.data["scope"]["doctypes"][0]
            report = check(catalog, card.data["options"]["snippet"][language], language, doctype)
            fact = card.data["options"]["fact"]
            wanted = {fact} if isinstance(fact, str) else set(fact)
            assert wanted & {f.name for f in report.facts if f.present}, card.id


def test_a_statement_that_is_contradicted(catalog: Catalog) -> None:
    text = (
        BARE["nl"]
        + "\nProfiel\n\n- Je bent maximaal 30 jaar.\n- Iedereen is welkom, ongeacht leeftijd, geslacht of afkomst.\n"
    )
    report = check(catalog, text)
    assert any(f.rule == "age.limit" for f in report.findings), "the statement erases no finding"
    row = next(r for r in checklists.rows(report) if r.item.fact == "equal_opportunity")
    assert row.status == checklists.CONTRADICTORY
    assert [f.rule for f in row.against] == ["age.limit"]
    (file,) = as_dict(Report((report,)), "0")["files"]
    said = {x["statement"]: x for x in file["checklist"]}
    assert said["equal_opportunity"]["findings"] == ["age.limit"]
    assert said["pay"]["status"] == "missing"
    assert said["pay"]["references"][0].startswith("richtlijn (EU) 2023/970")
    assert said["growth_path"]["status"] == "optional"


def test_a_young_team_contradicts_that_all_are_welcome(catalog: Catalog) -> None:
    text = BARE["nl"] + "\nOver ons\n\nWij zijn een jong en dynamisch team, maar iedereen is welkom, ongeacht leeftijd of afkomst.\n"
    row = next(r for r in checklists.rows(check(catalog, text)) if r.item.fact == "equal_opportunity")
    assert [f.rule for f in row.against] == ["age.young-team"]


def references(catalog: Catalog, rule: str, **options: Any) -> tuple[str, ...]:
    report = check(catalog, BARE["nl"], doctype="vacancy", **options)
    return next(item.references for item in report.checklist if item.rule == rule)


def test_a_decree_is_cited_only_where_it_holds(catalog: Catalog, tmp_path: Path) -> None:
    def cited(profile: str) -> bool:
        return any("Franse Gemeenschap" in title for title in references(catalog, "statement.pay", profile=profile))

    own = tmp_path / "mine.yaml"
    own.write_text("extends: be-fwb\ndescription: {en: Ours}\n", "utf-8")
    assert [cited(x) for x in ("be", "be-public", "be-fwb", str(own), "nl", "fr")] == [False, False, True, True, False, False]


def test_a_finding_cites_the_law_of_its_country(catalog: Catalog) -> None:
    def cited(profile: str) -> tuple[str, ...]:
        report = check(catalog, "Je bent maximaal 30 jaar.", profile=profile)
        return next(f.references for f in report.findings if f.rule == "age.limit")

    assert any("10 May 2007" in title for title in cited("be"))
    assert not any("10 May 2007" in title or "Equality Act" in title for title in cited("fr"))
    assert len(cited("eu")) > len(cited("be"))


def test_sources_are_named_in_the_language_of_the_reader(catalog: Catalog) -> None:
    assert "richtlijn (EU) 2023/970 over loontransparantie, art. 5, lid 1" in references(catalog, "statement.pay")
    english = references(catalog, "statement.pay", message_language="en")
    assert "Directive (EU) 2023/970 on pay transparency, art. 5(1)" in english


@pytest.mark.parametrize(
    ("language", "missing", "source"),
    [("nl", "Ontbreekt", "art. 5, lid 1"), ("fr", "Manque", "art. 5, par. 1"), ("en", "Is missing", "art. 5(1)")],
)
def test_the_summary_can_be_read_by_anybody(catalog: Catalog, language: str, missing: str, source: str) -> None:
    text = render(Report((check(catalog, BARE[language], language),)), View("0"))
    assert missing in text
    assert source in text
    assert "statement." not in text, "no rule names"
    assert all(len(line) <= 102 for line in text.splitlines())


def test_the_command(run: Callable[..., Result], here: Any) -> None:
    (here / "ad.txt").write_text(BARE["nl"], "utf-8")
    result = run("check", "--summary", "--doctype", "vacancy", "ad.txt")
    assert result.exit_code == 0
    assert "Ontbreekt" in result.stdout
    both = run("check", "--summary", "--format", "github", "ad.txt")
    assert both.exit_code == 2
    assert "--summary and --format github" in both.stderr
