"""The stereotypes a card describes: who must be in the picture, doing what, and what must stand beside them.

``options.cases`` of a card is a list; a description that meets one of them repeats the pattern::

    people:            # different persons, each meeting its line
      - {gender: masculine, does: explain|lead}
      - {gender: feminine, does: listen, does_not: make|lead}
    cues: [technical|work, screen]     # each of these is named, and not denied
    denied: [tie]                      # named only to say that it is not there
    without: [child]                   # none of these is named
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .model import FEMININE, MASCULINE, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .album import Side
    from .model import Person, Portrait

_GENDERS = {
    "feminine": {FEMININE}, "masculine": {MASCULINE}, "not-feminine": {MASCULINE, ""}, "not-masculine": {FEMININE, ""},
    "not-said": {""}, "said": {FEMININE, MASCULINE},
}  # fmt: skip


class Role(NamedTuple):
    """What one person of a case must be and do. ``is_`` and ``does`` hold choices ``a|b``, each of which must be met."""

    gender: str = ""
    is_: tuple[str, ...] = ()
    is_not: str = ""
    does: tuple[str, ...] = ()
    does_not: str = ""
    number: int = 1

    def fits(self, person: Person) -> bool:
        """Whether a person can have this part."""
        return (
            (not self.gender or person.gender in _GENDERS[self.gender])
            and person.count >= self.number
            and all(person.is_(names) for names in self.is_)
            and all(person.does_any(names) for names in self.does)
            and not (self.is_not and person.is_(self.is_not))
            and not (self.does_not and person.does_any(self.does_not))
        )


class Case(NamedTuple):
    """One way to repeat a pattern."""

    people: tuple[Role, ...] = ()
    cues: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    without: str = ""
    nobody: tuple[Role, ...] = ()
    confidence: str = "high"
    asks: tuple[tuple[Side, str], ...] = ()  # of each of these choices a description must say one: a first, cheap look


def parse(data: dict[str, Any]) -> Case:
    """Make a case of its mapping in a card."""
    people = tuple(_role(x) for x in data.get("people", ()))
    cues, denied = tuple(data.get("cues", ())), tuple(data.get("denied", ()))
    asks = (*_all("said", _asked(people)), *_all("named", cues), *_all("not_there", denied))
    return Case(
        people, cues, denied, "|".join(data.get("without", ())), tuple(_role(x) for x in data.get("nobody", ())),
        data.get("confidence", "high"), asks,
    )  # fmt: skip


def _all(side: Side, choices: Iterable[str]) -> Iterator[tuple[Side, str]]:
    return ((side, names) for names in dict.fromkeys(choices))


def _asked(people: Iterable[Role]) -> Iterator[str]:
    for role in people:
        if role.gender in (FEMININE, MASCULINE):
            yield role.gender
        yield from role.is_
        yield from role.does


def _role(data: dict[str, Any]) -> Role:
    return Role(
        data.get("gender", ""), _texts(data.get("is")), data.get("is_not", ""), _texts(data.get("does")),
        data.get("does_not", ""), data.get("count", 1),
    )  # fmt: skip


def _texts(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()


def evidence(case: Case, portrait: Portrait) -> list[tuple[int, int]]:
    """Return the places that show a case, in the order of the text; () where it is not met."""
    if len(case.people) > len(portrait.persons):
        return []
    places: list[tuple[int, int]] = []
    for names in (*case.cues, *case.denied):
        cue = portrait.cue(names, denied=names in case.denied)
        if cue is None:
            return []
        places.append((cue.start, cue.end))
    if case.without and portrait.cue(case.without):
        return []
    if any(role.fits(p) for role in case.nobody for p in portrait.persons):
        return []
    cast = _cast(case.people, portrait.persons)
    if cast is None:
        return []
    for role, person in zip(case.people, cast, strict=True):
        places.append((person.start, person.end))
        places += _shown(role, person)
    return sorted(places)


def _shown(role: Role, person: Person) -> Iterator[tuple[int, int]]:
    """The verbs by which a person has the part."""
    for names in role.does:
        wanted = split(names)
        yield next((start, end) for name, start, end in person.acts_at if name in wanted)


def _cast(roles: Sequence[Role], persons: Sequence[Person]) -> list[Person] | None:
    """Give every part to a different person, or return None."""
    if not roles:
        return []
    for i, person in enumerate(persons):
        if roles[0].fits(person):
            rest = _cast(roles[1:], [*persons[:i], *persons[i + 1 :]])
            if rest is not None:
                return [person, *rest]
    return None
