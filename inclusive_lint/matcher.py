"""One pass over the words of a text: which terms, patterns and cues of its language can be there.

A word is looked up once, in one table, whatever the number of rules. What a word can begin or anchor is worked
out the first time it is seen and kept, so that a run over many texts pays for its vocabulary, not its length.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from .affixes import LENGTH
from .patterns import Pattern, compiled_regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


@dataclass(slots=True)
class Scan:
    """What one pass saw in the blocks of one language.

    ``anchors`` are tokens by word, of words around which there may be a pattern. ``cues`` are tokens by cue name and
    ``lengths`` the words of the longest phrase at a token that can be a heading; both are shared by the languages of a document.
    """

    hits: list[Hit] = field(default_factory=list)
    anchors: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    cues: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    lengths: dict[int, int] = field(default_factory=dict)


# What a word can be. Kinds: a term of one word (entry), the first word of a term (words, entry), a cue of one word
# (name), the first word of a cue (words, name); and an anchor of patterns.
Item = tuple[Any, ...]
TERM, PHRASE, CUE, CUE_PHRASE, ANCHOR = range(5)


class Table(dict[str, tuple[Item, ...] | None]):
    """Word -> what it can be, or None. Filled as words are met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        data = vocabulary.data
        self._words: dict[str, str] = data["words"]
        self._suffixes: dict[str, int] = data["suffixes"]
        self._endings = tuple(self._suffixes)
        self._suffix_cues: dict[str, list[str]] = data["suffix_cues"]
        self._cue_endings = tuple(self._suffix_cues)
        self._stops = frozenset(data["stops"])
        self._regexes: Sequence[tuple[str, list[int]]] = data["regexes"]
        self._heads: dict[str, list[int]] = data["heads"]
        self._tails: dict[str, list[int]] = data["tails"]
        self._loose: list[int] = data["loose"]
        self._terms: Sequence[tuple[list[str], int]] = data["terms"]
        self._cues: Sequence[tuple[list[str], str]] = data["cues"]
        self.entries = data["entries"]
        self.excepts = data["excepts"]
        self._patterns = data["patterns"]
        self._classes = _Classes(data["classes"])
        self._anchored: dict[str, list[int]] = {}
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

    def anchored(self, word: str) -> Sequence[int]:
        """Return the numbers of the patterns of which a word is the anchor."""
        found = self._anchored.get(word)
        if found is None:
            found = [int(number[1:]) for number in self._words.get(word, "").split() if number[0] == "p"]
            found += [pattern for number in self._worth_trying(word) for pattern in self._fitting(word, number)]
            if len(self._anchored) < _MAX_KNOWN:
                self._anchored[word] = found
        return found

    def __missing__(self, word: str) -> tuple[Item, ...] | None:
        items = [self._item(number) for number in self._words.get(word, "").split() if number[0] != "p"]
        if word.endswith(self._endings) and word not in self._stops:
            items += self._compound(word, items)
        if word.endswith(self._cue_endings):
            items += [self._item(c) for end, cues in self._suffix_cues.items() if word.endswith(end) for c in cues]
        if self.anchored(word):
            items.append((ANCHOR,))
        found = tuple(items) or None
        if len(self) < _MAX_KNOWN:
            self[word] = found
        return found

    def _worth_trying(self, word: str) -> Iterator[int]:
        """The numbers of the expressions that may fit a word, by its first and its last letters."""
        yield from self._loose
        for size in range(1, min(LENGTH, len(word)) + 1):
            yield from self._heads.get(word[:size], ())
            yield from self._tails.get(word[-size:], ())

    def _fitting(self, word: str, number: int) -> Sequence[int]:
        """The patterns of which an expression is the anchor, if it fits the word."""
        expression, patterns = self._regexes[number]
        return patterns if compiled_regex(expression).search(word) else ()

    def _item(self, number: str) -> Item:
        """What a number of the index stands for: ``c3`` a cue, ``3`` a term."""
        if number[0] == "c":
            words, name = self._cues[int(number[1:])]
            return (CUE, name) if len(words) == 1 else (CUE_PHRASE, words, name)
        words, entry = self._terms[int(number)]
        return (TERM, entry) if len(words) == 1 else (PHRASE, words, entry)

    def _compound(self, word: str, items: Sequence[Item]) -> list[Item]:
        """The longest head the word ends in, unless the whole word is a term of its own."""
        heads = [h for h in self._endings if word.endswith(h) and len(word) - len(h) >= _MIN_STEM]
        if not heads or any(item[0] == TERM for item in items):
            return []
        return [(TERM, self._suffixes[max(heads, key=len)])]


class _Classes(dict[int, frozenset[str]]):
    """Choices of words that patterns share, by number; made ready when one is first needed."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, number: int) -> frozenset[str]:
        self[number] = found = frozenset(self._rows[number])
        return found


def scan(table: Table, tokens: Tokens, first: int, last: int, into: Scan) -> None:
    """Look up the tokens ``first:last`` and add what they can be to ``into``."""
    words, cues = tokens.words, into.cues
    for i, items in enumerate(map(table.__getitem__, words[first:last]), first):
        for item in items or ():
            kind = item[0]
            if kind == CUE:
                cues[item[1]].append(i)
            elif kind == ANCHOR:
                into.anchors[words[i]].append(i)
            elif kind == TERM:
                into.hits.append(Hit(i, i + 1, item[1]))
            elif words[i : i + len(item[1])] == item[1]:
                _phrase(item, i, into)


def _phrase(item: Item, at: int, into: Scan) -> None:
    """Add a term or cue of several words."""
    kind, words, what = item
    if kind == PHRASE:
        into.hits.append(Hit(at, at + len(words), what))
        return
    into.cues[what].append(at)
    if not what.startswith(_CONTEXT):
        into.lengths[at] = max(len(words), into.lengths.get(at, 0))
