"""What a terminal is given, and the words of the interface."""

from __future__ import annotations

import json
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inclusive_lint
from inclusive_lint import store
from inclusive_lint.locale import locale
from inclusive_lint.model import DOCTYPES, LANGUAGES, Severity
from inclusive_lint.reporters.style import excerpt, visible, width, wrapped
from inclusive_lint.rule import CONDITIONS, GROUNDS

LOCALES = Path(inclusive_lint.__file__).parent / "locales"


def shape(data: object) -> Any:
    """The keys and placeholders of a locale, without its words."""
    if isinstance(data, dict):
        return {key: shape(value) for key, value in data.items() if key != "singular"}
    if isinstance(data, list):
        return [shape(value) for value in data]
    return sorted(field for _, field, _, _ in Formatter().parse(str(data)) if field)


def test_every_language_says_the_same() -> None:
    shapes = [shape(json.loads((LOCALES / f"{code}.json").read_text("utf-8"))) for code in LANGUAGES]
    assert shapes[0] == shapes[1] == shapes[2]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_name_has_a_word(code: str) -> None:
    words = locale(code)
    for group, names in (
        ("severities", (s.value for s in Severity if s is not Severity.OFF)), ("doctypes", DOCTYPES), ("grounds", GROUNDS),
        ("languages", LANGUAGES), ("trace", (*CONDITIONS, "paired", "person", "section", "block", "doctype", "except", "hyphen", "case", "region")),
        ("facts", (r[5:].replace("-", "_") for r in store.load().rules if r.startswith("fact."))),
    ):  # fmt: skip
        missing = [name for name in names if not words.knows(name, group)]
        assert not missing, group


def test_number_and_noun_agree() -> None:
    assert [locale(code).count("error", n) for code in ("nl", "fr", "en") for n in (0, 1, 2)] == [
        "0 fouten", "1 fout", "2 fouten", "0 erreur", "1 erreur", "2 erreurs", "0 errors", "1 error", "2 errors",
    ]  # fmt: skip
    assert locale("de").language == locale(None).language == "en"


@pytest.mark.parametrize(
    ("line", "words", "columns", "expected"),
    [
        ("We need a ninja.", "ninja", 40, ("We need a ninja.", "          ^^^^^")),
        ("   We need a ninja.", "ninja", 40, ("We need a ninja.", "          ^^^^^")),
        ("\tA\tninja", "ninja", 40, ("A ninja", "  ^^^^^")),
        (
            "one two three four five six seven eight ninja nine ten eleven twelve",
            "ninja",
            40,
            ("…four five six seven eight ninja nine…", " " * 27 + "^^^^^"),
        ),
        ("漢字 ninja", "ninja", 40, ("漢字 ninja", "     ^^^^^")),
        ("cafe\u0301 ninja", "ninja", 40, ("cafe\u0301 ninja", "     ^^^^^")),
    ],
)
def test_the_excerpt(line: str, words: str, columns: int, expected: tuple[str, str]) -> None:
    start = line.index(words)
    assert excerpt(line, start, start + len(words), columns) == expected


@given(st.text(alphabet="ab é漢\u0301\t\u202e", max_size=200), st.data(), st.integers(40, 90))
def test_an_excerpt_fits_and_marks_the_words(line: str, data: st.DataObject, columns: int) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown, carets = excerpt(line, start, end, columns)
    assert len(shown) <= columns + 2
    assert carets.strip("^ ") == ""
    assert "\n" not in shown


@given(st.text(max_size=300), st.integers(10, 80))
def test_wrapping_loses_no_word(text: str, columns: int) -> None:
    lines = list(wrapped(text, columns))
    assert " ".join(" ".join(lines).split()) == " ".join(visible(text).split())
    assert all(width(line) <= columns or " " not in line for line in lines)
