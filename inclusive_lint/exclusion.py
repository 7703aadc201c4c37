"""Where an ad shuts people out: the stretches of a text in which a plain word ("toddlers", "a bus pass") says who need not apply.

The words that open such a stretch are cue sets of ``lexicons/<language>/exclusion.yaml``:

``cue-unwanted`` a heading or lead-in ("we'd rather not:", "who won't like it"; above a list any that says no will do, save
``cue-open-heading``), ``cue-refusal`` what turns people away in its sentence,
or answers the question before it ("need not apply", "look elsewhere"), ``cue-refusal-short`` what does so only right after a
question ("sorry", "no") and not where the question is ``cue-open-question`` ("must I …", "is … a problem") or the answer ``cue-reassured`` (``cue-says-i`` tells that a candidate speaks, a ``cue-back-reference`` makes it about the sentence before), ``cue-free`` and
``cue-none`` (or ``cue-you-not``) what a profile wants nobody to have ("free from", "no"), and what follows ``cue-asks-who`` ("who stays? Not …"), ``cue-none-of`` the same behind ``cue-anybody`` ("somebody
without"), up to a ``cue-reason`` and not where something is ``cue-needless`` ("no problem"). ``cue-ourselves`` before "not" tells of the firm, ``cue-unrefused`` ("nobody") denies a refusal,
``cue-attitude`` before a word says that it is about what one thinks of it ("people who mock …"), ``cue-unexcluded`` is what tells that nobody is shut out after all.

A narrower place is that of who is *preferred*: ``cue-prefer-before`` ("preferably") and ``cue-prefer-after`` ("preferred") stand beside the
word, ``cue-prefer-last`` ("only") behind it at the end of a clause; not behind ``cue-about`` ("with experience of").

All of it is worked out once per text, and only where one of these cues stands: most texts hold none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .context import affirmative, justified, law, negation, quotation, topic
from .reading import Range
from .tokens import BOUNDARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .reading import Reading
    from .structure import Number, Token

_HEADING = 12  # tokens of a lead-in
_COLON = 7  # tokens from a cue to its colon
_ITEMS = 40  # below one heading
_PARAGRAPH = 60  # tokens of the paragraph below a heading
_LINE = 15  # tokens of a line that goes on a list without bullets
_EARLY = 5  # tokens before a refusal that answers a question
_ANSWER = 16  # tokens of a short answer
_NOBODY = 4  # tokens before a refusal in which it may be denied
_FAQ = 25  # tokens of a line that holds what a candidate says, and the answer
_SENTENCES = 2  # after what a candidate says, in which the answer stands
_MARKED = 6  # tokens of it that are marked
_SHORT = 7  # tokens of a question that is about the sentence before it
_QUESTIONS = 12  # that one answer answers
_OPENING = 2  # tokens before "no" at the head of an item
_REACH = 9  # tokens of what a profile wants nobody to have
_NEAR = 3  # tokens from "preferred" to who is
_CELL = "|"
_STOPS = frozenset({":", "–", "—", "("})  # marks that end a clause
_PREFERENCES = ("prefer-before", "prefer-after", "prefer-last")
_PROFILE = ("profile", "other")


def zones(reading: Reading) -> Sequence[Range]:
    """Return the stretches in which people may be shut out, in order; worked out once."""
    if reading.exclusions is None:
        found = [*_below(reading), *_refused(reading), *_answered(reading), *_without(reading)]
        reading.exclusions = sorted([zone for zone in found if zone.end > zone.start])
    return reading.exclusions


def shut_out(reading: Reading, at: Range) -> bool:
    """Whether the words stand where people are shut out, and nothing there says the contrary."""
    if not _inside(at, zones(reading)):
        return False
    where = reading.sentence(at.start)
    told = affirmative(reading, at) or topic(reading, at) or law(reading, at) or reading.has_cue("unexcluded", where)
    if reading.cue_in("attitude", where.start, at.start):
        return False  # "whoever laughs at …"
    return not told and not quotation(reading, at)


def _inside(at: Range, zones_: Iterable[Range]) -> bool:
    start, end = at.start, at.end
    for low, high in zones_:
        if low <= start and end <= high:
            return True
    return False


def preferred(reading: Reading, at: Range) -> bool:
    """Whether the words name who is wanted first, or only: "preferably a Christian", "Savoyards d'abord"."""
    if not _inside(at, _preferences(reading)):
        return False
    told = affirmative(reading, at) or topic(reading, at) or law(reading, at) or justified(reading, at)
    return not told and not quotation(reading, at) and not negation(reading, at)


def slots(reading: Reading) -> bool:
    """Whether a text has any place for a plain word of a field: else none of them is looked at."""
    return bool(zones(reading)) or reading.any_cue(_PREFERENCES, 0, len(reading.words))


def _preferences(reading: Reading) -> Iterator[Range]:
    """The few words behind "preferably", or a sentence that is no more than who is "preferred" or, at the end of a clause, comes "only"."""
    for at in reading.cues["cue-prefer-before"]:
        end = min(reading.sentence(at).end, at + 2 * _NEAR)
        yield _of_whom(reading, Range(at + 1, next((i for i in range(at, end) if not reading.words[i][:1].isalnum()), end)))
    for name in ("after", "last"):
        for at in reading.cues["cue-prefer-" + name]:
            low = reading.sentence(at).start
            if at - low <= _NEAR and (name == "after" or not reading.words[at + 1][:1].isalnum()):
                yield _of_whom(reading, Range(low, at))


def _of_whom(reading: Reading, zone: Range) -> Range:
    """The words up to one that says they are only what is known, liked or worked with: "preferably with experience of toddlers"."""
    return Range(zone.start, next((i for i in range(*zone) if reading.cue_at("about", i)), zone.end))


def _below(reading: Reading) -> Iterator[Range]:
    """What stands below an unwanted-heading, behind its colon or question mark, or in its column."""
    blocks = reading.document.blocks
    for number in range(len(blocks) - 1):
        if blocks[number].kind != "item" and blocks[number + 1].kind == "item" and _turns_away(reading, number):
            yield from _list(reading, number)
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


def _turns_away(reading: Reading, number: Number) -> bool:
    """Whether a short line above a list says no: to people, and not that something is not needed or asked."""
    where = Range(*reading.tokens.block(number))
    if where.end - where.start > _HEADING:
        return False
    if reading.any_cue(("unwanted", "refusal"), where.start, where.end):
        return True
    denies = reading.any_cue(("negation", "none", "refusal-short"), where.start, where.end)
    return denies and not reading.any_cue(("open-heading", "waived", "unexcluded"), where.start, where.end)


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
    """The sentence of a refusal, and the question that it answers, with the questions and answers around it."""
    for at in reading.cues["cue-refusal"]:
        where = reading.sentence(at)
        nobody = reading.cue_in("unrefused", max(where.start, at - _NOBODY), at)
        if nobody or reading.words[where.end] == "?":
            continue  # "nobody is turned down …"
        yield where
        if at - where.start <= _EARLY and (questions := list(_questions(reading, where.start))):
            yield from questions
            yield from _around(reading, questions[-1].start, where.end)


def _around(reading: Reading, start: int, end: int) -> Iterator[Range]:
    """Questions in a row with one that was refused, unless their answer reassures: "A hearing aid? The band will beat you"."""
    for _ in range(_QUESTIONS):
        answer = _before(reading, start)
        question = _before(reading, answer.start) if answer else None
        if not answer or not question or reading.words[answer.end] == "?" or reading.words[question.end] != "?":
            break
        if not _reassures(reading, question, answer):
            yield question
        start = question.start
    for _ in range(_QUESTIONS):
        question = _after(reading, end)
        answer = _after(reading, question.end) if question else None
        if not answer or not question or reading.words[question.end] != "?" or reading.words[answer.end] == "?":
            return
        if not _reassures(reading, question, answer):
            yield question
        end = answer.end


def _before(reading: Reading, start: Token) -> Range | None:
    """The sentence that ends right before a token, in its block or the one before."""
    end = start - 1
    while end > 0 and reading.words[end] == BOUNDARY:
        end -= 1
    return reading.sentence(end - 1) if end > 0 else None


def _after(reading: Reading, end: Token) -> Range | None:
    """The sentence that begins right after the end mark of another."""
    start = end + 1
    while start < len(reading.words) and reading.words[start] == BOUNDARY:
        start += 1
    return reading.sentence(start) if start < len(reading.words) else None


def _reassures(reading: Reading, question: Range, answer: Range) -> bool:
    open_ = reading.any_cue(("open-question", "need"), question.start, question.end)
    long = answer.end - answer.start > _ANSWER
    return open_ or long or _needless(reading, answer.start, answer.end) or reading.has_cue("reassured", answer)


def _answered(reading: Reading) -> Iterator[Range]:
    """The question that a short no answers; not one that asks what is needed or minded."""
    for cue, opening in (("refusal-short", _OPENING), ("negation", 0)):
        for at in reading.cues["cue-" + cue]:
            where = reading.sentence(at)
            if at - where.start <= opening:
                yield from (q for q in _questions(reading, where.start) if not _reassures(reading, q, where))


def _questions(reading: Reading, start: int) -> Iterator[Range]:
    """The questions that end right before a token, in its block or the one before."""
    for _ in range(_QUESTIONS):
        question = _before(reading, start)
        if not question or not (reading.words[question.end] == "?" or _is_told(reading, question)):
            return
        yield question
        start = question.start
        before = _before(reading, start) if question.end - start <= _SHORT and reading.has_cue("back-reference", question) else None
        if before and reading.tokens.block_of(before.start) == reading.tokens.block_of(start):
            yield before  # "I wear a headscarf. Does that matter?"


def _is_told(reading: Reading, where: Range) -> bool:
    """Whether a sentence opens a line in which a candidate tells of themselves, to be answered: "I wear a turban. Leave it at home"."""
    low, high = reading.block_range(where.start)
    return where.start == low and high - low <= _FAQ and reading.cue_at("says-i", low)


def said_at(reading: Reading, at: Range) -> Range:
    """Return the words to mark: of what a candidate asks or tells ("I wear a turban. Is that fine?") not these, but what turns them away."""
    where: Range | None = reading.sentence(at.start)
    if not reading.has_cue("says-i", reading.sentence(at.start)):
        return at
    for _ in range(_SENTENCES):
        where = _after(reading, where.end) if where else None
        if not where:
            return at
        for cue in ("refusal", "refusal-short"):
            begin = next((i for i in range(*where) if reading.cue_at(cue, i)), None)
            if begin is not None:
                return Range(begin, min(where.end, begin + _MARKED))
    return at


def _without(reading: Reading) -> Iterator[Range]:
    """What a profile wants nobody to have: "free from …", an item that begins with "no", "you are not …", "somebody without …"."""
    for at in reading.cues["cue-free"]:
        if reading.sections.at(at) in _PROFILE:
            yield _clause(reading, at)
    for at in reading.cues["cue-none"]:
        low = reading.sentence(at).start
        sought = reading.cue_in("anybody", low, at) or (at - low <= _OPENING and _says_who(reading, at, low))
        if sought and reading.sections.at(at) in _PROFILE:
            yield _unless_needless(reading, _clause(reading, at))
    for at in reading.cues["cue-you-not"]:
        if reading.sections.at(at) in _PROFILE:
            yield _unless_needless(reading, _clause(reading, at))
    for at in reading.cues["cue-none-of"]:
        before = Range(reading.sentence(at).start, at)
        profile = reading.sections.at(at) == "profile" and (reading.block(at).kind == "item" or reading.has_cue("you-are", before))
        if reading.sections.at(at) in _PROFILE and (profile or reading.has_cue("anybody", before)):
            yield _unless_needless(reading, _clause(reading, at))


def _says_who(reading: Reading, at: Token, low: Token) -> bool:
    """Whether "no" or "not" at the head of a sentence tells who is sought: in a list or a profile, after a question, as a number."""
    if reading.any_cue(("ourselves", "need", "open-question"), low, at):
        return False  # "we like no fuss", "you need no car"
    listed = reading.block(at).kind == "item" or reading.sections.at(at) == "profile"
    number = reading.words[at].isdecimal() and reading.words[at - 1] == BOUNDARY  # "0 sick days", in an ad in figures
    before = _before(reading, low)
    asked = before is not None and reading.words[before.end] == "?" and reading.has_cue("asks-who", before)
    return listed or number or asked


def _clause(reading: Reading, at: Token) -> Range:
    """The words behind a cue, up to the end of its clause; "no X, Y or Z" goes on."""
    end = min(reading.sentence(at).end, at + _REACH)
    stop = at
    # What follows "but …" or "because …" is another thing.
    while stop < end and reading.words[stop] not in _STOPS and not reading.any_cue(("contrast", "reason"), stop, stop + 1):
        stop += 1
    return Range(at, stop)


def _unless_needless(reading: Reading, zone: Range) -> Range:
    """The zone, or nothing where the sentence says that something is not needed or no matter: "no degree needed", "no problem with …"."""
    where = reading.sentence(zone.start)
    needless = reading.has_cue("needless", where) or _needless(reading, zone.start, where.end)
    return Range(zone.start, zone.start) if needless else zone


def _needless(reading: Reading, start: Token, end: Token) -> bool:
    return reading.any_cue(("need", "negation-after", "waived", "needless", "unexcluded"), start, end)


__all__ = ["preferred", "said_at", "shut_out", "slots", "zones"]
