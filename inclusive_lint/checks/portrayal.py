"""Stereotyped imagery: descriptions of images in which the persons and the cues make a pattern that a card describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..context import quotation
from ..imagery import cases, portraits
from ..imagery.album import Album
from ..model import Match
from ..reading import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..imagery.model import Portrait
    from ..imagery.words import ImageWords
    from ..reading import Reading
    from . import Task

# Where these are named, a description shows what was, counts, or says what is wrong with such images.
_SILENT = "history|percent|criticism|health"
_OPENING = 3  # tokens in which a chart says that it is one


def check(task: Task) -> Iterator[Match]:
    """Yield one match for every description that meets a case of the card."""
    wanted = [cases.parse(data) for data in task.rule.options.get("cases", ())]
    counter = task.rule.options.get("instead", {}).get(task.language, ())
    album = album_of(task.reading, task.language, task.table.vocabulary.imagery)
    for portrait, tried in album.candidates(wanted):
        found = next(((case, places) for case in tried if (places := cases.evidence(case, portrait))), None)
        if found is None:
            continue
        case, places = found
        where = Range(min(a for a, _ in places), max(b for _, b in places))
        silent = _silent(portrait, charts=task.rule.options.get("charts", False)) or _quoted(task, portrait, where)
        task.note(task.rule.id, where, silent)
        if not silent:
            yield Match(
                task.rule.id, task.reading.span(*where), tuple(counter), case.confidence,
                f"{task.rule.id}:{wanted.index(case)}",
            )  # fmt: skip


def _silent(portrait: Portrait, *, charts: bool) -> str:
    """Return what kind of description keeps the pattern silent, or "". ``charts``: the pattern is also seen in charts."""
    if cue := portrait.cue(_SILENT) or portrait.cue(_SILENT, denied=True):
        return cue.name
    chart = portrait.cue("chart")
    return "chart" if chart and not charts and chart.start - portrait.start <= _OPENING else ""


def _quoted(task: Task, portrait: Portrait, where: Range) -> str:
    """Return "mention" where the words are quoted as a caption, a title, an example: mentioned, and not used."""
    mention = portrait.cue("mention")
    outside = mention and not where.start <= mention.start < where.end
    return "mention" if outside and quotation(task.reading, where) else ""


def album_of(reading: Reading, language: str, words: ImageWords) -> Album:
    """Return the portraits of a reading, made once for all cards."""
    kept = reading.albums
    if language not in kept:
        kept[language] = Album(portraits.read(reading, language, words))
    return kept[language]
