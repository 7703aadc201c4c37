"""The numbers behind the small plots: how far a bar reaches, in the units of its drawing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from inclusive_lint.imagery.people import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from inclusive_lint.imagery.campaign import Campaign

_HALF = 150.0  # units from the middle of the balance to its end
_FULL = 8  # words on one side that fill it
_SCALE = 300.0  # units of the scale of readability
_MOST_WORDS = 12
LONGEST = 400.0  # units of the longest bar of a role
_GENDERS = ("feminine", "masculine", "")


@dataclass(frozen=True, slots=True)
class Coded:
    """Traits asked on two sides: how many, which, and how long their bars are."""

    masculine: int
    feminine: int
    masculine_words: tuple[str, ...]
    feminine_words: tuple[str, ...]
    masculine_width: float
    feminine_width: float


@dataclass(frozen=True, slots=True)
class Readability:
    """A score from 0 (hard) to 100 (easy), its band, and where its needle stands."""

    score: int
    band: str
    at: float
    words_per_sentence: int
    longest_sentence: int
    formula: str


def coded(score: Mapping[str, Any]) -> Coded | None:
    """Return the balance, or None where nothing was weighed."""
    if "masculine" not in score:
        return None
    sides = {side: [item["text"].lower() for item in score[side]] for side in ("masculine", "feminine")}
    full = max(_FULL, *(len(found) for found in sides.values()))
    masculine, feminine = sides["masculine"], sides["feminine"]
    return Coded(
        len(masculine), len(feminine), _often(masculine), _often(feminine),
        round(_HALF * len(masculine) / full, 1), round(_HALF * len(feminine) / full, 1),
    )  # fmt: skip


def _often(found: Iterable[str]) -> tuple[str, ...]:
    """The words, the frequent first, with how often they stand."""
    return tuple(f"{word} ×{n}" if n > 1 else word for word, n in Counter(found).most_common(_MOST_WORDS))


def readability(score: Mapping[str, Any]) -> Readability | None:
    """Return the score, or None where the text is too short for one."""
    if score.get("score") is None:
        return None
    value = float(score["score"])
    return Readability(
        score=round(value), band=score["band"], at=round(_SCALE * min(100.0, max(0.0, value)) / 100, 1),
        words_per_sentence=round(score["words_per_sentence"]), longest_sentence=score["longest_sentence"],
        formula=score["formula"],
    )  # fmt: skip


class Stretch(NamedTuple):
    """The part of a bar for one gender."""

    gender: str
    number: int
    at: float
    width: float


class Bar(NamedTuple):
    """How many persons have a role, by described gender."""

    role: str
    stretches: tuple[Stretch, ...]


def roles(campaign: Campaign) -> list[Bar]:
    """Return a bar for each role that somebody has."""
    counts = [(role, campaign.count("gender", role=role)) for role in ROLES]
    counts = [(role, numbers) for role, numbers in counts if numbers]
    unit = LONGEST / max((sum(numbers.values()) for _, numbers in counts), default=1)
    return [Bar(role, tuple(_stretches(numbers, unit))) for role, numbers in counts]


def _stretches(numbers: Mapping[str, int], unit: float) -> Iterator[Stretch]:
    at = 0.0
    for gender in _GENDERS:
        if numbers[gender]:
            yield Stretch(gender, numbers[gender], round(at, 1), round(unit * numbers[gender], 1))
            at += unit * numbers[gender]
