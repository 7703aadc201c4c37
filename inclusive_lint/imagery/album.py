"""All descriptions of a document in one language, filed by what they say.

A card has many cases and a campaign many descriptions; a case is tried only where everything it asks for is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from .model import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .cases import Case
    from .model import Portrait

Side = Literal["said", "named", "not_there"]  # the fields of a portrait that are filed
_SIDES: tuple[Side, ...] = ("said", "named", "not_there")


class Album:
    """The portraits of a document, in the order of the text."""

    def __init__(self, portraits: Sequence[Portrait]) -> None:
        self.portraits = portraits
        self._filed: dict[Side, dict[str, list[int]]] = {side: {} for side in _SIDES}
        for number, portrait in enumerate(portraits):
            for side, filed in self._filed.items():
                for name in getattr(portrait, side):
                    filed.setdefault(name, []).append(number)
        self._known: dict[tuple[Side, str], frozenset[int]] = {}

    def __iter__(self) -> Iterator[Portrait]:
        return iter(self.portraits)

    def names(self, cue: str) -> bool:
        """Whether a description names a cue."""
        return cue in self._filed["named"]

    def candidates(self, cases: Sequence[Case]) -> Iterator[tuple[Portrait, list[Case]]]:
        """Yield the portraits that may meet a case, each with those cases in their order."""
        found: dict[int, list[Case]] = {}
        for case in cases:
            for number in self._with_all(case.asks):
                found.setdefault(number, []).append(case)
        for number in sorted(found):
            yield self.portraits[number], found[number]

    def _with_all(self, asks: Sequence[tuple[Side, str]]) -> Iterable[int]:
        """Return the numbers of the portraits in which of each of these choices one is said."""
        sets: list[frozenset[int]] = []
        for ask in asks:
            numbers = self._with(*ask)
            if not numbers:
                return ()
            sets.append(numbers)
        sets.sort(key=len)
        return sets[0].intersection(*sets[1:]) if sets else range(len(self.portraits))

    def _with(self, side: Side, names: str) -> frozenset[int]:
        known = self._known.get((side, names))
        if known is None:
            filed = self._filed[side]
            known = frozenset[int]().union(*(filed[name] for name in split(names) if name in filed))
            self._known[side, names] = known
        return known
