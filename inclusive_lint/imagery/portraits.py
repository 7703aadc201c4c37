"""From a reading to the portraits of its descriptions."""

from __future__ import annotations

import re
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
_CUES = frozenset({"cue", "trait", "do", "who"})
_LINE_END = re.compile(r"[\n\r]")
_LONG_AGO = frozenset(map(str, range(1800, 1990)))  # years that make a picture a historical one


def descriptions(reading: Reading, language: str) -> Iterator[tuple[int, int]]:
    """Yield the token ranges that describe an image.

    In a document of descriptions every line is one; elsewhere the texts that stand in for images, and captions.
    """
    whole = reading.doctype == IMAGERY
    for number, block in enumerate(reading.document.blocks):
        if reading.languages[number] != language or not (whole or block.kind in _KINDS):
            continue
        start, end = reading.tokens.block(number)
        if start == end:
            continue
        if whole and reading.document.format == "plain":
            yield from _lines(reading, number, start, end)
        else:
            yield start, end


def _lines(reading: Reading, number: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a block at its line ends: a wrapped paragraph of a list is two descriptions."""
    block = reading.document.blocks[number]
    view, low = reading.document.view, start
    if _LINE_END.search(view, block.start, block.end):
        places = reading.tokens.places(number)
        for i in range(start + 1, end):
            if _LINE_END.search(view, places[i - start - 1][1], places[i - start][0]):
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
    persons = tuple(_frozen(d) for d in drafts)
    said: set[str] = set()
    for person in persons:
        said.update(person.kinds, person.traits, person.does, (person.gender,))
    return Portrait(start, end, language, persons, *_cues(scene), frozenset(said))


def _cues(scene: Scene) -> tuple[dict[str, Cue], dict[str, Cue]]:
    """Return the first cue of each name: of those that are there, and of those that are denied."""
    named: dict[str, Cue] = {}
    not_there: dict[str, Cue] = {}
    for mark in scene.marks:
        if mark.kind in _CUES:
            denied = scene.denies and scene.denied(mark)
            first = not_there if denied else named
            if mark.name not in first:
                first[mark.name] = Cue(mark.start, mark.end, mark.name, denied)
    if not _LONG_AGO.isdisjoint(words := scene.words[scene.start : scene.end]) and "history" not in named:
        year = next(i for i, word in enumerate(words, scene.start) if word in _LONG_AGO)
        named["history"] = Cue(year, year + 1, "history")
    return named, not_there


def _frozen(draft: Draft) -> Person:
    return Person(
        draft.left, draft.end, draft.gender, draft.count, frozenset(draft.kinds), frozenset(draft.traits),
        frozenset(draft.does), tuple(draft.acts),
    )  # fmt: skip
