#!/usr/bin/env python3
"""Measure language identification: accuracy, refusals and speed.

    python benchmarks/language.py [--shared FOLDER]

FOLDER (by default ``shared`` beside the checkout) holds treebanks and real ads that are not part of the project;
without it only our own texts are measured. ``language_labels.tsv`` says which blocks of the real ads are not in
the language of their folder.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from train_language import own_tokenizer  # noqa: E402

from inclusive_lint import language_id  # noqa: E402
from inclusive_lint.language import OWN_WORDS, languages  # noqa: E402
from inclusive_lint.language_id import identify  # noqa: E402
from inclusive_lint.model import LANGUAGES  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LABELS = ROOT / "benchmarks" / "language_labels.tsv"
OWN = ROOT / "tests" / "data" / "language"
ANY = "*"  # the label of a block in which any answer is taken
HELD_OUT = {  # none of these is trained on
    "nl": ("UD_Dutch-Alpino/nl_alpino-ud-test.conllu", "UD_Dutch-LassySmall/nl_lassysmall-ud-test.conllu"),
    "fr": (
        "UD_French-GSD/fr_gsd-ud-test.conllu",
        *(f"UD_French-Sequoia/fr_sequoia-ud-{part}.conllu" for part in ("train", "dev", "test")),
    ),
    "en": ("UD_English-EWT/en_ewt-ud-test.conllu",),
}
TOKENIZER = own_tokenizer()


@dataclass(frozen=True)
class Line:
    """A block of an ad: one line of its file."""

    number: int
    words: Sequence[str]
    declared: str | None = None


@dataclass(frozen=True)
class Ad:
    """``name`` is folder/number; the folder says the language."""

    name: str
    lines: tuple[Line, ...]

    @property
    def folder(self) -> str:
        return self.name.partition("/")[0]


def word_count(words: Iterable[str]) -> int:
    return sum(word[:1].isalpha() for word in words)


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:6.2f} %" if whole else "     –"


def pieces(sentences: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield runs of ``size`` words, punctuation not counted; sentences are joined where they are shorter."""
    piece: list[str] = []
    for token in (token for sentence in sentences for token in TOKENIZER.words(sentence)):
        piece.append(token)
        if word_count(piece) == size:
            yield piece
            piece = []


def treebank_sentences(ud: Path, language: str) -> Iterator[str]:
    for name in HELD_OUT[language]:
        for line in (ud / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")


def report_treebanks(ud: Path) -> None:
    print("Held-out treebank text, cut into runs of words: right, refused, runs")
    for size in (5, 10, 20, 50):
        for language in LANGUAGES:
            found = Counter(identify(piece).language for piece in pieces(treebank_sentences(ud, language), size))
            runs, refused = found.total(), found.total() - sum(found[code] for code in LANGUAGES)
            print(f"  {size:2} words {language} {percent(found[language], runs)} {percent(refused, runs)} {runs:7}")


def read_ads(jobs: Path) -> list[Ad]:
    ads = []
    for path in sorted(path for language in LANGUAGES for path in (jobs / language).glob("*.txt")):
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        blocks = tuple(Line(number, TOKENIZER.words(text)) for number, text in lines if text.strip())
        ads.append(Ad(f"{path.parent.name}/{path.stem}", blocks))
    return ads


def read_labels() -> dict[tuple[str, int], str]:
    """Return the language judged by hand, by ad and line."""
    labels = {}
    for row in LABELS.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            name, ranges, language = row.split("\t")
            for part in ranges.split(","):
                first, _, last = part.partition("-")
                labels.update({(name, n): language for n in range(int(first), int(last or first) + 1)})
    return labels


def report_labels(ads: Sequence[Ad]) -> None:
    """Say which ads are mixed, as judged by hand."""
    print("Real ads that hold text in another language than their folder says")
    labels = read_labels()
    for language in LANGUAGES:
        found = [
            (ad.name, line.number)
            for ad in ads
            for line in ad.lines
            if ad.folder == language and labels.get((ad.name, line.number), ANY) != ANY
        ]
        names = sorted({name.partition("/")[2] for name, _ in found})
        print(f"  {language} {len(names):3} ads, {len(found):4} blocks: {' '.join(names)}")


def report_whole_ads(ads: Sequence[Ad]) -> None:
    print("Real ads, each as one text: right, ads")
    for language in LANGUAGES:
        mine = [ad for ad in ads if ad.folder == language]
        found = [identify([word for line in ad.lines for word in line.words]).language for ad in mine]
        wrong = [ad.name for ad, code in zip(mine, found, strict=True) if code != language]
        print(f"  {language} {percent(found.count(language), len(mine))} {len(mine):5}", *wrong)


def report_blocks(ads: Sequence[Ad], *, alone: bool) -> None:
    """Compare with the labels. ``refused`` counts only blocks that are in one of our languages."""
    labels = read_labels()
    counts: Counter[tuple[str, str, str]] = Counter()
    for ad in ads:
        found = [identify(line.words).language for line in ad.lines] if alone else languages(ad.lines)
        for line, code in zip(ad.lines, found, strict=True):
            size = word_count(line.words)
            wanted = labels.get((ad.name, line.number), ad.folder)
            if size:
                length = "long" if size >= OWN_WORDS else "short"
                counts[ad.folder, length, "all"] += 1
                counts[ad.folder, length, "right"] += wanted in {ANY, code or "other"}
                counts[ad.folder, length, "refused"] += wanted in LANGUAGES and code not in LANGUAGES
    print(
        f"Blocks of real ads, {'each alone' if alone else 'in their document'} (long: {OWN_WORDS} words and more): right, refused, blocks"
    )
    for length in ("long", "short"):
        for language in LANGUAGES:
            whole, right, refused = (counts[language, length, kind] for kind in ("all", "right", "refused"))
            print(f"  {length:5} {language} {percent(right, whole)} {percent(refused, whole)} {whole:6}")


def report_own() -> None:
    print("Our own texts")
    for path in sorted((OWN / "refused").glob("*.txt")):
        found = [identify(TOKENIZER.words(text)).language for text in path.read_text(encoding="utf-8").splitlines()]
        print(
            f"  {path.stem} paragraphs refused {percent(sum(code not in LANGUAGES for code in found), len(found))} {len(found)}"
        )
    right = blocks = 0
    for path in sorted((OWN / "bilingual").glob("*.txt")):
        rows = [row.partition("|") for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
        found = languages([Line(n, TOKENIZER.words(text)) for n, (_, _, text) in enumerate(rows, 1)])
        right += sum(code == wanted for code, (wanted, _, _) in zip(found, rows, strict=True))
        blocks += len(rows)
    print(f"  blocks of bilingual ads right {percent(right, blocks)} {blocks}")


def cpu_seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the best of a few runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def report_speed(ads: Sequence[Ad]) -> None:
    lines = [line.words for ad in ads for line in ad.lines]
    text = [word for words in lines for word in words]

    def cold() -> None:
        for ad in islice(ads, 100):
            language_id._model().kept.clear()
            languages(ad.lines)

    def load() -> None:
        language_id._model.cache_clear()
        language_id._model()

    print("Speed, CPU")
    print(f"  load the model          {cpu_seconds(load, 9) * 1e3:8.2f} ms")
    identify(text)
    for name, work in (
        ("one text, warm", lambda: identify(text)),
        ("each block, warm", lambda: [identify(words) for words in lines]),
        ("languages(), warm", lambda: [languages(ad.lines) for ad in ads]),
    ):
        seconds = cpu_seconds(work)
        print(f"  {name:23} {seconds / len(text) * 1e6:8.3f} µs a word, {len(text) / seconds:12,.0f} words a second")
    print(f"  languages() of an ad in a fresh process  {cpu_seconds(cold) / min(100, len(ads)) * 1e3:6.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    report_own()
    if not shared.is_dir():
        print(f"{shared} is not there: nothing else to measure")
        return
    report_treebanks(shared / "ud")
    ads = read_ads(shared / "corpora" / "jobs")
    report_labels(ads)
    report_whole_ads(ads)
    report_blocks(ads, alone=True)
    report_blocks(ads, alone=False)
    report_speed(ads)


if __name__ == "__main__":
    main()
