"""Requirements are counted: the items of lists in the profile of an ad. A long list keeps people from applying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalog import Rule
    from . import Whole

_LEAST_WORDS = 2  # an item of one word is no requirement but a label


def check(whole: Whole, rule: Rule) -> Iterator[Remark]:
    """Yield a remark when there are more requirements than the card's ``options: {most: …}``."""
    if not whole.in_scope(rule):
        return
    number = requirements(whole)
    if number > rule.options["most"]:
        yield Remark(rule.id, values={"number": str(number), "most": str(rule.options["most"])})


def requirements(whole: Whole) -> int:
    """Return the number of items in the profile section."""
    reading, count = whole.reading, 0
    for number, block in enumerate(reading.document.blocks):
        first = reading.tokens.firsts[number]
        if block.kind == "item" and reading.sections.at(first) == "profile":
            count += reading.tokens.size(number) >= _LEAST_WORDS
    return count
