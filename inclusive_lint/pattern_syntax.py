"""Token patterns: the notation of spaCy's Matcher, and a one-line shorthand for the same thing.

A pattern is a list of tokens, each a mapping (``{LOWER: jong, OP: "?"}``) or a shorthand word, or one line of
shorthand words. Shorthand: ``jong|jonge`` one of these; ``@set`` a word set of the language; ``!woord`` anything
but; ``#`` a number, also in a choice (``#|zes``); ``_`` any token; ``/…/`` a regular expression on the folded word; then an operator ``? * +``
or ``{0,4}``; ``^`` and ``$`` for the start and the end of a sentence or block; ``<`` and ``>`` around the words to mark;
``:NOUN`` a part of speech, ``:NOUN[Gender=Fem|Number=Sing]`` with these features, behind a word or alone; ``~zoeken``
a form of this lemma. Attributes: LOWER, TEXT, LENGTH, IS_DIGIT, IS_TITLE, IS_UPPER, IS_PUNCT, LIKE_NUM, and POS, LEMMA
and MORPH, which need grammar; with IN, NOT_IN, REGEX, IS_SUPERSET, IS_SUBSET, INTERSECTS and comparisons as in
https://spacy.io/usage/rule-based-matching#adding-patterns-attributes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

EDGES = {"^": "start", "$": "end"}  # they stand for no word: the sentence or the block begins or ends here
_FARTHEST, _DIGITS = 1000, 9  # words that a pattern can ask for by number, and digits of such a number that are read
UNBOUNDED = 12  # what * and + reach at most: patterns live inside one sentence
GRAMMAR = frozenset({"POS", "LEMMA", "MORPH"})
# Universal parts of speech (https://universaldependencies.org/u/pos/).
POS = frozenset(
    {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}
)  # fmt: skip
FLAGS = frozenset({"IS_DIGIT", "IS_TITLE", "IS_UPPER", "IS_PUNCT", "LIKE_NUM", "IS_ALPHA"})
STRINGS = frozenset({"LOWER", "TEXT", "ORTH"}) | GRAMMAR
ATTRIBUTES = STRINGS | FLAGS | {"LENGTH", "OP", "MARK"}
_COMPARE = frozenset({"==", "!=", ">=", "<=", ">", "<"})
_OPERATOR = re.compile(r"(.+?)([?*+]|\{\d*,?\d*\})?", re.DOTALL)
_RANGE = re.compile(r"\{(\d*)(,?)(\d*)\}")
_NOT_OURS = ("TAG", "DEP", "ENT_TYPE")
_SUFFIX = re.compile(r"(.*?):([A-Z]+(?:\|[A-Z]+)*)(?:\[([^\]]+)\])?")
_FEATURE = re.compile(r"[A-Z][A-Za-z]*=[A-Za-z0-9,]+")
_IN_SETS = frozenset({"IS_SUPERSET", "IS_SUBSET", "INTERSECTS"})
_CHOICE = re.compile(r"(?<!\\)\|")  # a backslash makes the next character itself: \| \* \?


class PatternError(ValueError):
    """A pattern is malformed; the message says how, and ``at`` where inside the pattern, as far as it is known."""

    def __init__(self, message: str, at: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class TokenPattern:
    """One element: between ``least`` and ``most`` tokens that meet (or, ``negated``, do not meet) every test.

    ``tests`` are (attribute, operator, value): operator is ``in``, ``in_or_number``, ``not_in``, ``regex``, ``is`` or a comparison. ``phrases`` may
    stand in the place of such a token: "bachelor's", "mother-in-law" are several.
    """

    tests: tuple[tuple[str, str, Any], ...]
    least: int = 1
    most: int = 1
    negated: bool = False
    marked: bool = False
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def longest(self) -> int:
        """How many tokens there can be of this element."""
        return self.most * max(map(len, self.phrases), default=1)

    def openings(self) -> tuple[str, ...]:
        """The folded words this element can begin with, or () when it could begin with others."""
        if self.negated or not self.least:
            return ()
        words = self.literals()
        return words and (*words, *(phrase[0] for phrase in self.phrases))

    def literals(self) -> tuple[str, ...]:
        """The folded words this element can be, or () when it is not a plain choice of words."""
        if self.negated or not self.least:
            return ()
        found = {a: tuple(v) for a, op, v in self.tests if op == "in"}
        written = found.get("TEXT", ())
        return found.get("LOWER", ()) or (tuple(dict.fromkeys(w.lower() for w in written)) if all(map(_folds_plainly, written)) else ())


def _folds_plainly(word: str) -> bool:
    """Whether a word as it is written folds to its lower case, having no capital inside."""
    return word.isupper() or word[1:] == word[1:].lower()


def parse_pattern(
    data: object, words: Callable[[str], list[str]], sets: Mapping[str, Sequence[str]]
) -> tuple[TokenPattern, ...]:
    """Parse one pattern. ``words`` is the tokenizer, ``sets`` the word sets of the language.

    Raises PatternError.
    """
    items = data.split() if isinstance(data, str) else data
    if not isinstance(items, list) or not items:
        raise PatternError("a pattern is a line of words or a list of tokens")
    parser = _Parser(words, sets)
    tokens: list[TokenPattern] = []
    for i, item in enumerate(items):
        try:
            token = parser.item(item)
        except PatternError as e:
            raise PatternError(str(e), () if isinstance(data, str) else (i, *e.at)) from None
        if token is not None:
            tokens.append(token)
    if not any(t.least and not t.negated for t in tokens):
        raise PatternError("a pattern needs at least one token that must be there")
    if parser.marking:
        raise PatternError("'<' is not closed by '>'")
    return tuple(tokens)


class _Parser:
    def __init__(self, words: Callable[[str], list[str]], sets: Mapping[str, Sequence[str]]) -> None:
        self._words = words
        self._sets = sets
        self._phrases: list[tuple[str, ...]] = []  # of the element that is being read
        self.marking = False

    def item(self, item: object) -> TokenPattern | None:
        if isinstance(item, dict):
            return self._mapping(item)
        if not isinstance(item, str):
            raise PatternError(f"{item!r} is neither a word nor a mapping (quote it if it is meant as a word)")
        return self._shorthand(item)

    def _shorthand(self, raw: str) -> TokenPattern | None:
        if raw in "<>":
            self.marking = raw == "<"
            return None
        if raw in EDGES:
            return TokenPattern((("EDGE", "is", EDGES[raw]),), 0, 0)
        opens, closes = raw[0] == "<" and len(raw) > 1, raw[-1] == ">" and len(raw) > 1
        self.marking = self.marking or opens
        marked = self.marking
        if closes:
            self.marking = False
        body, operator = self._operator(raw[opens : len(raw) - closes])
        negated = len(body) > 1 and body[0] == "!"
        self._phrases = []
        tests = self._tests(body[1:] if negated else body)
        least, most = _bounds(operator)
        # What is denied is one token: nothing of several stands in its place.
        return TokenPattern(tests, least, most, negated, marked, () if negated else tuple(sorted(self._phrases)))

    @staticmethod
    def _operator(body: str) -> tuple[str, str]:
        if len(body) == 1 or body[-2] == "\\":
            return body, ""
        match = _OPERATOR.fullmatch(body)
        assert match
        return match[1], match[2] or ""

    def _tests(self, body: str) -> tuple[tuple[str, str, Any], ...]:
        grammar = _SUFFIX.fullmatch(body)
        if grammar:
            word, pos, features = grammar.groups()
            tests = self._tests(word) if word else ()
            tests += (("POS", "in", _known_pos(pos.split("|"))),)
            return tests + ((("MORPH", "is_superset", _features(features.split("|"))),) if features else ())
        if len(body) > 1 and body[0] == "~":
            return (("LEMMA", "in", tuple(sorted(_CHOICE.split(body[1:])))),)
        if body == "_":
            return ()
        if body == "#":
            return (("IS_DIGIT", "is", True),)
        if len(body) > 2 and body[0] == body[-1] == "/":
            return (("LOWER", "regex", _checked_regex(body[1:-1])),)
        alternatives = [body] if body == "|" else _CHOICE.split(body)
        words = tuple(sorted({w for a in alternatives if a != "#" for w in self._choice(a)}))
        return (("LOWER", "in_or_number" if "#" in alternatives else "in", words),)

    def _choice(self, word: str) -> Sequence[str]:
        """One of the words of a choice, or those of a set; what is of several tokens is put aside."""
        if len(word) > 1 and word[0] == "@":
            return [w for item in self._set(word[1:]) for w in self._single(item)]
        return self._literal(word)

    def _single(self, item: str) -> Sequence[str]:
        if _is_elision(item):
            return [item.lower()]
        tokens = self._words(item)
        if len(tokens) == 1:
            return tokens
        self._phrases.append(tuple(tokens))
        return ()

    def _literal(self, word: str) -> Sequence[str]:
        if _is_elision(word):
            return [word.lower()]
        tokens = self._words(word[1:] if len(word) == 2 and word[0] == "\\" else word)
        if len(tokens) != 1:
            raise PatternError(f"{word!r} is {len(tokens)} tokens {tokens}: write them apart")
        return tokens

    def _set(self, name: str) -> Sequence[str]:
        if name not in self._sets:
            raise PatternError(f"unknown word set @{name}{did_you_mean(name, self._sets)}")
        return self._sets[name]

    def _mapping(self, item: dict[str, Any]) -> TokenPattern:
        for key in item:
            if key in _NOT_OURS:
                raise PatternError(f"{key} is not in our grammar: use POS, MORPH or LEMMA")
            if key not in ATTRIBUTES:
                raise PatternError(f"unknown attribute {key!r}{did_you_mean(key, ATTRIBUTES)}")
        operator = str(item.get("OP", ""))
        least, most = (1, 1) if operator == "!" else _bounds(operator)
        self._phrases = []
        tests = tuple(t for k, v in item.items() if k not in ("OP", "MARK") for t in self._attribute(k, v))
        plain = operator != "!" and [test[:2] for test in tests] == [("LOWER", "in")]
        return TokenPattern(
            tests, least, most, operator == "!", bool(item.get("MARK", False)), tuple(sorted(self._phrases)) if plain else ()
        )  # fmt: skip

    def _attribute(self, name: str, value: object) -> list[tuple[str, str, Any]]:
        if name in FLAGS:
            return [(name, "is", bool(value))]
        if isinstance(value, list):
            raise PatternError(f"a choice stands under IN: {{{name}: {{IN: […]}}}}", (name,))
        if not isinstance(value, dict):
            value = {"==": value} if name == "LENGTH" else {"IN": value}
        return [self._predicate(name, op, v) for op, v in value.items()]

    def _predicate(self, key: str, operator: str, value: object) -> tuple[str, str, Any]:
        name = "TEXT" if key == "ORTH" else key
        if operator in _IN_SETS and name == "MORPH":
            return name, operator.lower(), _features(_texts(value, (key, operator)))
        if operator in ("IN", "NOT_IN") and name in STRINGS:
            fold = name == "LOWER"
            found = {w for v in _texts(value, (key, operator)) for w in (self._choice(v) if fold else [v])}
            if name == "POS":
                _known_pos(found)
            return name, operator.lower(), tuple(sorted(found))
        if operator == "REGEX":
            return name, "regex", _checked_regex(str(value))
        if operator in _COMPARE and name == "LENGTH":
            return name, operator, _number(value, (key, operator))
        raise PatternError(f"unknown operator {operator!r} for {name}")


def _is_elision(word: str) -> bool:
    """Whether a word is one that the tokenizer knows only before another: d', qu'."""
    return word.endswith("'") and word[:-1].isalpha()


def _texts(value: object, at: tuple[str, ...]) -> list[str]:
    """One word or a list of words: an unquoted ``true`` or ``7`` is none."""
    given: list[Any] = value if isinstance(value, list) else [value]
    for i, word in enumerate(given):
        if word is None or word == "":
            raise PatternError("a word is missing here", (*at, i))
        if not isinstance(word, str):
            said = str(word).lower() if isinstance(word, bool) else repr(word)
            raise PatternError(f"{said} is no word here: quote it if it is meant as one, as in 'true' or '7'", (*at, i))
    return given


def _number(value: object, at: tuple[str, ...]) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise PatternError(f"{value!r} is no length: write a whole number", at)
    return value


def _known_pos(names: Iterable[str]) -> tuple[str, ...]:
    for name in names:
        if name not in POS:
            raise PatternError(f"unknown part of speech {name!r}{did_you_mean(name, POS)}; there are {', '.join(sorted(POS))}")
    return tuple(sorted(names))


def _features(features: Iterable[str]) -> tuple[str, ...]:
    for feature in features:
        if not _FEATURE.fullmatch(feature):
            raise PatternError(f"{feature!r} is no feature: write it as in Gender=Fem")
    return tuple(sorted(features))


def _checked_regex(expression: str) -> str:
    try:
        re.compile(expression)
    except re.error as e:
        raise PatternError(f"bad regular expression {expression!r}: {e}") from None
    return expression


def _bounds(operator: str) -> tuple[int, int]:
    simple = {"": (1, 1), "1": (1, 1), "?": (0, 1), "*": (0, UNBOUNDED), "+": (1, UNBOUNDED)}
    if operator in simple:
        return simple[operator]
    match = _RANGE.fullmatch(operator)
    if not match:
        raise PatternError(f"unknown operator {operator!r}")
    least = _times(match[1] or "0")
    most = _times(match[3]) if match[3] else (UNBOUNDED if match[2] else least)
    return least, most


def _times(digits: str) -> int:
    """A number of words, none larger than any sentence is read: what runs a pattern need not fear for its integers."""
    return min(int(digits[-_DIGITS:]), _FARTHEST) if len(digits.lstrip("0")) <= _DIGITS else _FARTHEST
