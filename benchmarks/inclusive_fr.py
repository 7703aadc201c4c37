"""Checks that French which is inclusive already raises no alarm.

    python benchmarks/inclusive_fr.py FOLDER

FOLDER holds texts (*.txt) and, beside each, brat annotations (*.ann) whose ``Inclusif`` spans are inclusive wording.
Prints the number of spans and the alarms (errors and warnings) inside them; exit 1 when there is any.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inclusive_lint import store
from inclusive_lint.engine import Linter
from inclusive_lint.model import Severity
from inclusive_lint.readers.plain import read
from inclusive_lint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL = "Inclusif"
_ALARMS = (Severity.ERROR, Severity.WARNING)


def spans(annotations: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each inclusive span; a span in parts counts as a whole."""
    for line in annotations.splitlines():
        parts = line.split("\t")
        if len(parts) > 1 and parts[0].startswith("T") and parts[1].split(" ", 1)[0] == _LABEL:
            numbers = [int(n) for piece in parts[1].split(" ", 1)[1].split(";") for n in piece.split()]
            yield min(numbers), max(numbers)


def main(arguments: list[str]) -> int:
    """Run from the command line."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    # As a job ad, the strictest reading.
    linter = Linter(store.load(), Settings(language="fr", doctype="vacancy"))
    count = alarms = 0
    for path in sorted(Path(arguments[0]).glob("*.ann")):
        text = path.with_suffix(".txt").read_text("utf-8")
        inclusive = list(spans(path.read_text("utf-8")))
        count += len(inclusive)
        for finding in linter.check(read(path.name, text)).findings:
            span = finding.span
            if span and finding.severity in _ALARMS and any(a < span.end and span.start < b for a, b in inclusive):
                alarms += 1
                print(f"{path.stem}: {finding.rule}: {finding.text!r}")
    print(f"{count} inclusive spans, {alarms} alarms inside")
    return 1 if alarms or not count else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
