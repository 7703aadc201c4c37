# cython: annotation_typing=False
# ruff: noqa: ERA001 - that line is for the compiler: the types are in the .pxd
"""Words that say where another word stands: "we zoeken", "profile", "not". Which of them a text holds, and where."""

from __future__ import annotations

_CONTEXT = "cue-"  # cues that stand in running text; the others can be headings


class CueNames:
    """The cues (names) that a word is. Words of the same cues share one, which is told from others by being it."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names


class Cues:
    """Cue name -> the tokens at which it begins, in order; looked for when the name is asked for, since a text asks for few.

    They are added in the order of the text, before anything is asked. ``lengths`` are the words of the longest phrase of a name
    at a token, of those that can be a heading.
    """

    __slots__ = ("_asked", "_named", "_phrases", "_places", "lengths")

    def __init__(self) -> None:
        self._places: dict[CueNames, list[int]] = {}
        self.lengths: dict[tuple[str, int], int] = {}
        self._phrases: dict[str, list[int]] = {}
        self._asked: dict[str, list[int]] = {}
        self._named: dict[str, list[list[int]]] = {}

    def add_word(self, cues: CueNames, at: int) -> None:
        """Add a word that is a cue."""
        places = self._places.get(cues)
        if places is None:
            self._places[cues] = [at]
        else:
            places.append(at)

    def add_phrase(self, name: str, at: int, size: int) -> None:
        """Add a cue of several words."""
        self._phrases.setdefault(name, []).append(at)
        if not name.startswith(_CONTEXT):
            self.lengths[name, at] = max(size, self.lengths.get((name, at), 0))

    def names(self, prefix: str) -> list[str]:
        """Return the names of the cues that are there."""
        return [name for name in self._by_name() if name.startswith(prefix)]

    def _by_name(self) -> dict[str, list[list[int]]]:
        """The places of each cue that is there."""
        if not self._named:
            for cues, at in self._places.items():
                for name in cues.names:
                    self._named.setdefault(name, []).append(at)
            for name, places in self._phrases.items():
                self._named.setdefault(name, []).append(places)
        return self._named

    def __getitem__(self, name: str) -> list[int]:
        at = self._asked.get(name)
        if at is None:
            found: set[int] = set()
            for places in self._by_name().get(name, ()):
                found.update(places)
            at = self._asked[name] = sorted(found)
        return at
