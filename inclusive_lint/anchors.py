"""Where a pattern is looked for: around its rarest word, and only where the other words it needs stand near enough.

All of this saves time and changes no finding: what a pattern matches does not depend on where one begins to look.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from . import resources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .pattern_syntax import TokenPattern

_UNKNOWN = 3.0  # times that a word which was not counted is taken to stand in 100,000
_EXPRESSION = 30.0  # and all the words together that an expression may fit, besides those counted


class Need(NamedTuple):
    """Words of which one must stand between ``low`` and ``high`` tokens from the anchor."""

    words: tuple[str, ...]
    low: int
    high: int


class Anchor(NamedTuple):
    """One element of a pattern (``words`` of which one must be there, or an ``expression``) and what it tells of the others.

    A match begins ``least`` to ``most`` tokens before the anchor.
    """

    words: tuple[str, ...]
    expression: str
    least: int
    most: int
    needs: tuple[Need, ...]


def anchor(tokens: Sequence[TokenPattern], language: str) -> Anchor | None:
    """Return the best anchor of a pattern, or None when no element can be one."""
    costs = {i: cost for i, token in enumerate(tokens) if (cost := _cost(token, language)) is not None}
    if not costs:
        return None
    at = min(costs, key=lambda i: (costs[i], i))
    needs = [(_need(tokens, at, i), costs[i]) for i in costs if i != at and tokens[i].openings()]
    needs.sort(key=lambda need: (need[0].high - need[0].low, need[1]))  # the nearest first: they are the quickest to look for
    words = tokens[at].openings()
    return Anchor(
        words, "" if words else expression(tokens[at]), sum(t.least for t in tokens[:at]),
        sum(t.longest for t in tokens[:at]) + tokens[at].longest - 1, tuple(need for need, _ in needs),
    )  # fmt: skip


def needs(tokens: Sequence[TokenPattern], language: str) -> tuple[Need, ...]:
    """Return what a pattern without an anchor needs: words anywhere in the sentence, the rarest first."""
    costs = {i: cost for i, t in enumerate(tokens) if t.openings() and (cost := _cost(t, language)) is not None}
    return tuple(Need(tokens[i].openings(), 0, 0) for i in sorted(costs, key=lambda i: costs[i]))


def expression(token: TokenPattern) -> str:
    """The expression that the folded word of an element must meet, or ""."""
    if token.negated or not token.least:
        return ""
    return next((v for a, op, v in token.tests if a == "LOWER" and op == "regex"), "")


def _need(tokens: Sequence[TokenPattern], at: int, other: int) -> Need:
    """How far from a word of the anchor the nearest word of another element can be."""
    between = tokens[min(at, other) + 1 : max(at, other)]
    low = 1 + sum(t.least for t in between)
    high = tokens[at].longest + sum(t.longest for t in between)
    words = tokens[other].openings()
    # Of several tokens the first is what is looked for: before the anchor it stands so much farther away.
    return Need(words, low, high) if other > at else Need(words, 1 - high - tokens[other].longest // tokens[other].most, -low)


def _cost(token: TokenPattern, language: str) -> float | None:
    """How often a word that the element takes stands in 100,000; None when it takes any, or none."""
    words = token.openings()
    if words:
        return sum(frequencies(language).get(w, _UNKNOWN) for w in words)
    wanted = expression(token)
    return _EXPRESSION + _fitting(wanted, language) if wanted else None


@cache
def _fitting(wanted: str, language: str) -> float:
    fits = re.compile(wanted).search
    return sum(n for word, n in frequencies(language).items() if fits(word))


@cache
def frequencies(language: str) -> Mapping[str, float]:
    """How often words stand in 100,000 words of ads."""
    counted: dict[str, float] = json.loads((resources.MODELS / "frequency" / f"{language}.json").read_text("utf-8"))
    return counted
