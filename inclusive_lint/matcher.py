"""What the words of a text can be: which terms, patterns and cues of its language can be there.

Each word is looked up once, in one table, whatever the number of rules. What a word can begin or anchor is worked out the first
time it is seen and kept, so that a run over many texts pays for its vocabulary, not its length.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from .cues import CueNames
from .model import NO_NEED
from .patterns import Pattern, compiled_regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .catalog import Vocabulary
    from .cues import Cues
    from .tokens import Tokens

    Hit = tuple[int, int, int]  # a lexicon term at tokens start:end, and the number of its entry
    Phrase = tuple[list[str], str | int]  # its words, and the cue or entry it is

_MIN_STEM = 3  # letters before a compound's head: "vak" in "vakman"
_MAX_KNOWN = 200_000  # words kept; a server must not grow without end


class Scan:
    """What was seen in the blocks of one language.

    At each of the tokens ``anchors`` a pattern may be, those of ``anchored`` at the same place; the cues are those of the whole document.
    """

    __slots__ = ("anchored", "anchors", "cues", "hits")

    def __init__(self, cues: Cues) -> None:
        self.hits: list[Hit] = []
        self.anchors: list[int] = []
        self.anchored: list[Row] = []
        self.cues = cues


class Need:
    """Patterns (numbers) for which one of some words must stand ``low:high`` tokens from their anchor."""

    __slots__ = ("high", "low", "numbers", "words")

    def __init__(self, words: frozenset[str], low: int, high: int, numbers: tuple[int, ...]) -> None:
        self.words = words
        self.low = low
        self.high = high
        self.numbers = numbers


class Row:
    """What a word can be: terms (entries) of its own, the first word of phrases (by their second word), cues, the anchor of patterns.

    Of the patterns ``free`` are those (numbers) that ask for no other word, ``needs`` the others by the words they ask for first. What
    a word cannot be is None.
    """

    __slots__ = ("cues", "entries", "free", "needs", "phrases")

    def __init__(
        self, entries: tuple[int, ...] | None, phrases: dict[str, list[Phrase]] | None, cues: CueNames | None,
        free: tuple[int, ...] = (), needs: tuple[Need, ...] | None = None,
    ) -> None:  # fmt: skip
        self.entries = entries
        self.phrases = phrases
        self.cues = cues
        self.free = free
        self.needs = needs


_NOTHING = Row(None, None, None)  # of most words


class Expression:
    """An expression that is the anchor of patterns (numbers), and what every word that fits it begins with and ends in, if that is known."""

    __slots__ = ("_expression", "_heads", "_search", "_tails", "patterns")

    def __init__(self, row: tuple[str, list[int], list[str], list[str]]) -> None:
        self._expression, self.patterns, heads, tails = row
        self._heads = tuple(heads)
        self._tails = tuple(tails)
        self._search: Callable[[str], object] | None = None

    def fits(self, word: str) -> bool:
        """Whether the expression fits a word."""
        # To compile an expression takes as long as to look up hundreds of words.
        if (self._heads and not word.startswith(self._heads)) or (self._tails and not word.endswith(self._tails)):
            return False
        if self._search is None:
            self._search = compiled_regex(self._expression).search
        return self._search(word) is not None


class Table:
    """What the words of a language can be; worked out as they are met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        data = vocabulary.data
        self._words: dict[str, str] = data["words"]
        self._suffixes: dict[str, int] = data["suffixes"]
        self._head_sizes = _sizes(self._suffixes)
        self._least_ending = min(map(len, data["suffix_cues"]), default=1)
        self._cue_endings = _by_last(data["suffix_cues"], self._least_ending)
        self._stops: frozenset[str] = frozenset(data["stops"])
        self._regexes: Sequence[tuple[str, list[int], list[str], list[str]]] = data["regexes"]
        self._heads: dict[str, list[int]] = data["heads"]
        self._tails: dict[str, list[int]] = data["tails"]
        self._beginnings = _sizes(self._heads, 0)
        self._endings = _sizes(self._tails)
        self._loose: list[int] = data["loose"]
        self._signed: list[int] = data["signed"]
        self._terms: Sequence[Phrase] = data["terms"]
        self._cues: Sequence[Phrase] = data["cues"]
        self._cue_names: list[str] = data["cue_names"]
        self.entries = data["entries"]
        self.excepts = data["excepts"]
        self._patterns = data["patterns"]
        self._nearest: list[int] = data["nearest"]
        self._classes = _Classes(data["classes"])
        self.cues: dict[str, list[CueNames]] = {}  # by name, of the words met so far
        self._known: dict[str, Row] = {}
        self._cue_rows: dict[tuple[str, ...], Row] = {}
        self._expressions: dict[int, Expression] = {}
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
        found = self._ready_excepts.get(id(item))
        if found is None:
            found = self._ready_excepts[id(item)] = Pattern(item["tokens"], self._classes, needs=item["needs"])
        return found

    def known(self) -> dict[str, Row]:
        """Return what is known of the words met so far; see ``learn``."""
        if len(self._known) > _MAX_KNOWN:
            self._known = {}  # another thread may be reading the old one
        return self._known

    def learn(self, word: str, known: dict[str, Row]) -> Row:
        """Look a word that was never met up in all there is, and keep what it can be."""
        cues: list[str] = []
        entries: list[int] = []
        phrases: dict[str, list[Phrase]] = {}
        patterns: list[int] = []
        numbers = self._words.get(word)
        if numbers is not None:
            self._filed(numbers, entries, phrases, cues, patterns)
        self._by_ending(word, cues)
        if self._head_sizes and not entries and word not in self._stops:
            self._compound(word, entries)
        self._fitting(word, patterns)
        known[word] = found = self._row(entries, phrases, cues, patterns)
        return found

    def _row(self, entries: list[int], phrases: dict[str, list[Phrase]], cues: list[str], patterns: list[int]) -> Row:
        """The row of a word; those that are cues and no more share one."""
        if not (entries or phrases or patterns):
            return self._cue_row(tuple(cues)) if cues else _NOTHING
        names = self._cue_row(tuple(cues)).cues if cues else None
        own = tuple(entries) if entries else None
        if patterns:
            return self._anchored(patterns, own, phrases or None, names)
        return Row(own, phrases or None, names)

    def _cue_row(self, names: tuple[str, ...]) -> Row:
        found = self._cue_rows.get(names)
        if found is None:
            cues = CueNames(names)
            for name in dict.fromkeys(names):
                self.cues.setdefault(name, []).append(cues)
            found = self._cue_rows[names] = Row(None, None, cues)
        return found

    def _filed(
        self, numbers: str, entries: list[int], phrases: dict[str, list[Phrase]], cues: list[str], patterns: list[int]
    ) -> None:  # fmt: skip
        """Add what is filed under a word: cues, terms and patterns by their numbers."""
        for number in numbers.split():
            kind = number[0]
            at = int(number[1:])
            if kind == "p":
                patterns.append(at)
            elif kind == "n":
                cues.append(self._cue_names[at])
            elif kind == "e":
                entries.append(at)
            else:
                words, what = self._cues[at] if kind == "c" else self._terms[at]
                phrases.setdefault(words[1], []).append((words, what))

    def _by_ending(self, word: str, cues: list[str]) -> None:
        """Add the cues that are any word of some ending."""
        for ending, names in self._cue_endings.get(word[-self._least_ending :], ()):
            if word.endswith(ending):
                for name in names:
                    if name not in cues:
                        cues.append(name)

    def _compound(self, word: str, entries: list[int]) -> None:
        """Add the longest head that a word ends in."""
        for size in self._head_sizes.get(word[-1:], ()):
            if len(word) - size >= _MIN_STEM and word[-size:] in self._suffixes:
                entries.append(self._suffixes[word[-size:]])
                return

    def _fitting(self, word: str, patterns: list[int]) -> None:
        """Add the patterns of which an expression that fits a word is the anchor; few are worth trying, by its letters at either end."""
        for number in self._loose:
            self._try(word, number, patterns)
        if not word.isalpha():
            for number in self._signed:
                self._try(word, number, patterns)
        for size in self._beginnings.get(word[:1], ()):
            if size <= len(word):
                for number in self._heads.get(word[:size], ()):
                    self._try(word, number, patterns)
        for size in self._endings.get(word[-1:], ()):
            if size <= len(word):
                for number in self._tails.get(word[-size:], ()):
                    self._try(word, number, patterns)

    def _try(self, word: str, number: int, patterns: list[int]) -> None:
        """Add the patterns of which an expression is the anchor, if it fits the word."""
        expression = self._expressions.get(number)
        if expression is None:
            expression = self._expressions[number] = Expression(self._regexes[number])
        if expression.fits(word):
            patterns += expression.patterns

    def _anchored(
        self, numbers: list[int], entries: tuple[int, ...] | None, phrases: dict[str, list[Phrase]] | None, cues: CueNames | None
    ) -> Row:
        """The row of an anchor, its patterns by the words they need first: of most texts that is all that is ever asked."""
        nearest = self._nearest
        alike: dict[tuple[int, int, int], list[int]] = {}
        for number in dict.fromkeys(numbers):
            at = 3 * number
            alike.setdefault((nearest[at], nearest[at + 1], nearest[at + 2]), []).append(number)
        free = alike.pop(NO_NEED, [])
        needs = [Need(self._classes[choice], low, high + 1, tuple(group)) for (choice, low, high), group in alike.items()]
        return Row(entries, phrases, cues, tuple(free), tuple(needs))


class _Classes(dict[int, frozenset[str]]):
    """Choices of words that patterns share, by number; made ready when one is first needed."""

    def __init__(self, rows: Sequence[str | list[str]]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, number: int) -> frozenset[str]:
        words = self._rows[number]
        self[number] = found = frozenset(words.split(" ") if isinstance(words, str) else words)
        return found


def _by_last(cues: Mapping[str, list[str]], size: int) -> dict[str, list[tuple[str, list[str]]]]:
    """The last letters of an ending -> the endings that have them, with their cues."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for ending, names in cues.items():
        found.setdefault(ending[-size:], []).append((ending, names))
    return found


def _sizes(endings: Iterable[str], at: int = -1) -> dict[str, list[int]]:
    """Last letter (or the one ``at`` another place) -> the lengths of the endings with that letter, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for ending in endings:
        found[ending[at]].add(len(ending))
    return {letter: sorted(sizes, reverse=True) for letter, sizes in found.items()}


def scan(table: Table, tokens: Tokens, first: int, last: int, into: Scan) -> None:
    """Look up the words of the tokens ``first:last`` and add what they can be to ``into``."""
    words: list[str] = tokens.words
    known = table.known()
    nothing = _NOTHING
    into.cues.add_table(table.cues)
    for i in range(first, last):
        row = known.get(words[i])
        if row is None:
            row = table.learn(words[i], known)
        if row is not nothing:
            _see(row, words, i, into)
    into.hits.sort()


def _see(row: Row, words: list[str], at: int, into: Scan) -> None:
    """Add what a word that stands at a token can be."""
    if row.cues is not None:
        into.cues.add_word(row.cues, at)
    if row.needs is not None:
        into.anchors.append(at)
        into.anchored.append(row)
    if row.entries is not None:
        for entry in row.entries:
            into.hits.append((at, at + 1, entry))
    if row.phrases is not None:
        phrases = row.phrases.get(words[at + 1])
        if phrases is not None:
            _phrases(phrases, words, at, into)


def _phrases(phrases: list[Phrase], words: list[str], at: int, into: Scan) -> None:
    """Add those of some terms (entries) and cues (names) of several words that stand at a token."""
    for phrase, what in phrases:
        size = len(phrase)
        if size > 2 and words[at : at + size] != phrase:
            continue
        if isinstance(what, int):
            into.hits.append((at, at + size, what))
        else:
            into.cues.add_phrase(what, at, size)
