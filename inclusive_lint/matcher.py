"""What the words of a text can be: which terms, patterns and cues of its language can be there.

Each different word is looked up once, in one table, whatever the number of rules. What a word can begin or anchor is worked
out the first time it is seen and kept, so that a run over many texts pays for its vocabulary, not its length.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from .model import NO_NEED
from .patterns import Pattern, compiled_regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from .catalog import Vocabulary
    from .cues import Cues
    from .tokens import Tokens

_MIN_STEM = 3  # letters before a compound's head: "vak" in "vakman"
_MAX_KNOWN = 200_000  # words kept; a server must not grow without end


class Hit(NamedTuple):
    """A lexicon term at tokens ``start:end``; ``entry`` is its number."""

    start: int
    end: int
    entry: int


class Scan:
    """What was seen in the blocks of one language.

    ``anchors`` are patterns with the tokens around which they may be; the cues are those of the whole document.
    """

    __slots__ = ("anchors", "cues", "hits")

    def __init__(self, cues: Cues) -> None:
        self.hits: list[Hit] = []
        self.anchors: list[tuple[Anchored, Sequence[int]]] = []
        self.cues = cues


Phrase = tuple[list[str], str | int]  # its words, and the cue or entry it is


class Need(NamedTuple):
    """Patterns (numbers) for which a word must stand ``low:high`` tokens from their anchor."""

    numbers: tuple[int, ...]
    low: int
    high: int


class Anchored(NamedTuple):
    """The patterns (numbers) of which a word is the anchor: those that ask for no other word, and the others by the words they ask for first.

    None of these words can stand elsewhere than ``low:high`` tokens from the anchor.
    """

    free: tuple[int, ...]
    wanted: Mapping[str, Sequence[Need]]
    low: int
    high: int


class Row(NamedTuple):
    """What a word can be: terms (entries) of its own, the first word of phrases (by their second word), the anchor of patterns."""

    entries: tuple[int, ...]
    phrases: dict[str, list[Phrase]]
    anchored: Anchored | None


class Known:
    """What was worked out of the words met so far: ``rows`` of those that can be something, and the words of each cue (name)."""

    def __init__(self) -> None:
        self.met: set[str] = set()
        self.telling: set[str] = set()  # those that can be anything
        self.rows: dict[str, Row] = {}
        self.cues: defaultdict[str, set[str]] = defaultdict(set)


class Table:
    """What the words of a language can be; worked out as they are met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        data = vocabulary.data
        self._words: dict[str, str] = data["words"]
        self._suffixes: dict[str, int] = data["suffixes"]
        self._head_sizes = _sizes(self._suffixes)
        self._suffix_cues: dict[str, list[str]] = data["suffix_cues"]  # ending -> names
        self._cue_sizes = _sizes(self._suffix_cues)
        self._stops = frozenset(data["stops"])
        self._regexes: Sequence[tuple[str, list[int], list[str]]] = data["regexes"]
        self._heads: dict[str, list[int]] = data["heads"]
        self._tails: dict[str, list[int]] = data["tails"]
        self._beginnings = _sizes(self._heads, 0)
        self._endings = _sizes(self._tails)
        self._loose: list[int] = data["loose"]
        self._signed: list[int] = data["signed"]
        self._terms: Sequence[tuple[list[str], int]] = data["terms"]
        self._cues: Sequence[tuple[list[str], str]] = data["cues"]
        self.entries = data["entries"]
        self.excepts = data["excepts"]
        self._patterns = data["patterns"]
        self._nearest: Sequence[int] = data["nearest"]
        self._choices: Sequence[Sequence[str]] = data["classes"]
        self._classes = _Classes(self._choices)
        self._known = Known()
        self._ready: dict[int, Pattern] = {}
        self._ready_excepts: dict[int, Pattern] = {}

    def pattern(self, number: int) -> Pattern:
        """Return a pattern, made ready the first time it is needed."""
        found = self._ready.get(number)
        if found is None:
            entry, least, most, needs, values = self._patterns[number]
            found = self._ready[number] = Pattern(values, self._classes, entry, least, most, needs)
        return found

    def words_of(self, number: int) -> frozenset[str]:
        """Return a choice of words by its number."""
        return self._classes[number]

    def except_pattern(self, item: Mapping[str, Any]) -> Pattern:
        """Return the pattern of an exception of this table, made ready once."""
        if id(item) not in self._ready_excepts:
            self._ready_excepts[id(item)] = Pattern(item["tokens"], self._classes, needs=item["needs"])
        return self._ready_excepts[id(item)]

    def known(self, words: AbstractSet[str]) -> Known:
        """Return what is known of words, having worked out what is new among them."""
        known = self._known
        new = words - known.met
        if new and len(known.met) > _MAX_KNOWN:
            # Another thread may be reading the old one.
            known, new = Known(), set(words)
            self._known = known
        for word in new:
            self._learn(word, known)
        known.met |= new
        return known

    def _learn(self, word: str, known: Known) -> None:
        """Look a word up in all there is."""
        entries: list[int] = []
        phrases: dict[str, list[Phrase]] = {}
        patterns: list[int] = []
        for number in self._words.get(word, "").split():
            kind, at = number[0], int(number[1:])
            if kind == "p":
                patterns.append(at)
                continue
            words, what = (self._cues if kind == "c" else self._terms)[at]
            if len(words) > 1:
                phrases.setdefault(words[1], []).append((words, what))
            elif isinstance(what, str):
                self._add_cue(what, word, known)
            else:
                entries.append(what)
        for size in self._cue_sizes.get(word[-1:], ()):
            for name in self._suffix_cues.get(word[-size:], ()):
                self._add_cue(name, word, known)
        if not entries and word not in self._stops:
            entries += self._compound(word)
        patterns += [pattern for number in self._worth_trying(word) for pattern in self._fitting(word, number)]
        if entries or phrases or patterns:
            known.telling.add(word)
            known.rows[word] = Row(tuple(entries), phrases, self._anchored(patterns) if patterns else None)

    @staticmethod
    def _add_cue(name: str, word: str, known: Known) -> None:
        known.cues[name].add(word)
        known.telling.add(word)

    def _anchored(self, numbers: Sequence[int]) -> Anchored:
        """Patterns at one anchor, by the words they need first: of most texts that is all that is ever asked."""
        alike: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for number in numbers:
            alike[tuple(self._nearest[3 * number : 3 * number + 3])].append(number)
        free = alike.pop(NO_NEED, [])
        wanted: defaultdict[str, list[Need]] = defaultdict(list)
        for (choice, low, high), group in alike.items():
            need = Need(tuple(group), low, high + 1)
            for word in self._choices[choice]:
                wanted[word].append(need)
        return Anchored(tuple(free), wanted, min((low for _, low, _ in alike), default=0), max((high + 1 for *_, high in alike), default=0))

    def _compound(self, word: str) -> list[int]:
        """The longest head that a word ends in."""
        for size in self._head_sizes.get(word[-1:], ()):
            if len(word) - size >= _MIN_STEM and word[-size:] in self._suffixes:
                return [self._suffixes[word[-size:]]]
        return []

    def _worth_trying(self, word: str) -> list[int]:
        """The numbers of the expressions that may fit a word, by its letters at either end."""
        found = self._loose if word.isalpha() else self._loose + self._signed
        for size in self._beginnings.get(word[:1], ()):
            found = found + (self._heads.get(word[:size], []) if size <= len(word) else [])
        for size in self._endings.get(word[-1:], ()):
            found = found + (self._tails.get(word[-size:], []) if size <= len(word) else [])
        return found

    def _fitting(self, word: str, number: int) -> Sequence[int]:
        """The patterns of which an expression is the anchor, if it fits the word."""
        expression, patterns, heads = self._regexes[number]
        if heads and not word.startswith(tuple(heads)):
            return ()  # not worth compiling the expression
        return patterns if compiled_regex(expression).search(word) else ()


class _Classes(dict[int, frozenset[str]]):
    """Choices of words that patterns share, by number; made ready when one is first needed."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, number: int) -> frozenset[str]:
        self[number] = found = frozenset(self._rows[number])
        return found


def _sizes(endings: Iterable[str], at: int = -1) -> dict[str, list[int]]:
    """Last letter (or the one ``at`` another place) -> the lengths of the endings with that letter, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for ending in endings:
        found[ending[at]].add(len(ending))
    return {letter: sorted(sizes, reverse=True) for letter, sizes in found.items()}


def scan(table: Table, tokens: Tokens, first: int, last: int, into: Scan) -> None:
    """Look up the different words of the tokens ``first:last`` and add what they can be to ``into``."""
    words = tokens.words[first:last]
    known = table.known(set(words))
    telling = known.telling
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words, first):
        if word in telling:
            places[word].append(i)
    into.cues.add_words(known.cues, places)
    for word in [word for word in places if word in known.rows]:
        (entries, phrases, anchored), at = known.rows[word], places[word]
        for entry in entries:
            into.hits += [Hit(i, i + 1, entry) for i in at]
        if phrases:
            _phrases(phrases, tokens.words, at, into)
        if anchored:
            into.anchors.append((anchored, at))
    into.hits.sort()


def _phrases(phrases: Mapping[str, list[Phrase]], words: Sequence[str], at: Sequence[int], into: Scan) -> None:
    """Add the terms (entries) and cues (names) of several words that begin at tokens."""
    for i in at:
        for phrase, what in phrases.get(words[i + 1], ()):
            size = len(phrase)
            if words[i : i + size] != phrase:
                continue
            if isinstance(what, int):
                into.hits.append(Hit(i, i + size, what))
            else:
                into.cues.add_phrase(what, i, size)
