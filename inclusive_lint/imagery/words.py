"""The word sets of the imagery rules, ready to look up: which words of a description mean what.

A set ``run-image-<kind>-<name>`` holds words, phrases, endings (``-woman``) and phrases with a gap (``takes … notes``).
The kinds: ``who`` (a noun for people), ``trait`` (what is said of them), ``do`` (what they do), ``cue`` (things,
places, phrases) and ``say`` (grammar: pronouns, articles, conjunctions, numbers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..tokens import SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PREFIX = "run-image-"
GAP = "…"
_ENDING = "-"
_REACH = 14  # tokens a gap may span
_MOST_KEPT = 50_000  # words whose ending is remembered
_MIN_STEM = 2  # letters before an ending
_THING = "thing"
_DETERMINERS = frozenset({"article", "article-f", "article-m", "possessive", "possessive-f", "possessive-m"})


class Mark(NamedTuple):
    """A word or phrase that means something: the tokens it is made of, its kind and its name in that kind."""

    start: int
    end: int
    kind: str
    name: str
    tokens: tuple[int, ...]


Phrase = tuple[tuple[str, ...], str, str]


class _Entry:
    """What may begin with one word: words by themselves, phrases by their second word, and phrases with a gap."""

    __slots__ = ("alone", "gaps", "pairs")

    def __init__(self) -> None:
        self.alone: list[tuple[str, str]] = []
        self.pairs: dict[str, list[Phrase]] = {}
        self.gaps: list[Phrase] = []


class ImageWords:
    """The sets of one language, by first word."""

    def __init__(self, sets: Mapping[str, Sequence[str]]) -> None:
        self._entries: dict[str, _Entry] = {}
        self._endings: dict[str, list[tuple[str, str]]] = {}
        self._plural: tuple[str, ...] = ()
        self._singular: tuple[str, ...] = ()
        self._ended: dict[str, list[tuple[str, str]]] = {}
        self.names: set[tuple[str, str]] = set()
        self._articles: set[str] = set()
        for full, items in sets.items():
            if full == PREFIX + "plural":
                self._plural = tuple(items)
            elif full == PREFIX + "singular":
                self._singular = tuple(items)
            elif full.startswith(PREFIX):
                kind, _, name = full.removeprefix(PREFIX).partition("-")
                self.names.add((kind, name))
                for item in items:
                    self._add(item.lower().split(), kind, name)
                if name in _DETERMINERS and kind == "say":
                    self._articles.update(items)
        self._tails = tuple(self._endings)

    def _add(self, words: list[str], kind: str, name: str) -> None:
        first = words[0]
        if len(words) == 1 and len(first) > 1 and first.startswith(_ENDING):
            self._endings.setdefault(first[1:], []).append((kind, name))
            return
        entry = self._entries.setdefault(first, _Entry())
        if len(words) == 1:
            entry.alone.append((kind, name))
        elif words[1] == GAP:
            entry.gaps.append((tuple(words), kind, name))
        else:
            entry.pairs.setdefault(words[1], []).append((tuple(words), kind, name))

    def is_plural(self, *words: str) -> bool:
        """Whether one of the words of a noun has the form of a plural."""
        return any(w.endswith(self._plural) and not w.endswith(self._singular) for w in words)

    def marks(self, words: Sequence[str], start: int, end: int) -> list[Mark]:
        """Return what the tokens ``start:end`` mean; what is part of a longer phrase of its kind means nothing."""
        present = frozenset(words[start:end])
        found = [mark for i in range(start, end) for mark in self._at(words, i, end, present)]
        longer: dict[tuple[str, int], list[tuple[str, frozenset[int], int]]] = {}
        for mark in found:
            if len(mark.tokens) > 1:
                whole = len(mark.tokens) == mark.end - mark.start  # without a gap it covers all its words
                weight = len(mark.tokens) - (words[mark.end - 1] in self._articles)
                for i in mark.tokens if whole else mark.tokens[:1]:
                    longer.setdefault((mark.kind, i), []).append((mark.name, frozenset(mark.tokens), weight))
        if not longer:
            return found
        return [m for m in found if not any(_hides(m, *other) for other in longer.get((m.kind, m.start), ()))]

    def _at(self, words: Sequence[str], i: int, end: int, present: frozenset[str]) -> Iterator[Mark]:
        word = words[i]
        entry = self._entries.get(word)
        if entry is None:
            for kind, name in self._ending(word):
                yield Mark(i, i + 1, kind, name, (i,))
            return
        for kind, name in entry.alone:
            yield Mark(i, i + 1, kind, name, (i,))
        for phrase, kind, name in entry.pairs.get(words[i + 1], ()) if i + 1 < end else ():
            if tokens := _fitted(phrase, words, i, end):
                yield Mark(i, tokens[-1] + 1, kind, name, tokens)
        for phrase, kind, name in entry.gaps:
            if phrase[2] in present and (tokens := _fitted(phrase, words, i, end)):
                yield Mark(i, tokens[-1] + 1, kind, name, tokens)

    def _ending(self, word: str) -> list[tuple[str, str]]:
        """What a word that is not listed means by its ending: "-manager"."""
        if word not in self._ended:
            fitting = [t for t in self._tails if word.endswith(t) and len(word) - len(t) >= _MIN_STEM]
            if len(self._ended) > _MOST_KEPT:
                self._ended.clear()
            self._ended[word] = self._endings[max(fitting, key=len)] if fitting else []
        return self._ended[word]


def _hides(mark: Mark, name: str, tokens: frozenset[int], weight: int) -> bool:
    """Whether a longer phrase of the same kind takes a mark in.

    A cue has many sides: only its own name hides it, or a mere thing. Of what is done, "washes cars" is another act than
    "washes", "repairs the" is not: ``weight`` leaves out an article at its end.
    """
    other = name not in (mark.name, _THING)
    if len(tokens) <= len(mark.tokens) or (other and (mark.kind == "cue" or weight <= len(mark.tokens))):
        return False
    return tokens.issuperset(mark.tokens)


def _fitted(phrase: Sequence[str], words: Sequence[str], at: int, end: int) -> tuple[int, ...]:
    """Return the tokens that make up a phrase that begins at ``at``, or () where it does not stand."""
    tokens: list[int] = []
    gap = False
    for part in phrase:
        if part == GAP:
            gap = True
            continue
        if not gap:
            if at >= end or words[at] != part:
                return ()
        else:
            start = at
            at = next((i for i in range(start, min(end, start + _REACH)) if words[i] == part), -1)
            if at < 0 or any(words[i] in SENTENCE_END for i in range(start, at)):
                return ()
        tokens.append(at)
        at, gap = at + 1, False
    return tuple(tokens)
