"""A whole campaign: who is in its images, who does what, and whether that is in balance.

A verdict is a question to the maker, with the places that gave rise to it. Where gender is not said of more than
half of the persons there is none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from . import measures, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..catalog import Rule
    from ..model import Finding, InputProblem, Span
    from ..reading import Reading
    from .model import Portrait
    from .people import Depicted

PATTERN_FAMILY = "imagery."
_ENOUGH = 0.5  # the part of the persons whose gender must be said


class Place(NamedTuple):
    """Where something stands: a file and a span of its source."""

    path: str
    span: Span
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Described:
    """One description with its reading and what the imagery rules find in it."""

    place: Place
    people: tuple[Depicted, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A pattern of the campaign as a whole."""

    axis: str
    pattern: str
    shares: tuple[measures.Share, ...]
    threshold: int  # per cent
    source: str
    question: str
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """The reading of a campaign. ``balanced`` is None where the descriptions do not tell."""

    descriptions: tuple[Described, ...]
    imbalances: tuple[Imbalance, ...]
    balanced: bool | None
    language: str
    problems: tuple[InputProblem, ...] = ()

    @property
    def people(self) -> list[tuple[Depicted, Place]]:
        """Every person with the description it stands in."""
        return [(person, x.place) for x in self.descriptions for person in x.people]

    def count(self, axis: str, **where: str) -> Counter[str]:
        """Count the persons by an attribute; of those only that have the values of ``where``."""
        chosen = [p for p, _ in self.people if all(p.has(a, v) for a, v in where.items())]
        return Counter(getattr(p, axis) for p in chosen)


def descriptions(reading: Reading, findings: Sequence[Finding]) -> list[Described]:
    """Return the descriptions of a document that was judged: with their persons and findings."""
    from ..document import LineIndex

    index = LineIndex(reading.document.source)
    portraits = sorted((p for album in reading.albums.values() for p in album), key=lambda p: p.start)
    return [_described(reading, portrait, findings, index.position) for portrait in portraits]


def _described(reading: Reading, portrait: Portrait, findings: Sequence[Finding], position: object) -> Described:
    assert callable(position)
    document = reading.document
    span = document.offsets.span(*reading.span(portrait.start, portrait.end))
    inside = [
        f for f in findings if f.span and f.rule.startswith(PATTERN_FAMILY) and span.start <= f.span.start < span.end
    ]
    shown = " ".join(document.view[slice(*reading.span(portrait.start, portrait.end))].split())
    place = Place(document.path, span, position(span.start)[0], shown)
    return Described(place, tuple(person for person, _ in people.depicted(portrait)), tuple(inside))


def assess(
    found: Iterable[Described], rules: Mapping[str, Rule], language: str, problems: Iterable[InputProblem] = ()
) -> Campaign:
    """Weigh all descriptions together; ``problems`` are what could not be read of them."""
    all_of_them = tuple(found)
    everyone = [(person, x.place) for x in all_of_them for person in x.people]
    imbalances = tuple(x for rule in rules.values() if (x := _imbalance(rule, everyone, language)))
    balanced: bool | None = not imbalances
    if not imbalances and not _is_said([p for p, _ in everyone]):
        balanced = None
    return Campaign(all_of_them, imbalances, balanced, language, tuple(problems))


def _is_said(everyone: Sequence[Depicted]) -> bool:
    """Whether the descriptions say enough about gender to judge."""
    return bool(everyone) and sum(bool(p.gender) for p in everyone) >= _ENOUGH * len(everyone)


def _imbalance(rule: Rule, everyone: Sequence[tuple[Depicted, Place]], language: str) -> Imbalance | None:
    data = rule.options.get("campaign")
    persons = [p for p, _ in everyone]
    if not data or (data["axis"] == "gender" and not _is_said(persons)):
        return None
    shares = measures.found(data, persons)
    if not shares:
        return None
    first = shares[0]
    asked = _in_language(data["question"], language).format(count=first.number, of=first.total, share=f"{first.part:.0%}")
    evidence = dict.fromkeys(everyone[i][1] for share in shares for i in share.members)
    limit = data["measures"][0].get("below", data["measures"][0].get("above", 0))
    pattern = rule.id.removeprefix(PATTERN_FAMILY)
    source = _in_language(data.get("source", ""), language)
    return Imbalance(data["axis"], pattern, tuple(shares), limit, source, asked, tuple(evidence))


def _in_language(text: str | Mapping[str, str], language: str) -> str:
    """Return a text of a card, which may be in one language for all or in several."""
    return text if isinstance(text, str) else text.get(language) or text["en"]
