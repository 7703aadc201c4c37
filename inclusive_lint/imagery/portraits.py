"""From a reading to the portraits of its descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import links
from . import persons as people
from .model import Cue, Person, Portrait
from .scene import Scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..reading import Reading
    from .scene import Draft
    from .words import ImageWords

IMAGERY = "imagery"
_KINDS = frozenset({"alt", "caption"})
_CUES = ("cue", "trait", "do", "who")
_LONG_AGO = range(1800, 1990)  # a year that makes a picture a historical one


def descriptions(reading: Reading, language: str) -> Iterator[tuple[int, int]]:
    """Yield the token ranges that describe an image.

    In a document of descriptions every line is one; elsewhere the texts that stand in for images, and captions.
    """
    whole = reading.doctype == IMAGERY
    for number, block in enumerate(reading.document.blocks):
        if reading.languages[number] != language or not (whole or block.kind in _KINDS):
            continue
        start, end = reading.block_range(reading.tokens.firsts[number])
        if start == end:
            continue
        if whole and reading.document.format == "plain":
            yield from _lines(reading, start, end)
        else:
            yield start, end


def _lines(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a block at its line ends: a wrapped paragraph of a list is two descriptions."""
    view, place = reading.document.view, reading.tokens.place
    low = start
    for i in range(start + 1, end):
        if "\n" in view[place(i - 1)[1] : place(i)[0]] or "\r" in view[place(i - 1)[1] : place(i)[0]]:
            yield low, i
            low = i
    yield low, end


def read(reading: Reading, language: str, words: ImageWords) -> list[Portrait]:
    """Return a portrait of every description in one language."""
    return [portrait(reading, language, words, *where) for where in descriptions(reading, language)]


def portrait(reading: Reading, language: str, words: ImageWords, start: int, end: int) -> Portrait:
    """Read one description."""
    scene = Scene(reading, words, start, end)
    drafts = people.find(scene)
    links.link(scene, drafts)
    cues = [Cue(m.start, m.end, m.name, scene.denied(m)) for m in scene.marks if m.kind in _CUES]
    years = [i for i in range(start, end) if reading.words[i].isdigit() and int(reading.words[i]) in _LONG_AGO]
    cues += [Cue(i, i + 1, "history") for i in years]
    first: tuple[dict[str, Cue], dict[str, Cue]] = {}, {}
    for cue in cues:
        first[cue.denied].setdefault(cue.name, cue)
    persons = tuple(_frozen(d) for d in drafts)
    said = frozenset[str]().union(*(p.kinds | p.traits | p.does | {p.gender} for p in persons))
    return Portrait(start, end, language, persons, tuple(cues), *first, said)


def _frozen(draft: Draft) -> Person:
    return Person(
        draft.left, draft.end, draft.gender, draft.count, frozenset(draft.kinds), frozenset(draft.traits),
        frozenset(draft.does), tuple(draft.acts),
    )  # fmt: skip
