"""The word sets of the imagery rules, ready to look up: which words of a description mean what.

A set ``run-image-<kind>-<name>`` holds words, phrases, endings (``-woman``) and phrases with a gap (``takes … notes``).
The kinds: ``who`` (a noun for people), ``trait`` (what is said of them), ``do`` (what they do), ``cue`` (things,
places, phrases) and ``say`` (grammar: pronouns, articles, conjunctions, numbers).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ..tokens import SENTENCE_END
from .model import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PREFIX = "run-image-"
GRAMMAR = "say"
_MARKED = frozenset({*PRONOUNS, "name-too"})
GAP = "…"
_ENDING = "-"
_REACH = 14  # tokens a gap may span
_MOST_KEPT = 50_000  # words that are remembered
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


_mark = partial(tuple.__new__, Mark)  # most marks are made here: without the detour over their names
Phrase = tuple[list[str], str, str]
Longer = dict[tuple[str, int], list[tuple[str, tuple[int, ...], int]]]  # by kind and token: name, tokens, weight


class _Entry:
    """What may begin with one word: words by themselves, phrases by their second word, and phrases with a gap."""

    __slots__ = ("alone", "gaps", "pairs")

    def __init__(self, alone: Iterable[tuple[str, str]] = ()) -> None:
        self.alone = list(alone)
        self.pairs: dict[str, list[Phrase]] = {}
        self.gaps: list[Phrase] = []


class Word:
    """A word that was met: its entry, ready to use. ``marked`` are the meanings that are asked for by themselves;
    of grammar most are only asked for by their place.
    """

    __slots__ = ("alone", "gaps", "kinds", "marked", "pairs", "says")

    def __init__(self, entry: _Entry) -> None:
        self.alone, self.pairs, self.gaps = entry.alone, entry.pairs, entry.gaps
        self.marked = [(kind, name) for kind, name in self.alone if kind != GRAMMAR or name in _MARKED]
        self.kinds = frozenset(kind for kind, _ in self.alone)
        self.says = frozenset(name for kind, name in self.alone if kind == GRAMMAR)


class Meanings(NamedTuple):
    """What the words of a description mean: ``marks`` in the order of the text, and the ``plain`` words by token.

    A plain word stands in no phrase and in no name, so it means all that it can.
    """

    marks: list[Mark]
    plain: dict[int, Word]


class ImageWords:
    """The sets of one language, by first word."""

    def __init__(self, sets: Mapping[str, Sequence[str]]) -> None:
        self._entries: dict[str, _Entry] = {}
        self._endings: dict[str, list[tuple[str, str]]] = {}
        self._plural: tuple[str, ...] = ()
        self._singular: tuple[str, ...] = ()
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
                if name in _DETERMINERS and kind == GRAMMAR:
                    self._articles.update(items)
        self._tails = tuple(self._endings)
        self.denials = frozenset(word for word, entry in self._entries.items() if _denies(entry))
        self._known: dict[str, Word | None] = {}  # words that were met

    def _add(self, words: list[str], kind: str, name: str) -> None:
        first = words[0]
        if len(words) == 1 and len(first) > 1 and first.startswith(_ENDING):
            self._endings.setdefault(first[1:], []).append((kind, name))
            return
        entry = self._entries.setdefault(first, _Entry())
        if len(words) == 1:
            entry.alone.append((kind, name))
        elif words[1] == GAP:
            entry.gaps.append((words, kind, name))
        else:
            entry.pairs.setdefault(words[1], []).append((words, kind, name))

    def is_plural(self, *words: str) -> bool:
        """Whether one of the words of a noun has the form of a plural."""
        return any(w.endswith(self._plural) and not w.endswith(self._singular) for w in words)

    def read(self, words: Sequence[str], start: int, end: int, apart: frozenset[int] = frozenset()) -> Meanings:
        """Return what the tokens ``start:end`` mean; what is part of a longer phrase of its kind means nothing."""
        present = frozenset(words[start:end])
        found: list[Mark] = []
        long: list[Mark] = []
        plain: dict[int, Word] = {}
        covered: set[int] = set()
        known = self._known
        for i, text in enumerate(words[start:end], start):
            try:
                word = known[text]
            except KeyError:
                word = self._meet(text)
            if word is None:
                continue
            pairs = word.pairs.get(words[i + 1]) if word.pairs and i + 1 < end else None
            phrases = _phrases((pairs or (), word.gaps), words, i, end, present) if pairs or word.gaps else None
            for phrase in phrases or ():
                covered.update(phrase.tokens)
            if i in covered or i in apart:
                meant = word.alone
            elif word.alone:
                meant, plain[i] = word.marked, word
            else:
                meant = []
            if meant:
                here = (i,)
                found += [_mark((i, i + 1, kind, name, here)) for kind, name in meant]
            if phrases:
                found += phrases
                long += phrases
        return Meanings(_without_parts(found, covered, self._longer(long, words)) if long else found, plain)

    def _longer(self, phrases: Iterable[Mark], words: Sequence[str]) -> Longer:
        """Return what may hide a shorter mark of a kind that begins at a token."""
        longer: Longer = {}
        for mark in phrases:
            whole = len(mark.tokens) == mark.end - mark.start  # without a gap it covers all its words
            weight = len(mark.tokens) - (words[mark.end - 1] in self._articles)
            for i in mark.tokens if whole else mark.tokens[:1]:
                longer.setdefault((mark.kind, i), []).append((mark.name, mark.tokens, weight))
        return longer

    def _meet(self, word: str) -> Word | None:
        """What a word means: as it is listed, or else by its ending: "-manager"."""
        entry = self._entries.get(word)
        if entry is None:
            fitting = [t for t in self._tails if word.endswith(t) and len(word) - len(t) >= _MIN_STEM]
            entry = _Entry(self._endings[max(fitting, key=len)]) if fitting else None
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        self._known[word] = found = Word(entry) if entry else None
        return found


def _denies(entry: _Entry) -> bool:
    """Whether a word is, or begins, one that says that something is not there."""
    phrases = (phrase for some in (entry.gaps, *entry.pairs.values()) for phrase in some)
    return any(kind == GRAMMAR and name == "not" for kind, name in (*entry.alone, *(p[1:] for p in phrases)))


def _phrases(
    begun: Iterable[Sequence[Phrase]], words: Sequence[str], i: int, end: int, present: frozenset[str]
) -> list[Mark]:
    """Return those of the phrases that stand at a token."""
    return [
        Mark(i, tokens[-1] + 1, kind, name, tokens)
        for some in begun
        for phrase, kind, name in some
        if phrase[-1] in present and (tokens := _fitted(phrase, words, i, end))
    ]


def _without_parts(found: list[Mark], covered: set[int], longer: Longer) -> list[Mark]:
    """Leave out what is part of a longer phrase of its kind."""
    kept: list[Mark] = []
    for mark in found:
        for name, tokens, weight in longer.get((mark.kind, mark.start), ()) if mark.start in covered else ():
            if _hides(mark, name, tokens, weight):
                break
        else:
            kept.append(mark)
    return kept


def _hides(mark: Mark, name: str, tokens: tuple[int, ...], weight: int) -> bool:
    """Whether a longer phrase of the same kind takes a mark in.

    A cue has many sides: only its own name hides it, or a mere thing. Of what is done, "washes cars" is another act than
    "washes", "repairs the" is not: ``weight`` leaves out an article at its end.
    """
    other = name not in (mark.name, _THING)
    if len(tokens) <= len(mark.tokens) or (other and (mark.kind == "cue" or weight <= len(mark.tokens))):
        return False
    return len(mark.tokens) == 1 or set(tokens).issuperset(mark.tokens)


def _fitted(phrase: list[str], words: Sequence[str], at: int, end: int) -> tuple[int, ...]:
    """Return the tokens that make up a phrase that begins at ``at``, or () where it does not stand."""
    size = len(phrase)
    if words[at : at + size] == phrase:
        return tuple(range(at, at + size)) if at + size <= end else ()
    if GAP not in phrase:
        return ()
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
