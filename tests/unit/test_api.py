"""The linter as a program uses it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

import inclusive_lint
from inclusive_lint import ConfigError, Linter, Severity, Span

TEXT = "Wij zoeken een ninja voor ons dynamisch team, en je bent maximaal 35 jaar."


def test_a_text_and_its_report(mini: object) -> None:
    report = Linter().check_text(TEXT, language="nl")
    assert [(f.rule, f.severity, f.text) for f in report.findings] == [
        ("hype.hero", Severity.WARNING, "ninja"),
        ("style.buzz", Severity.INFO, "dynamisch"),
        ("age.limit", Severity.ERROR, "maximaal 35 jaar"),
    ]
    assert (report.path, report.language, report.profile) == ("ad.txt", "nl", "be")
    assert report.findings[0].span == Span(15, 20)
    assert report.lines == {1: TEXT}


@pytest.mark.parametrize(
    ("filename", "text", "column"),
    [
        ("a.txt", "A ninja.", 3),
        ("a.md", "A **ninja**.", 5),
        ("a.html", "<p>A&nbsp;<b>ninja</b></p>", 14),
        ("noextension", "A ninja.", 3),
    ],
)
def test_the_name_says_how_to_read(mini: object, filename: str, text: str, column: int) -> None:
    (finding,) = Linter().check_text(text, language="en", filename=filename).findings
    assert finding.start == (1, column)


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeffA ninja.", "\udcffA ninja.", "A\x00 ninja.", "🦄 ninja", "ninja" * 3000]
)
def test_any_text_will_do(mini: object, text: str) -> None:
    for finding in Linter().check_text(text, language="en").findings:
        assert finding.span
        assert text[finding.span.start : finding.span.end] == finding.text == "ninja"


def test_wrong_arguments(mini: object) -> None:
    linter = Linter()
    with pytest.raises(ConfigError, match=r"unknown language 'nn'.*; use one of nl, fr, en"):
        linter.check_text("x", language="nn")
    with pytest.raises(ConfigError, match=r"unknown document type 'vacature'"):
        linter.check_text("x", doctype="vacature")


def test_options(mini: object) -> None:
    linter = Linter(message_language="fr", select=["hype"], severities={"hype": "info"})
    (finding,) = linter.check_text(TEXT).findings
    assert (finding.message, finding.severity) == ("« ninja » est un cliché", Severity.INFO)
    assert linter.severity("age.limit") is Severity.OFF


def test_from_several_threads(mini: object) -> None:
    linter = Linter()
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: linter.check_text(TEXT, language="nl"), range(32)))
    assert all(report == reports[0] for report in reports)


def test_the_public_names() -> None:
    assert set(inclusive_lint.__all__) <= set(dir(inclusive_lint))
    for name in inclusive_lint.__all__:
        assert getattr(inclusive_lint, name)
    with pytest.raises(AttributeError, match="no attribute 'Lintre'"):
        inclusive_lint.Lintre  # noqa: B018
