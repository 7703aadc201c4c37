"""A description being read: its words, what they mean, and the persons found so far."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..tokens import SENTENCE_END
from .words import GRAMMAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ..reading import Reading
    from .words import ImageWords, Mark, Word

_DENIAL_REACH = 3  # tokens between "no" and what is denied
_NUMBER = "number-"
_FOLLOW_A_NAME = ("and", "who", "prep")
_NONE: frozenset[str] = frozenset()
_BREAKS = frozenset({",", ":", "–", "—", "(", ")", "-", "/", *SENTENCE_END})
# Where a capital does not make a name: nouns for people, origins.
_WITH_CAPITAL = frozenset({("trait", "minority"), ("trait", "majority")})


@dataclass(slots=True)
class Draft:
    """A person being read. ``left`` is where the noun phrase begins; ``governed``: behind a preposition."""

    start: int
    end: int
    gender: str = ""
    count: int = 1
    left: int = 0
    plural: bool = False
    named: bool = False
    numbered: bool = False
    apposed: bool = False
    governed: bool = False
    titles: int = 0  # 1: every name that follows is one more of them, "Messrs Lee and Poe"
    kinds: set[str] = field(default_factory=set)
    traits: set[str] = field(default_factory=set)
    acts: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def does(self) -> set[str]:
        return {name for name, _, _ in self.acts}


class Scene:
    """One description: tokens ``start:end`` of a reading."""

    def __init__(self, reading: Reading, vocabulary: ImageWords, start: int, end: int) -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        self.words = reading.words
        self.start = start
        self.end = end
        self.capitals = _capitals(reading, start, end)
        inside = frozenset(i for i in self.capitals if not self.opens(i))
        found, plain = vocabulary.read(self.words, start, end, inside)
        named = self._names_among_words(found, plain) if self.capitals else set()
        for i in named:
            plain.pop(i, None)
        if inside or named:
            found = [m for m in found if m.start not in named and (m.start not in inside or self._is_meant(m))]
        self.marks = found
        self.denies = not vocabulary.denials.isdisjoint(self.words[start:end])
        self._by_kind: defaultdict[str, list[Mark]] = defaultdict(list)
        kinds: defaultdict[int, set[str]] = defaultdict(set)
        said: defaultdict[int, set[str]] = defaultdict(set)
        for mark in found:
            first, _, kind, name, tokens = mark
            self._by_kind[kind].append(mark)
            for i in tokens if first not in plain else ():
                kinds[i].add(kind)
                if kind == GRAMMAR:
                    said[i].add(name)
        self._kinds: dict[int, AbstractSet[str]] = {**kinds}
        self._said: dict[int, AbstractSet[str]] = {**said}
        for i, word in plain.items():
            self._kinds[i] = word.kinds
            if word.says:
                self._said[i] = word.says
        self.breaks = {i for i, names in self._said.items() if "while" in names}
        self.breaks.update(i for i, word in enumerate(self.words[start:end], start) if word in _BREAKS)

    def marked(self, kind: str) -> Sequence[Mark]:
        """Return the marks of a kind, in the order of the text."""
        return self._by_kind.get(kind, ())

    def opens(self, i: int) -> bool:
        """Whether a token opens a sentence, where every word has a capital."""
        before = self.words[i - 1] if i > self.start else "."
        return before in SENTENCE_END or not (before[:1].isalnum() or before in {",", "-", "–", "(", "/", "'s"})

    def _names_among_words(self, found: Sequence[Mark], plain: Mapping[int, Word]) -> set[int]:
        """Words that are names here: "Rose explains", "to Mark". One that opens a sentence must be followed as a name is."""
        if not any(m.kind == GRAMMAR and m.name == "name-too" for m in found):
            return set()
        follows = {m.start for m in found if m.kind == "do" or (m.kind == GRAMMAR and m.name in _FOLLOW_A_NAME)}
        follows |= {i for i, word in plain.items() if not word.says.isdisjoint(_FOLLOW_A_NAME)}
        return {
            m.start
            for m in found
            if (m.kind, m.name) == (GRAMMAR, "name-too") and m.start in self.capitals
            and (not self.opens(m.start) or m.end in follows or self.words[m.end] in {",", "("})
        }  # fmt: skip

    def _is_meant(self, mark: Mark) -> bool:
        """Whether a mark with a capital inside a sentence is no part of a name: "Rose" is no colour inside a sentence, "Baker" after a name no trade."""
        i = mark.start
        titled = mark.kind == "who" or (mark.kind, mark.name) in _WITH_CAPITAL or mark.end - i > 1
        follows_name = i - 1 in self.capitals and not self.opens(i - 1)
        return titled and not (follows_name and mark.kind == "who" and not mark.name.startswith("title"))

    def says(self, i: int, *names: str) -> bool:
        """Whether a token is one of these words of grammar."""
        said = self._said.get(i)
        return said is not None and not said.isdisjoint(names)

    def grammar(self, i: int) -> AbstractSet[str]:
        """Return which words of grammar a token is."""
        return self._said.get(i, _NONE)

    def said(self, start: int, end: int) -> set[str]:
        """Return which words of grammar stand at the tokens ``start:end``."""
        return set[str]().union(*(self._said[i] for i in range(start, end) if i in self._said))

    def is_kind(self, i: int, *kinds: str) -> bool:
        """Whether a token means something of these kinds."""
        known = self._kinds.get(i)
        return known is not None and not known.isdisjoint(kinds)

    def is_plain(self, i: int) -> bool:
        """Whether a token is a word of which nothing is known."""
        return i not in self._kinds and i not in self.breaks

    def clause(self, at: int) -> int:
        """Return where the clause begins in which a token stands."""
        return max((i + 1 for i in self.breaks if i < at), default=self.start)

    def is_break(self, i: int) -> bool:
        """Whether a clause may end here: a mark of punctuation, or a word such as "while"."""
        return i in self.breaks

    def is_name(self, i: int) -> bool:
        """Whether a token is written like a name: a capital that no rule of spelling asks for, and no known word."""
        if i not in self.capitals or i in self._kinds:
            return False
        return self.words[i].isalpha() and len(self.words[i]) > 1

    def denied(self, mark: Mark) -> bool:
        """Whether the words before say that it is not there: "no hoodie"."""
        if not self.denies:
            return False
        for i in range(mark.start - 1, max(self.start, mark.start - 1 - _DENIAL_REACH) - 1, -1):
            if self.says(i, "not"):
                return True
            if self.is_break(i):
                return False
        return False

    def number(self, i: int) -> int:
        """Return the number a token stands for, or 0."""
        word = self.words[i]
        if word.isdecimal():
            return int(word) if len(word) < 4 else 0
        return _number(self._said.get(i, ()))

    def numbers(self, start: int, end: int, said: AbstractSet[str]) -> list[int]:
        """Return the numbers that the tokens ``start:end``, of which that much is said, stand for."""
        figures = [n for i in range(start, end) if self.words[i].isdecimal() and (n := self.number(i))]
        word = _number(said)
        return [*figures, word] if word else figures


def _number(names: AbstractSet[str] | tuple[()]) -> int:
    """Return the largest number among the names of words, or 0."""
    numbers = [n for n in names if n.startswith(_NUMBER)]
    return max(int(n.removeprefix(_NUMBER)) for n in numbers) if numbers else 0


def _capitals(reading: Reading, start: int, end: int) -> frozenset[int]:
    """Return the tokens written with a capital, but not in capitals."""
    number = reading.tokens.block_of(start)
    first = reading.tokens.firsts[number]
    block, word = reading.document.blocks[number], reading.words[start]
    if start == first and reading.document.view[block.start + 1 : block.end].islower():
        raw = reading.document.view[block.start : block.start + len(word)]  # nothing else can have a capital
        return frozenset({start}) if _is_capital(raw) else frozenset()
    written = reading.tokens.written(number)[start - first : end - first]
    return frozenset(i for i, raw in enumerate(written, start) if _is_capital(raw))


def _is_capital(raw: str) -> bool:
    return raw[0].isupper() and (len(raw) == 1 or not raw.isupper())
