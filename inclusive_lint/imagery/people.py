"""What a person in a description counts as: gender, role, setting, age, origin, disability, as far as they are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .model import Person, Portrait

ROLES = ("leads", "speaks", "makes", "acts", "cares", "assists", "listens", "poses")
SETTINGS = ("technical", "care", "office", "home")
# What a person is seen to do, in the order in which it counts; then what the noun alone says.
_BY_VERB = {
    "leads": "lead", "speaks": "explain|speak", "makes": "make", "cares": "care", "assists": "assist|chore",
    "listens": "listen|admire|receive|learn", "poses": "pose|look",
}  # fmt: skip
_BY_NOUN = {
    "leads": "leader",
    "cares": "care",
    "assists": "assist|service",
    "speaks": "expert",
    "acts": "technical|coder|worker",
}
_BY_PLACE = {"technical": "technical|computer|tech", "care": "care", "home": "home", "office": "work|professional"}
_BY_TRADE = {"technical": "technical|coder", "care": "care", "office": "leader|assist"}
# Not of those whom the images present: whom they serve, and groups without faces.
_OTHERS = frozenset({"group", "client", "child"})


class Depicted(NamedTuple):
    """One person of a campaign. An empty text: not said."""

    gender: str
    role: str
    setting: str
    age: str
    origin: str
    disability: str
    profession: str = ""

    def has(self, axis: str, values: str) -> bool:
        """Whether an attribute is one of ``a|b``."""
        return getattr(self, axis) in values.split("|")


def depicted(portrait: Portrait) -> list[tuple[Depicted, Person]]:
    """Return the persons a description presents, each as often as it counts."""
    return [
        (_read(person, portrait), person)
        for person in portrait.persons
        if not person.kinds <= _OTHERS
        for _ in range(person.count)
    ]


def _read(person: Person, portrait: Portrait) -> Depicted:
    origin = "majority" if "majority" in person.traits else "minority" if person.is_("minority|migrant") else ""
    disability = "described" if "disability" in person.traits else ""
    return Depicted(
        person.gender,
        _role(person, portrait),
        _setting(person, portrait),
        person.age,
        origin,
        disability,
        profession(person),
    )


def _role(person: Person, portrait: Portrait) -> str:
    noun = next((role for role, names in _BY_NOUN.items() if person.is_(names)), "")
    verb = next((role for role, names in _BY_VERB.items() if any(n in person.does for n in names.split("|"))), "")
    if noun in ("cares", "leads") and verb not in ("listens", "poses", "assists"):
        return noun
    if verb or noun:
        return verb or noun
    # A person of whom more is told than that they are there does something, whatever the verb.
    return "acts" if portrait.end - person.end > 1 else ""


def _setting(person: Person, portrait: Portrait) -> str:
    trade = next((setting for setting, names in _BY_TRADE.items() if person.is_(names)), "")
    return trade or next((setting for setting, names in _BY_PLACE.items() if portrait.cue(names)), "")


def profession(person: Person) -> str:
    """Return the kind of trade a noun names, or ""."""
    known = ("leader", "expert", "coder", "technical", "care", "assist", "service", "worker")
    return next((kind for kind in known if kind in person.kinds), "")
