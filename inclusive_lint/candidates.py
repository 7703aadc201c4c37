"""Where patterns may have found something: each is tried only around its anchors, and where the other words it needs stand near."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

from .checks import Candidate
from .patterns import any_of
from .reading import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from .matcher import Scan, Table
    from .reading import Reading

    Key = tuple[str, str]  # rule and language
    # A pattern to be tried around its anchors in a sentence: the token before which nothing it finds begins, its number, the sentence, the anchors.
    Try = tuple[int, int, Range, tuple[int, ...]]


_made: Callable[..., Any] = tuple.__new__  # a named tuple of values in order, without the call that sorts out its arguments


class Candidates:
    """What there is to judge in a document: by rule and language, the terms seen and the patterns to try."""

    def __init__(self, reading: Reading, table_of: Callable[[str], Table], runs: Container[str]) -> None:
        """``runs`` are the rules of interest."""
        self._reading = reading
        self._table_of = table_of
        self._of: dict[Key, tuple[list[Candidate], list[Try]]] = {}
        for language, scan in reading.scans.items():
            table = table_of(language)
            for start, end, entry in scan.hits:
                for rule in table.entries[entry]["rules"]:
                    if rule in runs:
                        self._at((rule, language))[0].append(_candidate(start, end, entry, None))
            for attempt in tries(reading, scan, table):
                for rule in table.entries[table.pattern(attempt[1]).entry]["rules"]:
                    if rule in runs:
                        self._at((rule, language))[1].append(attempt)

    def _at(self, key: Key) -> tuple[list[Candidate], list[Try]]:
        found = self._of.get(key)
        if found is None:
            found = self._of[key] = ([], [])
        return found

    def __iter__(self) -> Iterator[Key]:
        """The (rule, language) for which there may be something."""
        return iter(self._of)

    def all(self, key: Key) -> list[Candidate]:
        """Return all there is: terms, then what patterns mark."""
        hits, attempts = self._of.get(key, ((), ()))
        table = self._table_of(key[1])
        return [*hits, *sorted(c for attempt in attempts for c in found(self._reading, table, attempt))]

    def in_order(self, key: Key) -> Iterator[Candidate]:
        """Yield the same by place. Who wants only the first does not pay for the rest."""
        return _in_order(self._reading, self._table_of(key[1]), *self._of.get(key, ((), ())))


def tries(reading: Reading, scan: Scan, table: Table) -> list[Try]:
    """Return the patterns of a language in the sentences that hold the words they need."""
    words: list[str] = reading.words
    anchors, anchored = scan.anchors, scan.anchored
    last = len(words)
    where = Range(0, 0)
    todo: dict[tuple[int, int], tuple[int, Range, list[int]]] = {}  # pattern and start of the sentence -> its anchors there
    for i in range(len(anchors)):
        token, row = anchors[i], anchored[i]
        promising: list[int] | None = list(row.free) if row.free else None
        # This is asked a hundred times of a page and nearly always denied; whether the word is of the same sentence is left for later.
        for need in row.needs or ():
            if any_of(need.words, words, max(token + need.low, 0), min(token + need.high, last)):
                promising = [*promising, *need.numbers] if promising else list(need.numbers)
        if promising is None:
            continue
        if not where.start <= token < where.end:
            where = reading.sentence(token)
        start = where.start
        for number in promising:
            if table.pattern(number).near(words, where, token):
                found = todo.get((number, start))
                if found is None:
                    todo[number, start] = (number, where, [token])
                else:
                    found[2].append(token)
    return [_try(table, number, where, at) for number, where, at in todo.values()]


def _try(table: Table, number: int, where: Range, anchors: list[int]) -> Try:
    """``anchors`` are in the order of the text."""
    return max(where.start, anchors[0] - table.pattern(number).most), number, where, tuple(anchors)


def found(reading: Reading, table: Table, attempt: Try) -> list[Candidate]:
    """Run one pattern; where its grammar matters, only its words are looked at."""
    _, number, where, anchors = attempt
    pattern = table.pattern(number)
    asks = (number, anchors) if pattern.asks_grammar else None
    words = pattern.skeleton if asks else pattern
    ranges = words.find_at(reading.tokens, reading.document.view, where, anchors)
    return [_candidate(start, end, pattern.entry, asks) for start, end in ranges]


def _candidate(start: int, end: int, entry: int, asks: tuple[int, tuple[int, ...]] | None) -> Candidate:
    made: Candidate = _made(Candidate, (_made(Range, (start, end)), entry, asks))
    return made


def _in_order(reading: Reading, table: Table, hits: Iterable[Candidate], attempts: Iterable[Try]) -> Iterator[Candidate]:
    """Yield candidates by their place, of those at one place the longest first; a pattern is tried when nothing before it is left."""
    waiting = sorted(attempts, reverse=True)
    ready = [(*_place(hit), 0, i, hit) for i, hit in enumerate(hits)]
    heapify(ready)
    while ready or waiting:
        while waiting and (not ready or waiting[-1][0] <= ready[0][0]):
            attempt = waiting.pop()
            for i, candidate in enumerate(found(reading, table, attempt)):
                heappush(ready, (*_place(candidate), candidate.entry, attempt[1] + i, candidate))
        if ready:
            yield heappop(ready)[-1]


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.at.start, -candidate.at.end
