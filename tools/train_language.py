#!/usr/bin/env python3
"""Train the weights of ``inclusive_lint.language_id``.

    python tools/train_language.py UD_FOLDER [--out weights.json]

UD_FOLDER holds the Universal Dependencies treebanks named in TREEBANKS, for the languages we lint.
The other languages, and words of job ads, are our own data in ``tools/language``. No randomness: the
same input gives the same file. Needs nothing but this checkout.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from inclusive_lint.language_id import SHORTEST_GUESS, ZERO  # noqa: E402
from inclusive_lint.model import LANGUAGES  # noqa: E402
from inclusive_lint.tokens import Spelling, Tokenizer  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

OWN = ROOT / "tools" / "language"
OUT = ROOT / "inclusive_lint" / "models" / "language" / "weights.json"
TREEBANKS = {
    "nl": ("UD_Dutch-Alpino/nl_alpino-ud-dev.conllu", "UD_Dutch-LassySmall/nl_lassysmall-ud-dev.conllu"),
    "fr": ("UD_French-GSD/fr_gsd-ud-dev.conllu",),
    "en": ("UD_English-EWT/en_ewt-ud-dev.conllu", "UD_English-EWT/en_ewt-ud-train.rebuilt-from-sources.conllu"),
}
NOT_WORDS = frozenset({"PROPN", "X", "SYM", "NUM", "PUNCT"})  # names say little about the language around them
CLOSED = frozenset({"DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "ADV"})
CONTRACTION = "MWT"  # our mark for a token that UD splits into several words
BOUNDARY = "_"
ORDER = 4  # letters in the longest run that is weighed; language_id looks for runs of 4, 3, 2 and 1

STEP = 0.125  # nats in a unit
HIGHEST = 56  # units; the character after it would need an escape in JSON


@dataclass(frozen=True)
class Settings:
    """What was chosen by looking at the development half of the measurements (see MODEL_CARD.md)."""

    table_words: int = 3500
    letter_runs: int = 2300
    function_cap: float = 6.0  # nats a function word may say, content words and unknown words less:
    content_cap: float = 3.5  # job ads are full of loans
    guess_cap: float = 2.5
    run_cap: float = 5.0
    loan_cap: float = 0.25
    script_weight: float = 7.0
    handicap: float = 2.0
    corpus_size: float = 30_000  # words; all corpora are scaled to it
    hint_share: float = 0.2  # words the hints stand for together, against those of the corpus
    hint_room: float = 4.0  # how many times likelier a hint gets a place in the table than its frequency says
    own_size: float = 8_000  # words a list of our own stands for
    own_list_share: float = 0.5
    unseen: float = 0.25  # share of running text outside the vocabulary, in a corpus
    own_unseen: float = 0.45  # and in a list


class Vocabulary(NamedTuple):
    """Word counts of a language, the share of text outside them, its function words, and our hints."""

    counts: dict[str, float]
    unseen: float
    closed: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()


class LetterModel:
    """Letters given up to three before them, Witten-Bell smoothed, learned from word types."""

    ALPHABET = 60

    def __init__(self, words: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._totals: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        for word in words:
            for run in letter_runs(word):
                self._kinds[run[:-1]] += run not in self._counts
                self._counts[run] += 1
                self._totals[run[:-1]] += 1

    def probability(self, run: str) -> float:
        """Return that of the last letter of the run after the others."""
        p = 1 / self.ALPHABET
        for start in range(len(run) - 1, -1, -1):
            part = run[start:]
            total, kinds = self._totals[part[:-1]], self._kinds[part[:-1]]
            if not total:
                break
            p = (self._counts[part] + kinds * p) / (total + kinds)
        return p

    def word(self, word: str) -> float:
        """Return the natural log of the probability of the word."""
        return sum(math.log(self.probability(run)) for run in longest_runs(word))


def longest_runs(word: str) -> Iterator[str]:
    """Yield for each letter, and the end, the run of at most ORDER letters that ends there."""
    text = f"{BOUNDARY}{word}{BOUNDARY}"
    for end in range(2, len(text) + 1):
        yield text[max(0, end - ORDER) : end]


def letter_runs(word: str) -> Iterator[str]:
    """Yield every suffix of the longest runs."""
    for run in longest_runs(word):
        for start in range(len(run)):
            yield run[start:]


def is_word(token: str) -> bool:
    return token[0].isalpha() or (token[0] == "'" and len(token) > 1)


def own_words(path: Path) -> list[str]:
    """Return the words of a file of ours, without the comment lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def own_tokenizer() -> Tokenizer:
    """Return the project's tokenizer; the elided words are those of the French hints."""
    elided = [w[:-1] for w in own_words(OWN / "hints" / "fr.txt") if w.endswith("'")]
    return Tokenizer(Spelling(elisions=tuple(elided)))


def folded(tokenizer: Tokenizer, form: str) -> list[str]:
    """Return the words of one written form; an elided word stands alone here, so keep its apostrophe."""
    plain = form.lower().replace("’", "'")
    if plain.endswith("'") and plain[:-1].isalpha():
        return [plain]
    return [token for token in tokenizer.words(form) if is_word(token)]


def surface(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the written tokens of a CoNLL-U file with their word class."""
    covered = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 10 or "." in cells[0]:
            covered = 0 if len(cells) < 10 else covered
            continue
        first, _, last = cells[0].partition("-")
        if last:
            covered = int(last)
            yield cells[1], CONTRACTION
        elif int(first) > covered:
            yield cells[1], cells[3]


def corpus(tokenizer: Tokenizer, ud: Path, language: str, settings: Settings) -> Vocabulary:
    """Count the words of the treebanks of one of our languages, and of the hints."""
    counts: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for name in TREEBANKS[language]:
        for form, kind in surface(ud / name):
            if kind not in NOT_WORDS:
                words = folded(tokenizer, form)
                counts.update(words)
                closed.update(words if kind in CLOSED or kind == CONTRACTION else ())
    scale = settings.corpus_size / counts.total()
    hints = [word for hint in own_words(OWN / "hints" / f"{language}.txt") for word in folded(tokenizer, hint)]
    share = settings.hint_share * settings.corpus_size / len(hints)
    function = frozenset(word for word, n in closed.items() if n >= 2 and 2 * n >= counts[word])
    total = added({word: n * scale for word, n in counts.items()}, hints, share)
    return Vocabulary(total, settings.unseen, function, frozenset(hints))


def own_language(tokenizer: Tokenizer, path: Path, settings: Settings) -> Vocabulary:
    """Count a language we have no corpus of: words in order of frequency (Zipf), and paragraphs."""
    ranked, text = path.read_text(encoding="utf-8").split("[words]")[1].split("[text]")
    words = list(dict.fromkeys(w for word in ranked.split() for w in folded(tokenizer, word)))
    zipf = [1 / (rank + 10) for rank in range(len(words))]
    mass = settings.own_size * settings.own_list_share / sum(zipf)
    listed = {word: share * mass for word, share in zip(words, zipf, strict=True)}
    running = [w for w in tokenizer.words(text) if is_word(w)]
    return Vocabulary(added(listed, running, 1.0), settings.own_unseen)


def added(counts: dict[str, float], words: Iterable[str], count: float) -> dict[str, float]:
    """Return the counts with ``count`` more for each of the words."""
    return counts | {word: counts.get(word, 0.0) + n * count for word, n in Counter(words).items()}


class Weights:
    """Log weights of words and letter runs, by language, relative to the likeliest language."""

    def __init__(self, vocabularies: Mapping[str, Vocabulary], settings: Settings) -> None:
        self._vocabularies = list(vocabularies.values())
        self._sizes = [sum(v.counts.values()) for v in self._vocabularies]
        self._letters = [LetterModel(w for w in v.counts if w.isalpha()) for v in self._vocabularies]
        self._closed = frozenset[str]().union(*(v.closed for v in self._vocabularies))
        self._hints = frozenset[str]().union(*(v.hints for v in self._vocabularies))
        self._settings = settings

    def of_word(self, word: str) -> list[float]:
        """Mix what was counted and what the letters say."""
        logs = [
            math.log((1 - v.unseen) * v.counts.get(word, 0) / size + v.unseen * math.exp(letters.word(word)))
            for v, size, letters in zip(self._vocabularies, self._sizes, self._letters, strict=True)
        ]
        cap = self._settings.function_cap if word in self._closed else self._settings.content_cap
        return relative(logs, cap)

    def of_loan(self, word: str) -> list[float]:
        """Let a loan say next to nothing, and a name nothing at all."""
        counted = any(v.counts.get(word) for v in self._vocabularies[: len(LANGUAGES)])
        return relative(self.of_word(word), self._settings.loan_cap if counted else 0.0)

    def of_run(self, run: str) -> list[float]:
        return relative([math.log(m.probability(run)) for m in self._letters], self._settings.run_cap)

    def guessed(self, word: str, runs: Mapping[str, Sequence[float]]) -> list[float]:
        """Return the weights the program itself would give without the table."""
        sums = [0.0] * len(self._letters)
        if len(word) < SHORTEST_GUESS:
            return sums
        for longest in longest_runs(word):
            run = stored_suffix(longest, runs)
            if run:
                sums = [a + b for a, b in zip(sums, runs[run], strict=True)]
        return relative(sums, self._settings.guess_cap)

    def frequency(self, word: str) -> float:
        """Return the share of the word in the language it is most frequent in; our own lists count half."""
        shares = [v.counts.get(word, 0) / size for v, size in zip(self._vocabularies, self._sizes, strict=True)]
        ours = len(LANGUAGES)
        return max(*shares[:ours], *(share / 2 for share in shares[ours:]))

    def room(self, word: str) -> float:
        """Return how much a word deserves a place in the table, all else being equal."""
        return self.frequency(word) * (self._settings.hint_room if word in self._hints else 1.0)

    def words(self) -> set[str]:
        return set[str]().union(*(v.counts for v in self._vocabularies))


def relative(logs: Sequence[float], cap: float) -> list[float]:
    """Return how far each is above the floor, which is ``cap`` below the best."""
    floor = max(logs) - cap
    return [max(0.0, x - floor) for x in logs]


def stored_suffix(run: str, stored: Mapping[str, object]) -> str:
    """Return the longest end of the run that is stored, or nothing."""
    return next((run[i:] for i in range(len(run)) if run[i:] in stored), "")


def distance(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the greatest change of a difference between two languages."""
    changes = [x - y for x, y in zip(a, b, strict=True)]
    return max(changes) - min(changes)


def choose_runs(weights: Weights, settings: Settings) -> dict[str, list[float]]:
    """Keep single letters, and the longer runs that change most, weighed by how many words have them."""
    seen: Counter[str] = Counter()
    for word in weights.words():
        if word.isalpha():
            seen.update({run: math.sqrt(weights.frequency(word)) for run in letter_runs(word)})
    chosen = {run: weights.of_run(run) for run in sorted(seen) if len(run) == 1}
    for size in range(2, ORDER + 1):
        gains = {}
        for run in sorted(r for r in seen if len(r) == size):
            own = weights.of_run(run)
            gains[run] = (seen[run] * distance(own, chosen[stored_suffix(run, chosen)]), own)
        best = sorted(gains, key=lambda run: -gains[run][0])
        room = (settings.letter_runs - len(chosen)) // (1 if size == ORDER else 2)
        chosen |= {run: gains[run][1] for run in best[:room]}
    return chosen


def choose_words(
    weights: Weights, runs: Mapping[str, Sequence[float]], loans: Mapping[str, object], settings: Settings
) -> dict[str, list[float]]:
    """Keep the words whose table weight differs most from the guess, weighed by frequency."""
    gains = {}
    for word in sorted(weights.words() - loans.keys()):
        own = weights.of_word(word)
        gains[word] = (weights.room(word) * distance(own, weights.guessed(word, runs)), own)
    best = sorted(gains, key=lambda word: -gains[word][0])[: settings.table_words]
    return {word: gains[word][1] for word in sorted(best)}


def encoded(rows: Iterable[Sequence[float]]) -> str:
    """Write each weight as one character."""
    units = [min(HIGHEST, round(x / STEP)) for row in rows for x in row]
    return "".join(chr(ZERO + unit) for unit in units)


def train(ud: Path, settings: Settings) -> dict[str, object]:
    """Return the model as plain data."""
    tokenizer = own_tokenizer()
    vocabularies = {language: corpus(tokenizer, ud, language, settings) for language in LANGUAGES}
    for path in sorted((OWN / "other").glob("*.txt")):
        vocabularies[path.stem] = own_language(tokenizer, path, settings)
    weights = Weights(vocabularies, settings)
    jargon = sorted({w for word in own_words(OWN / "jargon.txt") for w in folded(tokenizer, word)})
    loans = {word: weights.of_loan(word) for word in jargon}
    runs = choose_runs(weights, settings)
    words = choose_words(weights, runs, loans, settings)
    return {
        "languages": list(vocabularies),
        "step": STEP,
        "handicap": settings.handicap,
        "guess_cap": round(settings.guess_cap / STEP),
        "script_weight": round(settings.script_weight / STEP),
        "loans": " ".join(loans),
        "loan_weights": encoded(loans.values()),
        "words": " ".join(words),
        "word_weights": encoded(words.values()),
        "grams": " ".join(runs),
        "gram_weights": encoded(runs.values()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("ud", type=Path, help="folder of the Universal Dependencies treebanks")
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    data = train(arguments.ud, Settings())
    text = json.dumps(data, ensure_ascii=False, indent=0) + "\n"
    arguments.out.write_text(text, encoding="utf-8")
    print(f"{arguments.out}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
