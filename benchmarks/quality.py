"""Precision, recall and facts on our own labelled ads, per language and family.

    python benchmarks/quality.py [SET ...]            print the tables; fail below the committed floors
    python benchmarks/quality.py --first-look SET     the honest figure: once per set, appended to rounds.jsonl
    python benchmarks/quality.py --errors SET         every miss and false alarm in its sentence (after the first look)

A set is a folder of benchmarks/quality with <lang>-NN.txt and labels.jsonl; those called practice-N are read while rules are written, so
that they have no first look and no honest figure. An alarm is a finding at warning or error. It is right on an
overlapping `must` label of its category, neutral on a `may`, else false; a label that several alarms hit counts once. An alarm longer
than 40 characters and three times the label does not hit it. Recall counts alarms; "any" also counts hints.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rounds

from inclusive_lint import store
from inclusive_lint.engine import Linter
from inclusive_lint.readers.plain import read

PRACTICE = "practice-"
HERE = Path(__file__).resolve().parent
SETS, ROUNDS, FLOORS = HERE / "quality", HERE / "rounds.jsonl", HERE / "quality" / "floors.json"
LANGUAGES = ("nl", "fr", "en")
# Labels have no appearance and belief: they are filed under ability and origin; the other way round both are right.
ALSO = {
    "appearance": {"ability"}, "belief": {"origin"}, "requirement": {"education", "age", "family"},
    "coded": {"coded-masc", "coded-fem"},
}  # fmt: skip
UNSCORED = {"statement", "readability", "accessibility"}
MAX_SPAN = 40


@dataclass
class Tally:
    """Counts of one language (or of all)."""

    words: int = 0
    must: int = 0
    right: int = 0
    any: int = 0
    false: int = 0
    may: int = 0
    noise: int = 0
    facts: Counter[tuple[str, str]] = field(default_factory=Counter)
    families: Counter[tuple[str, str]] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Return the figures that are quoted and kept."""
        hit, wrong, missed = (sum(v for (_, k), v in self.facts.items() if k == kind) for kind in ("tp", "fp", "fn"))
        per = 1000 / max(1, self.words)
        figures = {
            "precision": self.right / max(1, self.right + self.false),
            "recall": self.right / max(1, self.must),
            "recall_any": self.any / max(1, self.must),
            "false_per_1000": self.false * per,
            "may_per_1000": self.may * per,
            "noise_per_1000": self.noise * per,
            "facts_f1": 2 * hit / max(1, 2 * hit + wrong + missed),
        }
        return {k: round(v, 3) for k, v in figures.items()}


def score_set(folder: Path, linter: Linter, errors: list[str]) -> dict[str, Tally]:
    """Score every ad of a set; ``errors`` collects a line for each miss and false alarm."""
    tallies = {code: Tally() for code in (*LANGUAGES, "all")}
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        name = Path(label["file"]).name
        text = (folder / name).read_text("utf-8")
        report = linter.check(read(name, text))
        for code in (name[:2], "all"):
            found: list[str] = []
            _spans(label["spans"], report.findings, text, tallies[code], found)
            _facts(label["facts"], report.facts, tallies[code], found)
            tallies[code].words += len(text.split())
            errors += [f"{name} {e}" for e in found if code == "all"]
    return tallies


def _hits(finding: Any, label: dict[str, Any]) -> bool:
    start, end = finding.span
    size = label["end"] - label["start"]
    return start < label["end"] and label["start"] < end and end - start <= max(MAX_SPAN, 3 * size)


def _families(finding: Any) -> set[str]:
    family = finding.rule.split(".")[0]
    return {family} | ALSO.get(family, set())


def _spans(labels: list[dict[str, Any]], findings: Any, text: str, tally: Tally, errors: list[str]) -> None:
    scored = [f for f in findings if f.span and f.rule.split(".")[0] not in UNSCORED]
    alarms = [f for f in scored if f.severity != "info"]
    for label in (x for x in labels if x["level"] == "must"):
        hits = [f for f in scored if _hits(f, label) and label["category"] in _families(f)]
        alarmed = any(f in alarms for f in hits)
        tally.must, tally.right, tally.any = tally.must + 1, tally.right + alarmed, tally.any + bool(hits)
        tally.families[label["category"], "must"] += 1
        tally.families[label["category"], "right"] += alarmed
        if not alarmed:
            errors.append(f"MISSED {label['category']} {label['text']!r}{' (hint)' if hits else ''} in {_around(text, label)}")
    spoken = {text[x["start"] : x["end"]].casefold() for x in labels if x["level"] == "may"}
    for finding in scored:
        on = [x for x in labels if _hits(finding, x)]
        if finding not in alarms:
            tally.noise += not on and finding.text.casefold() not in spoken
        elif any(x["level"] == "must" for x in on):
            continue
        elif on or finding.text.casefold() in spoken:
            tally.may += 1
        else:
            tally.false += 1
            tally.families[finding.rule.split(".")[0], "false"] += 1
            place = {"start": finding.span[0], "end": finding.span[1]}
            errors.append(f"FALSE {finding.rule} {finding.text!r} in {_around(text, place)}")


def _around(text: str, place: dict[str, Any]) -> str:
    return repr(text[max(0, place["start"] - 50) : place["end"] + 40])


def _facts(gold: dict[str, Any], facts: Any, tally: Tally, errors: list[str]) -> None:
    stated = {f.name: f for f in facts}
    for name, wanted in gold.items():
        if wanted is None:
            continue
        got = stated[name].present
        kind = {(True, True): "tp", (False, True): "fp", (True, False): "fn", (False, False): "tn"}[wanted, got]
        tally.facts[name, kind] += 1
        if wanted != got:
            errors.append(f"FACT {name}: labelled {wanted}, reported {got} {stated[name].text!r}")


def table(name: str, tallies: dict[str, Tally]) -> str:
    """Return the figures of a set as text."""
    lines = [f"\n{name}", f"{'':5}{'ads words':>10}{'must':>6}{'prec.':>7}{'recall':>7}{'any':>6}{'false':>7}{'may':>6}{'noise':>7}{'facts':>7}"]
    for code, tally in tallies.items():
        f = tally.figures()
        lines.append(
            f"{code:5}{tally.words:10}{tally.must:6}{f['precision']:7.2f}{f['recall']:7.2f}{f['recall_any']:6.2f}"
            f"{f['false_per_1000']:7.2f}{f['may_per_1000']:6.2f}{f['noise_per_1000']:7.2f}{f['facts_f1']:7.2f}"
        )
    families = sorted({k for k, _ in tallies["all"].families})
    counts = tallies["all"].families
    lines += [f"  {k:12} {counts[k, 'right']}/{counts[k, 'must']} right, {counts[k, 'false']} false" for k in families]
    return "\n".join(lines)


def first_look(name: str, linter: Linter) -> None:
    """Score a set for the first time and keep the figures."""
    if name.startswith(PRACTICE):
        sys.exit(f"{name} was read from the start: it has no first look")
    row = rounds.begin(name, SETS / name, ROUNDS)
    tallies = score_set(SETS / name, linter, [])
    rounds.keep(row | {code: tally.figures() for code, tally in tallies.items()}, ROUNDS)
    print(table(name, tallies))


def main() -> int:
    """Run what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--first-look", metavar="SET")
    parser.add_argument("--errors", action="store_true", help="print every miss and false alarm")
    options = parser.parse_args()
    linter = Linter(store.load())
    if options.first_look:
        first_look(options.first_look, linter)
        return 0
    seen = [*(row["set"] for row in rounds.lines(ROUNDS)), *sorted(place.name for place in SETS.glob(f"{PRACTICE}*"))]
    short: list[str] = []
    for name in options.sets or seen:
        if name not in seen:
            sys.exit(f"{name} has not had its first look: run --first-look {name}")
        errors: list[str] = []
        tallies = score_set(SETS / name, linter, errors)
        print(table(name, tallies))
        if options.errors:
            print("\n".join(errors))
        short += rounds.below_floor(name, {code: tally.figures() for code, tally in tallies.items()}, FLOORS)
    print("\n".join(short))
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main())
