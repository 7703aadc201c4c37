"""What a card asks of a whole campaign: shares of persons, thresholds, all as data.

``options.campaign`` of a card: an axis, measures (in per cent) that must all hold, and a question to the maker::

    axis: gender
    measures:
      - {of: {role: leads|speaks|makes|acts}, share: {gender: feminine}, below: 30, least: 4}
      - {of: {role: listens|poses|assists}, share: {gender: feminine}, above: 50, least: 2}
    question: {nl: …, fr: …, en: …}       # may name {share}, {count}, {of}
    source: {nl: …, fr: …, en: …}         # where the threshold comes from
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .people import Depicted


class Share(NamedTuple):
    """The outcome of one measure: ``number`` of ``total``, and the places in the list of the persons it speaks of."""

    number: int
    total: int
    members: tuple[int, ...]

    @property
    def part(self) -> float:
        return self.number / self.total if self.total else 0.0


def measure(data: Mapping[str, Any], people: Sequence[Depicted]) -> Share | None:
    """Return the share a measure speaks of when it holds, else None. Only persons of whom it is said count."""
    of, wanted = data.get("of") or {}, data["share"]
    members = [
        i
        for i, person in enumerate(people)
        if all(person.has(axis, values) for axis, values in of.items())
        and all(getattr(person, axis) for axis in wanted)
    ]
    if len(members) < data.get("least", 1):
        return None
    count = sum(all(people[i].has(axis, values) for axis, values in wanted.items()) for i in members)
    share = Share(count, len(members), tuple(members))
    per_cent = 100 * share.part
    held = per_cent < data.get("below", 101) and per_cent > data.get("above", -1)
    return share if held else None


def found(campaign: Mapping[str, Any], people: Sequence[Depicted]) -> list[Share]:
    """Return the shares of all measures when every one of them holds, else nothing."""
    shares: list[Share] = []
    for data in campaign["measures"]:
        share = measure(data, people)
        if share is None:
            return []
        shares.append(share)
    return shares
