"""Pay read as data on real ads: right, partly right or wrong, by language, against readings made by eye.

    python benchmarks/pay.py ADS [--show]

ADS holds a folder of ads per language (nl/001.txt …); they belong to others and are not here. ``pay_labels.tsv`` says what a
reader finds in each: ``pay`` with its amounts, currency, gross or net, period and public scale as the ad gives them, ``hollow``
where pay is praised or left open, ``none`` where money is named but no pay.

An ad with pay is read right when all of these are as labelled, partly when one amount (or the scale alone) is. A hollow one is
right when no value is given and the hollow words are noticed, or the value is doubted; partly when nothing is noticed.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusive_lint.api import Linter

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS = Path(__file__).with_name("pay_labels.tsv")
VERDICTS = ("right", "partly", "wrong")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ads", type=Path)
    parser.add_argument("--show", action="store_true", help="print the readings that are not right, without the text")
    options = parser.parse_args()
    linter = Linter()
    counts: Counter[tuple[str, str, str]] = Counter()
    with LABELS.open(encoding="utf-8", newline="") as file:
        for label in csv.DictReader(file, delimiter="\t"):
            text = (options.ads / label["lang"] / f"{label['file']}.txt").read_text("utf-8")
            facts = {f.name: f for f in linter.check_text(text).facts}
            value = dict(facts["pay"].value or {}) if facts["pay"].present else None
            verdict = judge(label, value, hollow=facts["hollow_pay"].present)
            counts[label["lang"], label["kind"], verdict] += 1
            if options.show and verdict != "right":
                print(f"{verdict:6} {label['lang']} {label['file']} {tuple(label.values())[2:]} read as {value}")
    return report_of(counts)


def judge(label: Mapping[str, str], value: Mapping[str, Any] | None, *, hollow: bool) -> str:
    """Compare what was read with what a reader finds."""
    if label["kind"] == "none":
        return "wrong" if value else "right"
    if label["kind"] == "hollow":
        if value:
            return "right" if value["doubt"] else "wrong"
        return "right" if hollow else "partly"
    if value is None:
        return "wrong"
    amounts = [_same(label["low"], value["min"]), _same(label["high"], value["max"])]
    others = [
        (label["currency"] or None) == value["currency"], (label["period"] or None) == value["period"],
        {"gross": True, "net": False, "": None}[label["gross"]] is value["gross"],
    ]  # fmt: skip
    scale = _plain(label["scale"]) in _plain(value["scale"] or "") and bool(label["scale"]) == bool(value["scale"])
    if all((*amounts, *others, scale)):
        return "right"
    told = [same for same, said in zip(amounts, (label["low"], label["high"]), strict=True) if said]
    return "partly" if any(told) or (label["scale"] and scale) else "wrong"


def _same(said: str, read: float | None) -> bool:
    return read is None if not said else read is not None and math.isclose(float(said), read)


def _plain(scale: str) -> str:
    return re.sub(r"[\W_]", "", scale.lower())


def report_of(counts: Counter[tuple[str, str, str]]) -> int:
    """Print the counts per language and kind, and the share of ads with pay that are read right."""
    languages = sorted({language for language, _, _ in counts})
    print(f"{'':16}" + "".join(f"{v:>8}" for v in VERDICTS))
    for kind in ("pay", "hollow", "none"):
        for language in languages:
            print(f"{kind:8}{language:8}" + "".join(f"{counts[language, kind, v]:8}" for v in VERDICTS))
    for kind in ("pay", "hollow", "none"):
        right, every = (
            sum(n for k, n in counts.items() if k[1] == kind and k[2] in vs) for vs in (("right",), VERDICTS)
        )
        print(f"{kind}: {right}/{every} right ({right / every:.3f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
