"""Where an ad shuts people out: the stretches of a text in which a plain word ("toddlers", "a bus pass") says who need not apply.

The words that open such a stretch are cue sets of ``lexicons/<language>/exclusion.yaml``:

``cue-unwanted`` a heading or lead-in ("we'd rather not:", "who won't like it"), ``cue-refusal`` what turns people away in its sentence,
or answers the question before it ("need not apply", "look elsewhere"), ``cue-refusal-short`` what does so only right after a
question ("sorry", "no") and not where the question is ``cue-open-question`` ("must I …", "is … a problem"), ``cue-free`` and
``cue-none`` what a profile wants nobody to have ("free from", "no"), ``cue-none-of`` the same behind ``cue-anybody`` ("somebody
without"), up to a ``cue-reason`` and not where something is ``cue-needless`` ("no problem"). ``cue-ourselves`` before "not" tells of the firm, ``cue-unrefused`` ("nobody") denies a refusal,
``cue-unexcluded`` is what tells that nobody is shut out after all.

All of it is worked out once per text, and only where one of these cues stands: most texts hold none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .context import affirmative, law, quotation, topic
from .reading import Range
from .tokens import BOUNDARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .reading import Reading

_HEADING = 12  # tokens of a lead-in
_COLON = 7  # tokens from a cue to its colon
_ITEMS = 40  # below one heading
_PARAGRAPH = 60  # tokens of the paragraph below a heading
_LINE = 15  # tokens of a line that goes on a list without bullets
_EARLY = 5  # tokens before a refusal that answers a question
_ANSWER = 16  # tokens of a short answer
_NOBODY = 4  # tokens before a refusal in which it may be denied
_QUESTIONS = 12  # that one answer answers
_OPENING = 2  # tokens before "no" at the head of an item
_REACH = 9  # tokens of what a profile wants nobody to have
_CELL = "|"
_PROFILE = ("profile", "other")


def zones(reading: Reading) -> Sequence[Range]:
    """Return the stretches in which people may be shut out, in order; worked out once."""
    if reading.exclusions is None:
        found = [*_below(reading), *_refused(reading), *_answered(reading), *_without(reading)]
        reading.exclusions = sorted(zone for zone in found if zone.end > zone.start)
    return reading.exclusions


def shut_out(reading: Reading, at: Range) -> bool:
    """Whether the words stand where people are shut out, and nothing there says the contrary."""
    if not any(zone.start <= at.start and at.end <= zone.end for zone in zones(reading)):
        return False
    where = reading.sentence(at.start)
    told = affirmative(reading, at) or topic(reading, at) or law(reading, at) or reading.has_cue("unexcluded", where)
    return not told and not quotation(reading, at)


def _below(reading: Reading) -> Iterator[Range]:
    """What stands below an unwanted-heading, behind its colon or question mark, or in its column."""
    for at in reading.cues["cue-unwanted"]:
        low, high = reading.block_range(at)
        if _CELL in reading.words[low:high]:
            yield from _column(reading, at, low)
            continue
        mark = next((i for i in range(at, min(high, at + _COLON)) if reading.words[i] in (":", "?")), None)
        if mark is not None and mark + 1 < high and at - low <= _HEADING:
            yield Range(mark + 1, high if reading.words[mark] == ":" else reading.sentence(mark + 1).end)
        elif high - low <= _HEADING and reading.words[high - 1] != ".":
            yield from _list(reading, reading.tokens.block_of(at))


def _list(reading: Reading, heading: int) -> Iterator[Range]:
    """The items, or the lines, below a heading."""
    blocks, view = reading.document.blocks, reading.document.view
    first = heading + 1
    for number in range(first, min(len(blocks), first + _ITEMS)):
        block, (start, end) = blocks[number], reading.tokens.block(number)
        item, last = block.kind == "item", reading.words[end - 1]
        if number > first:
            gap = view[blocks[number - 1].end : block.start].count("\n") > 1
            goes_on = item if blocks[first].kind == "item" else not item and not gap and end - start <= _LINE
            if not goes_on or last in (":", "?"):
                return
        elif end - start > _PARAGRAPH or block.kind == "heading":
            return
        yield Range(start, end)


def _column(reading: Reading, at: int, low: int) -> Iterator[Range]:
    """The cells below a cell of a table of text: "| we want | we'd rather not |"."""
    place = reading.words[low:at].count(_CELL)
    number = reading.tokens.block_of(at)
    for row in range(number + 1, min(len(reading.document.blocks), number + _ITEMS)):
        start, end = reading.tokens.block(row)
        bars = [i for i in range(start, end) if reading.words[i] == _CELL]
        if len(bars) < place:
            return
        cell = Range(bars[place - 1] + 1 if place else start, bars[place] if place < len(bars) else end)
        yield cell


def _refused(reading: Reading) -> Iterator[Range]:
    """The sentence of a refusal, and the question that it answers."""
    for at in reading.cues["cue-refusal"]:
        where = reading.sentence(at)
        nobody = reading.has_cue("unrefused", Range(max(where.start, at - _NOBODY), at))
        if nobody or reading.words[where.end] == "?":
            continue  # "nobody is turned down …"
        yield where
        if at - where.start <= _EARLY:
            yield from _questions(reading, where.start)


def _answered(reading: Reading) -> Iterator[Range]:
    """The question that a short no answers; not one that asks what is needed or minded."""
    for at in reading.cues["cue-refusal-short"]:
        where = reading.sentence(at)
        if at - where.start <= _OPENING and where.end - where.start <= _ANSWER and not _needless(reading, where):
            for question in _questions(reading, where.start):
                if not reading.has_cue("open-question", question) and not reading.has_cue("need", question):
                    yield question


def _questions(reading: Reading, start: int) -> Iterator[Range]:
    """The questions that end right before a token, in its block or the one before."""
    for _ in range(_QUESTIONS):
        end = start - 1
        if end >= 0 and reading.words[end] == BOUNDARY:
            end -= 1
        if end < 1 or reading.words[end] != "?":
            return
        question = reading.sentence(end - 1)
        yield question
        start = question.start


def _without(reading: Reading) -> Iterator[Range]:
    """What a profile wants nobody to have: "free from …", an item that begins with "no", "somebody without …"."""
    for at in reading.cues["cue-free"]:
        if reading.sections.at(at) in _PROFILE:
            yield _clause(reading, at)
    for at in reading.cues["cue-none"]:
        low = reading.sentence(at).start
        listed = reading.block(at).kind == "item" or reading.sections.at(at) == "profile"
        if listed and at - low <= _OPENING and not reading.has_cue("ourselves", Range(low, at)) and reading.sections.at(at) in _PROFILE:
            yield _unless_needless(reading, _clause(reading, at))
    for at in reading.cues["cue-none-of"]:
        low = reading.sentence(at).start
        if reading.has_cue("anybody", Range(low, at)) and reading.sections.at(at) in _PROFILE:
            yield _unless_needless(reading, _clause(reading, at))


def _clause(reading: Reading, at: int) -> Range:
    """The words behind a cue, up to the end of its clause; "no X, Y or Z" goes on."""
    end = min(reading.sentence(at).end, at + _REACH)
    stop = next((i for i in range(at, end) if reading.words[i] in (":", "–", "—", "(") or _turns(reading, i)), end)
    return Range(at, stop)


def _turns(reading: Reading, token: int) -> bool:
    """Whether what follows is another thing: "but …", "because …"."""
    return any(reading.has_cue(cue, Range(token, token + 1)) for cue in ("contrast", "reason"))


def _unless_needless(reading: Reading, zone: Range) -> Range:
    """The zone, or nothing where the sentence says that something is not needed or no matter: "no degree needed", "no problem with …"."""
    rest = Range(zone.start, reading.sentence(zone.start).end)
    return Range(zone.start, zone.start) if _needless(reading, rest) else zone


def _needless(reading: Reading, where: Range) -> bool:
    return any(reading.has_cue(cue, where) for cue in ("need", "negation-after", "waived", "needless", "unexcluded"))


__all__ = ["shut_out", "zones"]
