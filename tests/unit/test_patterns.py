"""Token patterns: the shorthand, spaCy's attributes and operators, marks, mistakes, and the search around an anchor."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from inclusive_lint import anchors
from inclusive_lint.compiler import token_values
from inclusive_lint.pattern_syntax import UNBOUNDED, PatternError, parse_pattern
from inclusive_lint.patterns import Pattern
from inclusive_lint.reading import Range
from inclusive_lint.tokens import Spelling, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inclusive_lint.tokens import Tokens

TOKENIZER = Tokenizer(Spelling(endings=("e", "se"), elisions=("l", "d"), abbreviations=("dr",)))
SETS = {
    "young": ("jong", "jonge", "heel jong"), "person": ("hond", "collega", "collega's"), "link": ("d'", "van"),
    "bc-or-a": ("a", "b c"), "cab": ("c a b",),
}  # fmt: skip


def compiled(data: object) -> Pattern:
    """Compile a pattern as the catalog does, anchor included."""
    tokens = parse_pattern(data, TOKENIZER.words, SETS)
    choices: dict[tuple[str, ...], int] = {}

    def number_of(words: Sequence[str]) -> int:
        return choices.setdefault(tuple(words), len(choices))

    values = token_values(tokens, number_of)
    anchor = anchors.anchor(tokens, "nl")
    needs = [(number_of(n.words), n.low, n.high) for n in anchor.needs] if anchor else []
    classes = {number: frozenset(words) for words, number in choices.items()}
    return Pattern(values, classes, 0, *((anchor.least, anchor.most) if anchor else (0, 0)), needs)


def found(data: object, text: str) -> list[str]:
    """Return what a pattern marks in a text of one block."""
    tokens = TOKENIZER.tokenize(text, [(0, len(text))])
    return [
        text[tokens.place(a)[0] : tokens.place(b - 1)[1]]
        for a, b in compiled(data).find(tokens, text, Range(0, len(tokens.words) - 1))
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "marked"),
    [
        # words and choices
        ("jong", "Jong en JONG, niet jonge", ["Jong", "JONG"]),
        ("jong|jonge hond", "een jonge hond, jong hond", ["jonge hond", "jong hond"]),
        ("l' âge", "à l’âge de", ["l’âge"]),
        ("développeur·se", "un·e Développeur·se", ["Développeur·se"]),
        # sets, also what is of several tokens in them; mixed with words
        ("@young @person", "heel jonge hond", ["jonge hond"]),
        ("@young @person", "heel jong hond", ["heel jong hond"]),
        ("<@person+> zijn @young", "de collega's zijn heel jong", ["collega's"]),
        ("!@young hond", "heel jong hond", []),
        ("<#|zes|@young> jaar", "6 jaar, zes jaar, 2,5 jaar, twee jaar", ["6", "zes", "2,5"]),
        ("!#|zes jaar", "6 jaar, zes jaar, twee jaar", ["twee jaar"]),
        (r"\#|nr 5", "# 5, nr 5, 6 5", ["# 5", "nr 5"]),
        ([{"LOWER": "@young", "OP": "+"}, "hond"], "heel jong jonge hond", ["heel jong jonge hond"]),
        ("chef @link equipe", "chef d'equipe, chef van equipe", ["chef d'equipe", "chef van equipe"]),
        ("vlot|@young hond", "vlot hond en jonge hond", ["vlot hond", "jonge hond"]),
        # anything but, any, number
        ("jong !hond", "jong hond jong dier", ["jong dier"]),
        ("jong !@person", "jong collega jong dier", ["jong dier"]),
        ("max # jaar", "max 35 jaar, max tien jaar", ["max 35 jaar"]),
        ("# euro", "1.400,50 euro", ["1.400,50 euro"]),
        ("jong _ fris", "jong, fris en jong en fris", ["jong, fris", "jong en fris"]),
        # expressions, on the folded word
        ("/^jong/", "Jongeren en verjongd", ["Jongeren"]),
        ("/jong/ hond", "Verjongde hond", ["Verjongde hond"]),
        # operators
        ("jong en? fris", "jong fris, jong en fris", ["jong fris", "jong en fris"]),
        ("heel* jong", "jong, heel jong, heel heel jong", ["jong", "heel jong", "heel heel jong"]),
        ("heel+ jong", "jong, heel jong, heel heel jong", ["heel jong", "heel heel jong"]),
        ("a _{0,2} b", "a b, a x b, a x y b, a x y z b", ["a b", "a x b", "a x y b"]),
        ("a _{2} b", "a x b, a x y b", ["a x y b"]),
        ("a x{1,} b", "a b a x x x b", ["a x x x b"]),
        ("a x{,2} b", "a b a x x x b a x b", ["a b", "a x b"]),
        ("a|b? c", "c a c b c", ["c", "a c", "b c"]),
        ("!x{1,2} c", "x c, x a c, x a b d c", ["a c", "b d c"]),
        # punctuation is a token; a backslash makes the next character itself
        ("jong , fris", "jong, fris", ["jong, fris"]),
        (r"wat \?", "wat? wat", ["wat?"]),
        (r"a \| b", "a | b", ["a | b"]),
        # marks
        ("ben je <jong>", "ben je jong", ["jong"]),
        ("<a> b <c d>", "a b c d", ["a", "c d"]),
        ("< a b > c", "a b c", ["a b"]),
        ("a <_{0,2}> b", "a x y b a b", ["x y"]),
        # edges of a sentence
        ("^ jong", "jong is jong. Jong zijn", ["jong", "Jong"]),
        ("jong $", "jong is jong. Zeg jong", ["jong", "jong"]),
        # spaCy's notation
        ([{"LOWER": "jong"}, {"LOWER": {"IN": ["hond", "dier"]}}], "Jong Dier", ["Jong Dier"]),
        ([{"LOWER": "jong", "OP": "!"}, {"LOWER": "dier"}], "oud dier jong dier", ["oud dier"]),
        ([{"LOWER": {"NOT_IN": ["jong", "oud"]}}, {"LOWER": "dier"}], "jong dier lief dier", ["lief dier"]),
        ([{"LOWER": {"REGEX": "^jong"}, "OP": "?"}, "dier"], "jongste dier", ["jongste dier"]),
        ([{"TEXT": "Jong"}], "Jong en jong", ["Jong"]),
        ([{"ORTH": {"IN": ["Jong", "OUD"]}}], "Jong, jong, oud, OUD", ["Jong", "OUD"]),
        ([{"TEXT": {"REGEX": "^[A-Z]{2,}$"}}], "het ESF en Esf", ["ESF"]),
        ([{"LENGTH": 4}], "een dier", ["dier"]),
        ([{"LENGTH": {">=": 4, "<": 6}}], "een jong paardje paard", ["jong", "paard"]),
        ([{"LENGTH": {"!=": 3}}], "een dier", ["dier"]),
        ([{"IS_DIGIT": True}, "jaar"], "35 jaar, tien jaar", ["35 jaar"]),
        ([{"IS_DIGIT": False}, "jaar"], "35 jaar tien jaar", ["tien jaar"]),
        ([{"LIKE_NUM": True}], "max 35", ["35"]),
        ([{"IS_TITLE": True}, {"IS_TITLE": True}], "bij Jan Peeters thuis", ["Jan Peeters"]),
        ([{"IS_UPPER": True}], "bij DE Jong", ["DE"]),
        ([{"IS_PUNCT": True}, "b"], "a, b", [", b"]),
        ([{"IS_ALPHA": True}, "!"], "35 ja!", ["ja!"]),
        ([{"LOWER": "jong", "IS_TITLE": True}], "jong Jong", ["Jong"]),
        ([{}, {"LOWER": "b", "MARK": True}], "a b", ["b"]),
        ([{"LOWER": "a", "OP": "{1,2}"}, "b"], "a a a b", ["a a b"]),
    ],
)  # fmt: skip
def test_what_a_pattern_finds(pattern: object, text: str, marked: list[str]) -> None:
    assert found(pattern, text) == marked


def test_no_pattern_reaches_over_the_end_of_a_block() -> None:
    view = "a\nb"
    tokens = TOKENIZER.tokenize(view, [(0, 1), (2, 3)])
    assert compiled("a _? b").find(tokens, view, Range(0, len(tokens.words) - 1)) == []


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("", "a pattern is a line of words or a list of tokens"),
        ([], "a pattern is a line of words or a list of tokens"),
        (35, "a pattern is a line of words or a list of tokens"),
        ([35], "35 is neither a word nor a mapping (quote it if it is meant as a word)"),
        ("a? b*", "a pattern needs at least one token that must be there"),
        ("!a", "a pattern needs at least one token that must be there"),
        ("<a b", "'<' is not closed by '>'"),
        ("@yong hond", "unknown word set @yong (did you mean 'young'?)"),
        ("a/b c", "'a/b' is 3 tokens ['a', '/', 'b']: write them apart"),
        ("l'âge", """"l'âge" is 2 tokens ["l'", 'âge']: write them apart"""),
        ("/(/", "bad regular expression '(': missing ), unterminated subpattern at position 0"),
        ([{"LOWR": "a"}], "unknown attribute 'LOWR' (did you mean 'LOWER'?)"),
        ([{"LOWER": {"FUZZY": "a"}}], "unknown operator 'FUZZY' for LOWER"),
        ([{"LOWER": {">=": 3}}], "unknown operator '>=' for LOWER"),
        ([{"LOWER": {"REGEX": "["}}], "bad regular expression '[': unterminated character set at position 0"),
        ([{"LOWER": "a", "OP": "??"}], "unknown operator '??'"),
        ([{"LOWER": "twee woorden"}], "'twee woorden' is 2 tokens ['twee', 'woorden']: write them apart"),
    ],
)
def test_a_bad_pattern_is_a_sentence(pattern: object, said: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_pattern(pattern, TOKENIZER.words, SETS)
    assert str(caught.value) == said


# --- properties, on words of one letter: a pattern is then a regular expression over characters

LETTERS = "abc"
PHRASES = {"@bc-or-a": "(?:a|bc)", "@cab": "(?:cab)"}
CHOICES = st.sampled_from(["a", "b", "c", "a|b", "b|c", "!a", "!b", "_", *PHRASES])
OPERATORS = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,3}"])
ELEMENTS = st.lists(st.tuples(CHOICES, OPERATORS), min_size=1, max_size=5)
SENTENCES = st.text(st.sampled_from(LETTERS), max_size=12)


def expression(elements: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """Return the same pattern as an expression over letters."""
    parts = []
    for choice, operator in elements:
        negated, letters = choice[0] == "!", re.sub(r"[!|]", "", choice)
        one = PHRASES.get(choice) or ("." if choice == "_" else f"[{'^' * negated}{letters}]")
        parts.append(one + {"*": f"{{0,{UNBOUNDED}}}", "+": f"{{1,{UNBOUNDED}}}"}.get(operator, operator))
    return re.compile("".join(parts))


def case(elements: Sequence[tuple[str, str]], letters: str) -> tuple[Pattern, Tokens, str]:
    data = [choice + operator for choice, operator in elements]
    try:
        pattern = compiled(data)
    except PatternError:
        assume(condition=False)
    text = " ".join(letters)
    return pattern, TOKENIZER.tokenize(text, [(0, len(text))]), text


def spans(expr: re.Pattern[str], letters: str) -> list[tuple[int, int]]:
    """Return every match that is not empty and lies in no other."""
    size = range(len(letters) + 1)
    every = [(a, b) for a in size for b in size[a + 1 :] if expr.fullmatch(letters, a, b)]
    return [(a, b) for a, b in every if not any(c <= a and b <= d and (a, b) != (c, d) for c, d in every)]


@given(ELEMENTS, SENTENCES)
@example([("a", "*"), ("a", "")], "aab")
@example([("_", "{0,2}"), ("b", "")], "aaab")
@example([("@bc-or-a", "{2}"), ("b", "")], "bcab")
def test_find_is_what_a_regular_expression_finds(elements: list[tuple[str, str]], letters: str) -> None:
    pattern, tokens, text = case(elements, letters)
    assert pattern.find(tokens, text, Range(0, len(letters))) == spans(expression(elements), letters)


MARKED = st.lists(st.tuples(CHOICES, OPERATORS, st.booleans()), min_size=1, max_size=5)


def with_marks(elements: Sequence[tuple[str, str, bool]]) -> list[tuple[str, str]]:
    return [(f"<{choice}{operator}>" if mark else choice + operator, "") for choice, operator, mark in elements]


@given(MARKED, SENTENCES, st.data())
@example([("_", "*", False), ("a", "", False)], "bcab", None)
@example([("b", "?", False), ("a", "+", True), ("c", "", False)], "baac", None)
@example([("a", "", False), ("_", "*", False), ("b", "", True)], "acbcb", None)
@example([("@cab", "+", True), ("_", "?", False), ("b", "", False)], "cabcabab", None)
@example([("a", "", False), ("@cab", "", False), ("b", "", False)], "acabb", None)
def test_around_its_anchors_a_pattern_finds_what_it_finds_in_the_whole_sentence(
    elements: list[tuple[str, str, bool]], letters: str, data: st.DataObject | None
) -> None:
    marked = with_marks(elements)
    pattern, tokens, text = case(marked, letters)
    parsed = parse_pattern([choice for choice, _ in marked], TOKENIZER.words, SETS)
    anchor = anchors.anchor(parsed, "nl")
    assume(anchor is not None)
    assert anchor is not None
    size = len(letters)
    where = Range(data.draw(st.integers(0, size)), size) if data else Range(0, size)  # the rest of a sentence
    at = [i for i in range(*where) if letters[i] in anchor.words and pattern.near(tokens.words, where, i)]
    everything = pattern.find(tokens, text, where)
    assert pattern.find_at(tokens, text, where, at) == everything
    assert pattern.possible(letters[where.start :]) or not everything


@given(MARKED, SENTENCES)
def test_marks_lie_inside_a_match_and_in_no_other_mark(elements: list[tuple[str, str, bool]], letters: str) -> None:
    pattern, tokens, text = case(with_marks(elements), letters)
    whole, _, _ = case([(choice, operator) for choice, operator, _ in elements], letters)
    where = Range(0, len(letters))
    matches = whole.find(tokens, text, where)
    ranges = pattern.find(tokens, text, where)
    assert all(any(start <= a < b <= end for start, end in matches) for a, b in ranges)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(ranges))


def test_every_word_that_can_be_marked_is() -> None:
    """A gap that reaches over one marked word to the next hides neither."""
    assert found("zoeken _{0,6} <hond|kat>", "wij zoeken een hond of een kat") == ["hond", "kat"]


def test_unbounded_means_a_dozen() -> None:
    assert found("a x* b", f"a {'x ' * UNBOUNDED}b") != []
    assert found("a x* b", f"a {'x ' * (UNBOUNDED + 1)}b") == []


def test_a_number_larger_than_any_sentence_is_as_good_as_another() -> None:
    for most in ("1000", "9" * 30, "9" * 6000, "0" * 30 + "2"):
        assert found(f"a x{{1,{most}}} <@young>", "a x x heel jong") == ["heel jong"]
        assert found(f"a @young{{1,{most}}}", "a jong heel jong") == ["a jong heel jong"]
    assert found(f"a x{{{'9' * 30}}} b", "a x x b") == []


def test_a_compiled_pattern_survives_json() -> None:
    text = "een jonge, lieve hofhond"
    tokens = TOKENIZER.tokenize(text, [(0, len(text))])
    classes = [["jong", "jonge"]]
    values = token_values(
        parse_pattern("<@young> _{0,2} /hond$/", TOKENIZER.words, SETS), lambda words: classes.index([*words])
    )
    stored = Pattern(json.loads(json.dumps(values)), {0: frozenset(classes[0])})
    assert stored.find(tokens, text, Range(0, 5)) == [(1, 2)]


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ({"TEXT": {"IN": ["Gent", "GENTS", "gent"]}}, ("gent", "gents")),
        ({"TEXT": {"IN": ["étudiantES"]}}, ()),  # folds to something else
        ({"TEXT": {"NOT_IN": ["Gent"]}}, ()),
    ],
)
def test_words_as_they_are_written_can_anchor(element: dict[str, object], words: tuple[str, ...]) -> None:
    (token,) = parse_pattern([element], TOKENIZER.words, SETS)
    assert sorted(token.literals()) == sorted(words)


def test_the_rarer_word_is_the_anchor_however_it_is_given() -> None:
    parsed = parse_pattern([{"LOWER": {"IN": ["de", "een"]}}, {"TEXT": {"IN": ["Heer"]}}], TOKENIZER.words, SETS)
    anchor = anchors.anchor(parsed, "nl")
    assert anchor is not None
    assert anchor.words == ("heer",)
