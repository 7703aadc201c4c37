"""How hard a text is to read: a score of the whole document, by the formula of its language.

The card's ``options`` hold the formulas and the targets, the lexicons what a syllable is (``run-vowels`` and
``run-silent``). A list item, a heading and a line are sentences. Scores compare within one language only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from . import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..catalog import Rule, Vocabulary
    from ..reading import Reading
    from . import Whole

_KEPT = 50_000  # words that are remembered
_LONG_WORD = 6  # letters; LIX counts words with more


def check(whole: Whole, rule: Rule) -> Iterator[Remark]:
    """Yield a remark when the text is harder than the card's target."""
    if not whole.recognised or not whole.in_scope(rule):
        return
    found = score(whole.reading, rule, whole.vocabulary)
    if found.get("score") is not None and found["score"] < rule.options["target"]:
        values = {"score": f"{found['score']:.0f}", "words": f"{found['words_per_sentence']:.0f}"}
        yield Remark(rule.id, values=values | {"target": str(rule.options["target"])})


def score(reading: Reading, rule: Rule, vocabulary: Vocabulary | None) -> dict[str, Any]:
    """Return the score, its band, LIX and the numbers they are made of; ``score`` is None for a short text."""
    if rule.id not in reading.scores:
        reading.scores[rule.id] = _score(reading, rule, vocabulary)
    return reading.scores[rule.id]


def _score(reading: Reading, rule: Rule, vocabulary: Vocabulary | None) -> dict[str, Any]:
    formula = rule.options["formulas"].get(reading.language or "")
    if not formula or vocabulary is None:
        return {"score": None}
    counted = _sentences(reading, _Words.of(vocabulary))
    if not counted.words or counted.words < rule.options.get("min_words", 0):
        return {"score": None, "words": counted.words}
    per_word = counted.syllables / counted.words
    per_sentence = counted.words / len(counted.lengths)
    base, sentence, syllable = (float(formula[key]) for key in ("base", "sentence", "syllable"))
    flesch = base - sentence * per_sentence - syllable * per_word
    lix = per_sentence + 100 * counted.long / counted.words
    return {
        "formula": formula["name"], "score": round(flesch, 1), "band": _band(flesch, rule.options["bands"]),
        "lix": round(lix, 1), "words": counted.words, "sentences": len(counted.lengths),
        "words_per_sentence": round(per_sentence, 1), "syllables_per_word": round(per_word, 2),
        "longest_sentence": max(counted.lengths),
    }  # fmt: skip


def _band(value: float, bands: Sequence[Sequence[Any]]) -> str:
    """The name of the first band whose lower bound is reached, the easiest first."""
    return next(str(name) for bound, name in bands if value >= bound or bound == bands[-1][0])


class _Counted(NamedTuple):
    """The words of a text: the lengths of its sentences, and what there is in all of them together."""

    lengths: list[int]
    words: int
    syllables: int
    long: int


def _sentences(reading: Reading, counter: _Words) -> _Counted:
    """Count a text. Addresses, numbers and one-word lines are left out."""
    words, ends, left_out = reading.words, reading.ends, _left_out(reading)
    lengths: list[int] = []
    start = syllables = long = 0
    for end in ends:
        size, spoken, longer = counter.sums(words, start, end)
        if size > 1 and not (left_out and reading.tokens.block_of(start) in left_out):
            lengths.append(size)
            syllables += spoken
            long += longer
        start = end + 1
    return _Counted(lengths, sum(lengths), syllables, long)


def _left_out(reading: Reading) -> set[int]:
    """The blocks in another language than the text as a whole, and those that are no running text."""
    pairs = enumerate(zip(reading.languages, reading.document.blocks, strict=True))
    return {i for i, (code, block) in pairs if code != reading.language or block.kind in ("alt", "attribute", "meta")}


class _Words:
    """What the words of a language count for. Syllables are counted by its vowels when a word is first met."""

    __slots__ = ("_known", "_silent", "_spoken", "_vowels")

    def __init__(self, vowels: Sequence[str], silent: Sequence[str], spoken: Sequence[str]) -> None:
        longest = sorted(map(re.escape, vowels), key=len, reverse=True)
        self._vowels = re.compile("|".join(longest) or "(?!)")
        self._silent = tuple(silent)
        self._spoken = tuple(spoken)
        self._known: dict[str, int] = {}  # twice its syllables, one more for a long word; 0 for what is no word

    @staticmethod
    def of(vocabulary: Vocabulary) -> _Words:
        """Return the counter of a language, made once."""
        return _words(*(tuple(vocabulary.phrases(f"run-{name}")) for name in ("vowels", "silent", "spoken")))

    def sums(self, words: list[str], start: int, end: int) -> tuple[int, int, int]:
        """Return how many of the tokens ``start:end`` are words, their syllables together, and how many of them are long."""
        known = self._known
        size = syllables = longer = 0
        for i in range(start, end):
            word = words[i]
            weight = known.get(word)
            if weight is None:
                weight = self._meet(word)
            counted = weight
            if counted:
                size += 1
                syllables += counted >> 1
                longer += counted & 1
        return size, syllables, longer

    def _meet(self, word: str) -> int:
        if len(self._known) > _KEPT:
            self._known.clear()
        self._known[word] = found = self._weight(word)
        return found

    def _weight(self, word: str) -> int:
        if not word[:1].isalpha() or "@" in word or "/" in word:
            return 0
        return 2 * self.count(word) + (len(word) > _LONG_WORD)

    def count(self, word: str) -> int:
        """Return the number of syllables of a folded word, at least one."""
        found = len(self._vowels.findall(word))
        if found > 1 and self._silent and word.endswith(self._silent) and not word.endswith(self._spoken):
            # Only a vowel that stands alone is silent: "bonne", not "année".
            last = [m.start() for m in self._vowels.finditer(word)][-1]
            return found - (word[last:] in self._silent)
        return max(1, found)


@lru_cache(maxsize=8)
def _words(vowels: tuple[str, ...], silent: tuple[str, ...], spoken: tuple[str, ...]) -> _Words:
    return _Words(vowels, silent, spoken)
