"""What an expression says of the ends of a word: never less than what it fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inclusive_lint.affixes import LENGTH, heads, needs_sign, tails


@pytest.mark.parametrize(
    ("expression", "first", "last"),
    [
        ("^[a-z]{3,}(man|men)$", {chr(c) for c in range(ord("a"), ord("z") + 1)}, {"man", "men"}),
        ("(diploma|graad)s?$", None, {"iploma", "graad", "plomas", "graads"}),
        ("^t[ée]l", {"tel", "tél"}, None),
        ("^(?!over)werk", {"werk"}, None),
        ("^vae$", {"vae"}, {"vae"}),
        ("^a$|^bc$", {"a", "bc"}, None),
        (r"^\(?0\d+", {"0", "(0"}, None),
        ("vrouw", None, None),
        ("(?i)^vrouw", None, None),
        ("^.a", None, None),
    ],
)
def test_the_ends_of_words(expression: str, first: set[str] | None, last: set[str] | None) -> None:
    assert (heads(expression), tails(expression)) == (first, last)


@pytest.mark.parametrize(
    ("expression", "signed"),
    [
        (r"^\d{3}$", True),
        (r"^[\w.+-]+@[\w-]+", True),
        (r"^([0-9]|\+\d)", False),  # a range may hold letters: not looked into
        (r"^(\d|[.,])x?$", True),
        (r"^\d*k$", False),
        (r"^(\d|k)$", False),
        ("[^a]", False),
    ],
)
def test_expressions_for_words_that_are_not_all_letters(expression: str, signed: bool) -> None:
    assert needs_sign(expression) is signed


PARTS = st.recursive(
    st.sampled_from(["1", r"\d", "[1.]", "a", "b", "c", "[ab]", "[^a]", ".", r"\w", "a?", "b*", "c+", "a{2,3}", "(?!b)", "(?:)"]),
    lambda part: st.one_of(
        st.builds("({}|{})".format, part, part), st.builds("({}{})?".format, part, part), st.builds("(?:{}{})".format, part, part)
    ),
    max_leaves=6,
)


@given(
    st.sampled_from(["", "^"]), st.lists(PARTS, min_size=1, max_size=4), st.sampled_from(["", "$"]), st.text("abcd1", min_size=1, max_size=8)
)
def test_no_word_that_fits_is_left_out(start: str, parts: list[str], end: str, word: str) -> None:
    expression = start + "".join(parts) + end
    if re.search(expression, word):
        first, last = heads(expression), tails(expression)
        assert not (needs_sign(expression) and word.isalpha())
        assert first is None or any(word[:n] in first for n in range(1, LENGTH + 1))
        assert last is None or any(word[-n:] in last for n in range(1, LENGTH + 1))
