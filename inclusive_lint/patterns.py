"""Runs compiled token patterns on our own tokens, with spaCy's Matcher semantics inside one sentence."""

from __future__ import annotations

import operator
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .model import CHOICES
from .tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .reading import Range
    from .tokens import Tokens

    Ranges = tuple[tuple[int, int], ...]
    Values = int | Sequence[Any]  # an element as it is compiled
    State = tuple[int, int, Ranges]

_UNMARKED: Ranges = ()
_NOWHERE: list[int] = []
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

    def __init__(self, values: Values, classes: Mapping[int, frozenset[str]]) -> None:
        self.least, self.most, negated, marked, phrases, tests = _in_full(values)
        self.phrases: list[list[str]] | None = [list(phrase) for phrase in phrases] or None
        self.negated, self.marked = bool(negated), bool(marked)
        self.words: frozenset[str] | None = None
        self.tests: list[tuple[str, str, Any]] = []
        self.edge = ""
        for attribute, op, value in tests:
            if attribute == "LOWER" and op == "in" and len(tests) == 1:
                self.words = classes[value]  # the common case, one choice of folded words, is a set look-up
                return
            self.tests.append((attribute, op, classes[value] if attribute == "LOWER" and op in CHOICES else value))
        if tests and tests[0][0] == "EDGE":
            self.edge = tests[0][2]


class Pattern:
    """A compiled pattern: see anchors.py for ``least``, ``most`` and ``needs``. ``entry`` is the number of its lexicon entry.

    What it finds are the widest stretches of words it can mark, whatever the order in which one looks.
    """

    __slots__ = ("_classes", "_elements", "_marks", "_needs", "_skeleton", "_values", "asks_grammar", "entry", "least", "most")

    def __init__(
        self, values: Sequence[Values], classes: Mapping[int, frozenset[str]], entry: int = -1, least: int = 0,
        most: int = 0, needs: Sequence[Sequence[int]] = (),
    ) -> None:  # fmt: skip
        self._values = values
        self._classes = classes
        self.entry = entry
        self.least = least
        self.most = most
        self._needs = [(classes[number], low, high) for number, low, high in needs]
        self.asks_grammar = False  # whether words alone do not decide it
        self._marks = False
        for element in values:
            if isinstance(element, int):
                self._marks = self._marks or element < 0
                continue
            self._marks = self._marks or bool(element[3])
            for test in element[5]:
                self.asks_grammar = self.asks_grammar or test[0] in _GRAMMAR
        self._elements: list[Element] | None = None
        self._skeleton: Pattern | None = None

    def _ready(self) -> list[Element]:
        """The elements, made when the pattern is first tried: most are not, for want of a word they need."""
        elements = self._elements
        if elements is None:
            elements = self._elements = [Element(v, self._classes) for v in self._values]
        return elements

    @property
    def skeleton(self) -> Pattern:
        """The same without its questions of grammar: most sentences have not even its words."""
        found = self._skeleton
        if found is None:
            found = self._skeleton = Pattern(_words_only(self._values), self._classes, self.entry, self.least, self.most)
        return found

    def possible(self, words: Iterable[str]) -> bool:
        """Whether a sentence of these words can hold what the pattern needs."""
        for wanted, _, _ in self._needs:  # a loop is compiled to less than a generator
            if wanted.isdisjoint(words):
                return False
        return True

    def find(self, tokens: Tokens, view: str, where: Range) -> list[tuple[int, int]]:
        """Return what is marked in a sentence.

        Where there is no grammar, what words alone would mark: for an exception, which then keeps silent in doubt.
        """
        if self.asks_grammar:
            guesses = self.skeleton.find(tokens, view, where)
            if not guesses or not _answers(tokens, where.start):
                return guesses
        return self._marked(tokens, view, list(range(*where)), where.end)

    def near(self, words: list[str], where: Range, at: int) -> bool:
        """Whether what the pattern needs stands near enough to an anchor, inside its sentence."""
        start, end = where
        for wanted, low, high in self._needs:
            if not any_of(wanted, words, max(at + low, start), min(at + high + 1, end)):
                return False
        return True

    def find_at(self, tokens: Tokens, view: str, where: Range, anchors: Iterable[int]) -> list[tuple[int, int]]:
        """Return the same, if ``anchors`` are all the tokens of the sentence that can be the anchor and are ``near``.

        Nothing where the pattern asks for grammar and there is none.
        """
        if self.asks_grammar and not (self.skeleton.find_at(tokens, view, where, anchors) and _answers(tokens, where.start)):
            return []
        first, end = where
        starts: list[int] = []
        for at in anchors:
            for start in range(max(first, at - self.most), at - self.least + 1):
                if start not in starts:  # anchors are few
                    starts.append(start)
        return self._marked(tokens, view, starts, end)

    def _marked(self, tokens: Tokens, view: str, starts: list[int], high: int) -> list[tuple[int, int]]:
        """The widest of what is marked by matches that begin at ``starts``."""
        elements = self._ready()
        found: set[tuple[int, int]] = set()
        for start in starts:
            _match(elements, tokens, view, start, high, self._marks, found)
        return _widest(found) if len(found) > 1 else list(found)


def _match(
    elements: list[Element], tokens: Tokens, view: str, start: int, high: int, marks: bool, found: set[tuple[int, int]]
) -> None:  # fmt: skip
    """Add the marked ranges of every match that begins at ``start``; of a pattern without marks all of the match."""
    words: list[str] = tokens.words
    todo: list[State] = [(0, start, _UNMARKED)]
    met: set[State] = set()  # the ways on from where there were several
    while todo:
        number, at, marked = todo.pop()
        while number < len(elements):
            element = elements[number]
            number += 1
            ends = _ends_of(element, tokens, view, words, at, high)
            if len(ends) != 1:
                _branch(element, ends, number, at, marked, met, todo)
                break
            end = ends[0]
            if element.marked:
                marked = _joined(marked, at, end)
            at = end
        else:
            if marks:
                found.update(marked)
            elif at > start:
                found.add((start, at))


def _branch(
    element: Element, ends: list[int], number: int, at: int, marked: Ranges, met: set[State], todo: list[State]
) -> None:  # fmt: skip
    """Add to ``todo`` the ways on from each token at which an element can end, those that were not met yet."""
    for end in ends:
        state = (number, end, _joined(marked, at, end) if element.marked else marked)
        if state not in met:
            met.add(state)
            todo.append(state)


def _ends_of(element: Element, tokens: Tokens, view: str, words: list[str], at: int, high: int) -> list[int]:
    """The tokens at which an element that begins at ``at`` can end."""
    if element.edge and not _at_edge(words, at, element.edge):
        return _NOWHERE
    if element.phrases is not None:
        return _phrase_ends(element, tokens, view, at, high)
    first = at + element.least
    last = _reach(element, tokens, view, words, at, high)
    if last < first:
        return _NOWHERE
    return [last] if last == first else list(range(first, last + 1))


def _phrase_ends(element: Element, tokens: Tokens, view: str, at: int, high: int) -> list[int]:
    """The tokens at which an element that can be several words at once, and begins at ``at``, can end."""
    ends: set[int] = set()
    reached = {at}
    for times in range(element.most + 1):
        if not reached:
            break
        if times >= element.least:
            ends |= reached
        following: set[int] = set()
        for start in reached:
            _once(element, tokens, view, start, high, following)
        reached = following
    return list(ends)


def _once(element: Element, tokens: Tokens, view: str, at: int, high: int, ends: set[int]) -> None:
    """Add the tokens at which one word or phrase of an element ends."""
    words: list[str] = tokens.words
    if at < high and accepts(element, tokens, view, words, at):
        ends.add(at + 1)
    for phrase in element.phrases or ():
        end = at + len(phrase)
        if end <= high and words[at:end] == phrase:
            ends.add(end)


def _reach(element: Element, tokens: Tokens, view: str, words: list[str], at: int, high: int) -> int:
    """The token at which an element that begins at ``at`` must end at the latest."""
    end, limit = at, min(high, at + element.most)
    wanted = element.words
    if wanted is not None and not element.negated:
        while end < limit and words[end] in wanted:
            end += 1
        return end
    while end < limit and accepts(element, tokens, view, words, end):
        end += 1
    return end


def any_of(wanted: frozenset[str], words: list[str], first: int, last: int) -> bool:
    """Whether one of some words stands at the tokens ``first:last``."""
    for at in range(first, last):  # a loop is compiled to less than a generator
        if words[at] in wanted:
            return True
    return False


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


def _in_full(values: Values) -> Sequence[Any]:
    """The values of an element, also of one that is written as the number of its words; see ``compiler.token_values``."""
    if isinstance(values, int):
        return 1, 1, 0, int(values < 0), (), (("LOWER", "in", ~values if values < 0 else values),)
    return values


def _words_only(values: Sequence[Values]) -> list[Values]:
    """The elements without their questions of grammar; one that denies a mixture could be anything."""
    plain: list[Values] = []
    for least, most, negated, marked, phrases, tests in map(_in_full, values):
        words = [test for test in tests if test[0] not in _GRAMMAR]
        doubtful = negated and len(words) < len(tests)
        plain.append([least, most, negated and not doubtful, marked, phrases, [] if doubtful else words])
    return plain


def _at_edge(words: Sequence[str], at: int, edge: str) -> bool:
    """Whether a sentence or block starts, or ends, right before token ``at``."""
    if edge == "start":
        return at == 0 or words[at - 1] == BOUNDARY or words[at - 1] in SENTENCE_END
    return words[at] == BOUNDARY or words[at] in SENTENCE_END


def accepts(element: Element, tokens: Tokens, view: str, words: list[str], at: int) -> bool:
    """Whether one token meets an element."""
    word = words[at]
    if word == BOUNDARY:
        return False
    if element.words is not None:
        return (word in element.words) is not element.negated
    for test in element.tests:
        if not _test(test, word, tokens, view, at):
            return element.negated
    return not element.negated


def _test(test: tuple[str, str, Any], word: str, tokens: Tokens, view: str, at: int) -> bool:
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
