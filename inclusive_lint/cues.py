"""Words that say where another word stands: "we zoeken", "profile", "not". Which of them a text holds, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTEXT = "cue-"  # cues that stand in running text; the others can be headings


class CueNames:
    """The cues (names) that a word is. Words of the same cues share one, which is told from others by being it.

    ``headings`` are those that can be a heading.
    """

    __slots__ = ("headings", "names")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.headings = tuple([name for name in names if not name.startswith(_CONTEXT)])


class Cues:
    """Cue name -> the tokens at which it begins, in order; looked for when the name is asked for, since a text asks for few.

    They are added in the order of the text, before anything is asked. ``lengths`` are the words of the longest phrase of a name
    at a token, of those that can be a heading.
    """

    __slots__ = ("_asked", "_phrases", "_places", "_tables", "lengths")

    def __init__(self) -> None:
        self._tables: dict[int, Mapping[str, list[CueNames]]] = {}
        self._places: dict[CueNames, list[int]] = {}
        self._phrases: dict[str, list[int]] = {}
        self._asked: dict[str, list[int]] = {}
        self.lengths: dict[tuple[str, int], int] = {}

    def add_table(self, table: Mapping[str, list[CueNames]]) -> None:
        """Add the words of a language by the name of their cues; shared by all texts, it may still grow."""
        self._tables[id(table)] = table

    def add_word(self, cues: CueNames, at: int) -> None:
        """Add a word that is a cue."""
        places = self._places.get(cues)
        if places is None:
            self._places[cues] = [at]
        else:
            places.append(at)

    def add_phrase(self, name: str, at: int, size: int) -> None:
        """Add a cue of several words."""
        places = self._phrases.get(name)
        if places is None:
            self._phrases[name] = [at]
        else:
            places.append(at)
        if not name.startswith(_CONTEXT):
            self.lengths[name, at] = max(size, self.lengths.get((name, at), 0))

    def names(self, prefix: str) -> list[str]:
        """Return the names of the cues that are there, of those that can be a heading."""
        found: list[str] = []
        for cues in self._places:
            for name in cues.headings:
                if name.startswith(prefix) and name not in found:
                    found.append(name)
        for name in self._phrases:
            if name.startswith(prefix) and name not in found:
                found.append(name)
        return found

    def __getitem__(self, name: str) -> list[int]:
        at = self._asked.get(name)
        if at is None:
            at = self._asked[name] = self._all(name)
        return at

    def _all(self, name: str) -> list[int]:
        found: list[list[int]] = []
        for table in self._tables.values():
            for cues in table.get(name, ()):
                places = self._places.get(cues)
                if places is not None:
                    found.append(places)
        phrases = self._phrases.get(name)
        if phrases is not None:
            found.append(phrases)
        elif len(found) == 1:
            return found[0]
        every: set[int] = set()
        for places in found:
            every.update(places)
        return sorted(every)
