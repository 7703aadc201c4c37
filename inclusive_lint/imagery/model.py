"""What a description shows: persons with what is said of each, and cues. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FEMININE, MASCULINE = "feminine", "masculine"
YOUNG, OLD = "young", "old"


@lru_cache(maxsize=4096)
def split(names: str) -> tuple[str, ...]:
    """Return the choices of ``a|b|c``."""
    return tuple(names.split("|"))


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
        return any(name in self.kinds or name in self.traits for name in split(names))


@dataclass(frozen=True, slots=True)
class Cue:
    """A thing, place or phrase that a description names. ``denied``: only to say that it is not there."""

    start: int
    end: int
    name: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Portrait:
    """One description read: tokens ``start:end`` of the reading."""

    start: int
    end: int
    language: str
    persons: tuple[Person, ...] = ()
    cues: tuple[Cue, ...] = ()
    named: Mapping[str, Cue] = field(default_factory=dict)  # the first cue of each name,
    not_there: Mapping[str, Cue] = field(default_factory=dict)  # and the first that is denied
    said: frozenset[str] = frozenset()  # what is said of anybody: kinds, traits, acts, genders

    def cue(self, names: str, *, denied: bool = False) -> Cue | None:
        """Return a cue that is one of ``a|b|c``."""
        known = self.not_there if denied else self.named
        return next((known[name] for name in split(names) if name in known), None) if known else None
