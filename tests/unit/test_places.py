"""Where words stand: what walking along a text finds is what the tokenizer's expression finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint.places import walked
from inclusive_lint.tokens import Spelling, Tokenizer

TOKENIZER = Tokenizer(
    Spelling(endings=("e", "es", "se", "ES"), hyphen_endings=("euse",), elisions=("l", "d"), abbreviations=("m",))
)
PIECES = (
    "a",
    "Cook",
    "cloud-native",
    "étudiantES",
    "İstanbul",
    "ΟΔΟΣ",
    "2 500",
    "24-hour",
    "-",
    "--",
    "x-",
    "·",
    "l'",
    "’",
    "\u00a0",
    " ",
    "\t",
    "\n",
    "M. D",
    "(e)",
    ".",
    "_",
    "²",
)


def by_expression(text: str, start: int, end: int) -> list[tuple[int, int]]:
    tokens = TOKENIZER.tokenize(text, [(start, end)])
    return [m.span() for m in tokens._expression.finditer(tokens._folded, start, end)]


def by_walking(text: str, start: int, end: int) -> list[tuple[int, int]] | None:
    tokens = TOKENIZER.tokenize(text, [(start, end)])
    return walked(tokens.words, 0, len(tokens.words) - 1, tokens._folded, start, end)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)), st.integers(0, 3), st.integers(0, 3))
def test_walking_finds_the_same_or_gives_up(pieces: list[str], before: int, behind: int) -> None:
    text = "".join(pieces)
    start, end = min(before, len(text)), max(min(before, len(text)), len(text) - behind)
    assert by_walking(text, start, end) in (None, by_expression(text, start, end))


@pytest.mark.parametrize(
    "text", ["A cloud-native Cook, 24-hour shifts - yes: 2 500 euro", "« L’ingénieur·e »", "", " - "]
)
def test_plain_texts_are_walked(text: str) -> None:
    assert by_walking(text, 0, len(text)) == by_expression(text, 0, len(text))


@pytest.mark.parametrize("text", ["Les étudiantES", "İstanbul"])
def test_what_is_written_otherwise_is_left_to_the_expression(text: str) -> None:
    assert by_walking(text, 0, len(text)) is None
