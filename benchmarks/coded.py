"""Compare the coded-wording score with the traits that human readers marked.

    coded.py LABELS.jsonl TEXT_DIR [--show]

LABELS has one JSON object a line: ``file`` and ``spans`` with category ``coded-masc`` or ``coded-fem``, start and end. Prints, per
language (the first two letters of the file name) and side, how many of the tool's traits overlap a marked one (precision) and how
many of the marked ones the tool has (recall). The readers marked such traits as optional, so a miss is a difference, not an error.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from inclusive_lint import store
from inclusive_lint.engine import Linter
from inclusive_lint.readers.plain import read
from inclusive_lint.settings import Settings

SIDES = {"masculine": "coded-masc", "feminine": "coded-fem"}


def main() -> None:
    """Print agreement with the labels."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("text_dir", type=Path)
    parser.add_argument("--show", action="store_true", help="print every difference")
    arguments = parser.parse_args()
    linter = Linter(store.load(), Settings(doctype="vacancy"))
    counts: Counter[tuple[str, str, str]] = Counter()
    for line in arguments.labels.read_text("utf-8").splitlines():
        labels = json.loads(line)
        with (arguments.text_dir / labels["file"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        coded: Any = linter.check(read(labels["file"], text)).scores["coded"]
        for side, category in SIDES.items():
            marked = [(s["start"], s["end"]) for s in labels["spans"] if s["category"] == category]
            found = [(x["span"]["start"], x["span"]["end"]) for x in coded[side]]
            _count(counts, labels["file"][:2], side, found, marked)
            if arguments.show:
                _show(text, labels["file"], side, found, marked)
    _print(counts)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _count(
    counts: Counter[tuple[str, str, str]], language: str, side: str,
    found: list[tuple[int, int]], marked: list[tuple[int, int]],
) -> None:  # fmt: skip
    counts[language, side, "found"] += len(found)
    counts[language, side, "right"] += sum(any(_overlap(f, m) for m in marked) for f in found)
    counts[language, side, "marked"] += len(marked)
    counts[language, side, "met"] += sum(any(_overlap(f, m) for f in found) for m in marked)


def _show(text: str, name: str, side: str, found: list[tuple[int, int]], marked: list[tuple[int, int]]) -> None:
    for sign, ours, theirs in (("+", found, marked), ("-", marked, found)):
        for a, b in ours:
            if not any(_overlap((a, b), other) for other in theirs):
                around = f"{text[max(0, a - 50) : a]}[[{text[a:b]}]]{text[b : b + 40]}"
                print(f"{sign} {name} {side}: {' '.join(around.split())}")


def _print(counts: Counter[tuple[str, str, str]]) -> None:
    for language in sorted({key[0] for key in counts}):
        for side in SIDES:
            found, right, marked, met = (counts[language, side, k] for k in ("found", "right", "marked", "met"))
            precision = f"{right / found:.2f}" if found else "  - "
            recall = f"{met / marked:.2f}" if marked else "  - "
            print(f"{language} {side:9} found {found:3} marked {marked:3} precision {precision} recall {recall}")


if __name__ == "__main__":
    main()
