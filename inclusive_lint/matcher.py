"""What the words of a text can be: which terms, patterns and cues of its language can be there.

Each different word is looked up once, in one table, whatever the number of rules. What a word can begin or anchor is worked
out the first time it is seen and kept, so that a run over many texts pays for its vocabulary, not its length.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from .affixes import LENGTH
from .patterns import Pattern, compiled_regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .catalog import Vocabulary
    from .tokens import Tokens

_MIN_STEM = 3  # letters before a compound's head: "vak" in "vakman"
_CONTEXT = "cue-"  # cues that stand in running text; the others can be headings
_MAX_KNOWN = 200_000  # words kept; a server must not grow without end


class Hit(NamedTuple):
    """A lexicon term at tokens ``start:end``; ``entry`` is its number."""

    start: int
    end: int
    entry: int


class Cues(dict[str, list[int]]):
    """Cue name -> the tokens at which it begins, in order; put in order when the name is asked for.

    ``lengths`` are the words of the longest phrase at a token that can be a heading.
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: defaultdict[str, list[Sequence[int]]] = defaultdict(list)
        self.lengths: dict[int, int] = {}

    def add(self, name: str, tokens: Sequence[int]) -> None:
        """Add tokens at which a cue begins."""
        self._found[name].append(tokens)

    def names(self, prefix: str) -> list[str]:
        """Return the names of the cues that were found."""
        return [name for name in self._found if name.startswith(prefix)]

    def __missing__(self, name: str) -> list[int]:
        self[name] = at = sorted({*chain.from_iterable(self._found.get(name, ()))})
        return at


class Scan:
    """What was seen in the blocks of one language.

    ``anchors`` are tokens by word, of words around which there may be a pattern; the cues are those of the whole document.
    """

    __slots__ = ("anchors", "cues", "hits")

    def __init__(self, cues: Cues) -> None:
        self.hits: list[Hit] = []
        self.anchors: defaultdict[str, list[int]] = defaultdict(list)
        self.cues = cues


Phrase = tuple[list[str], str | int]  # its words, and the cue or entry it is


class Row(NamedTuple):
    """What a word can be: cues (names) and terms (entries) of its own, the first word of phrases, the anchor of patterns.

    ``phrases`` are by their second word.
    """

    cues: tuple[str, ...]
    entries: tuple[int, ...]
    phrases: dict[str, list[Phrase]]
    anchor: bool


class Anchored(NamedTuple):
    """A pattern (number) at its anchor: one of ``wanted`` must stand ``low:high`` tokens from there, if there is any."""

    number: int
    wanted: frozenset[str] | None
    low: int
    high: int


class Table(dict[str, Row | None]):
    """Word -> what it can be, or None. Filled as words are met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
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
        self._loose: list[int] = data["loose"]
        self._signed: list[int] = data["signed"]
        self._terms: Sequence[tuple[list[str], int]] = data["terms"]
        self._cues: Sequence[tuple[list[str], str]] = data["cues"]
        self.entries = data["entries"]
        self.excepts = data["excepts"]
        self._patterns = data["patterns"]
        self._classes = _Classes(data["classes"])
        self._anchored: dict[str, list[Anchored]] = {}
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

    def anchored(self, word: str) -> Sequence[Anchored]:
        """Return the patterns of which a word is the anchor."""
        found = self._anchored.get(word)
        if found is None:
            numbers = [int(number[1:]) for number in self._words.get(word, "").split() if number[0] == "p"]
            numbers += [pattern for number in self._worth_trying(word) for pattern in self._fitting(word, number)]
            found = [Anchored(number, *self._first_need(number)) for number in numbers]
            if len(self._anchored) < _MAX_KNOWN:
                self._anchored[word] = found
        return found

    def _first_need(self, number: int) -> tuple[frozenset[str] | None, int, int]:
        needs = self._patterns[number][3]
        return (self._classes[needs[0][0]], needs[0][1], needs[0][2] + 1) if needs else (None, 0, 0)

    def __missing__(self, word: str) -> Row | None:
        cues: list[Any] = []  # names
        entries: list[Any] = []  # numbers
        phrases: dict[str, list[Phrase]] = {}
        for number in self._words.get(word, "").split():
            kind = number[0]
            if kind == "p":
                continue  # see ``anchored``
            words, what = (self._cues if kind == "c" else self._terms)[int(number[1:])]
            if len(words) > 1:
                phrases.setdefault(words[1], []).append((words, what))
            elif kind == "c":
                cues.append(what)
            else:
                entries.append(what)
        for size in self._cue_sizes.get(word[-1:], ()):
            cues += self._suffix_cues.get(word[-size:], ())
        if not entries and word not in self._stops:
            entries += self._compound(word)
        anchor = bool(self.anchored(word))
        found = Row(tuple(cues), tuple(entries), phrases, anchor) if cues or entries or phrases or anchor else None
        if len(self) < _MAX_KNOWN:
            self[word] = found
        return found

    def _compound(self, word: str) -> list[int]:
        """The longest head that a word ends in."""
        for size in self._head_sizes.get(word[-1:], ()):
            if len(word) - size >= _MIN_STEM and word[-size:] in self._suffixes:
                return [self._suffixes[word[-size:]]]
        return []

    def _worth_trying(self, word: str) -> Iterator[int]:
        """The numbers of the expressions that may fit a word, by its letters at either end."""
        yield from self._loose
        if not word.isalpha():
            yield from self._signed
        for size in range(1, min(LENGTH, len(word)) + 1):
            yield from self._heads.get(word[:size], ())
            yield from self._tails.get(word[-size:], ())

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


def _sizes(endings: Iterable[str]) -> dict[str, list[int]]:
    """Last letter -> the lengths of the endings with that letter, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for ending in endings:
        found[ending[-1]].add(len(ending))
    return {letter: sorted(sizes, reverse=True) for letter, sizes in found.items()}


def scan(table: Table, tokens: Tokens, first: int, last: int, into: Scan) -> None:
    """Look up the different words of the tokens ``first:last`` and add what they can be to ``into``."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(tokens.words[first:last], first):
        places[word].append(i)
    for word, at in places.items():
        row = table[word]
        if row is None:
            continue
        for name in row.cues:
            into.cues.add(name, at)
        for entry in row.entries:
            into.hits += [Hit(i, i + 1, entry) for i in at]
        if row.phrases:
            _phrases(row.phrases, tokens.words, at, into)
        if row.anchor:
            into.anchors[word] += at
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
                continue
            into.cues.add(what, (i,))
            if not what.startswith(_CONTEXT):
                into.cues.lengths[i] = max(size, into.cues.lengths.get(i, 0))
