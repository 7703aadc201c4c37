"""From matches to findings: which of several stays, how severe it is, in whose language it is said, and where it points."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inclusive_lint.catalog import Catalog
from inclusive_lint.document import Block, Document
from inclusive_lint.engine import Linter
from inclusive_lint.folders import compile_folders
from inclusive_lint.model import DOCTYPES, LANGUAGES, Match, Report, Severity, Span
from inclusive_lint.readers import plain
from inclusive_lint.reporters.json import as_dict
from inclusive_lint.resolution import _alike, once, resolve, runs_on
from inclusive_lint.rule import load_cards
from inclusive_lint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from inclusive_lint import api
    from inclusive_lint.model import FileReport

ROOT = Path(__file__).resolve().parents[2]


# --- of overlapping matches one stays


def match(rule: str, start: int, end: int, confidence: str = "high", *, mild: bool = False) -> Match:
    return Match(rule, Span(start, end), confidence=confidence, mild=mild)


@pytest.mark.parametrize(
    ("matches", "kept"),
    [
        # of a family: the longest, whatever its order
        ([match("age.a", 0, 4), match("age.b", 0, 9)], [("age.b", 0)]),
        ([match("age.b", 0, 9), match("age.a", 4, 12)], [("age.b", 0)]),
        ([match("age.a", 0, 4), match("age.b", 4, 9)], [("age.a", 0), ("age.b", 4)]),
        # two families may speak of words that overlap, but not of nearly the same ("a man's world", "man's world")
        ([match("age.a", 0, 4), match("hype.b", 0, 9)], [("age.a", 0), ("hype.b", 0)]),
        ([match("age.a", 0, 4), match("hype.b", 0, 4)], [("age.a", 0)]),
        ([match("age.a", 2, 13), match("hype.b", 0, 13)], [("hype.b", 0)]),
        # of equals the surer, then the first by name
        ([match("age.a", 0, 4, "low"), match("age.b", 0, 4, "medium")], [("age.b", 0)]),
        ([match("hype.b", 0, 4), match("hype.a", 0, 4)], [("hype.a", 0)]),
        # one that is only a hint gives way, even to a shorter one
        ([match("age.a", 0, 9, mild=True), match("age.b", 2, 4)], [("age.b", 2)]),
        ([], []),
    ],
)
def test_one_problem_one_finding(matches: list[Match], kept: list[tuple[str, int]]) -> None:
    assert [(m.rule, m.span.start) for m in resolve(matches)] == kept


MATCHES = st.builds(
    lambda rule, start, length, confidence, mild: match(rule, start, start + length, confidence, mild=mild),
    st.sampled_from(["age.a", "age.b", "hype.a", "hype.b"]), st.integers(0, 12) | st.integers(58, 70), st.integers(1, 6) | st.integers(60, 200),
    st.sampled_from(["high", "medium", "low"]), st.booleans(),
)  # fmt: skip


def overlap(a: Match, b: Match) -> bool:
    return a.span.start < b.span.end and b.span.start < a.span.end


def family(m: Match) -> str:
    return m.rule.split(".")[0]


@given(st.lists(MATCHES, max_size=8, unique=True), st.randoms())
def test_resolving_is_stable_and_loses_nothing_without_need(matches: list[Match], random: Any) -> None:
    kept = resolve(matches)
    assert kept == sorted(kept, key=lambda m: (m.span, m.rule))
    for i, a in enumerate(kept):
        for b in kept[i + 1 :]:
            assert not (overlap(a, b) and family(a) == family(b))
            assert not (overlap(a, b) and _alike(a, b))
    for lost in (m for m in matches if m not in kept):
        assert any(overlap(lost, k) and (family(lost) == family(k) or _alike(lost, k)) for k in kept)
    shuffled = list(matches)
    random.shuffle(shuffled)
    assert resolve(shuffled) == kept
    assert resolve(kept) == kept


@pytest.mark.parametrize(
    ("matches", "kept"),
    [
        ([match("age.a", 0, 4), match("age.b", 10, 14)], [0]),
        ([match("age.a", 0, 4, mild=True), match("age.b", 10, 14)], [10]),
        ([match("age.a", 0, 4), match("hype.b", 10, 14)], [0, 10]),
        ([match("gender.a", 0, 4), match("gender.b", 10, 14)], [0, 10]),
        ([match("age.a", 0, 4), match("age.b", 40, 44)], [0, 40]),
    ],
)
def test_what_runs_on_is_said_once(matches: list[Match], kept: list[int]) -> None:
    assert [m.span.start for m in once(matches, lambda *_: True)] == kept
    assert once(matches, lambda *_: False) == matches


def test_a_warning_is_no_detail_of_a_hint() -> None:
    hint, warning = match("age.hint", 0, 4), match("age.warning", 10, 14)
    assert once([hint, warning], lambda *_: True, lambda m: m.rule == "age.hint") == [warning]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[24/7] [holidays]", True), ("[24/7], also on [holidays]", True), ("[24/7], [even holidays]", True),
        ("[24/7], [holidays]", False), ("[24/7]\nalso [holidays]", False), ("[24/7] and no [holidays]", False),
        ("[24/7], even though we like [holidays]", False), ("[24/7]. Even [holidays]", False),
    ],
)  # fmt: skip
def test_a_word_that_elaborates_joins_two_phrases(text: str, *, expected: bool) -> None:
    (a, b), (c, d) = ((m.start(), m.end()) for m in re.finditer(r"\[[^]]*\]", text))
    view = text.replace("[", "").replace("]", "")
    assert runs_on(view, Span(a, b - 2), Span(c - 2, d - 4), {"also", "even"}) is expected


# --- a small world of rules: how severe, in which language, where


CARD = """\
summary: Test words
check: lexicon
ground: law
default_severity: error
since: "0.1"
message: {nl: "‘{match}’ mag niet", en: "‘{match}’ may not be"}
why: {nl: Daarom., en: Because.}
references: [{title: A law, article: art. 1, verified: null}]
verified: by its examples
examples: {nl: {bad: ["<mark>x</mark>"]}}
"""
WORDS = """\
language: nl
sources: {t: {title: test}}
terms:
  - {term: half, confidence: medium, source: t}
  - {term: laag, confidence: low, source: t}
  - {term: mild, mild: true, confidence: high, source: t}
  - {term: streek, region: [be], confidence: high, source: t}
  - {term: vast woord, suggest: [iets anders], confidence: high, source: t}
"""
FACT = """\
summary: A fact
check: fact
since: "0.1"
verified: by its examples
examples: {nl: {bad: ["<mark>x</mark>"]}}
"""
FACT_WORDS = "language: nl\nsources: {t: {title: test}}\nterms:\n  - {term: loon, confidence: high, source: t}\n"


def write(folder: Path, files: dict[str, str]) -> Catalog:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return Catalog.from_compiled(compile_folders([folder / "rules"], [folder / "lexicons"]))


@pytest.fixture
def files() -> dict[str, str]:
    return {
        "rules/age/test.yaml": CARD, "lexicons/nl/age/test.yaml": WORDS,
        "rules/fact/pay.yaml": FACT, "lexicons/nl/fact/pay.yaml": FACT_WORDS,
    }  # fmt: skip


def check(catalog: Catalog, text: str, **how: Any) -> FileReport:
    return Linter(catalog, Settings(**{"language": "nl", "doctype": "vacancy"} | how)).check(plain.read("ad.txt", text))


def said(report: FileReport) -> dict[str, str]:
    return {f.text: f.severity.value for f in report.findings}


ALL = "Een vast woord, half en laag en mild."


def test_an_error_is_both_statutory_and_sure(tmp_path: Path, files: dict[str, str]) -> None:
    catalog = write(tmp_path, files)
    assert said(check(catalog, ALL)) == {"vast woord": "error", "half": "warning", "laag": "info", "mild": "info"}


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("warning", {"vast woord": "warning", "half": "warning", "laag": "info", "mild": "info"}),
        ("info", dict.fromkeys(("vast woord", "half", "laag", "mild"), "info")),
        ("off", {}),
    ],
)
def test_the_profile_decides(tmp_path: Path, files: dict[str, str], severity: str, expected: dict[str, str]) -> None:
    catalog = write(tmp_path, files)
    assert said(check(catalog, ALL, severities={"age.test": Severity(severity)})) == expected


def test_words_of_a_region(tmp_path: Path, files: dict[str, str]) -> None:
    catalog = write(tmp_path, files)
    assert said(check(catalog, "Een streek.", region="be")) == {"streek": "error"}
    assert said(check(catalog, "Een streek.", region="fr")) == {}


@pytest.mark.parametrize(("key", "severity"), [("soften_fact", {"vast woord": "info"}), ("unless_fact", {})])
def test_what_the_document_states(tmp_path: Path, files: dict[str, str], key: str, severity: dict[str, str]) -> None:
    files["rules/age/test.yaml"] += f"{key}: [pay]\n"
    catalog = write(tmp_path, files)
    assert said(check(catalog, "Een vast woord.")) == {"vast woord": "error"}
    assert said(check(catalog, "Een vast woord.\nHet loon is goed.")) == severity


def test_a_fact_shows_its_first_evidence(tmp_path: Path, files: dict[str, str]) -> None:
    catalog = write(tmp_path, files)
    (fact,) = check(catalog, "Goed.\nHet Loon en nog eens loon.").facts
    assert (fact.name, fact.present, fact.span, fact.text) == ("pay", True, Span(10, 14), "Loon")
    (absent,) = check(catalog, "Niets.").facts
    assert (absent.present, absent.span, absent.text) == (False, None, "")


@pytest.mark.parametrize(
    ("region", "shown"),
    [
        ("be", ("A study", "A law of Belgium")),
        ("fr", ("A study", "A law of France")),
        ("eu", ("A study", "A law of France", "A law of Belgium")),
        ("nl", ("A study",)),
    ],
)
def test_references_of_the_region(tmp_path: Path, files: dict[str, str], region: str, shown: tuple[str, ...]) -> None:
    laws = "{title: A law of France, countries: [fr], verified: null}, {title: A law of Belgium, countries: [be], verified: null}"
    files["rules/age/test.yaml"] = re.sub("references: .*", f"references: [{{title: A study, verified: null}}, {laws}]", CARD)
    (finding,) = check(write(tmp_path, files), "Een vast woord.", region=region).findings
    assert finding.references == shown


@pytest.mark.parametrize(("ground", "shown"), [("law", ()), ("duty", ()), ("bias", ("Of France",)), ("style", ("Of France",))])
def test_a_law_of_elsewhere_is_no_reference_but_a_study_is(
    tmp_path: Path, files: dict[str, str], ground: str, shown: tuple[str, ...]
) -> None:
    card = CARD.replace("ground: law", f"ground: {ground}").replace("severity: error", "severity: info")
    files["rules/age/test.yaml"] = re.sub("references: .*", "references: [{title: Of France, countries: [fr], verified: null}]", card)
    (finding,) = check(write(tmp_path, files), "Een vast woord.", region="be").findings
    assert finding.references == shown


def test_a_finding_says_all_there_is_to_know(tmp_path: Path, files: dict[str, str]) -> None:
    (finding,) = check(write(tmp_path, files), "Hallo.\r\nEen Vast\tWoord.").findings
    assert (finding.rule, finding.ground, finding.confidence, finding.language) == ("age.test", "law", "high", "nl")
    assert (finding.message, finding.suggestions, finding.references) == (
        "‘Vast Woord’ mag niet",
        ("iets anders",),
        ("A law, art. 1",),
    )
    assert (finding.span, finding.text, finding.match) == (Span(12, 22), "Vast\tWoord", "")
    assert (finding.start, finding.end) == ((2, 5), (2, 15))


def test_the_language_of_the_message(tmp_path: Path, files: dict[str, str]) -> None:
    catalog = write(tmp_path, files)
    for asked, message, language in (
        (None, "‘half’ mag niet", "nl"),
        ("en", "‘half’ may not be", "en"),
        ("fr", "‘half’ may not be", "fr"),  # the card has no French: English then
    ):
        (finding,) = check(catalog, "Een half ei.", message_language=asked).findings
        assert (finding.message, finding.language) == (message, language)


def test_the_location_of_a_format_without_lines(tmp_path: Path, files: dict[str, str]) -> None:
    blocks = Block("paragraph", 0, 5), Block("paragraph", 6, 16, location="slide 4")
    document = Document("x.pptx", "Goed.\nvast woord", "Goed.\nvast woord", blocks)
    linter = Linter(write(tmp_path, files), Settings(language="nl", doctype="vacancy"))
    assert [f.location for f in linter.check(document).findings] == ["slide 4"]


def test_a_tracer_is_told_why(tmp_path: Path, files: dict[str, str]) -> None:
    files["rules/age/test.yaml"] += "unless: [quotation]\n"
    notes: list[tuple[str, str]] = []
    linter = Linter(write(tmp_path, files), Settings(language="nl", doctype="vacancy"))
    linter.check(
        plain.read("ad.txt", "Een half ei, “half” gaar."), lambda rule, _, reason: notes.append((rule, reason))
    )
    assert notes == [("age.test", ""), ("age.test", "quotation")]


def test_settings_share_the_word_tables(tmp_path: Path, files: dict[str, str]) -> None:
    linter = Linter(write(tmp_path, files), Settings(language="nl", doctype="vacancy"))
    other = linter.under(Settings(language="nl", doctype="vacancy", severities={"age.test": Severity.OFF}))
    document = plain.read("ad.txt", ALL)
    assert len(linter.check(document).findings) == 4
    assert other.check(document).findings == ()
    assert len(linter.check(document).findings) == 4


# --- our own rules, on any mixture of our own sentences


SENTENCES = [e.text for card in load_cards(ROOT / "rules") for e in card.examples]
JOINS = st.sampled_from(["\n", "\r\n", "\n\n", " ", "\r", "\n- ", "\n* ", " — ", "\u00a0", "\t", "\n\x0c"])
SPOIL: dict[str, Callable[[str], str]] = {
    "as it is": lambda s: s, "accents apart": lambda s: unicodedata.normalize("NFD", s), "soft hyphen": lambda s: s.replace("e", "e\u00ad", 1),
    "capitals": lambda s: s.upper(), "quoted": lambda s: f"“{s}”",
}  # fmt: skip


@st.composite
def mixtures(draw: st.DrawFn) -> str:
    parts = draw(
        st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(sorted(SPOIL)), JOINS), min_size=1, max_size=8)
    )
    return "".join(f"{SPOIL[how](sentence)}{join}" for sentence, how, join in parts)


def at(source: str, position: tuple[int, int]) -> int:
    """Return the offset of a line and column, counted anew."""
    line, column = position
    starts = [0]
    for i, c in enumerate(source):
        if c == "\n" or (c == "\r" and source[i + 1 : i + 2] != "\n"):
            starts.append(i + 1)
    return starts[line - 1] + column - 1


@settings(max_examples=60)
@given(mixtures(), st.sampled_from([None, *LANGUAGES]), st.sampled_from([None, "vacancy"]))
def test_every_finding_points_at_what_it_names(
    linter: api.Linter, source: str, language: str | None, doctype: str | None
) -> None:
    report = linter.check_text(source, language=language, doctype=doctype)
    for finding in report.findings:
        if finding.span is None:  # about the whole text: what it does not say
            assert finding.rule.startswith(("statement.", "pay.", "requirement.", "readability."))
            continue
        assert source[finding.span.start : finding.span.end] == finding.text != ""
        assert (at(source, finding.start), at(source, finding.end)) == tuple(finding.span)
        assert "{" not in finding.message
        assert unicodedata.is_normalized("NFC", finding.match)
    assert list(report.findings) == sorted(report.findings, key=lambda f: (f.span is None, f.span or Span(0, 0), f.rule))
    for fact in report.facts:
        if fact.present:
            assert fact.span is not None
            assert source[fact.span.start : fact.span.end] == fact.text != ""
    spans = [x.span for x in report.languages]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert linter.check_text(source, language=language, doctype=doctype) == report
    assert_json(report)


# --- the JSON report, version 1


REQUIRED = {
    "rule": str, "severity": str, "confidence": str, "ground": str, "message": str, "language": str, "suggestions": list, "references": list,
    "text": str, "span": dict, "line": int, "column": int, "end_line": int, "end_column": int,
}  # fmt: skip
PLACED = {"text", "span", "line", "column", "end_line", "end_column"}  # what a finding on the whole text lacks
FACTS = {
    "gender_marker", "equal_opportunity", "accommodation", "pay", "flexibility", "contact", "equivalent_experience", "degree_required",
}  # fmt: skip
KEYS = {"path", "language", "languages", "doctype", "profile", "findings", "suppressed", "facts", "scores"}


def assert_json(report: FileReport) -> dict[str, Any]:
    """Check the shape of the report that other programs read."""
    data: dict[str, Any] = json.loads(json.dumps(as_dict(Report((report,)), "1.2.3")))
    assert set(data) >= {"version", "tool", "files", "errors", "summary"}
    assert (data["version"], data["tool"]) == (1, {"name": "inclusive-lint", "version": "1.2.3"})
    (file,) = data["files"]
    assert set(file) >= KEYS
    assert file["language"] in (*LANGUAGES, None)
    assert file["doctype"] in DOCTYPES
    for finding in (*file["findings"], *file["suppressed"]):
        required = REQUIRED if "span" in finding else {k: v for k, v in REQUIRED.items() if k not in PLACED}
        assert {key: type(finding[key]) for key in required} == required
        assert finding["severity"] in ("error", "warning", "info")
        assert finding["confidence"] in ("high", "medium", "low")
        assert finding["ground"] in ("law", "duty", "bias", "style")
        assert set(finding.get("span", ("start", "end"))) == {"start", "end"}
        assert not finding["rule"].startswith(("coded.", "fact."))
    for fact in file["facts"].values():
        assert set(fact) - {"value"} == ({"present", "span", "text"} if fact["present"] else {"present"})
    counted = {name: sum(f["severity"] == name for f in file["findings"]) for name in ("error", "warning", "info")}
    assert data["summary"] == {"files": 1} | counted
    return data


def test_the_json_report_of_an_ad(linter: api.Linter) -> None:
    source = (ROOT / "examples" / "tweetalig-bilingue.txt").read_text("utf-8")
    (file,) = assert_json(linter.check_text(source, filename="tweetalig.txt"))["files"]
    assert (file["path"], file["doctype"], file["profile"]) == ("tweetalig.txt", "vacancy", "be")
    assert {x["language"] for x in file["languages"]} == {"nl", "fr"}
    assert set(file["facts"]) >= FACTS
    assert set(file["scores"]["coded"]) >= {"masculine", "feminine", "balance"}


def test_a_block_in_another_language_is_null_and_left_alone(linter: api.Linter) -> None:
    german = "Wir suchen einen jungen Kollegen, der nicht älter als dreißig Jahre ist und gerne mit dem Zug zur Arbeit fährt."
    report = linter.check_text(german)
    assert (report.language, report.findings) == (None, ())
    assert as_dict(Report((report,)), "1")["files"][0]["languages"] == [
        {"span": {"start": 0, "end": len(german)}, "language": None}
    ]


def test_the_balance_of_a_text_without_traits_is_unknown(linter: api.Linter) -> None:
    coded: Any = linter.check_text("Het bad is open.", language="nl").scores["coded"]
    assert (coded["masculine"], coded["feminine"], coded["balance"]) == ([], [], None)
