"""Counts how often words stand in texts: tells the compiler which word of a pattern is the rarest, and nothing else.

    python tools/count_words.py en FOLDER...

Writes inclusive_lint/models/frequency/<language>.json: per 100,000 words of all .txt files under the folders, the words that stand there
at least LEAST times and in at least one text of SPREAD (so no names of firms or persons), in alphabetical order. Findings do not depend
on it, only speed does.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from inclusive_lint import store

LEAST = 10
SPREAD = 25
PER = 100_000
FOLDER = Path(__file__).parent.parent / "inclusive_lint" / "models" / "frequency"


def main(language: str, folders: list[str]) -> None:
    tokenizer, counts, spread = store.load().tokenizer, Counter[str](), Counter[str]()
    paths = [path for folder in folders for path in sorted(Path(folder).rglob("*.txt"))]
    for path in paths:
        words = tokenizer.words(path.read_text("utf-8", "replace"))
        counts.update(words)
        spread.update(set(words))
    share = PER / counts.total()
    common = [w for w in sorted(counts) if counts[w] * share >= LEAST and spread[w] * SPREAD >= len(paths)]
    kept = [w for w in common if w.isalpha() or len(w) < 3]
    found = {w: round(counts[w] * share) for w in kept}
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{language}.json").write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{language}: {len(found)} of {len(counts)} words, counted over {counts.total()}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
