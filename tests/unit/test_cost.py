"""What a long text costs: four times as long, four times the work and no more. Counted in calls, not in time."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from inclusive_lint import Linter

SENTENCE = "Wij zoeken een jonge verkoopster met een rijbewijs, want hij werkt in een jong team en is native speaker"
DIRECTIVE = "<!-- inclusive-lint disable-next-line age.young-team: x -->"
FEW, TIMES, ALLOWED = 40, 4, 4.6
SHAPES = {
    "paragraphs": (f"{SENTENCE}.\n\n", "ad.txt"),
    "one paragraph": (f"{SENTENCE}. ", "ad.txt"),
    "no end of a sentence": (f"{SENTENCE} ", "ad.txt"),
    "questions": (f"{SENTENCE}? ", "ad.txt"),
    "a list": (f"- {SENTENCE}\n", "ad.md"),
    "a page": (f"<ul><li>{SENTENCE}.</li></ul>", "ad.html"),
    "lines that are suppressed": (f"{DIRECTIVE}\n{SENTENCE}.\n\n", "ad.md"),
    "suppressions of nothing": (f"{DIRECTIVE}\n", "ad.txt"),
}


def work(linter: Linter, text: str, filename: str) -> int:
    """How many calls it takes to check a text."""
    done = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal done
        done += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        linter.check_text(text, language="nl", doctype="vacancy", filename=filename)
    finally:
        sys.setprofile(None)
    return done


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_the_text_does(shape: str, linter: Linter) -> None:
    piece, filename = SHAPES[shape]
    work(linter, piece * FEW, filename)  # its words are met
    few, many = (work(linter, piece * number, filename) for number in (FEW, FEW * TIMES))
    assert many <= ALLOWED * few


@pytest.mark.parametrize("shape", ["paragraphs", "a list"])
def test_what_a_text_took_is_freed_with_it(linter: Linter, shape: str) -> None:
    """Nothing is left in a ring: Python finds those late, at a cost, and a server would keep old texts in memory meanwhile."""
    text, filename = SHAPES[shape]
    linter.check_text(text * FEW, filename=filename)
    gc.collect()
    gc.disable()
    try:
        linter.check_text(text * FEW, filename=filename)
        assert gc.collect() == 0
    finally:
        gc.enable()
