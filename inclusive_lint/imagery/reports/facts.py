"""What every form of the report says of a campaign, in the words of its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...locale import Locale
    from ..campaign import Campaign
    from ..people import Depicted

ACTIVE = "leads|speaks|makes|acts"


def verdict(campaign: Campaign, words: Locale) -> str:
    """Return the verdict as a sentence."""
    if campaign.balanced is None:
        return words.text("unknown" if campaign.people else "nobody")
    if campaign.balanced:
        return words.text("balanced")
    axes = dict.fromkeys(words.text(x.axis, "axes") for x in campaign.imbalances)
    return words.text("unbalanced", axes=", ".join(axes))


def facts(campaign: Campaign, words: Locale) -> list[str]:
    """Return what a maker may want to know beside the verdict, and what the descriptions leave open."""
    people = [p for p, _ in campaign.people]
    women = [p for p in people if p.gender == "feminine"]
    makers = sum(p.has("role", "leads|speaks|makes") for p in women)
    kinds = dict.fromkeys(words.text(p.profession, "values") for p in people if p.profession)
    found = [
        words.text("makers", n=makers, of=len(women)),
        words.text("models", n=sum(map(is_model, people))),
        words.text("professions", list=", ".join(kinds) or words.text("none")),
    ]
    unsaid = sum(not p.gender for p in people)
    if unsaid:
        found.append(words.text("open_gender", n=unsaid, of=len(people)))
    found += [
        words.text(f"open_{a}")
        for a in ("age", "origin", "disability")
        if people and not any(getattr(p, a) for p in people)
    ]
    return found


def is_model(person: Depicted) -> bool:
    """Whether a person is shown where the cliché does not expect them."""
    acts = person.has("role", ACTIVE)
    return (
        (person.gender == "feminine" and acts and person.setting == "technical")
        or (person.gender == "masculine" and person.role == "cares")
        or (acts and (person.age == "old" or bool(person.disability)))
        or (person.origin == "minority" and person.has("role", "leads|speaks"))
    )
