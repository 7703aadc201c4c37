"""Runs compiled token patterns on our own tokens, with spaCy's Matcher semantics inside one sentence."""

from __future__ import annotations

import operator
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .reading import Range
    from .tokens import Tokens

_COMPARE = {
    "==": operator.eq, "!=": operator.ne, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
Test = "Callable[[int], bool]"


@lru_cache(maxsize=4096)
def compiled_regex(expression: str) -> re.Pattern[str]:
    """Compile an expression once per process."""
    return re.compile(expression)


class Element:
    """One element of a pattern, ready to run."""

    __slots__ = ("edge", "least", "marked", "most", "negated", "tests", "words")

    def __init__(self, values: Sequence[Any]) -> None:
        self.least, self.most, negated, marked, tests = values
        self.negated, self.marked = bool(negated), bool(marked)
        # The common case, one choice of folded words, is a set look-up.
        simple = len(tests) == 1 and tests[0][0] == "LOWER" and tests[0][1] == "in"
        self.words = frozenset(tests[0][2]) if simple else None
        self.tests = [] if simple else tests
        self.edge = tests[0][2] if tests and tests[0][0] == "EDGE" else ""


class Pattern:
    """A compiled pattern. ``entry`` is the number of its lexicon entry."""

    __slots__ = ("before", "elements", "entry", "left", "marks", "right")

    def __init__(
        self, values: Sequence[Sequence[Any]], entry: int = -1, before: Sequence[int] = (0, 0),
        beside: Sequence[Sequence[str]] = ((), ()),
    ) -> None:  # fmt: skip
        self.before = before
        self.left, self.right = (frozenset(words) for words in beside)
        self.elements = [Element(v) for v in values]
        self.entry = entry
        self.marks = any(e.marked for e in self.elements)

    def find(self, tokens: Tokens, view: str, low: int, high: int) -> Iterator[list[tuple[int, int]]]:
        """Yield the longest match from every start in ``low:high``, not overlapping: its marked token ranges."""
        at = low
        while at < high:
            path = self._match(tokens, view, 0, at, high, [])
            if path and path[-1][2] > at:
                yield self._ranges(path)
                at = path[-1][2]
            else:
                at += 1

    def find_at(self, tokens: Tokens, view: str, where: Range, anchor: int) -> list[tuple[int, int]]:
        """Return the marked token ranges of the first match around ``anchor``, or none.

        The words before the anchor are at least ``before[0]`` and at most ``before[1]``.
        """
        words = tokens.words
        if (self.right and words[anchor + 1] not in self.right) or (self.left and words[anchor - 1] not in self.left):
            return []
        least, most = self.before
        for start in range(max(where.start, anchor - most), anchor - least + 1):
            path = self._match(tokens, view, 0, start, where.end, [])
            if path and path[-1][2] > anchor:
                return self._ranges(path)
        return []

    def _ranges(self, path: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
        if not self.marks:
            return [(path[0][1], path[-1][2])]
        ranges: list[tuple[int, int]] = []
        for number, start, end in path:
            if not self.elements[number].marked or start == end:
                continue
            if ranges and ranges[-1][1] == start:
                ranges[-1] = (ranges[-1][0], end)
            else:
                ranges.append((start, end))
        return ranges

    def _match(
        self, tokens: Tokens, view: str, number: int, at: int, high: int, path: list[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]] | None:
        """Match elements from ``number`` on at token ``at``; greedy, backing off."""
        if number == len(self.elements):
            return path
        element = self.elements[number]
        if element.edge and not _at_edge(tokens.words, at, element.edge):
            return None
        reach = at
        while reach < high and reach - at < element.most and accepts(element, tokens, view, reach):
            reach += 1
        for end in range(reach, at + element.least - 1, -1):
            found = self._match(tokens, view, number + 1, end, high, [*path, (number, at, end)])
            if found is not None:
                return found
        return None


def _at_edge(words: Sequence[str], at: int, edge: str) -> bool:
    """Whether a sentence or block starts, or ends, right before token ``at``."""
    if edge == "start":
        return at == 0 or words[at - 1] == BOUNDARY or words[at - 1] in SENTENCE_END
    return words[at] == BOUNDARY or words[at] in SENTENCE_END


def accepts(element: Element, tokens: Tokens, view: str, at: int) -> bool:
    """Whether one token meets an element."""
    word = tokens.words[at]
    if word == BOUNDARY:
        return False
    if element.words is not None:
        return (word in element.words) is not element.negated
    met = all(_test(test, word, tokens, view, at) for test in element.tests)
    return met is not element.negated


def _test(test: Sequence[Any], word: str, tokens: Tokens, view: str, at: int) -> bool:
    attribute, op, value = test
    if attribute == "LENGTH":
        return bool(_COMPARE[op](len(word), value))
    text = word
    if attribute not in _FOLDED:
        start, end = tokens.place(at)
        text = view[start:end]
    if op == "is":
        return _FLAGS[attribute](text) is value
    if op == "regex":
        return compiled_regex(value).search(text) is not None
    return (text in value) is (op == "in")


def _is_number(text: str) -> bool:
    return text[:1].isdigit()


# What the folded word tells as well as the written one: no need to look where it stands.
_FOLDED = frozenset({"LOWER", "IS_DIGIT", "LIKE_NUM", "IS_ALPHA", "IS_PUNCT"})
_FLAGS: dict[str, Callable[[str], bool]] = {
    "IS_DIGIT": _is_number,
    "LIKE_NUM": _is_number,
    "IS_TITLE": str.istitle,
    "IS_UPPER": str.isupper,
    "IS_ALPHA": str.isalpha,
    "IS_PUNCT": lambda text: not any(c.isalnum() for c in text),
}
