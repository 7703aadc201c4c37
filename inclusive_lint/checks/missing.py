"""What a text does not say: a statement that its kind of text should make, once per document, with words to paste.

The card says under ``options`` which ``fact`` is looked for (or which of several), from how many words on
(``min_words``), and ``when_fact``: only where the text states these. ``when_style``: only in a house of that style,
``or_finding``: or where one of these rules has something to say. ``snippet`` is by language, or by language and
region (``nl-be``); ``against`` names the rules whose findings contradict the statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Item
from ..style import met
from . import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalog import Rule
    from . import Whole


def check(whole: Whole, rule: Rule) -> Iterator[Remark]:
    """Yield a remark when the statement is wanted and not there."""
    if not stated(whole, rule) and applies(whole, rule):
        snippet = snippet_of(whole, rule)
        yield Remark(rule.id, (snippet,) if snippet else ())


def item(whole: Whole, rule: Rule, references: tuple[str, ...], *, wanted: bool) -> Item | None:
    """Return the line of the checklist that the rule stands for, or None where it does not matter."""
    if not applies(whole, rule):
        return None
    found = stated(whole, rule)
    return Item(
        rule.id, found or names(rule)[0], bool(found), wanted, rule.ground, snippet_of(whole, rule), references,
        tuple(rule.options.get("against", ())),
    )  # fmt: skip


def applies(whole: Whole, rule: Rule) -> bool:
    """Whether the text is long enough, of a kind that is wanted, and asks what makes the statement matter."""
    return (
        whole.recognised
        and whole.in_scope(rule)
        and whole.reading.size >= rule.options.get("min_words", 0)
        and all(whole.facts[name].present for name in rule.options.get("when_fact", ()))
        and not any(whole.facts[name].present for name in rule.unless_fact)
        and (bool(stated(whole, rule)) or _called_for(whole, rule))
    )


def _called_for(whole: Whole, rule: Rule) -> bool:
    """Whether the house wants the statement, or something in the text makes it useful."""
    style = rule.options.get("when_style", {})
    return met(whole.style, style, whole.language) or not whole.found.isdisjoint(rule.options.get("or_finding", ()))


def names(rule: Rule) -> list[str]:
    """Return the facts of which one is enough."""
    fact: str | list[str] = rule.options["fact"]
    return [fact] if isinstance(fact, str) else fact


def stated(whole: Whole, rule: Rule) -> str:
    """Return the first of the facts that the text states, or ""."""
    return next((name for name in names(rule) if whole.facts[name].present), "")


def snippet_of(whole: Whole, rule: Rule) -> str:
    """Return words to paste in the language of the text, those of the region first."""
    snippets = rule.options.get("snippet", {})
    found: str = snippets.get(f"{whole.language}-{whole.region}") or snippets.get(whole.language, "")
    return found
