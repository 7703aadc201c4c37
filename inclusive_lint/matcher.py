"""One pass over the words of a text: which terms, patterns and cues of its language can be there.

A word is looked up once, in one table, whatever the number of rules. What a word can begin or anchor is worked
out the first time it is seen and kept, so that a run over many texts pays for its vocabulary, not its length.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .patterns import Pattern, compiled_regex

if TYPE_CHECKING:
    from .catalog import Vocabulary
    from .tokens import Tokens

_MIN_STEM = 3  # letters before a compound's head: "vak" in "vakman"
_MAX_KNOWN = 200_000  # words kept; a server must not grow without end


class Hit(NamedTuple):
    """A lexicon term at tokens ``start:end``; ``entry`` is its number."""

    start: int
    end: int
    entry: int


@dataclass(slots=True)
class Scan:
    """What one pass saw in the blocks of one language.

    ``anchors`` are (token, pattern number). ``cues`` are token positions by cue name and ``lengths`` the words of
    the longest cue at a position; both are shared by the languages of a document.
    """

    hits: list[Hit] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    cues: dict[str, list[int]] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)


class Table(dict[str, tuple[int | str, ...]]):
    """Word -> what it can begin or anchor. Filled as words are met."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        data = vocabulary.data
        self._words: dict[str, list[int | str]] = data["words"]
        self._suffixes: dict[str, int] = data["suffixes"]
        self._endings = tuple(self._suffixes)
        self._suffix_cues: dict[str, list[int | str]] = data["suffix_cues"]
        self._cue_endings = tuple(self._suffix_cues)
        self._stops = frozenset(data["stops"])
        self._regexes: list[tuple[str, int]] = [(e, i) for e, i in data["regexes"]]
        self.terms: list[tuple[list[str], int]] = data["terms"]
        self.cues: list[tuple[list[str], str]] = data["cues"]
        self.entries = data["entries"]
        self.excepts = data["excepts"]
        self._patterns = data["patterns"]
        self._ready: dict[int, Pattern] = {}

    @cached_property
    def _any_regex(self) -> str:
        return "|".join(f"(?:{e})" for e, _ in self._regexes)

    def pattern(self, number: int) -> Pattern:
        """Return a pattern, made ready the first time it is needed."""
        if number not in self._ready:
            data = self._patterns[number]
            self._ready[number] = Pattern(data["tokens"], data["entry"])
        return self._ready[number]

    def __missing__(self, word: str) -> tuple[int | str, ...]:
        items = list(self._words.get(word, ()))
        if word.endswith(self._endings) and word not in self._stops:
            items += self._compound(word)
        if word.endswith(self._cue_endings):
            items += [c for ending, cues in self._suffix_cues.items() if word.endswith(ending) for c in cues]
        if self._regexes and compiled_regex(self._any_regex).search(word):
            items += [-i - 1 for e, i in self._regexes if compiled_regex(e).search(word)]
        found = tuple(items)
        if len(self) < _MAX_KNOWN:
            self[word] = found
        return found

    def _compound(self, word: str) -> list[str]:
        heads = [h for h in self._endings if word.endswith(h) and len(word) - len(h) >= _MIN_STEM]
        direct = any(isinstance(i, int) and i >= 0 and self.terms[i][0] == [word] for i in self._words.get(word, ()))
        return [f"s{self._suffixes[max(heads, key=len)]}"] if heads and not direct else []


def scan(table: Table, tokens: Tokens, first: int, last: int, into: Scan) -> None:
    """Look up the tokens ``first:last`` and add what they can be to ``into``."""
    words = tokens.words
    for i in range(first, last):
        for item in table[words[i]]:
            if isinstance(item, str):
                _string_item(table, words, i, item, into)
            elif item < 0:
                into.anchors.append((i, -item - 1))
            else:
                term, entry = table.terms[item]
                if len(term) == 1 or words[i : i + len(term)] == term:
                    into.hits.append(Hit(i, i + len(term), entry))


def _string_item(table: Table, words: list[str], i: int, item: str, into: Scan) -> None:
    """A compound's head (``s12``) or a cue (``c7``)."""
    number = int(item[1:])
    if item[0] == "s":
        into.hits.append(Hit(i, i + 1, number))
        return
    phrase, name = table.cues[number]
    if len(phrase) == 1 or words[i : i + len(phrase)] == phrase:
        into.cues.setdefault(name, []).append(i)
        into.lengths[i] = max(len(phrase), into.lengths.get(i, 0))
