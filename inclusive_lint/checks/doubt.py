"""Pay that is named but tells nothing: a range as wide as the sea, or an amount nobody can mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalog import Rule
    from . import Whole


def check(whole: Whole, rule: Rule) -> Iterator[Remark]:
    """Yield a remark when the value of a fact is in doubt, for the reason the card's ``options`` name."""
    fact = whole.facts[rule.options["fact"]]
    if fact.value and fact.value.get("doubt") and whole.in_scope(rule):
        yield Remark(rule.id, values={"match": fact.text})
