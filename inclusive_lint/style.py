"""House style: choices between forms that are all inclusive. A profile has defaults, the configuration decides.

``marker``: which marker of gender a title carries (m/v, H/F; m/v/x, H/F/X; none). ``marker-order``: which letter
comes first. ``marker-wanted``: on every title, or only where a title is read as one gender. ``disability``: "a person with autism" or "an autistic person". ``sector``: whose jargon the readers know. A key may be given for one language:
``disability-fr``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY = "any"
STYLES: Mapping[str, tuple[str, ...]] = {
    "marker": (ANY, "two", "three", "none"),
    "marker-order": (ANY, "f-first", "m-first"),
    "marker-wanted": (ANY, "always"),
    "disability": (ANY, "person-first", "identity-first"),
    "sector": (ANY, "care", "education", "finance", "it", "marketing", "science"),
}
KEYS = (*STYLES, *(f"{key}-{code}" for key in STYLES for code in LANGUAGES))


def choices(key: str) -> tuple[str, ...]:
    """Return the values a key may have; ``marker-fr`` has those of ``marker``. Raises KeyError for no key at all."""
    return STYLES[key] if key in STYLES else STYLES[key[:-3]]


def over(base: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Lay choices over those of a base: one for every language takes the place of the base's for one of them."""
    general = {key for key in own if key in STYLES}
    kept = {key: value for key, value in base.items() if key in STYLES or key[:-3] not in general}
    return {**kept, **own}


def met(style: Mapping[str, str], wanted: Mapping[str, list[str]], language: str) -> bool:
    """Whether the house style of a language has, for every key wanted, one of its values."""
    return all(style.get(f"{key}-{language}", style.get(key, ANY)) in values for key, values in wanted.items())
