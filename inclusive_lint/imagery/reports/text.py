"""A campaign for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..labels import labels
from ..people import ROLES
from . import facts

if TYPE_CHECKING:
    from ...locale import Locale
    from ..campaign import Campaign, Imbalance

_EVIDENCE = 5  # places shown of one question
_CUT = 90  # characters of a description


def render(campaign: Campaign) -> str:
    """Return the report as text."""
    words = labels(campaign.language)
    people = words.count("people", len(campaign.people))
    lines = [
        words.text("title"),
        words.text("subtitle", people=people, descriptions=words.count("descriptions", len(campaign.descriptions))),
        "",
    ]
    lines += [facts.verdict(campaign, words), ""]
    for found in campaign.imbalances:
        lines += _question(found, words)
    lines += _roles(campaign, words)
    lines += ["", *(f"- {fact}" for fact in facts.facts(campaign, words))]
    lines += _single(campaign, words)
    return "\n".join([*lines, "", words.text("note"), ""])


def _question(found: Imbalance, words: Locale) -> list[str]:
    lines = [f"? {found.question}", f"  {words.text('threshold', share=found.threshold, source=found.source)}"]
    lines += [f"  {place.path}:{place.line}: {_cut(place.text)}" for place in found.evidence[:_EVIDENCE]]
    if len(found.evidence) > _EVIDENCE:
        lines.append(f"  … +{len(found.evidence) - _EVIDENCE}")
    return [*lines, ""]


def _roles(campaign: Campaign, words: Locale) -> list[str]:
    genders = ("feminine", "masculine", "")
    width = max(len(words.text(role, "values")) for role in ROLES)
    lines = [words.text("by_role")]
    lines.append("  " + " " * width + "".join(f"{words.text(g, 'values'):>14}" for g in genders))
    for role in ROLES:
        counts = campaign.count("gender", role=role)
        if counts:
            lines.append(f"  {words.text(role, 'values'):<{width}}" + "".join(f"{counts[g]:>14}" for g in genders))
    return lines


def _single(campaign: Campaign, words: Locale) -> list[str]:
    hits = [(x, f) for x in campaign.descriptions for f in x.findings]
    if not hits:
        return []
    return [
        "",
        words.text("stereotypes"),
        *(f"  {x.place.path}:{x.place.line}: {f.rule}: {_cut(f.message)}" for x, f in hits),
    ]


def _cut(text: str) -> str:
    return text if len(text) <= _CUT else text[: _CUT - 1] + "…"
