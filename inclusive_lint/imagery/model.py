"""What a description shows: persons with what is said of each, and cues. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FEMININE, MASCULINE = "feminine", "masculine"
YOUNG, OLD = "young", "old"
# Words that point at a person, and the gender they give.
PRONOUNS = {
    "pronoun-f": FEMININE, "pronoun-m": MASCULINE, "object-f": FEMININE, "object-m": MASCULINE, "possessive-f": FEMININE,
    "possessive-m": MASCULINE,
}  # fmt: skip


@lru_cache(maxsize=4096)
def split(names: str) -> tuple[str, ...]:
    """Return the choices of ``a|b|c``."""
    return tuple(names.split("|"))


@lru_cache(maxsize=4096)
def choices(names: str) -> frozenset[str]:
    """Return the choices of ``a|b|c``, to be asked for all at once."""
    return frozenset(split(names))


@dataclass(frozen=True, slots=True)
class Person:
    """One person, or ``count`` persons named together. ``start:end`` are the tokens of the noun phrase.

    ``kinds`` are what the noun says ("leader", "care"), ``traits`` what is said of them ("young", "minority"),
    ``does`` what they are seen to do. ``gender`` is "" where the words do not say it.
    """

    start: int
    end: int
    gender: str = ""
    count: int = 1
    kinds: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    does: frozenset[str] = frozenset()
    acts_at: tuple[tuple[str, int, int], ...] = ()

    @property
    def age(self) -> str:
        """Return young, old, or "" where it is not said."""
        return next((age for age in (OLD, YOUNG) if age in self.traits), "")

    def is_(self, names: str) -> bool:
        """Whether the noun or what is said of it is one of ``a|b|c``."""
        asked = choices(names)
        return not (asked.isdisjoint(self.kinds) and asked.isdisjoint(self.traits))

    def does_any(self, names: str) -> bool:
        """Whether one of ``a|b|c`` is what they do."""
        return not choices(names).isdisjoint(self.does)


class Cue(NamedTuple):
    """A thing, place or phrase that a description names. ``denied``: only to say that it is not there."""

    start: int
    end: int
    name: str
    denied: bool = False


class Portrait(NamedTuple):
    """One description read: tokens ``start:end`` of the reading."""

    start: int
    end: int
    language: str
    persons: tuple[Person, ...] = ()
    named: Mapping[str, Cue] = MappingProxyType({})  # the first cue of each name,
    not_there: Mapping[str, Cue] = MappingProxyType({})  # and the first that is denied
    said: frozenset[str] = frozenset()  # what is said of anybody: kinds, traits, acts, genders

    def cue(self, names: str, *, denied: bool = False) -> Cue | None:
        """Return a cue that is one of ``a|b|c``."""
        known = self.not_there if denied else self.named
        return next((known[name] for name in split(names) if name in known), None) if known else None
