"""Words that come in two genders: job titles and words that agree with the person. The words are data.

``lexicons/titles/<language>.json`` is the generated table of titles (tools/build_titles.py); the sets ``pairs-*`` of
``lexicons/<language>/`` correct it and add the words that agree.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TITLES, AGREEMENT, AFTER, BEFORE, ARTICLES = "titles", "agreement", "after", "before", "articles"
_SET = "pairs-"
_SIDES = "/"  # "serveur/serveuse"
MASCULINE, FEMININE, EITHER = "m", "f", "n"


def compile_pairs(table: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the tables of one language by name: masculine -> feminine; and what is neutral or a plural."""
    endings = [tuple(e.split(_SIDES)) for e in sets.get(f"{_SET}endings", ())]
    found: dict[str, Any] = {name: {} for name in (TITLES, AGREEMENT, AFTER, BEFORE, ARTICLES)}
    found[TITLES] = _unpacked(table.get("nouns", {}))
    found[AFTER] = _unpacked(table.get("others", {}))
    for name in (TITLES, AGREEMENT, AFTER, BEFORE, ARTICLES):
        found[name] |= dict(_pair(w, endings) for w in sets.get(f"{_SET}{name}", ()))
    dropped = frozenset(sets.get(f"{_SET}not-a-title", ()))
    written = {_pair(w, endings)[0] for w in sets.get(f"{_SET}{AFTER}", ())}  # no title alone, but "secrétaire médicale"
    for name in (TITLES, AFTER):
        gone = dropped.union(sets.get(f"{_SET}neutral", ())) if name == TITLES else dropped - written
        found[name] = {m: f for m, f in found[name].items() if m not in gone and f not in gone}
    neutral = {*table.get("neutral", "").split(), *sets.get(f"{_SET}neutral", ())}
    found["neutral"] = sorted(neutral - dropped - {*found[TITLES], *found[TITLES].values()})
    found["plural"] = "".join(sets.get(f"{_SET}plural", ()))
    found["endings"] = endings
    for name in ("suffixes", "participles"):
        found[name] = dict(_sides(w) for w in sets.get(_SET + name, ()))
    found["things"] = sorted({*sets.get(f"{_SET}things", ()), *dropped})
    return found


def _unpacked(packed: Mapping[str, str]) -> dict[str, str]:
    """Undo the packing of the generated table: stems by formation ("er>ère": "conseill infirmi")."""
    pairs: dict[str, str] = {}
    for formation, stems in packed.items():
        masculine, feminine = formation.split(">")
        pairs |= {stem + masculine: stem + feminine for stem in stems.split()}
    return pairs


def _sides(written: str) -> tuple[str, str]:
    masculine, _, feminine = written.partition(_SIDES)
    return masculine, feminine


def _pair(written: str, endings: Iterable[tuple[str, ...]]) -> tuple[str, str]:
    """A pair as authored: both forms, or the masculine alone where the formation is regular."""
    masculine, slash, feminine = written.partition(_SIDES)
    if slash:
        return masculine, feminine
    for m, f in endings:
        if masculine.endswith(m):
            return masculine, masculine.removesuffix(m) + f
    return masculine, masculine


class Pairs:
    """The compiled tables of one language, looked up from either side."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.neutral = frozenset(data.get("neutral", ()))

    @cached_property
    def _things(self) -> frozenset[str]:
        return frozenset(self._data.get("things", ()))

    def table(self, name: str) -> Mapping[str, str]:
        """Masculine -> feminine."""
        found: Mapping[str, str] = self._data.get(name, {})
        return found

    @cached_property
    def _back(self) -> dict[str, dict[str, str]]:
        names = (TITLES, AGREEMENT, AFTER, BEFORE, ARTICLES)
        return {name: {f: m for m, f in self.table(name).items()} for name in names}

    def gender(self, word: str, *names: str) -> str:
        """The gender of a word by the first table that holds it; "" when none does."""
        for name in names:
            if word in self.table(name):
                return EITHER if self.table(name)[word] == word else MASCULINE
            if word in self._back[name]:
                return FEMININE
        return ""

    def other(self, word: str, *names: str) -> str:
        """The form of the other gender, or the word itself."""
        for name in names:
            if word in self.table(name):
                return self.table(name)[word]
            if word in self._back[name]:
                return self._back[name][word]
        return word

    def formed(self, word: str) -> tuple[str, str]:
        """The gender of a word that no table holds, and its other form, by the ending alone; ("", "") for no ending."""
        endings = [tuple(e) for e in self._data.get("endings", ()) if e[0] != e[1]]
        for own, gender in ((1, FEMININE), (0, MASCULINE)):
            for ending in endings:
                if word.endswith(ending[own]) and len(word) > len(ending[own]) + 1:
                    return gender, word.removesuffix(ending[own]) + ending[1 - own]
        return "", ""

    def guess(self, word: str) -> tuple[str, str]:
        """The gender and the other form of a noun that no table holds, by its ending; empty where it names no person.

        Only for a place that names a person: the endings of trades are those of tools too.
        """
        if word in self._things or word in self.neutral or self.gender(word, TITLES):
            return "", ""
        return self._by_ending(word, "suffixes")

    def participle(self, word: str) -> tuple[str, str]:
        """The same of a word that agrees; only for a place right after the verb."""
        return ("", "") if word in self._things else self._by_ending(word, "participles")

    def _by_ending(self, word: str, name: str) -> tuple[str, str]:
        for masculine, feminine in self._data.get(name, {}).items():
            if word.endswith(masculine) and len(word) > len(masculine) + 1:
                return (EITHER if masculine == feminine else MASCULINE), word.removesuffix(masculine) + feminine
            if word.endswith(feminine) and len(word) > len(feminine) + 1:
                return FEMININE, word.removesuffix(feminine) + masculine
        return "", ""

    def plural(self, word: str) -> str:
        """The plural of a title."""
        return word + str(self._data.get("plural", ""))

    def singular(self, word: str) -> str:
        """The singular of a plural title, else the word itself."""
        stem = word.removesuffix(self._data.get("plural", ""))
        known = stem in self._back[TITLES] or (stem in self.table(TITLES) and not self.gender(word, TITLES))
        return stem if known else word


def forms(compiled: Mapping[str, Any], name: str) -> list[str]:
    """Every word by which a table is found in a text."""
    table: Mapping[str, str] = compiled[name]
    if name != TITLES:
        return sorted({*table, *table.values()})
    plurals = {f + compiled["plural"] for f in (*table, *table.values())}
    return sorted({*table, *table.values(), *plurals, *compiled["neutral"]})
