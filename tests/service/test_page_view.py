"""What the page shows of a report, without a service."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING, Any

import pytest

from inclusive_lint import Report, __version__
from inclusive_lint.api import Linter
from inclusive_lint.locale import locale
from inclusive_lint.model import LANGUAGES
from inclusive_lint.policy import Options
from inclusive_lint.readers import plain
from inclusive_lint.reporters.json import as_dict

from .conftest import EXAMPLES

pytest.importorskip("jinja2", reason="the page needs the extra 'service'")

from inclusive_lint_service.page import assets, desk, plots
from inclusive_lint_service.page.view import MOST, View, around, parts, segments, view
from inclusive_lint_service.page.words import words

if TYPE_CHECKING:
    from inclusive_lint.catalog import Catalog

AD = (EXAMPLES / "nl-magazijn.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(options=Options())


def report(linter: Linter, text: str, **options: Any) -> dict[str, Any]:
    document = plain.read("ad.txt", text)
    return as_dict(Report((linter.check(document, Options(**options)),), ()), __version__)


def answer(linter: Linter, data: dict[str, Any], text: str, language: str, form: str) -> str:
    return desk.answer(data, plain.read("ad.txt", text), linter.catalog, language=language, form=form)


def shown(linter: Linter, text: str, language: str = "nl", **options: Any) -> View:
    catalog: Catalog = linter.catalog
    return view(report(linter, text, **options), text, catalog, words(language))


def test_remarks_are_numbered_in_the_order_of_the_text_and_hints_come_after(linter: Linter) -> None:
    seen = shown(linter, AD)
    assert [r.number for r in (*seen.remarks, *seen.hints)] == list(range(1, len(seen.remarks) + len(seen.hints) + 1))
    assert [r.start for r in seen.remarks] == sorted(r.start for r in seen.remarks)
    assert {r.severity for r in seen.remarks} == {"error", "warning"}
    assert {r.severity for r in seen.hints} <= {"info"}
    assert all(AD[r.start : r.end] == r.words for r in seen.remarks)
    assert seen.remarks[0].why.startswith("Wie")


def test_what_is_missing_stands_in_the_checklist_and_not_among_the_hints(linter: Linter) -> None:
    seen = shown(linter, AD)
    assert "loon" in [s.name for s in seen.statements["missing"]]
    assert all(s.snippet for s in seen.statements["missing"])
    assert not [r for r in seen.hints if r.rule.startswith("statement.")]
    assert [s.evidence for s in seen.statements["stated"]] == ["03 000 00 00"]


def test_a_statement_that_is_contradicted_points_at_the_remark(linter: Linter) -> None:
    text = f"{AD}\n\nIedereen is welkom, ongeacht leeftijd, afkomst, gender of beperking.\n"
    (contradicted,) = shown(linter, text).statements["contradictory"]
    assert contradicted.against
    assert 1 in contradicted.against  # ‘jonge hond’


def test_only_sources_of_the_region_are_shown(linter: Linter) -> None:
    remark = next(r for r in shown(linter, AD).remarks if r.rule == "age.limit")
    assert [s.title for s in remark.sources] == ["Anti-discrimination Act of 10 May 2007, protected criteria (age)"]
    everywhere = next(r for r in shown(linter, AD, profile="eu").remarks if r.rule == "age.limit")
    assert len(everywhere.sources) > 1


def test_a_text_with_far_too_many_remarks_says_how_many_more_there_are(linter: Linter) -> None:
    seen = shown(linter, "Wij zoeken een jonge hond.\n\n" * (MOST + 20), doctype="vacancy")
    assert len(seen.remarks) + len(seen.hints) == MOST
    assert seen.more >= 20


def test_a_text_in_no_language_we_check(linter: Linter) -> None:
    seen = shown(
        linter, "Wir suchen eine Verkäuferin für unser Geschäft in der Innenstadt, die gerne mit Menschen arbeitet."
    )
    assert seen.language == ""
    assert not seen.remarks


@pytest.mark.parametrize(
    ("source", "start", "end", "expected"),
    [
        ("- Een jonge hond met pit\n", 6, 16, ("Een ", "jonge hond", " met pit")),
        ("een\ntwee", 4, 8, ("", "twee", "")),
        ("a " * 60 + "hier" + " b" * 60, 120, 124, None),
    ],
)
def test_the_words_around(source: str, start: int, end: int, expected: tuple[str, str, str] | None) -> None:
    found = around(source, start, end)
    if expected:
        assert found == expected
    else:
        assert found[0].startswith("…a")
        assert found[2].endswith("b…")
        assert len("".join(found)) < 130


def test_a_text_cut_in_segments_is_the_same_text(linter: Linter) -> None:
    remarks = shown(linter, AD).remarks
    cut = segments(AD, [*remarks, remarks[0]])
    assert "".join(s.text for s in cut) == AD
    assert [s.remark.number for s in cut if s.remark] == [r.number for r in remarks]


def test_what_is_to_be_filled_in_is_found() -> None:
    assert parts("Loon: [bedrag] bruto.") == [("Loon: ", False), ("[bedrag]", True), (" bruto.", False)]
    assert parts("") == []


def test_places_count_as_an_editor_does() -> None:
    places = desk.Places("é\r\n😀x\rjonge")
    assert places.text == "é\n😀x\njonge"
    assert [places(at) for at in (0, 3, 4, 6)] == [0, 2, 4, 6]
    assert places.text.encode("utf-16-le")[places(6) * 2 :].decode("utf-16-le") == "jonge"


def test_marks_fit_the_text_that_goes_with_them(linter: Linter) -> None:
    text = "😀\r\nWij zoeken een jonge hond.\r\n"
    parts = json.loads(answer(linter, report(linter, text, doctype="vacancy"), text, "fr", "parts"))
    units = parts["text"].encode("utf-16-le")
    found = {units[m["from"] * 2 : m["to"] * 2].decode("utf-16-le") for m in parts["marks"]}
    assert "jonge hond" in found
    assert "\r" not in parts["text"]


def test_what_is_sent_is_escaped_everywhere(linter: Linter) -> None:
    text = "<script>alert(1)</script> Wij zoeken een jonge <b>hond</b> \"'& jonge hond."
    data = report(linter, text, doctype="vacancy")
    data["files"][0]["path"] = "<script>.txt"
    for form in ("parts", "html"):
        html = answer(linter, data, text, "en", form)
        if form == "parts":
            html = "".join(v for v in json.loads(html).values() if isinstance(v, str) and v != text)
        assert "&lt;script&gt;alert" in html
        assert "<script" not in html
        assert "<b>" not in html


def test_the_report_to_keep_stands_alone(linter: Linter) -> None:
    for language in LANGUAGES:
        data = report(linter, AD)
        html = answer(linter, data, AD, language, "html")
        missing = next(row["statement"] for row in data["files"][0]["checklist"] if row["status"] == "missing")
        assert f'<html lang="{language}">' in html
        assert "default-src &#39;none&#39;" in html
        for outside in ("<link", "<script", "src=", "@import", "url("):
            assert outside not in html
        assert locale(language).text(missing, "facts") in html


def test_the_json_to_keep_is_the_report(linter: Linter) -> None:
    data = report(linter, AD)
    assert json.loads(answer(linter, data, AD, "en", "json")) == data


def test_bars_stay_inside_their_plot() -> None:
    assert plots.coded({}) is None
    many = plots.coded({"masculine": [{"text": "Leider"}] * 40, "feminine": [{"text": "zorgzaam"}]})
    assert many
    assert (many.masculine_width, many.feminine_width) == (150.0, 3.8)
    assert many.masculine_words == ("leider ×40",)
    assert plots.readability({"score": None, "words": 3}) is None
    for score, at in ((-30.0, 0.0), (50.0, 150.0), (140.0, 300.0)):
        found = plots.readability(
            {"score": score, "band": "easy", "words_per_sentence": 9.4, "longest_sentence": 20, "formula": "F"}
        )
        assert found
        assert found.at == at


def keys(data: dict[str, Any]) -> dict[str, Any]:
    """The keys of a locale, with the places each text has."""
    places = {k: sorted(f[1] or "" for f in string.Formatter().parse(v)) for k, v in data.items() if isinstance(v, str)}
    return places | {k: keys(v) for k, v in data.items() if isinstance(v, dict)}


def test_the_page_says_the_same_in_every_language() -> None:
    expected = {k: _plain(v) for k, v in keys(words("en").data).items()}
    for language in LANGUAGES:
        assert {k: _plain(v) for k, v in keys(words(language).data).items()} == expected
        empty = [key for key, text in words(language).data.items() if not text]
        assert not empty


def _plain(places: Any) -> Any:
    if isinstance(places, dict):
        return {k: _plain(v) for k, v in places.items()}
    return sorted({p for p in places if p})


def test_sample_ads_are_what_they_are_called(linter: Linter) -> None:
    assert {(s.language, s.good) for s in assets.samples()} == {
        (code, good) for code in LANGUAGES for good in (True, False)
    }
    for sample in assets.samples():
        seen = shown(linter, sample.text)
        assert seen.language == sample.language
        assert bool(seen.remarks) is not sample.good, sample.name


def test_no_name_but_the_known_ones_is_opened() -> None:
    for name in ("../words.py", "..", "", "report.css", "/etc/passwd", "app.js/../../words.py"):
        assert assets.asset(name) is None
