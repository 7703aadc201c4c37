"""A description being read: its words, what they mean, and the persons found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..tokens import SENTENCE_END

if TYPE_CHECKING:
    from ..reading import Reading
    from .words import ImageWords, Mark

_DENIAL_REACH = 3  # tokens between "no" and what is denied
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
        self._capitals = {i: self._capital(i) for i in range(start, end)}
        found = vocabulary.marks(self.words, start, end)
        named = self._names_among_words(found)
        self.marks = [m for m in found if m.start not in named and self._is_meant(m)]
        self._said: dict[int, set[str]] = {}
        self._kinds: dict[int, set[str]] = {}
        for mark in self.marks:
            for i in mark.tokens:
                self._kinds.setdefault(i, set()).add(mark.kind)
                if mark.kind == "say":
                    self._said.setdefault(i, set()).add(mark.name)

    def _capital(self, i: int) -> bool:
        raw = self.reading.text(i, i + 1)
        return raw[:1].isupper() and not (raw.isupper() and len(raw) > 1)

    def opens(self, i: int) -> bool:
        """Whether a token opens a sentence, where every word has a capital."""
        before = self.words[i - 1] if i > self.start else "."
        return before in SENTENCE_END or not (before[:1].isalnum() or before in {",", "-", "–", "(", "/", "'s"})

    def _names_among_words(self, found: list[Mark]) -> set[int]:
        """Words that are names here: "Rose explains", "to Mark". One that opens a sentence must be followed as a name is."""
        follows = {m.start for m in found if m.kind == "do" or (m.kind == "say" and m.name in ("and", "who", "prep"))}
        return {
            m.start
            for m in found
            if (m.kind, m.name) == ("say", "name-too") and self._capitals[m.start]
            and (not self.opens(m.start) or m.end in follows or self.words[m.end] in {",", "("})
        }  # fmt: skip

    def _is_meant(self, mark: Mark) -> bool:
        """Whether a mark is no part of a name: "Rose" is no colour inside a sentence, "Baker" after a name no trade."""
        i = mark.start
        if not self._capitals[i] or self.opens(i):
            return True
        titled = mark.kind == "who" or (mark.kind, mark.name) in _WITH_CAPITAL or mark.end - i > 1
        follows_name = self._capitals.get(i - 1, False) and not self.opens(i - 1)
        return titled and not (follows_name and mark.kind == "who" and not mark.name.startswith("title"))

    def says(self, i: int, *names: str) -> bool:
        """Whether a token is one of these words of grammar."""
        return bool(self._said.get(i) and self._said[i].intersection(names))

    def is_kind(self, i: int, *kinds: str) -> bool:
        """Whether a token means something of these kinds."""
        return bool(self._kinds.get(i) and self._kinds[i].intersection(kinds))

    def is_break(self, i: int) -> bool:
        """Whether a clause may end here: a mark of punctuation, or a word such as "while"."""
        return self.words[i] in _BREAKS or self.says(i, "while")

    def is_name(self, i: int) -> bool:
        """Whether a token is written like a name: a capital that no rule of spelling asks for, and no known word."""
        if not (self.start <= i < self.end) or not self._capitals[i] or self._kinds.get(i):
            return False
        return self.words[i].isalpha() and len(self.words[i]) > 1

    def denied(self, mark: Mark) -> bool:
        """Whether the words before say that it is not there: "no hoodie"."""
        for i in range(mark.start - 1, max(self.start, mark.start - 1 - _DENIAL_REACH) - 1, -1):
            if self.says(i, "not"):
                return True
            if self.is_break(i):
                return False
        return False

    def number(self, i: int) -> int:
        """Return the number a token stands for, or 0."""
        word = self.words[i]
        if word.isdigit():
            return int(word) if len(word) < 4 else 0
        return next((int(n[7:]) for n in self._said.get(i, ()) if n.startswith("number-")), 0)
