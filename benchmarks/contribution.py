"""What lists, patterns, grammar and algorithms each contribute, and how sure the entries are. No part of the tests.

    python benchmarks/contribution.py

Right and false alarms are those of all labelled sets that had their first look (benchmarks/quality), counted as quality.py does. A *list* is an
entry of words, a *pattern* a row of tokens, *grammar* a pattern that asks for it, an *algorithm* a check written for one rule (titles, pronouns,
agreement). Which entry an alarm rests on is told by its place.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import quality
import rounds

from inclusive_lint import store
from inclusive_lint.candidates import Candidates
from inclusive_lint.engine import Linter
from inclusive_lint.model import LANGUAGES
from inclusive_lint.readers.plain import read

if TYPE_CHECKING:
    from inclusive_lint.model import Finding
    from inclusive_lint.reading import Reading

SOURCES = ("list", "pattern", "grammar", "algorithm")
SURE = ("high", "medium", "low")


def source(linter: Linter, reading: Reading, finding: Finding) -> str:
    """Which of the sources a finding rests on."""
    candidates = Candidates(reading, linter._reader.table, {finding.rule})
    if linter.catalog.rules[finding.rule].check not in ("lexicon", "pattern"):
        return "algorithm"
    for key in list(candidates):
        table = linter._reader.table(key[1])
        for candidate in candidates.all(key):
            if reading.document.offsets.span(*reading.span(*candidate.at)) == finding.span:
                id_ = str(table.entries[candidate.entry]["id"])
                pattern = id_.rpartition(":")[2].isdigit()
                return "grammar" if candidate.asks else "pattern" if pattern else "list"
    return "algorithm"


def count(linter: Linter, name: str, counts: Counter[tuple[str, str, str]]) -> None:
    """Count the alarms of one set."""
    folder = quality.SETS / name
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        file = label["file"].rpartition("/")[2]
        reading = linter.read(read(file, (folder / file).read_text("utf-8")))
        for finding in linter.judge(reading).findings:
            if not finding.span or finding.severity == "info" or finding.rule.split(".")[0] in quality.UNSCORED:
                continue
            kinds = {x["level"] for x in label["spans"] if quality._hits(finding, x)}
            kind = "right" if "must" in kinds else "neutral" if kinds else "false"
            counts[file[:2], source(linter, reading, finding), kind] += 1


def entries(linter: Linter) -> dict[str, Counter[tuple[bool, str]]]:
    """Language -> entries by whether they are patterns and how sure they are; the tables of titles left out."""
    found: dict[str, Counter[tuple[bool, str]]] = {}
    for code in LANGUAGES:
        rows: Any = linter._reader.table(code).entries
        judged = [row for row in rows if "table" not in row and not row["rules"][0].startswith("fact.")]
        found[code] = Counter((row["id"].rpartition(":")[2].isdigit(), row["confidence"]) for row in judged)
    return found


def main() -> None:
    """Print both tables."""
    linter = Linter(store.load())
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rounds.lines(quality.ROUNDS):
        count(linter, row["set"], counts)
    print("alarms on the labelled sets: right / neutral / false\n")
    print(f"{'':4}" + "".join(f"{name:>20}" for name in SOURCES))
    for code in LANGUAGES:
        cells = ["/".join(str(counts[code, name, kind]) for kind in ("right", "neutral", "false")) for name in SOURCES]
        print(f"{code:4}" + "".join(f"{cell:>20}" for cell in cells))
    print("\nentries of the rules (facts and tables of titles left out): high / medium / low\n")
    print(f"{'':4}{'words':>20}{'patterns':>20}")
    for code, of in entries(linter).items():
        cells = ["/".join(str(of[pattern, sure]) for sure in SURE) for pattern in (False, True)]
        print(f"{code:4}" + "".join(f"{cell:>20}" for cell in cells))


if __name__ == "__main__":
    main()
