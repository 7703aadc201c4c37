"""How hard a text is to read: a score of the whole document, by the formula of its language.

The card's ``options`` hold the formulas and the targets, the lexicons what a syllable is (``run-vowels`` and
``run-silent``). A list item, a heading and a line are sentences. Scores compare within one language only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..tokens import BOUNDARY, SENTENCE_END
from . import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..catalog import Rule, Vocabulary
    from ..reading import Reading
    from . import Whole

_KEPT = 20_000  # words whose syllables are remembered
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
    formula = rule.options["formulas"].get(reading.language or "")
    if not formula or vocabulary is None:
        return {"score": None}
    lengths, words = _sentences(reading)
    if not words or len(words) < rule.options.get("min_words", 0):
        return {"score": None, "words": len(words)}
    syllables = _Syllables.of(vocabulary)
    per_word = sum(map(syllables.__getitem__, words)) / len(words)
    per_sentence = len(words) / len(lengths)
    base, sentence, syllable = (float(formula[key]) for key in ("base", "sentence", "syllable"))
    flesch = base - sentence * per_sentence - syllable * per_word
    lix = per_sentence + 100 * sum(len(w) > _LONG_WORD for w in words) / len(words)
    return {
        "formula": formula["name"], "score": round(flesch, 1), "band": _band(flesch, rule.options["bands"]),
        "lix": round(lix, 1), "words": len(words), "sentences": len(lengths),
        "words_per_sentence": round(per_sentence, 1), "syllables_per_word": round(per_word, 2),
        "longest_sentence": max(lengths),
    }  # fmt: skip


def _band(value: float, bands: Sequence[Sequence[Any]]) -> str:
    """The name of the first band whose lower bound is reached, the easiest first."""
    return next(str(name) for bound, name in bands if value >= bound or bound == bands[-1][0])


def _sentences(reading: Reading) -> tuple[list[int], list[str]]:
    """The lengths of the sentences in words, and all words. Addresses, numbers and one-word lines are left out."""
    lengths: list[int] = []
    words: list[str] = []
    codes = reading.languages
    for number, first in enumerate(reading.tokens.firsts):
        if codes[number] != reading.language or reading.document.blocks[number].kind in ("alt", "attribute", "meta"):
            continue
        for sentence in _split(reading.words[first : reading.block_range(first).end + 1]):
            if len(sentence) > 1:
                lengths.append(len(sentence))
                words += sentence
    return lengths, words


def _split(words: Iterable[str]) -> Iterator[list[str]]:
    sentence: list[str] = []
    for word in words:
        if word in SENTENCE_END or word == BOUNDARY:
            yield sentence
            sentence = []
        elif word[:1].isalpha() and "@" not in word and "/" not in word:
            sentence.append(word)
    yield sentence


class _Syllables(dict[str, int]):
    """The number of syllables of words, counted by the vowels of a language when a word is first met."""

    def __init__(self, vowels: Sequence[str], silent: Sequence[str], spoken: Sequence[str]) -> None:
        longest = sorted(map(re.escape, vowels), key=len, reverse=True)
        super().__init__()
        self._vowels = re.compile("|".join(longest) or "(?!)")
        self._silent = tuple(silent)
        self._spoken = tuple(spoken)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> _Syllables:
        """Return the counter of a language, made once."""
        return _syllables(*(tuple(vocabulary.phrases(f"run-{name}")) for name in ("vowels", "silent", "spoken")))

    def __missing__(self, word: str) -> int:
        if len(self) > _KEPT:
            self.clear()
        self[word] = found = self.count(word)
        return found

    def count(self, word: str) -> int:
        """Return the number of syllables of a folded word, at least one."""
        starts = [m.start() for m in self._vowels.finditer(word)]
        if len(starts) > 1 and self._silent and word.endswith(self._silent) and not word.endswith(self._spoken):
            # Only a vowel that stands alone is silent: "bonne", not "année".
            return len(starts) - (word[starts[-1] :] in self._silent)
        return max(1, len(starts))


@lru_cache(maxsize=8)
def _syllables(vowels: tuple[str, ...], silent: tuple[str, ...], spoken: tuple[str, ...]) -> _Syllables:
    return _Syllables(vowels, silent, spoken)
