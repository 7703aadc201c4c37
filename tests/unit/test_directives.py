"""Suppressions in the text: read everywhere, shown nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint.document import Directive, Document
from inclusive_lint.readers import read
from inclusive_lint.readers.directives import ACTIONS


def document(text: str, format: str = "plain") -> Document:
    return read("ad", text.encode(), format=format, encoding="utf-8")


def shown(doc: Document) -> list[str]:
    return [doc.view[b.start : b.end] for b in doc.blocks]


TEXT_FORMATS = ("plain", "markdown", "html")  # those a person writes sentences in


@pytest.mark.parametrize("format", TEXT_FORMATS)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_comment_is_read_in_every_format(format: str, action: str) -> None:
    kop = "<h1>Kop</h1>" if format == "html" else "Kop"
    doc = document(
        f"{kop}\n\n<!-- inclusive-lint {action} age.youth-coded: citaat:\n de wet -->\nEen jonge hond\n", format
    )
    assert doc.directives == (Directive(action, ("age.youth-coded",), "citaat: de wet", 4),)
    assert "inclusive" not in doc.view
    assert shown(doc) == ["Kop", "Een jonge hond"]
    assert doc.problems == ()


@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_a_comment_on_the_line_itself(format: str) -> None:
    doc = document(
        "Een jonge hond <!-- inclusive-lint disable-line age.youth-coded, coded.x coded.y -->\nNog een", format
    )
    assert doc.directives == (Directive("disable-line", ("age.youth-coded", "coded.x", "coded.y"), "", 1),)
    at = doc.view.index("jonge hond")
    assert doc.offsets.span(at, at + 10) == (4, 14)
    assert "inclusive" not in doc.view


@pytest.mark.parametrize("before", ["", "# ", "//", "  // "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_of_plain_text(before: str, end: str) -> None:
    doc = document(f"Kop{end}{before}inclusive-lint disable-next-line age.youth-coded: wet{end}Een jonge hond")
    assert doc.directives == (Directive("disable-next-line", ("age.youth-coded",), "wet", 2),)
    assert shown(doc) == ["Kop", "Een jonge hond"]
    assert len(doc.view) == len(doc.source)


def test_a_line_of_plain_text_that_must_be_normalised() -> None:
    doc = document("inclusive-lint disable x.y: e\u0301\nmede\u00adwerker <!-- inclusive-lint disable-line x.y -->na")
    assert len(doc.directives) == 2
    assert [" ".join(text.split()) for text in shown(doc)] == ["medewerker na"]
    assert "inclusive-lint disable x.y" in doc.source


def test_directives_come_in_the_order_of_the_text() -> None:
    doc = document(
        "# inclusive-lint disable a.b\nEen\n<!-- inclusive-lint enable a.b -->\n# inclusive-lint disable c.d\n"
    )
    assert [(d.action, d.line) for d in doc.directives] == [("disable", 1), ("enable", 3), ("disable", 4)]


def test_a_sentence_about_us_is_text() -> None:
    doc = document(
        "inclusive-lint is een linter.\nZie inclusive-lint disable voor meer.\n<!-- inclusive-lintx disable a -->"
    )
    assert doc.directives == ()
    assert doc.problems == ()
    assert len(doc.blocks) == 3


def test_code_in_markdown_holds_no_directives() -> None:
    text = "`<!-- inclusive-lint disable a.b -->`\n\n```\n<!-- inclusive-lint disable a.b -->\n```\n"
    assert document(text, "markdown").directives == ()
    assert document("<script><!-- inclusive-lint disable a.b --></script>", "html").directives == ()


@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_what_cannot_be_understood_is_a_problem_with_its_place(format: str) -> None:
    doc = document("Kop\n\n  <!-- inclusive-lint disable: waarom -->\n<!-- inclusive-lint disabel a.b -->\n", format)
    assert doc.problems == (
        "3:3: 'disable' names no rule; write for example 'inclusive-lint disable age.youth-coded: why'",
        "4:1: there is no suppression 'disabel' (did you mean 'disable'?)",
    )
    assert doc.directives == ()


def test_plain_lines_with_a_slip_are_problems_too() -> None:
    doc = document("# inclusive-lint disable-nxt-line a.b\n# inclusive-lint enable\n")
    assert [p.split(";")[0] for p in doc.problems] == [
        "1:3: there is no suppression 'disable-nxt-line' (did you mean 'disable-next-line'?)",
        "2:3: 'enable' names no rule",
    ]


def test_front_matter_disables_for_the_whole_file() -> None:
    doc = document(
        "---\ninclusive-lint:\n  doctype: internal\n  disable:\n    age.youth-coded: citaat\n    coded.x:\n---\nTekst",
        "markdown",
    )
    assert doc.options == {"doctype": "internal"}
    assert doc.directives == (
        Directive("disable-file", ("age.youth-coded",), "citaat", 5), Directive("disable-file", ("coded.x",), "", 6),
    )  # fmt: skip
    listed = document("---\ninclusive-lint: {disable: [a.b, c.d]}\n---\nTekst", "markdown")
    assert [d.rules for d in listed.directives] == [("a.b",), ("c.d",)]


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("inclusive-lint: ja", "2:17: 'inclusive-lint' must be a mapping, such as {disable: {age.youth-coded: why}}"),
        ("inclusive-lint: {disable: x}", "2:27: 'disable' must be rule ids, each with its reason"),
    ],
)
def test_front_matter_of_the_wrong_shape_is_a_problem(yaml: str, problem: str) -> None:
    doc = document(f"---\n{yaml}\n---\nTekst", "markdown")
    assert doc.problems == (problem,)
    assert shown(doc) == ["Tekst"]


@given(
    st.lists(
        st.sampled_from(
            ["<!--", "-->", " inclusive-lint ", "disable", "-line", " a.b", ":", "\n", "\r", "x", "# ", "e\u0301"]
        )
    )
)
def test_any_mixture_is_read(parts: list[str]) -> None:
    for format in TEXT_FORMATS:
        doc = document("".join(parts), format)
        assert all(d.action in ACTIONS and all(d.rules) and d.line >= 1 for d in doc.directives)
