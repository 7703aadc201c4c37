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
    from collections.abc import Iterable

    from ..catalog import Rule
    from . import Whole


def check(whole: Whole, rule: Rule) -> Iterable[Remark]:
    """Return a remark when the statement is wanted and not there."""
    if stated(whole, rule) or not applies(whole, rule):
        return ()
    snippet = snippet_of(whole, rule)
    return (Remark(rule.id, (snippet,) if snippet else ()),)


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
    options, facts = rule.options, whole.facts
    if not whole.recognised or not whole.in_scope(rule) or whole.reading.size < options.get("min_words", 0):
        return False
    for name in options.get("when_fact", ()):
        if not facts[name].present:
            return False
    for name in rule.unless_fact:
        if facts[name].present:
            return False
    return bool(stated(whole, rule)) or _called_for(whole, rule)


def _called_for(whole: Whole, rule: Rule) -> bool:
    """Whether the house wants the statement, or something in the text makes it useful."""
    style = rule.options.get("when_style")
    return not style or met(whole.style, style, whole.language) or not whole.found.isdisjoint(rule.options.get("or_finding", ()))


def names(rule: Rule) -> list[str]:
    """Return the facts of which one is enough."""
    fact: str | list[str] = rule.options["fact"]
    return [fact] if isinstance(fact, str) else fact


def stated(whole: Whole, rule: Rule) -> str:
    """Return the first of the facts that the text states, or ""."""
    facts = whole.facts
    for name in names(rule):
        if facts[name].present:
            return name
    return ""


def snippet_of(whole: Whole, rule: Rule) -> str:
    """Return words to paste in the language of the text, those of the region first."""
    snippets = rule.options.get("snippet", {})
    found: str = snippets.get(f"{whole.language}-{whole.region}") or snippets.get(whole.language, "")
    return found
