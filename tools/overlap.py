"""Fails when the project shares a run of six words with the texts kept for measuring.

    python tools/overlap.py SHARED

SHARED is the folder with ``corpora``, ``gold`` and ``reference``. Set phrases that any two texts share by right
(legal formulas, names of laws, headings) are listed in tools/overlap-allowed.txt, each with its reason.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"[^\W_]+(?:[’'·.-][^\W_]+)*")
RUN = 6
MEASURED = (
    "gold/jobs/*.txt", "gold/challenge/*.txt", "gold/imagery/*", "gold/generic-hij/*", "gold/inclusive-fr/*.txt", "corpora/jobs/*/*.txt",
    "corpora/campaign/*/*.txt", "corpora/captions/*.txt", "reference/statements.tsv", "reference/imagery-examples.tsv",
)  # fmt: skip
FOLDERS = ("rules", "lexicons", "examples", "benchmarks", "tests", "inclusive_lint")  # docs are made of rules
KINDS = {".yaml", ".md", ".txt", ".html", ".json", ".jsonl", ".tsv", ".py"}


def runs(text: str) -> set[str]:
    """Return every run of six folded words."""
    words = [m[0].casefold() for m in WORD.finditer(text)]
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def pieces(path: Path, text: str) -> set[str]:
    """Return the runs of a file; the cells of a table are texts of their own."""
    cells = re.split(r"[\t\n]", text) if path.suffix == ".tsv" else [text]
    return {run for cell in cells for run in runs(cell)}


def read(path: Path) -> str:
    """Return the text of a file, whatever its encoding."""
    return path.read_bytes()[:2_000_000].decode("utf-8", "replace")


def allowed() -> set[str]:
    """Return the runs that are set phrases; a line is ``run of words # reason``."""
    lines = read(ROOT / "tools" / "overlap-allowed.txt").splitlines()
    phrases = [line.split("#")[0].strip() for line in lines]
    return {run for phrase in phrases if phrase for run in runs(phrase)}


def main(shared: Path) -> int:
    """Print what is shared; return 1 when anything is."""
    measured: dict[str, str] = {}
    for pattern in MEASURED:
        for path in sorted(shared.glob(pattern)):
            measured |= dict.fromkeys(pieces(path, read(path)), f"{path.parent.name}/{path.name}")
    guarded, bad = measured.keys() - allowed(), 0
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if not path.is_file() or path.suffix not in KINDS or "_bundled" in path.parts:
                continue
            text = read(path).replace("<mark>", "").replace("</mark>", "")
            for run in sorted(pieces(path, text) & guarded):
                print(f"{path.relative_to(ROOT)}: “{run}” also stands in {measured[run]}")
                bad += 1
    print(f"{bad} shared runs of {RUN} words" if bad else f"no run of {RUN} words is shared")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
