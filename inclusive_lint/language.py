"""The language of each block of a document: what the user forces, else what the markup declares, else what the words say.

A block alone can mislead: a Dutch ad has English job titles, a list of tools has no language at all. So the blocks
are read as one sequence, and the cheapest explanation of all of them is taken. It costs something to deny the words
of a block, and it costs something to change language between two blocks: little, if the document plainly holds that
language elsewhere, a good deal if it does not, and next to nothing in an ad that changes at every line. A long block
thus decides for itself unless its words are in doubt; a short one goes along with its neighbours, or with the one it
fits where they differ. All costs are in nats.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, inf
from typing import TYPE_CHECKING, Protocol

from .language_id import (
    CLASSES,
    OTHER,
    Evidence,
    against,
    decide,
    handicapped,
    likeliest,
    units,
    weigh,
)
from .model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN_WORDS = 8  # a block of so many words can bring a language into the document
PLAIN = 6.0  # nats by which such a block must prefer it
ENOUGH = 20.0  # nats: more evidence of one block counts for no more
SHARE = 0.25  # the part of all evidence that makes a language common in the document
NOISE = 0.8  # nats per word: what loans and names may say against the language around them
COMMON = 2.0  # nats for changing into a common language of the document,
HELD = 4.0  # into one that a block of it is plainly in,
NEW = 14.0  # and into any other
_GLANCE = 40  # words by which the language of a text is guessed
TIE = 0.01  # nats: settles a draw for the language of the document

_UNDECLARED = frozenset({"", "und", "mul", "zxx"})  # BCP 47: undetermined, multiple, none


class Block(Protocol):
    """What is asked of a block: its folded words, and the language its markup gives (BCP 47)."""

    @property
    def words(self) -> Sequence[str]: ...
    @property
    def declared(self) -> str | None: ...


Costs = tuple[float, ...]  # nats, parallel to CLASSES: what a block loses when it is given that class


def languages(blocks: Sequence[Block], forced: str | None = None) -> list[str | None]:
    """Return the language of each block; None: one we do not lint, or no way to tell."""
    if forced is not None:
        return [forced] * len(blocks)
    declared = [_declared(block) for block in blocks]
    weighed = [weigh(block.words if given is None else ()) for block, given in zip(blocks, declared, strict=True)]
    main = _main_class(declared, weighed)
    if main is None:
        return [None] * len(blocks)
    costs = [_costs(evidence, given) for evidence, given in zip(weighed, declared, strict=True)]
    own = CLASSES.index(main)
    path = [own] * len(blocks)
    if any(cost[own] for cost in costs):
        entry = _entry_costs(blocks, costs, own)
        path = _cheapest_path(costs, entry, own)
        path = _cheapest_path(costs, _eased(entry, path), own)
    return [CLASSES[c] if CLASSES[c] in LANGUAGES else None for c in path]


def only(words: list[str], firsts: list[int]) -> str | None:
    """Return the language of ours that a whole text is plainly in: where giving it to each block costs less than any change.

    ``words`` are all its folded words, ``firsts`` the places of the first of each block. Most texts are in one language and stop here:
    what their words say against it at most is summed, once, for all blocks, and only blocks that could lose something are weighed.
    """
    found = likeliest(words[:_GLANCE])
    if found is None:
        return None
    others = against(found, NOISE)
    bounds = others.blocks(words, firsts, ceil(units(COMMON)))
    own = CLASSES.index(found)
    # A block that is plainly in it makes it common in the text, and no other language can open it.
    if not (bounds.plain or _longest_is_plain(words, firsts, own)) or not (bounds.whole < 0 or others.leads(words)):
        return None
    lost = 0.0
    for start, end in bounds.doubtful:
        if not others.settles(words, start, end):
            lost += _costs(weigh(words[start:end]), None)[own]
            if lost >= COMMON:
                return None
    return found


def _longest_is_plain(words: list[str], firsts: list[int], own: int) -> bool:
    """Whether the longest block loses nothing in a class, and a change in any other."""
    start, end = max(pairwise([*firsts, len(words)]), key=lambda at: at[1] - at[0])
    costs = _costs(weigh(words[start:end]), None)
    return not costs[own] and min(costs[:own] + costs[own + 1 :]) >= COMMON


def _declared(block: Block) -> str | None:
    """Return the class the markup gives, if any."""
    if not block.declared:
        return None
    tag = block.declared.replace("_", "-").partition("-")[0].strip().lower()
    if tag in _UNDECLARED:
        return None
    return tag if tag in LANGUAGES else OTHER


def _main_class(declared: Sequence[str | None], weighed: Sequence[Evidence]) -> str | None:
    """Return the class of the words of all blocks together; without evidence, one that is declared."""
    sums = tuple(map(sum, zip(*(evidence.scores for evidence in weighed), strict=True)))
    found = decide(Evidence(sums, sum(evidence.known for evidence in weighed))).language
    return found or next(filter(None, declared), None)


def _costs(evidence: Evidence, declared: str | None) -> Costs:
    """Return what each class loses against the best one, beyond noise. A declaration is certain."""
    if declared is not None:
        return tuple([0.0 if name == declared else inf for name in CLASSES])
    scores = handicapped(evidence)
    enough = max(scores) - NOISE * max(1, evidence.known)
    return tuple([max(0.0, enough - score) for score in scores])


def _entry_costs(blocks: Sequence[Block], costs: Sequence[Costs], main: int) -> Costs:
    """Return what it costs to change into each class: less if the document holds it."""
    total = [0.0] * len(CLASSES)
    held = {main}
    for block, cost in zip(blocks, costs, strict=True):
        best = cost.index(min(cost))
        margin = min(cost[:best] + cost[best + 1 :])
        if margin >= PLAIN and (margin == inf or _has_own_words(block)):
            held.add(best)
        total[best] += min(margin, ENOUGH)
    enough = SHARE * sum(total)
    return tuple(COMMON if share > enough else HELD if c in held else NEW for c, share in enumerate(total))


def _eased(entry: Costs, path: Sequence[int]) -> Costs:
    """Return the entry costs with less for the common languages, the more often the first reading changes."""
    changes = sum(a != b for a, b in pairwise(path))
    share = changes / max(1, len(path) - 1)
    return tuple(cost * (1 - share) if cost <= COMMON else cost for cost in entry)


def _has_own_words(block: Block) -> bool:
    missing = OWN_WORDS
    for word in block.words:
        if word[:1].isalpha():
            missing -= 1
            if not missing:
                return True
    return False


def _cheapest_path(costs: Sequence[Costs], entry: Costs, main: int) -> list[int]:
    """Return the class of each block so that denied words and changes cost least (Viterbi)."""
    classes = range(len(CLASSES))
    opening = min(entry)
    sums = [change - opening for change in entry]  # what the document holds may open it
    steps: list[list[int]] = []
    for cost in costs:
        lowest = min(sums)
        nearest = sums.index(lowest)
        before: list[int] = []
        reached: list[float] = []
        for c in classes:
            change = entry[c]
            stays = sums[c] <= lowest + change
            before.append(c if stays else nearest)
            least = sums[c] if stays else lowest + change
            reached.append(least + cost[c] + (0.0 if c == main else TIE))
        sums = reached
        steps.append(before)
    at = sums.index(min(sums))
    path = [at]
    for before in reversed(steps[1:]):
        at = before[at]
        path.append(at)
    return path[::-1]
