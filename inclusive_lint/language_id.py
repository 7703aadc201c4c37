"""Which language a list of words is in: Dutch, French, English or another one.

A naive Bayes model: each word has, for each language, a log weight, and the language with the highest
sum wins. The weights are data (``models/language``, with a card that says what they were learned from).
A word outside the table is weighed by its letters, once: the weight of each letter given up to three
letters before it, summed, and capped, because an unknown word is often a name or a loan.

Speed comes from one trick: the weights of a word for all languages, and a 1 that counts the word, are
lanes of 32 bits in one integer. Summing a text is then one dictionary look-up and one integer addition a word,
and both loops run in C. No lane can overflow below four thousand million units, some 70 million words.
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
    from collections.abc import Callable, Sequence

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


def packed(words: Sequence[str]) -> int:
    """Sum what the folded words say, for ``evidence`` and ``suits``. Sums of two texts add up."""
    return sum(map(_model().__getitem__, words))


def outlined(words: Sequence[str]) -> int:
    """Sum what the folded words say that are in the table, and how many are not: enough for ``surely_in``, and quicker."""
    return sum(map(_model().outlines.__getitem__, words))


def surely_in(outline: int) -> str | None:
    """Return the language of ours that a text is in, whatever its unknown words say, or None when they could decide."""
    model = _model()
    *lanes, _, unknown = model.outlines.unpack(outline)
    best, second = sorted(lanes, reverse=True)[:2]
    at = lanes.index(best)
    return LANGUAGES[at] if at < len(LANGUAGES) and best - second > model.cap * unknown else None


def against(language: str, noise: float) -> Callable[[str], int]:
    """Return what tells of a folded word how much it can at most say for another language than this one (units), beyond noise (nats).

    Where the sum over a text is not above nought, the text suits the language.
    """
    return _model().against(language, noise).__getitem__


def units(nats: float) -> float:
    """Return nats in the units of ``against``."""
    return nats / _model().step


def suits(weights: int, language: str, noise: float) -> bool:
    """Whether no language is ahead of this one by more than ``noise`` nats per word that said anything."""
    model = _model()
    *lanes, known = model.unpack(weights)
    return max(lanes) - lanes[LANGUAGES.index(language)] <= noise / model.step * (known or 1)


def weigh(words: Sequence[str]) -> Evidence:
    """Sum what the folded words say."""
    return evidence(packed(words))


def evidence(weights: int) -> Evidence:
    """Unpack a sum. Another language counts as the likeliest of those the model knows."""
    model = _model()
    *lanes, known = model.unpack(weights)
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


class _Runs(dict[str, int]):
    """What a run of letters weighs: as much as the longest known run it ends in. Worked out when it is first met."""

    def __init__(self, known: dict[str, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, run: str) -> int:
        if len(self) >= _CACHED_RUNS:
            self.clear()
        shorter = run
        while shorter and shorter not in self._known:
            shorter = shorter[1:]
        self[run] = found = self._known.get(shorter, 0)
        return found


class _Packed(dict[str, int]):
    """Packed weights by word, in so many lanes. A word met for the first time is worked out and kept, within bounds."""

    def __init__(self, trained: dict[str, int], lanes: int) -> None:
        super().__init__()
        self._trained = trained
        self._lanes = Struct(f"<{lanes}I")

    def _untrained(self, word: str) -> int:
        """What a word outside the table weighs."""
        raise NotImplementedError

    def __missing__(self, word: str) -> int:
        packed = self._trained.get(word)
        if packed is None:
            packed = self._untrained(word)
        if len(word) <= _CACHED_LENGTH:
            if len(self) >= _CACHED_WORDS:
                self.clear()
            self[word] = packed
        return packed

    def unpack(self, packed: int) -> tuple[int, ...]:
        """Return the lanes: the units of each language, then what was counted."""
        return self._lanes.unpack(packed.to_bytes(self._lanes.size, "little"))


class _Outlines(_Packed):
    """Only the words of the table, counted in one lane; of any other word that may say something, one unit in a lane of its own."""

    def __init__(self, trained: dict[str, int], languages: int, foreign: int) -> None:
        super().__init__(trained, languages + 2)
        self._foreign = foreign
        self._unknown = 1 << (8 * _LANE_BYTES * (languages + 1))

    def of(self, word: str) -> tuple[int, ...]:
        """Return the lanes of one word, which is not kept."""
        packed = self._trained.get(word)
        return self.unpack(self._untrained(word) if packed is None else packed)

    def _untrained(self, word: str) -> int:
        return self._foreign if _is_foreign(word) else self._unknown if _stem(word) else 0


class _Against(dict[str, int]):
    """What each word can say for any other language, less what it says for one, and less noise."""

    def __init__(self, outline: Callable[[str], tuple[int, ...]], own: int, cap: int, noise: int) -> None:
        super().__init__()
        self._outline = outline
        self._own = own
        self._cap = max(0, cap - noise)
        self._noise = noise

    def __missing__(self, word: str) -> int:
        *lanes, known, unknown = self._outline(word)
        own = lanes.pop(self._own)
        if len(self) >= _CACHED_WORDS:
            self.clear()
        self[word] = found = max(lanes) - own - self._noise * known + self._cap * unknown
        return found


def _stem(word: str) -> str:
    """The letters by which a word outside the table is weighed, or "" when they say nothing."""
    stem = _LETTERS.match(word)
    return stem[0] if stem and len(stem[0]) >= SHORTEST_GUESS and not (_OPAQUE.search(word) or _is_foreign(word)) else ""


def _is_foreign(word: str) -> bool:
    """Whether a word is in letters that none of our languages is written in."""
    letter = word[:1]
    if letter < _OTHER_SCRIPTS[0][0] or not letter.isalpha() or _OPAQUE.search(word):
        return False
    return any(first <= letter <= last for first, last in _OTHER_SCRIPTS)


class _Model(_Packed):
    """All that a word says, and a 1 that counts it; a word outside the table is weighed by its letters."""

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__({}, len(data["languages"]) + 1)
        self.step: float = data["step"]  # nats in a unit
        self.handicap: float = data["handicap"]  # nats
        self.cap: int = data["guess_cap"]  # units between the best and the worst lane of an unknown word
        self._languages = len(data["languages"])
        self._runs = _Runs(self._rows(data["grams"], data["gram_weights"]))
        one = self._pack([0] * self._languages, 1)
        self._trained |= {w: row + one for w, row in self._rows(data["words"], data["word_weights"]).items()}
        self._trained |= self._rows(data["loans"], data["loan_weights"])
        ours = len(LANGUAGES)
        self.foreign = self._pack([0] * ours + [data["script_weight"]] * (self._languages - ours), 1)
        self.outlines = _Outlines(self._trained, self._languages, self.foreign)
        self._against: dict[tuple[str, float], _Against] = {}

    def against(self, language: str, noise: float) -> _Against:
        """Return what each word can say for any other language."""
        if (language, noise) not in self._against:
            own = LANGUAGES.index(language)
            self._against[language, noise] = _Against(self.outlines.of, own, self.cap, int(noise / self.step))
        return self._against[language, noise]

    def _pack(self, units: Sequence[int], known: int) -> int:
        return int.from_bytes(self._lanes.pack(*units, known), "little")

    def _rows(self, keys: str, weights: str) -> dict[str, int]:
        """Pair the keys with their packed weights, written as one character a language."""
        width = self._languages * _LANE_BYTES
        lanes = bytearray(len(weights) * _LANE_BYTES)
        lanes[::_LANE_BYTES] = weights.encode("ascii").translate(bytes(max(0, c - ZERO) for c in range(256)))
        rows = (int.from_bytes(lanes[i : i + width], "little") for i in range(0, len(lanes), width))
        return dict(zip(keys.split(), rows, strict=True))

    def _untrained(self, word: str) -> int:
        """Weigh a word outside the table: the longest known run of letters that ends at each letter."""
        stem = _stem(word)
        if not stem:
            return self.foreign if _is_foreign(word) else 0
        text = f"_{stem}_"
        ends = [text[:2], text[:3], *[text[i : i + LONGEST_RUN] for i in range(len(text) - LONGEST_RUN + 1)]]
        return self._capped(sum(map(self._runs.__getitem__, ends)))

    def _capped(self, packed: int) -> int:
        """Bring the lanes into the range of one word; 0 when they say nothing."""
        *units, _ = self.unpack(packed)
        best = max(units)
        floor = best - self.cap
        if min(units) == best:
            return 0
        return self._pack([unit - floor if unit > floor else 0 for unit in units], 1)


@cache
def _model() -> _Model:
    return _Model(json.loads(_DATA.read_bytes()))
