"""Words that say where another word stands: "we zoeken", "profile", "not". Which of them a text holds, and where."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

_CONTEXT = "cue-"  # cues that stand in running text; the others can be headings


class Cues(dict[str, list[int]]):
    """Cue name -> the tokens at which it begins, in order; looked for when the name is asked for, since a text asks for few.

    ``lengths`` are the words of the longest phrase of a name at a token, of those that can be a heading.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words: list[tuple[Mapping[str, AbstractSet[str]], Mapping[str, Sequence[int]]]] = []
        self._phrases: defaultdict[str, list[int]] = defaultdict(list)
        self.lengths: dict[tuple[str, int], int] = {}

    def add_words(self, cues: Mapping[str, AbstractSet[str]], places: Mapping[str, Sequence[int]]) -> None:
        """Add words and the tokens where they stand; ``cues`` are the words of each name."""
        self._words.append((cues, places))

    def add_phrase(self, name: str, at: int, size: int) -> None:
        """Add a cue of several words."""
        self._phrases[name].append(at)
        if not name.startswith(_CONTEXT):
            self.lengths[name, at] = max(size, self.lengths.get((name, at), 0))

    def names(self, prefix: str) -> list[str]:
        """Return the names of the cues that are there."""
        names = {*self._phrases, *chain.from_iterable(cues for cues, _ in self._words)}
        return [name for name in names if name.startswith(prefix) and self[name]]

    def __missing__(self, name: str) -> list[int]:
        found = set(self._phrases.get(name, ()))
        for cues, places in self._words:
            found.update(*(places[word] for word in cues.get(name, frozenset()) & places.keys()))
        self[name] = at = sorted(found)
        return at
