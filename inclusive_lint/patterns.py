"""Runs compiled token patterns on our own tokens, with spaCy's Matcher semantics inside one sentence."""

from __future__ import annotations

import operator
import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from .model import CHOICES
from .tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .reading import Range
    from .tokens import Tokens

_COMPARE = {
    "==": operator.eq, "!=": operator.ne, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
_SETS: Mapping[str, Callable[[frozenset[str], frozenset[str]], bool]] = {
    "is_superset": frozenset.issuperset,
    "is_subset": frozenset.issubset,
    "intersects": lambda found, wanted: not found.isdisjoint(wanted),
}
_GRAMMAR = frozenset({"POS", "LEMMA", "MORPH"})


@lru_cache(maxsize=4096)
def compiled_regex(expression: str) -> re.Pattern[str]:
    """Compile an expression once per process."""
    return re.compile(expression)


class Element:
    """One element of a pattern, ready to run. ``classes`` are the choices of words, by number."""

    __slots__ = ("edge", "least", "marked", "most", "negated", "phrases", "tests", "words")

    def __init__(self, values: Sequence[Any], classes: Mapping[int, frozenset[str]]) -> None:
        self.least, self.most, negated, marked, phrases, tests = values
        self.phrases = [list(phrase) for phrase in phrases]
        self.negated, self.marked = bool(negated), bool(marked)
        ready = [(a, op, classes[v] if a == "LOWER" and op in CHOICES else v) for a, op, v in tests]
        # The common case, one choice of folded words, is a set look-up.
        simple = len(ready) == 1 and ready[0][:2] == ("LOWER", "in")
        self.words: frozenset[str] | None = ready[0][2] if simple else None
        self.tests = [] if simple else ready
        self.edge = tests[0][2] if tests and tests[0][0] == "EDGE" else ""


class Pattern:
    """A compiled pattern: see anchors.py for ``least``, ``most`` and ``needs``. ``entry`` is the number of its lexicon entry.

    What it finds are the widest stretches of words it can mark, whatever the order in which one looks.
    """

    def __init__(
        self, values: Sequence[Sequence[Any]], classes: Mapping[int, frozenset[str]], entry: int = -1, least: int = 0,
        most: int = 0, needs: Sequence[Sequence[int]] = (),
    ) -> None:  # fmt: skip
        self._values = values
        self._classes = classes
        self.entry = entry
        self.most = most
        self._before = range(most, least - 1, -1)
        self._span = least, most, needs
        self._needs = [(classes[number], low, high) for number, low, high in needs]
        self._marks = any(marked for _, _, _, marked, _, _ in values)

    @cached_property
    def _elements(self) -> list[Element]:
        """Made when the pattern is first tried: most are not, for want of a word they need."""
        return [Element(v, self._classes) for v in self._values]

    @cached_property
    def asks_grammar(self) -> bool:
        """Whether words alone do not decide it."""
        return any(test[0] in _GRAMMAR for *_, tests in self._values for test in tests)

    @cached_property
    def skeleton(self) -> Pattern:
        """The same without its questions of grammar: most sentences have not even its words."""
        return Pattern(_words_only(self._values), self._classes, self.entry, *self._span)

    def possible(self, words: Iterable[str]) -> bool:
        """Whether a sentence of these words can hold what the pattern needs."""
        return all(not wanted.isdisjoint(words) for wanted, _, _ in self._needs)

    def find(self, tokens: Tokens, view: str, where: Range) -> list[tuple[int, int]]:
        """Return what is marked in a sentence.

        Where there is no grammar, what words alone would mark: for an exception, which then keeps silent in doubt.
        """
        if self.asks_grammar:
            guesses = self.skeleton.find(tokens, view, where)
            if not guesses or not _answers(tokens, where.start):
                return guesses
        return self._marked(tokens, view, range(*where), where.end)

    def near(self, words: Sequence[str], where: Range, at: int) -> bool:
        """Whether what the pattern needs stands near enough to an anchor, inside its sentence."""
        start, end = where
        for wanted, low, high in self._needs:
            first, last = at + low, at + high + 1
            if low == high:
                if not start <= first < end or words[first] not in wanted:
                    return False
            elif last <= start or wanted.isdisjoint(words[max(first, start) : min(last, end)]):
                return False
        return True

    def find_at(self, tokens: Tokens, view: str, where: Range, anchors: Iterable[int]) -> list[tuple[int, int]]:
        """Return the same, if ``anchors`` are all the tokens of the sentence that can be the anchor and are ``near``.

        Nothing where the pattern asks for grammar and there is none.
        """
        if self.asks_grammar and not (self.skeleton.find_at(tokens, view, where, anchors) and _answers(tokens, where.start)):
            return []
        starts = {at - before for at in anchors for before in self._before}
        return self._marked(tokens, view, [start for start in starts if start >= where.start], where.end)

    def _marked(self, tokens: Tokens, view: str, starts: Iterable[int], high: int) -> list[tuple[int, int]]:
        """The widest of what is marked by matches that begin at ``starts``."""
        found = {r for start in starts for ranges in self._matches(tokens, view, start, high) for r in ranges}
        return _widest(found) if len(found) > 1 else list(found)

    def _matches(self, tokens: Tokens, view: str, start: int, high: int) -> Iterator[tuple[tuple[int, int], ...]]:
        """Yield the marked ranges of every match that begins at ``start``."""
        elements = self._elements
        todo: list[tuple[int, int, tuple[tuple[int, int], ...]]] = [(0, start, ())]  # element, token, marked so far
        seen = set(todo)
        while todo:
            number, at, marked = todo.pop()
            if number == len(elements):
                if at > start:
                    yield marked if self._marks else ((start, at),)
                continue
            element = elements[number]
            if element.edge and not _at_edge(tokens.words, at, element.edge):
                continue
            for end in _ends_of(element, tokens, view, at, high):
                state = (number + 1, end, _joined(marked, at, end) if element.marked else marked)
                if state not in seen:
                    seen.add(state)
                    todo.append(state)


def _ends_of(element: Element, tokens: Tokens, view: str, at: int, high: int) -> Iterable[int]:
    """The tokens at which an element that begins at ``at`` can end."""
    if not element.phrases:
        return range(at + element.least, _reach(element, tokens, view, at, high) + 1)
    ends: set[int] = set()
    reached = {at}
    for times in range(element.most + 1):
        ends |= reached if times >= element.least else set()
        reached = {end for start in reached for end in _once(element, tokens, view, start, high)}
    return sorted(ends)


def _once(element: Element, tokens: Tokens, view: str, at: int, high: int) -> Iterator[int]:
    """The tokens at which one word or phrase of an element ends."""
    if at < high and accepts(element, tokens, view, at):
        yield at + 1
    for phrase in element.phrases:
        end = at + len(phrase)
        if end <= high and tokens.words[at:end] == phrase:
            yield end


def _reach(element: Element, tokens: Tokens, view: str, at: int, high: int) -> int:
    """The token at which an element that begins at ``at`` must end at the latest."""
    end, limit = at, min(high, at + element.most)
    if element.words is not None and not element.negated:
        while end < limit and tokens.words[end] in element.words:
            end += 1
        return end
    while end < limit and accepts(element, tokens, view, end):
        end += 1
    return end


def _joined(marked: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Ranges with one more; neighbours are one range."""
    if start == end:
        return marked
    if marked and marked[-1][1] == start:
        return (*marked[:-1], (marked[-1][0], end))
    return (*marked, (start, end))


def _widest(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that lie in no other, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _answers(tokens: Tokens, at: int) -> bool:
    return tokens.grammar is not None and tokens.grammar.answers(tokens, at)


def _words_only(values: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The elements without their questions of grammar; one that denies a mixture could be anything."""
    plain: list[list[Any]] = []
    for least, most, negated, marked, phrases, tests in values:
        words = [test for test in tests if test[0] not in _GRAMMAR]
        doubtful = negated and len(words) < len(tests)
        plain.append([least, most, negated and not doubtful, marked, phrases, [] if doubtful else words])
    return plain


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
    if attribute in _GRAMMAR:
        return _grammatical(attribute, op, value, tokens, at)
    text = word
    if attribute not in _FOLDED:
        start, end = tokens.place(at)
        text = view[start:end]
    if op == "is":
        return _FLAGS[attribute](text) is value
    if op == "regex":
        return compiled_regex(value).search(text) is not None
    if op == "in_or_number":
        return text in value or _is_number(text)
    return (text in value) is (op == "in")


def _grammatical(attribute: str, op: str, value: Any, tokens: Tokens, at: int) -> bool:
    assert tokens.grammar is not None
    analysis = tokens.grammar.at(tokens, at)
    if op in _SETS:
        return bool(_SETS[op](analysis.morph, frozenset(value)))
    text = {"POS": analysis.pos, "LEMMA": analysis.lemma, "MORPH": analysis.features}[attribute]
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
