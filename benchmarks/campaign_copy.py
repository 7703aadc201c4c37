"""Recall and precision on our own campaign copy, per language; fails below the floors.

    python benchmarks/campaign_copy.py [--errors]

A text of benchmarks/campaign-copy marks what a careful editor would remark. A remark of any severity on a mark is right,
on anything else false; what the rules on clarity and readability say is not counted.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from inclusive_lint import store
from inclusive_lint.engine import Linter
from inclusive_lint.readers.plain import read
from inclusive_lint.settings import Settings

FOLDER = Path(__file__).resolve().parent / "campaign-copy"
MARK = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
UNSCORED = {"statement", "readability", "accessibility"}
RECALL, PRECISION = 0.80, 0.95


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text without its marks, and where they were."""
    spans, plain, at = [], "", 0
    for m in MARK.finditer(text):
        plain += text[at : m.start()]
        spans.append((len(plain), len(plain) + len(m[1])))
        plain, at = plain + m[1], m.end()
    return plain + text[at:], spans


def main() -> int:
    """Score every text."""
    linter, short = Linter(store.load()), 0
    for language in ("nl", "fr", "en"):
        right = of = false = 0
        for path in sorted(FOLDER.glob(f"{language}-*.txt")):
            text, spans = marked(path.read_text("utf-8"))
            report = linter.under(Settings(language=language, doctype="campaign")).check(read(path.name, text))
            found = [f for f in report.findings if f.span and f.rule.split(".")[0] not in UNSCORED]
            hit = {s for s in spans for f in found if f.span.start < s[1] and s[0] < f.span.end}
            wrong = [f for f in found if not any(f.span.start < b and a < f.span.end for a, b in spans)]
            right, of, false = right + len(hit), of + len(spans), false + len(wrong)
            if "--errors" in sys.argv:
                print(*(f"{path.name} MISSED {text[a:b]!r}" for a, b in spans if (a, b) not in hit), sep="\n")
                print(*(f"{path.name} FALSE {f.rule} {f.text!r}" for f in wrong), sep="\n")
        recall, precision = right / of, right / max(1, right + false)
        print(f"{language}  recall {recall:.2f} ({right} of {of})  precision {precision:.2f} ({false} false)")
        short += recall < RECALL or precision < PRECISION
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
