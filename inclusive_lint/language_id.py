"""Which language a list of words is in: Dutch, French, English or another one.

A naive Bayes model: each word has, for each language, a log weight, and the language with the highest
sum wins. The weights are data (``models/language``, with a card that says what they were learned from).
A word outside the table is weighed by its letters, once: the weight of each letter given up to three
letters before it, summed, and capped, because an unknown word is often a name or a loan.

Speed comes from two tricks. The weights of a word for all languages, and a 1 that counts the word, are
lanes of 32 bits in one integer. Summing a text is then one dictionary look-up and one integer addition a word,
and both loops run in C. No lane can overflow below four thousand million units, some 70 million words.
And most words need not be weighed: ``Against`` adds up what they can at most say against the language of the text.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from .model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

OTHER = "other"
CLASSES = (*LANGUAGES, OTHER)

_DATA = Path(__file__).with_name("models") / "language" / "weights.json"
_LANE_BYTES = 4
ZERO = 35  # the character that stands for weight 0; those after it need no escape in JSON
SHORTEST_GUESS = 3  # letters; shorter unknown words are initials and abbreviations
LONGEST_RUN = 4  # letters
_CACHED_WORDS = 40_000  # about 8 MB when full
_CACHED_RUNS = 100_000
_CACHED_LENGTH = 40  # characters; no text can fill the memory with endless words

_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_OPAQUE = re.compile(r"[\d@:._]")  # numbers, addresses, file and product names
_OTHER_SCRIPTS = (("\u0370", "\u1cff"), ("\u2e80", "\ud7ff"))  # not Latin letters; the fancy Latin ones are elsewhere


class Evidence(NamedTuple):
    """What a text says for each class: summed log weights in nats, of which only differences mean something.

    ``known`` is the number of words that said anything. Evidence of two texts adds up.
    """

    scores: tuple[float, ...]  # parallel to CLASSES
    known: int


class Guess(NamedTuple):
    """The most likely class, or None without any evidence.

    ``margin`` is the log-odds against the runner-up in nats per word that carried evidence: running text
    has 2 and more, below 0.5 it is a toss-up. ``known`` is the number of those words; loans that the ads of
    all our languages share are not among them, and decide only where nothing else does.
    """

    language: str | None
    margin: float
    known: int


class Bounds(NamedTuple):
    """What the words of a text can at most say for other languages than one."""

    whole: int  # units, noise counted
    plain: bool  # whether some block surely says so many units for the language as was asked
    doubtful: Sequence[tuple[int, int]]  # the blocks that may not suit the language


def likeliest(words: Sequence[str]) -> str | None:
    """Return the language of ours that the folded words of the table speak for most, or None when that is another one."""
    model = _model()
    *lanes, _ = model.unpack(model.outlines.summed(words))
    best = max(lanes)
    at = lanes.index(best)
    return LANGUAGES[at] if best and at < len(LANGUAGES) else None


def against(language: str, noise: float) -> Against:
    """Return what tells how much words can at most say for other languages than this one, beyond so many nats of noise each."""
    return _model().against(language, noise)


def units(nats: float) -> float:
    """Return nats in the units of ``Against``."""
    return nats / _model().step


def weigh(words: Sequence[str]) -> Evidence:
    """Sum what the folded words say. Another language counts as the likeliest of those the model knows."""
    model = _model()
    *lanes, known = model.unpack(model.summed(words))
    ours = len(LANGUAGES)
    units = (*lanes[:ours], max(lanes[ours:]))
    return Evidence(tuple([model.step * unit for unit in units]), known)


def scores(words: Sequence[str]) -> dict[str, float]:
    """Return the summed log weights, in nats, by class: to be added to those of neighbouring blocks."""
    return dict(zip(CLASSES, weigh(words).scores, strict=True))


def identify(words: Sequence[str]) -> Guess:
    """Return the likeliest class of the folded words of one text."""
    return decide(weigh(words))


def decide(evidence: Evidence) -> Guess:
    """Return the likeliest class."""
    if not any(evidence.scores):
        return Guess(None, 0.0, 0)
    (best, language), (second, _), *_ = sorted(zip(handicapped(evidence), CLASSES, strict=True), reverse=True)
    margin = (best - second) / max(1, evidence.known)
    return Guess(language if margin else None, margin, evidence.known)


def handicapped(evidence: Evidence) -> tuple[float, ...]:
    """Return the scores of one text as they are to be compared.

    "other" is the best of many, and the shorter the text, the easier one of them fits by chance.
    """
    *ours, other = evidence.scores
    return (*ours, other - _model().handicap * (1 + 2 / max(1, evidence.known)))


class _Packed:
    """Packed weights by word. A word met for the first time is worked out and kept, within bounds."""

    def __init__(self) -> None:
        self.kept: dict[str, int] = {}

    def summed(self, words: Sequence[str]) -> int:
        """Add up what the words say."""
        kept = self.kept
        total = 0
        for word in words:
            packed = kept.get(word)
            total += self._meet(word) if packed is None else packed
        return total

    def _meet(self, word: str) -> int:
        packed = _pack(self.row(word))
        if len(word) <= _CACHED_LENGTH:
            if len(self.kept) >= _CACHED_WORDS:
                self.kept.clear()
            self.kept[word] = packed
        return packed

    def row(self, word: str) -> bytes:
        """Return what a word says; it is not kept."""
        raise NotImplementedError


class _Outlines(_Packed):
    """Only what the words of the table say, and nothing of any other word."""

    def __init__(self, table: dict[str, bytes]) -> None:
        super().__init__()
        self._table = table

    def row(self, word: str) -> bytes:
        return self._table.get(word, b"")


class Against:
    """How much words can at most say for any other language than one, beyond noise: the sum over a text, if not above nought, settles it.

    A word outside the table counts as if its letters said all they can. They are weighed only where that would not settle a text.
    """

    def __init__(self, model: _Model, own: int, noise: int) -> None:
        self.noise = noise  # units a word
        self._model = model
        self._own = own
        self._most = max(1, model.cap - noise)  # that a word outside the table can say
        self._bounds: dict[str, int] = {}  # nought: of words that say nothing, and only of them
        self._weighed: dict[str, int] = {}  # the bounds of words whose letters were weighed

    def blocks(self, words: list[str], firsts: list[int], plain: int) -> Bounds:
        """Sum up the words of each block; ``firsts`` are the places of their first words. ``plain`` are units."""
        bounds = self._bounds
        whole = 0
        is_plain = False
        doubtful: list[tuple[int, int]] = []
        last = len(firsts) - 1
        for number in range(last + 1):
            start = firsts[number]
            end = firsts[number + 1] if number < last else len(words)
            total = counted = 0
            for at in range(start, end):
                found = bounds.get(words[at])
                bound = self._meet(words[at]) if found is None else found
                if bound:
                    total += bound
                    counted += 1
            whole += total + self.noise * counted
            # What the others lack beyond noise: the noise left out of the sum, and once more, rounded up.
            if total + (2 * self.noise + 1) * counted <= -plain:
                is_plain = True
            if total > 0:
                doubtful.append((start, end))
        return Bounds(whole, is_plain, doubtful)

    def settles(self, words: list[str], start: int, end: int) -> bool:
        """Whether the words ``start:end`` of a text suit the language, when the letters of as many as need be are weighed."""
        total = 0
        for at in range(start, end):
            total += self.of(words[at])
        return self._settles(words, start, end, total)

    def leads(self, words: list[str]) -> bool:
        """Whether all words together surely say most for the language, noise counted."""
        total = 1
        for word in words:
            bound = self.of(word)
            if bound:
                total += bound + self.noise
        return self._settles(words, 0, len(words), total)

    def of(self, word: str) -> int:
        """Return how much one word can at most say, as far as is known."""
        found = self._bounds.get(word)
        return self._meet(word) if found is None else found

    def _settles(self, words: list[str], start: int, end: int, total: int) -> bool:
        """Whether a sum is not above nought when letters are weighed, one word after the other."""
        for at in range(start, end):
            if total <= 0:
                return True
            word = words[at]
            if self.of(word) == self._most:
                total += self._weigh(word) - self._most
        return total <= 0

    def _meet(self, word: str) -> int:
        """Work out the bound of a word that is met for the first time."""
        if _is_plain(word):
            row = self._model.table.get(word)
            bound = self._beyond(row) if row is not None else self._most if len(word) >= SHORTEST_GUESS else 0
        else:
            outlined = self._model.outlined(word)
            bound = self._most if outlined is None else self._beyond(outlined)
        return self._keep(self._bounds, word, bound)

    def _weigh(self, word: str) -> int:
        """Return the bound of a word when its letters are weighed."""
        found = self._weighed.get(word)
        if found is None:
            found = self._keep(self._weighed, word, self._beyond(self._model.row(word)))
            self._keep(self._bounds, word, found)
        return found

    def _keep(self, bounds: dict[str, int], word: str, bound: int) -> int:
        if len(word) <= _CACHED_LENGTH:
            if len(bounds) >= _CACHED_WORDS:
                bounds.clear()
            bounds[word] = bound
        return bound

    def _beyond(self, row: bytes) -> int:
        """Return what a word says for any other language, less what it says for this one, and less noise."""
        last = len(row) - 1
        most = 0
        for at in range(last):
            if row[at] > most and at != self._own:
                most = row[at]
        counted = row[last]
        beyond = most - row[self._own] - self.noise * counted
        return beyond or counted


def _is_plain(word: str) -> bool:
    """Whether a word is all letters, as most are, and not of another script. (A character written here compiles to a number.)"""
    return word.isalpha() and word[0] < "\u0370"


def _stem(word: str) -> str:
    """The letters by which a word outside the table is weighed, or "" when they say nothing."""
    if _is_plain(word):
        return word if len(word) >= SHORTEST_GUESS else ""
    stem = _LETTERS.match(word)
    return stem[0] if stem and len(stem[0]) >= SHORTEST_GUESS and not (_OPAQUE.search(word) or _is_foreign(word)) else ""


def _is_foreign(word: str) -> bool:
    """Whether a word is in letters that none of our languages is written in."""
    letter = word[:1]
    if letter < _OTHER_SCRIPTS[0][0] or not letter.isalpha() or _OPAQUE.search(word):
        return False
    return any(first <= letter <= last for first, last in _OTHER_SCRIPTS)


def _pack(row: bytes) -> int:
    """Write the units of a row, one byte each, as lanes of one integer."""
    lanes = bytearray(_LANE_BYTES * len(row))
    for at in range(len(row)):
        lanes[_LANE_BYTES * at] = row[at]
    return int.from_bytes(lanes, "little")


class _Model(_Packed):
    """All that a word says, and a 1 that counts it; a word outside the table is weighed by its letters.

    What one word says is a row: its units for each language, and whether it is counted, one byte each.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__()
        self.step: float = data["step"]  # nats in a unit
        self.handicap: float = data["handicap"]  # nats
        self.cap: int = data["guess_cap"]  # units between the best and the worst lane of an unknown word
        self._languages = len(data["languages"])
        self._lanes = Struct(f"<{self._languages + 1}I")
        lanes = _units(data["gram_weights"]).decode("latin-1").encode("utf-32-le")
        width = self._languages * _LANE_BYTES
        rows = [int.from_bytes(lanes[i : i + width], "little") for i in range(0, len(lanes), width)]
        self._grams: dict[str, int] = dict(zip(data["grams"].split(), rows, strict=True))
        self._runs: dict[str, int] = {}  # of letters that were met -> what the longest gram they end in weighs
        self._guesses: dict[str, bytes] = {}
        self.table = self._rows(data["words"], data["word_weights"], b"\1")
        self.table |= self._rows(data["loans"], data["loan_weights"], b"\0")
        ours = len(LANGUAGES)
        self._foreign = bytes([*[0] * ours, *[data["script_weight"]] * (self._languages - ours), 1])
        self._silent = bytes(self._languages + 1)
        self.outlines = _Outlines(self.table)
        self._against: dict[tuple[str, float], Against] = {}

    def against(self, language: str, noise: float) -> Against:
        """Return what each word can say for any other language."""
        found = self._against.get((language, noise))
        if found is None:
            found = self._against[language, noise] = Against(self, LANGUAGES.index(language), int(noise / self.step))
        return found

    def unpack(self, packed: int) -> tuple[int, ...]:
        """Return the lanes: the units of each language, and how many words were counted."""
        return self._lanes.unpack(packed.to_bytes(self._lanes.size, "little"))

    def row(self, word: str) -> bytes:
        row = self.outlined(word)
        if row is None:
            row = self._guesses.get(word)
            if row is None:
                row = self._capped(self._letters(_stem(word)))
                if len(word) <= _CACHED_LENGTH:
                    if len(self._guesses) >= _CACHED_WORDS:
                        self._guesses.clear()
                    self._guesses[word] = row
        return row

    def outlined(self, word: str) -> bytes | None:
        """Return what a word says if that is known without weighing its letters."""
        row = self.table.get(word)
        if row is None and not _stem(word):
            row = self._foreign if _is_foreign(word) else self._silent
        return row

    def _rows(self, keys: str, weights: str, counted: bytes) -> dict[str, bytes]:
        """Pair the keys with their rows; the weights are written as one character a language."""
        units = _units(weights)
        width = self._languages
        rows = [units[i : i + width] + counted for i in range(0, len(units), width)]
        return dict(zip(keys.split(), rows, strict=True))

    def _letters(self, stem: str) -> int:
        """Weigh a word outside the table: the longest known run of letters that ends at each letter."""
        runs = self._runs
        text = f"_{stem}_"
        packed = 0
        for end in range(2, len(text) + 1):
            run = text[end - LONGEST_RUN if end > LONGEST_RUN else 0 : end]
            found = runs.get(run)
            packed += self._longest(run) if found is None else found
        return packed

    def _longest(self, run: str) -> int:
        """Return what a run that is met for the first time weighs."""
        if len(self._runs) >= _CACHED_RUNS:
            self._runs.clear()
        gram = run
        while gram and gram not in self._grams:
            gram = gram[1:]
        self._runs[run] = found = self._grams[gram] if gram else 0
        return found

    def _capped(self, packed: int) -> bytes:
        """Bring the lanes into the range of one word; it says nothing where all are equal."""
        lanes = self.unpack(packed)
        last = len(lanes) - 1
        best = max(lanes)
        floor = best - self.cap
        row = bytearray(last + 1)
        equal = True
        for at in range(last):
            unit = lanes[at]
            if unit != best:
                equal = False
            if unit > floor:
                row[at] = unit - floor
        if equal:
            return self._silent
        row[last] = 1
        return bytes(row)


def _units(weights: str) -> bytes:
    """Read weights: one character a language, keyed to one row after the other."""
    return weights.encode("ascii").translate(bytes([max(0, c - ZERO) for c in range(256)]))


@cache
def _model() -> _Model:
    return _Model(json.loads(_DATA.read_bytes()))
