"""Where patterns may have found something: each is tried only around its anchors, and where the other words it needs stand near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .checks import Candidate
from .reading import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .matcher import Table
    from .reading import Reading


def pattern_candidates(reading: Reading, language: str, table: Table) -> list[Candidate]:
    """Run each pattern of a language in the sentences that hold its words, and return what it marks there."""
    todo: dict[tuple[int, Range], list[int]] = {}  # pattern and sentence -> its anchors
    for number, token in _promising(reading, language, table):
        where = reading.sentence(token)
        if table.pattern(number).near(reading.words, where, token):
            todo.setdefault((number, where), []).append(token)
    found: list[Candidate] = []
    for (number, where), anchors in todo.items():
        pattern = table.pattern(number)
        asks = (number, tuple(anchors)) if pattern.asks_grammar else None
        ranges = (pattern.skeleton if asks else pattern).find_at(reading.tokens, reading.document.view, where, anchors)
        found += [Candidate(Range(*r), pattern.entry, asks) for r in ranges]
    return sorted(found)


def _promising(reading: Reading, language: str, table: Table) -> Iterator[tuple[int, int]]:
    """The patterns (numbers) with their anchors (tokens) near which the first of the words they need stands.

    This is asked a thousand times of a page and nearly always denied; whether the word is of the same sentence is left for later.
    """
    words = reading.words
    for word, anchors in reading.scans[language].anchors.items():
        for number, wanted, low, high in table.anchored(word):
            for token in anchors:
                if wanted is None or not wanted.isdisjoint(words[max(token + low, 0) : token + high]):
                    yield number, token
