"""Of the matches in a text, those that are said: one problem, one finding."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from .model import Match, Span

_ALIKE = 0.75  # of the letters of both
_CELLS = 64  # characters
_SURE = {"high": 0, "medium": 1, "low": 2}
_BETWEEN = 30  # characters between two phrases of which one may only say more of the other
_WORDS = 2  # in them
_EACH = frozenset({"gender"})  # families in which every word is to be mended by itself
_MARKS = " ,;:(–—-"
_STOPS, _COLUMN = ".!?;\n", "|"


def resolve(matches: Sequence[Match], weight: Callable[[Match], tuple[int, int]] = lambda _: (0, 0)) -> list[Match]:
    """One problem, one finding: of overlapping matches of a family, or of matches on (nearly) the same words, one stays.

    The longest; of equals the loudest, then the one on firmer ground, then the surer.
    """
    kept: list[Match] = []
    cells: defaultdict[int, list[Match]] = defaultdict(list)  # what is kept, by where: a match is compared with its neighbours
    ranked = {id(m): weight(m) for m in matches}

    def order(m: Match) -> tuple[bool, int, int, int, int, str, Span]:
        loud, ground = ranked[id(m)]
        return m.mild, m.span.start - m.span.end, loud, ground, _SURE[m.confidence], m.rule, m.span

    for match in sorted(matches, key=order):
        here = range(match.span.start // _CELLS, match.span.end // _CELLS + 1)
        near = (k for cell in here for k in cells.get(cell, ()))
        if not any(_overlap(match, k) and (_family(match) == _family(k) or _alike(match, k)) for k in near):
            kept.append(match)
            for cell in here:
                cells[cell].append(match)
    return sorted(kept, key=lambda m: (m.span, m.rule))


def _alike(a: Match, b: Match) -> bool:
    """Whether two overlapping matches differ by little more than an article."""
    shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
    return shared >= _ALIKE * (max(a.span.end, b.span.end) - min(a.span.start, b.span.start))


def _overlap(a: Match, b: Match) -> bool:
    return a.span.start < b.span.end and b.span.start < a.span.end


def once(
    matches: Sequence[Match], runs_on: Callable[[Span, Span], bool], is_hint: Callable[[Match], bool] = lambda m: m.mild
) -> list[Match]:  # fmt: skip
    """Drop what only says more of the match of its family before it: "on call 24/7, also on holidays".

    The first stays, unless it is a mere hint. ``runs_on`` tells it of the places of two neighbours.
    """
    dropped: set[int] = set()
    for a, b in pairwise(matches):
        near = 0 <= b.span.start - a.span.end <= _BETWEEN
        if near and _family(a) == _family(b) and _family(a) not in _EACH and runs_on(a.span, b.span):
            dropped.add(id(a) if is_hint(a) and not is_hint(b) else id(b))
    return [m for m in matches if id(m) not in dropped]


def said_elsewhere(
    matches: Sequence[Match], view: str, is_plain: Callable[[Match], bool], is_hint: Callable[[Match], bool] = lambda m: m.mild
) -> list[Match]:  # fmt: skip
    """Drop a plain word of a field where another remark of its family stands in the same sentence: one exclusion, one finding.

    Of several plain words the first stays (of those that overlap the longest), and those in other cells of a table.
    """
    plain = sorted(filter(is_plain, matches), key=lambda m: (m.span.start, -m.span.end))
    if not plain:
        return list(matches)
    kept = [m for m in matches if not is_plain(m)]
    loud = [m for m in kept if not is_hint(m)]
    for match in plain:
        told = any(_family(m) == _family(match) and not _apart(view, m, match, _STOPS) for m in loud) or any(
            _family(m) == _family(match) and _overlap(m, match) for m in kept if not is_plain(m)
        )
        if not told and not any(_family(m) == _family(match) and not _apart(view, m, match, _STOPS + _COLUMN) for m in kept if is_plain(m)):
            kept.append(match)
    return kept


def _apart(view: str, a: Match, b: Match, marks: str) -> bool:
    """Whether one of some marks stands between two matches."""
    between = view[min(a.span.end, b.span.end) : max(a.span.start, b.span.start)]
    return any(mark in between for mark in marks)


def runs_on(view: str, a: Span, b: Span, elaborates: AbstractSet[str]) -> bool:
    """Whether nothing stands between two phrases, or what follows the first begins with a word that elaborates."""
    between = view[a.end : b.start]
    if between.isspace():
        return "\n" not in between
    if "\n" in between or "." in between:
        return False
    words = between.lower().strip(_MARKS).split()
    first = words[0] if words else view[b.start : b.end].lower().split()[0]
    return first in elaborates and len(words) <= _WORDS


def _family(match: Match) -> str:
    return match.rule.split(".")[0]
