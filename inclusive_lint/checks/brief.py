"""What a brief for images leaves open: whether any description says who acts, how old people are, what they wear …

The card says under ``options`` what its question is called (``asks``) and what answers it (``shows``): a ``cue`` that is named,
a person who ``is`` or ``does`` something, or so many different ``trades``. Only a checklist, never a judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..imagery import people
from ..model import Item
from . import Remark
from .portrayal import album_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..catalog import Rule
    from ..imagery.model import Portrait
    from . import Whole


def check(whole: Whole, rule: Rule) -> Iterator[Remark]:
    """Yield a remark when the brief leaves the question open."""
    found = item(whole, rule, (), wanted=True)
    if found and not found.stated:
        yield Remark(rule.id)


def item(whole: Whole, rule: Rule, references: tuple[str, ...], *, wanted: bool) -> Item | None:
    """Return the line of the checklist that the rule stands for, or None where the text is no brief."""
    if not (whole.recognised and whole.vocabulary and whole.in_scope(rule)):
        return None
    album = album_of(whole.reading, whole.language, whole.vocabulary.imagery)
    # A list of finished descriptions leaves nothing open; a brief says that something is to be made.
    if not album.names("brief"):
        return None
    said = _answered(rule.options["shows"], album.portraits)
    return Item(rule.id, rule.options["asks"], said, wanted, rule.ground, "", references, ())


def _answered(shows: dict[str, object], portraits: Sequence[Portrait]) -> bool:
    cue, kind, act, trades = (str(shows.get(key, "")) for key in ("cue", "is", "does", "trades"))
    persons = [person for portrait in portraits for person in portrait.persons]
    return (
        (bool(cue) and any(portrait.cue(cue) for portrait in portraits))
        or (bool(kind) and any(person.is_(kind) for person in persons))
        or (bool(act) and any(not person.does.isdisjoint(act.split("|")) for person in persons))
        or (bool(trades) and len({people.profession(person) for person in persons} - {""}) >= int(trades))
    )
