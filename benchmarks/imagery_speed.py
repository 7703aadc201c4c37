"""How much longer 10,000 descriptions take than a plain check of the same words, as a ratio in one run.

    python benchmarks/imagery_speed.py
"""

from __future__ import annotations

import csv
import gc
import time
from pathlib import Path

from inclusive_lint import store
from inclusive_lint.engine import Linter
from inclusive_lint.readers.plain import read
from inclusive_lint.settings import Settings

MANY, ROUNDS = 10_000, 3


def main() -> None:
    """Print the ratio for every language."""
    rows: list[dict[str, str]] = []
    for path in sorted((Path(__file__).parent / "imagery").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    gc.set_threshold(100_000, 20, 100)  # as the command line sets it
    linter = Linter(store.load())
    for language in ("nl", "fr", "en"):
        texts = [row["text"] for row in rows if row["lang"] == language]
        source = "\n".join(texts[i % len(texts)] for i in range(MANY)) + "\n"
        best = {"imagery": 1e9, "campaign": 1e9}
        for _ in range(ROUNDS):
            for doctype, fastest in best.items():
                checker = linter.under(Settings(language=language, doctype=doctype))
                gc.collect()
                start = time.process_time()
                checker.check(read("x.txt", source))
                best[doctype] = min(fastest, time.process_time() - start)
        print(f"{language}  {best['imagery'] / best['campaign']:.2f} times a plain check of the same {len(source.split()):,} words")


if __name__ == "__main__":
    main()
