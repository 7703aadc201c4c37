"""Recall and precision of the imagery rules on our own labelled descriptions, per language and pattern.

    python benchmarks/imagery.py [SET ...]            print the tables; fail below the committed floors
    python benchmarks/imagery.py --first-look SET     the honest figure: once per set, appended to imagery/rounds.jsonl
    python benchmarks/imagery.py --errors SET         every miss and false alarm (after the first look)

A set is a file of benchmarks/imagery with a header and the columns lang, kind, label, pattern and text. A description is
flagged by an imagery.* finding at warning or error; it is read as a line of a text of descriptions.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import rounds

from inclusive_lint import store
from inclusive_lint.engine import Linter
from inclusive_lint.readers.plain import read
from inclusive_lint.settings import Settings

HERE = Path(__file__).resolve().parent
SETS = HERE / "imagery"
ROUNDS, FLOORS = SETS / "rounds.jsonl", SETS / "floors.json"
LANGUAGES = ("nl", "fr", "en")
FAMILY = "imagery."


@dataclass
class Tally:
    """Counts of one language."""

    right: int = 0
    missed: int = 0
    false: int = 0
    named: int = 0
    patterns: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Return the figures that are quoted and kept. ``named``: the part of the right ones with the right pattern."""
        figures = {
            "recall": self.right / max(1, self.right + self.missed),
            "precision": self.right / max(1, self.right + self.false),
            "named": self.named / max(1, self.right),
        }
        return {k: round(v, 3) for k, v in figures.items()}


def score(path: Path, linter: Linter, errors: list[str]) -> dict[str, Tally]:
    """Score a set; ``errors`` collects a line for each miss and false alarm."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {code: _score([r for r in rows if r["lang"] == code], code, linter, errors) for code in LANGUAGES}


def _score(rows: list[dict[str, str]], language: str, linter: Linter, errors: list[str]) -> Tally:
    tally = Tally()
    text = "\n".join(row["text"] for row in rows) + "\n"
    report = linter.under(Settings(language=language, doctype="imagery")).check(read(f"{language}.txt", text))
    found: dict[int, set[str]] = {}
    for x in report.findings:
        if x.rule.startswith(FAMILY) and x.severity in ("warning", "error") and x.span:
            found.setdefault(x.start[0], set()).add(x.rule.removeprefix(FAMILY))
    for number, row in enumerate(rows, 1):
        patterns, bad, pattern = found.get(number, set()), row["label"] == "stereotype", row["pattern"]
        tally.right += bad and bool(patterns)
        tally.missed += bad and not patterns
        tally.false += not bad and bool(patterns)
        tally.named += bad and pattern in patterns
        if bad:
            tally.patterns[pattern, "of"] += 1
            tally.patterns[pattern, "right"] += bool(patterns)
        if bad != bool(patterns):
            kind = "MISSED" if bad else "FALSE ALARM"
            errors.append(f"{kind} {language} {pattern} {' '.join(sorted(patterns))}: {row['text']}")
    return tally


def table(name: str, tallies: dict[str, Tally]) -> str:
    """Return the figures of a set as text."""
    lines = [f"\n{name}", f"{'':4}{'recall':>8}{'precision':>11}{'right':>7}{'missed':>8}{'false':>7}{'named':>7}"]
    for code, tally in tallies.items():
        f = tally.figures()
        lines.append(
            f"{code:4}{f['recall']:8.2f}{f['precision']:11.2f}{tally.right:7}{tally.missed:8}{tally.false:7}{f['named']:7.2f}"
        )
    for pattern in sorted({k for tally in tallies.values() for k, _ in tally.patterns}):
        counts = "  ".join(
            f"{code} {t.patterns[pattern, 'right']}/{t.patterns[pattern, 'of']}" for code, t in tallies.items()
        )
        lines.append(f"  {pattern:36}{counts}")
    return "\n".join(lines)


def main() -> int:
    """Run what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--first-look", metavar="SET")
    parser.add_argument("--errors", action="store_true", help="print every miss and false alarm")
    options = parser.parse_args()
    linter = Linter(store.load())
    if name := options.first_look:
        row = rounds.begin(name, SETS / f"{name}.tsv", ROUNDS)
        tallies = score(SETS / f"{name}.tsv", linter, [])
        rounds.keep(row | {code: tally.figures() for code, tally in tallies.items()}, ROUNDS)
        print(table(name, tallies))
        return 0
    seen = {row["set"]: row["digest"] for row in rounds.lines(ROUNDS)}
    short: list[str] = []
    for name in options.sets or seen:
        if name not in seen:
            sys.exit(f"{name} has not had its first look: run --first-look {name}")
        errors: list[str] = []
        tallies = score(SETS / f"{name}.tsv", linter, errors)
        print(table(name, tallies))
        if rounds.digest(SETS / f"{name}.tsv") != seen[name]:
            print("  the set has changed since its first look: its commits say why")
        if options.errors:
            print("\n".join(errors))
        short += rounds.below_floor(name, {code: tally.figures() for code, tally in tallies.items()}, FLOORS)
    print("\n".join(short))
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main())
