"""Where a match stands: the conditions a card may name under ``unless``, and the person slot.

Each condition is a pure function of the reading and a token range. None holds a word of any language: the words
are the ``cue-*`` sets of ``lexicons/<language>/``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reading import Range
from .structure import UNKNOWN
from .tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .catalog import Rule
    from .reading import Reading
    from .structure import Token

_OPENING = {"“": "”", "„": "”“", "«": "»", '"': '"', "‹": "›"}
_SINGLE = {"'": "'", "‘": "’'"}
_QUOTE_REACH = 40  # tokens
_ITEM = 5  # words of an item of a list before the one in question
_NEGATION_REACH = 7
_NEGATION_AFTER = 6
_NEED_REACH = 8  # words after the match: "… hebben we daar niet voor nodig"
_PAIR_REACH = 5
_NAME_LOOKBACK = 2  # sentences
_HOLDER_REACH = 6  # tokens
_GROUNDS_FOR_AFFIRMATION = 3
_HEADING = 12  # tokens
_MIXED = 30  # years: no employer means a limit by "between 24 and 61"
_QUESTIONS = 20  # that one answer answers
_LIST = 200  # items below one heading
_CLAUSE_MARKS = frozenset({",", ":", "–", "—"})
_NO_NAMES = (
    "article", "you", "owner", "preposition", "pronoun-masculine", "pronoun-feminine", "first-person", "sought",
    "role", "new", "seek", "candidate", "not-a-name", "somebody",
)  # fmt: skip


def quotation(reading: Reading, at: Range) -> bool:
    """The words stand between quotation marks: somebody else's, or mentioned rather than used."""
    low, high = reading.block_range(at.start)
    view, place, words = reading.document.view, reading.tokens.place, reading.words
    for i in range(at.start - 1, max(low, at.start - _QUOTE_REACH) - 1, -1):
        mark = view[place(i)[0]]
        if mark.isalnum():
            continue
        closers = _OPENING.get(mark) or _SINGLE.get(mark)
        if closers and len(words[i]) == 1:
            return _closes(reading, at.end, min(high, at.end + _QUOTE_REACH), closers)
        if mark in "”»":
            return False
    return False


def _closes(reading: Reading, start: Token, end: Token, closers: str) -> bool:
    view, place, words = reading.document.view, reading.tokens.place, reading.words
    for i in range(start, end):
        if len(words[i]) == 1 and view[place(i)[0]] in closers:
            return True
    return False


def negation(reading: Reading, at: Range) -> bool:
    """The clause denies it: "je hoeft geen … te zijn", "… n'est pas exigé"; "not afraid of …" denies nothing."""
    first, high = reading.sentence(at.start)
    low, high = _list_start(reading, at, first), _clause_end(reading, at.end, high)
    before = max(low, at.start - _NEGATION_REACH)
    if reading.cue_in("negation", before, at.start) and not reading.cue_in("undaunted", before, at.start):
        return True
    return reading.cue_in("negation-after", at.end, min(high, at.end + _NEGATION_AFTER)) or _need_denied(reading, at.end, high)


def _list_start(reading: Reading, at: Range, first: Token) -> Token:
    """Where the clause begins that the words belong to, as a short item of a list or not: "we seek no heroes, daredevils or cowboys"."""
    token, low = at.start, _clause_start(reading, at.start, first)
    if reading.words[low] != ",":
        return low
    beside = reading.cue_at("alternative", at.end) or reading.cue_in("alternative", max(first, at.start - 2), at.start)
    if reading.words[at.end][:1].isalnum() and not beside:
        return low  # "no degree, ninjas welcome"
    if reading.has_cue("negation", at):
        return low  # "no earrings, no headscarves"
    while reading.words[low] == "," and token - low <= _ITEM + 1:
        if reading.cue_at("subject", low + 1):
            return low  # "you are no talker, you are a ninja": a sentence of its own
        token, low = low, _clause_start(reading, low, first)
    return low


def _need_denied(reading: Reading, start: Token, end: Token) -> bool:
    """The rest of the clause denies the need: "sterke jongens hebben we daar niet voor nodig"."""
    near = min(end, start + _NEED_REACH)
    return reading.cue_in("need", start, near) and reading.cue_in("negation", start, near)


def waived(reading: Reading, at: Range) -> bool:
    """The words stand below a heading that says they are not asked: "What you won't need", in its paragraph or list."""
    if _waived_here(reading, at):
        return True
    blocks = reading.document.blocks
    number = reading.tokens.block_of(at.start)
    above = number - 1
    if blocks[number].kind == "item":
        farthest = max(-1, above - _LIST)
        while above > farthest and blocks[above].kind == "item":
            above -= 1
        above = above if above > farthest else -1
    if above < 0 or blocks[above].kind == "item":
        return False
    start, end = reading.tokens.firsts[above], reading.tokens.firsts[above + 1]
    return end - start <= _HEADING and reading.cue_in("waived", start, end)


def _waived_here(reading: Reading, at: Range) -> bool:
    """The words before a colon, or the question before the sentence, say so: "What we do not look for: …"."""
    low = reading.sentence(at.start).start
    colon, words = at.start - 1, reading.words
    while colon > low and words[colon] != ":":
        colon -= 1
    colon = max(low, colon)
    if reading.cue_in("waived", low, colon) or _found_nowhere(reading, low, colon):
        return True
    first = reading.tokens.firsts[reading.tokens.block_of(at.start)]
    if low - 1 <= first or reading.words[low - 1] != "?":
        return False
    return reading.cue_in("waived", reading.sentence(low - 2).start, low)


def _found_nowhere(reading: Reading, start: Token, end: Token) -> bool:
    """The words before a colon deny that something is found or sought, however they put it: "What you will not meet here:"."""
    if end - start > _HEADING or not reading.cue_in("find", start, end):
        return False
    denials = [i for i in range(start, end) if reading.cue_at("negation", i)]
    return bool(denials) and not reading.cue_in("contrast", denials[-1], end)


def _clause_start(reading: Reading, at: Token, low: Token) -> Token:
    words = reading.words
    for i in range(at - 1, low - 1, -1):
        if words[i] in _CLAUSE_MARKS or reading.cue_at("contrast", i):
            return i
    return low


def _clause_end(reading: Reading, at: Token, high: Token) -> Token:
    words = reading.words
    for i in range(at, high):
        if words[i] in _CLAUSE_MARKS or reading.cue_at("contrast", i):
            return i
    return high


def affirmative(reading: Reading, at: Range) -> bool:
    """The sentence says that all are welcome, or lists grounds nobody is judged by."""
    where = reading.sentence(at.start)
    return (
        reading.has_cue("affirmative", where)
        or reading.cue_count("ground", where) >= _GROUNDS_FOR_AFFIRMATION
    )


def law(reading: Reading, at: Range) -> bool:
    """The sentence cites a law or says the law demands it."""
    return reading.has_cue("law", reading.sentence(at.start))


def justified(reading: Reading, at: Range) -> bool:
    """The text gives the legal ground nearby: an occupational requirement, lawful positive action."""
    firsts = reading.tokens.firsts
    number = reading.tokens.block_of(at.start)
    low, high = max(0, number - 1), min(len(firsts), number + 2)
    end = firsts[high] if high < len(firsts) else len(reading.words)
    return reading.cue_in("justified", firsts[low], end)


def topic(reading: Reading, at: Range) -> bool:
    """The sentence is about equality or inclusion: the word is its subject, not its tone."""
    return reading.has_cue("topic", reading.sentence(at.start))


def answered_no(reading: Reading, at: Range) -> bool:
    """The words stand in a question that the text answers with no; several questions may share the answer."""
    words, end = reading.words, reading.sentence(at.start).end
    for _ in range(_QUESTIONS):
        if words[end] != "?":
            break
        end += 2 if words[end + 1] == BOUNDARY else 1
        if end >= len(words):
            break
        if reading.cue_at("answer-no", end):
            return True
        end = reading.sentence(end).end
    return False


def third_party(reading: Reading, at: Range) -> bool:
    """The sentence speaks of clients, pupils, patients …, and not to the candidate."""
    where = reading.sentence(at.start)
    return reading.has_cue("third-party", where)


def named_person(reading: Reading, at: Range) -> bool:
    """A person with a name, or a present holder, is meant: in this sentence or just before it."""
    low = reading.block_range(at.start).start
    where = reading.sentence(at.start)
    for _ in range(_NAME_LOOKBACK + 1):
        if _has_name(reading, where, at):
            return True
        if where.start <= low:
            return False
        where = reading.sentence(max(low, where.start - 2))
    return False


def _has_name(reading: Reading, where: Range, at: Range) -> bool:
    if reading.has_cue("honorific", where) or reading.has_cue("holder", where):
        return True
    return any(is_name(reading, i, where.start) for i in range(where.start, where.end) if not at.start <= i < at.end)


def is_name(reading: Reading, token: Token, sentence_start: Token) -> bool:
    """Whether a token looks like a person's name: capitalised inside a sentence, and no known word.

    At the start of a sentence only with another such token after it.
    """
    raw = reading.text(token, token + 1)
    if len(raw) < 2 or not raw[0].isupper() or raw.isupper() or not raw.isalpha():
        return False
    if reading.cue_at("not-a-name", token):
        return False
    if token > sentence_start and reading.words[token - 1][:1].isalnum():
        return True
    after = reading.words[token + 1]
    return after != BOUNDARY and reading.text(token + 1, token + 2).istitle() and after.isalpha()


def holder(reading: Reading, at: Range) -> bool:
    """The words name who already does the work: "onze directrice", "Katrien is secretaresse", "barman Jan Smets"."""
    where = reading.sentence(at.start)
    left, right = max(where.start, at.start - _HOLDER_REACH), min(where.end, at.end + _HOLDER_REACH)
    # "tea lady": the words themselves are no honorific.
    titled = any(reading.has_cue("honorific", r) for r in (Range(left, at.start), Range(at.end, right)))
    if _beside_name(reading, at, where):
        return True
    if becomes(reading, at.start):
        return False  # "you act as our spokesman when Ms Prado is away"
    return titled or reading.cue_in("holder", left, right) or _owned(reading, at.start, where.start)


def becomes(reading: Reading, token: int) -> bool:
    """Whether the clause of a noun says that the reader may become it: "are you our next chef"."""
    low, high = reading.sentence(token)
    return reading.cue_in("become", _clause_start(reading, token, low), _clause_end(reading, token, high))


def _owned(reading: Reading, token: int, low: int) -> bool:
    """Whether "our", "his" or "present" stands before the noun, and not "our new"."""
    for i in range(token - 1, max(low, token - 4) - 1, -1):
        here = Range(i, i + 1)
        if reading.has_cue("new", here) or not reading.words[i][:1].isalpha():
            return False
        if reading.has_cue("owner", here):
            return True
        if reading.has_cue("article", here):
            return False  # "do you know a good hairdresser"
    return False


def _beside_name(reading: Reading, at: Range, where: Range) -> bool:
    """Whether a name stands before ("Katrien, …", "Katrien is …") or after in apposition."""
    for i in range(at.start - 2, max(where.start, at.start - _HOLDER_REACH) - 1, -1):
        link = reading.cue_at("link", i + 1)
        behind = i > where.start and reading.cue_at("preposition", i - 1)
        if link and not behind and is_name(reading, i, where.start):
            return True
        if is_name(reading, i, where.start) and not behind and _in_capacity(reading, at.start):
            return True
    if _is_subject(reading, at, where):
        return True
    end, low = at.end, reading.text(at.start, at.end)[:1].islower()
    if low and end + 2 < where.end and reading.words[end] == "," and not reading.has_cue("seek", where):
        return all(is_name(reading, i, end + 1) for i in (end + 1, end + 2))  # "a joiner, Joe Hill"
    if not low or end >= where.end or not is_name(reading, end, where.start):
        return False
    return (end + 1 < where.end and is_name(reading, end + 1, where.start)) or _calls_by_name(reading, at, where)


def _calls_by_name(reading: Reading, at: Range, where: Range) -> bool:
    """Whether a title and one name are a person: "soup by cook Samira", and not "a cook Antwerp", "wanted: cook Antwerp"."""
    inside = at.start > where.start and reading.words[at.start - 1][:1].isalpha()
    article = reading.cue_at("article", at.start - 1)
    before = Range(where.start, at.start)
    # "We seek somebody who takes over from cook Samira."
    found = any(reading.has_cue(cue, before) for cue in ("somebody", "sought"))
    return inside and not article and (found or not reading.has_cue("seek", before))


def _is_subject(reading: Reading, at: Range, where: Range) -> bool:
    """Whether the sentence opens with a name that the words tell of: "Katrien is secretaresse"."""
    first, raw = where.start, reading.text(where.start, where.start + 1)
    verb = reading.words[first + 1]
    if not (first + 2 <= at.start <= first + 4 and raw.istitle() and raw.isalpha() and verb.isalpha()):
        return False
    if any(reading.cue_at(cue, first) for cue in _NO_NAMES):
        return False
    return reading.cue_at("link", first + 1)


def _in_capacity(reading: Reading, start: int) -> bool:
    """Whether "as" or "als" stands before, with or without an article: "Lotte began here as a trainee"."""
    return reading.cue_in("capacity", start - 2, start)


def proper_name(reading: Reading, at: Range) -> bool:
    """The words are part of a name written with capitals ("Ninja Warrior", "De Jonge Akademie")."""
    where = reading.sentence(at.start)
    if not _capital(reading, at.start) or _mostly_capitals(reading, where) or _shouted(reading, at, where):
        return False
    named = [i for i in range(at.start, at.end) if reading.words[i][:1].isalpha()]
    inside = len(named) > 1 and all(_capital(reading, i) for i in named)
    before = at.start > where.start and _capital(reading, at.start - 1)
    after = at.end < where.end and _capital(reading, at.end)
    return (inside and at.start > where.start) or (before and at.start - 1 > where.start) or after


def _shouted(reading: Reading, at: Range, where: Range) -> bool:
    """Whether a line begins in capitals, with more than the words themselves ("COOK WANTED for our kitchen")."""
    return at.start == where.start and at.end < where.end and reading.text(at.start, at.end + 1).isupper()


def _capital(reading: Reading, token: int) -> bool:
    return reading.text(token, token + 1)[:1].isupper()


def _mostly_capitals(reading: Reading, where: Range) -> bool:
    """A heading in capitals, or in Title Case, names nothing by its capitals."""
    words = [i for i in range(where.start, where.end) if reading.words[i][:1].isalpha()]
    return sum(_capital(reading, i) for i in words) * 2 > len(words)


def wide_range(reading: Reading, at: Range) -> bool:
    """The words tell two numbers far apart, of nobody addressed: a team "aged 24 to 61" is one of all ages."""
    if reading.has_cue("you-are", reading.sentence(at.start)):
        return False
    numbers = [int(word) for word in reading.words[at.start : at.end] if word.isdecimal()]
    return bool(numbers) and max(numbers) - min(numbers) >= _MIXED


def inclusive(reading: Reading, at: Range) -> bool:
    """An inclusive spelling, or a form for the other sex, stands beside it ("né(e)", "un(e)", "le/la")."""
    low, high = reading.sentence(at.start)
    near = range(max(low, at.start - 3), min(high, at.end + 3))
    return any(reading.is_inclusive(i) for i in near)


def paired(reading: Reading, at: Range, partners: frozenset[str]) -> bool:
    """The form for the other sex stands beside it: "hij of zij", "verkoper/verkoopster"."""
    low, high = reading.block_range(at.start)
    near = range(max(low, at.start - _PAIR_REACH), min(high, at.end + _PAIR_REACH))
    return any(reading.words[i] in partners for i in near if not at.start <= i < at.end)


CONDITIONS: Mapping[str, Callable[[Reading, Range], bool]] = {
    "affirmative": affirmative,
    "answered-no": answered_no,
    "holder": holder,
    "inclusive": inclusive,
    "justified": justified,
    "law": law,
    "named-person": named_person,
    "negation": negation,
    "proper-name": proper_name,
    "quotation": quotation,
    "third-party": third_party,
    "topic": topic,
    "wide-range": wide_range,
}


def addresses_candidate(reading: Reading, at: Range) -> bool:
    """The person slot: the sentence speaks to or of the candidate, or stands in the profile or the title."""
    section = reading.sections.at(at.start)
    if section in ("profile", "title"):
        return True
    where = reading.sentence(at.start)
    if reading.has_cue("candidate", where):
        return True
    if section not in ("tasks", "offer", "about") and reading.has_cue("you", where):
        return True
    return section != "about" and reading.has_cue("you-are", where)


def in_scope(reading: Reading, rule: Rule, at: Range) -> str:
    """Return "" when a rule looks here, else what keeps it out ("section", "block", "doctype")."""
    scope = rule.scope
    if (scope.doctypes and reading.doctype not in scope.doctypes) or reading.doctype in scope.not_doctypes:
        return "doctype"
    if scope.sections or scope.not_sections:
        section = reading.sections.at(at.start)
        # An ad without headings has no sections to ask for: "other" may be any of them.
        if (scope.sections and section not in scope.sections and section != UNKNOWN) or section in scope.not_sections:
            return "section"
    if scope.blocks or scope.not_blocks:
        kind = reading.block(at.start).kind
        if (scope.blocks and kind not in scope.blocks) or kind in scope.not_blocks:
            return "block"
    return ""


__all__ = ["CONDITIONS", "SENTENCE_END", "addresses_candidate", "in_scope", "is_name", "paired"]
