"""Where patterns may have found something: each is tried only around its anchors, and where the other words it needs stand near."""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from .checks import Candidate
from .reading import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from .matcher import Need, Table
    from .reading import Reading

    Key = tuple[str, str]  # rule and language

class Candidates:
    """What there is to judge in a document: by rule and language, the terms seen and the patterns to try."""

    def __init__(self, reading: Reading, table_of: Callable[[str], Table], runs: Container[str]) -> None:
        """``runs`` are the rules of interest."""
        self._reading = reading
        self._table_of = table_of
        self._of: defaultdict[Key, tuple[list[Candidate], list[Try]]] = defaultdict(lambda: ([], []))
        for language, scan in reading.scans.items():
            table = table_of(language)
            for hit in scan.hits:
                for rule in table.entries[hit.entry]["rules"]:
                    if rule in runs:
                        self._of[rule, language][0].append(Candidate(Range(hit.start, hit.end), hit.entry))
            for attempt in tries(reading, language, table):
                for rule in table.entries[table.pattern(attempt.number).entry]["rules"]:
                    if rule in runs:
                        self._of[rule, language][1].append(attempt)

    def __iter__(self) -> Iterator[Key]:
        """The (rule, language) for which there may be something."""
        return iter(self._of)

    def all(self, key: Key) -> list[Candidate]:
        """Return all there is: terms, then what patterns mark."""
        hits, attempts = self._of[key]
        table = self._table_of(key[1])
        return [*hits, *sorted(c for attempt in attempts for c in found(self._reading, table, attempt))]

    def in_order(self, key: Key) -> Iterator[Candidate]:
        """Yield the same by place. Who wants only the first does not pay for the rest."""
        return _in_order(self._reading, self._table_of(key[1]), *self._of[key])


class Try(NamedTuple):
    """A pattern (number) to be tried around its anchors in a sentence; nothing it finds begins before ``first``."""

    first: int
    number: int
    where: Range
    anchors: tuple[int, ...]


def tries(reading: Reading, language: str, table: Table) -> list[Try]:
    """Return the patterns of a language in the sentences that hold the words they need."""
    todo: dict[tuple[int, Range], list[int]] = {}  # pattern and sentence -> its anchors
    for number, token in _promising(reading, language):
        where = reading.sentence(token)
        if table.pattern(number).near(reading.words, where, token):
            todo.setdefault((number, where), []).append(token)
    return [
        Try(max(where.start, min(anchors) - table.pattern(number).most), number, where, tuple(sorted(anchors)))
        for (number, where), anchors in todo.items()
    ]


def found(reading: Reading, table: Table, attempt: Try) -> list[Candidate]:
    """Run one pattern; where its grammar matters, only its words are looked at."""
    pattern = table.pattern(attempt.number)
    asks = (attempt.number, attempt.anchors) if pattern.asks_grammar else None
    words = pattern.skeleton if asks else pattern
    ranges = words.find_at(reading.tokens, reading.document.view, attempt.where, attempt.anchors)
    return [Candidate(Range(*r), pattern.entry, asks) for r in ranges]


def _in_order(reading: Reading, table: Table, hits: Iterable[Candidate], attempts: Iterable[Try]) -> Iterator[Candidate]:
    """Yield candidates by their place, of those at one place the longest first; a pattern is tried when nothing before it is left."""
    waiting = sorted(attempts, reverse=True)
    ready = [(*_place(hit), 0, i, hit) for i, hit in enumerate(hits)]
    heapify(ready)
    while ready or waiting:
        while waiting and (not ready or waiting[-1].first <= ready[0][0]):
            attempt = waiting.pop()
            for i, candidate in enumerate(found(reading, table, attempt)):
                heappush(ready, (*_place(candidate), candidate.entry, attempt.number + i, candidate))
        if ready:
            yield heappop(ready)[-1]


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.at.start, -candidate.at.end


def _promising(reading: Reading, language: str) -> Iterator[tuple[int, int]]:
    """The patterns (numbers) with their anchors (tokens) near which the first of the words they need stands.

    This is asked a hundred times of a page and nearly always denied; whether the word is of the same sentence is left for later.
    """
    words = reading.words
    for (free, wanted, low, high), anchors in reading.scans[language].anchors:
        for token in anchors:
            for number in free:
                yield number, token
            start = max(0, token + low)
            near = words[start : token + high]
            if not wanted.keys().isdisjoint(near):
                for number in _needing(near, start - token, wanted):
                    yield number, token


def _needing(words: Sequence[str], first: int, wanted: Mapping[str, Sequence[Need]]) -> set[int]:
    """The patterns (numbers) that find the word they need among words of which the first stands ``first`` tokens from the anchor."""
    return {
        number
        for distance, word in enumerate(words, first)
        for numbers, low, high in wanted.get(word, ())
        if low <= distance < high
        for number in numbers
    }
