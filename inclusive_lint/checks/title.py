"""A title in one gender only, for the person sought: in the title of the ad, or as what it looks for.

The patterns of the rule's lexicon mark *slots*: stretches in which the person sought is named. A word of the table
of titles counts where it begins the ad's title, stands in a slot, or is an item of a list that an ad opens with
"we are looking for:"; once it counts, so does the same word with an article further on. No word of any language
stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..context import inclusive, is_name
from ..model import Match
from ..pairs import AFTER, ARTICLES, BEFORE, FEMININE, MASCULINE, TITLES
from ..reading import Range
from . import agreement
from .agreement import ends_apart
from .lexicon import why_not, without_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from . import Task

_NEAR = 12  # tokens in which the other form makes a pair
_AGAIN = 4  # later mentions of a title that are reported
_LISTED = 8  # blocks of a list looked back over for the line that opens it
_SHORT = 16  # words of a block that may be an item of such a list
_BARE = 6  # words of a title that is a plural and nothing else
_TAIL = 3  # tokens at the end of a line that may seek
_LINE = 10  # the same where the line breaks off: "seeks for its office in Reims"
_HEADLINES = 6  # blocks looked at for a title in capitals
_APPOSED = frozenset(",:(")
_MARKS = frozenset(",;.()«»")
_DASHES = frozenset("–—-|•/:")


class Phrase(NamedTuple):
    """A title with its article and the words that agree with it. ``noun`` is the token of the title itself."""

    at: Range
    noun: int
    gender: str


def check(task: Task) -> Iterator[Match]:
    """Yield titles in one gender, or, where the card says so, words that agree with one gender."""
    if task.rule.options.get("words", TITLES) != TITLES:
        yield from agreement.check(task)
        return
    yield from _Titles(task).matches()


class _Titles:
    """The titles of one document."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._reading = task.reading
        self._words = task.reading.words
        self._vocabulary = task.table.vocabulary
        self._pairs = self._vocabulary.pairs
        self._indefinite = frozenset(self._vocabulary.phrases("run-indefinite"))
        self._persons = frozenset(self._vocabulary.phrases("run-antecedent-feminine"))
        self._lead = frozenset(self._vocabulary.phrases("run-title-lead"))
        self._moments = frozenset(self._vocabulary.phrases("run-title-moment"))
        self._joins = frozenset(self._vocabulary.phrases("run-title-join"))
        self._counted = -1  # the end of the last phrase that counted in a slot
        entries = task.table.entries
        candidates = list(task.candidates)
        self._slots = sorted((c.at, c.entry) for c in candidates if "table" not in entries[c.entry])
        known = {c.at.start for c in candidates if "table" in entries[c.entry]}
        self._nouns = sorted(known.union(self._guessed()))
        self._plain = next((c.entry for c in candidates if "table" in entries[c.entry]), 0)

    def matches(self) -> Iterator[Match]:
        sought: set[str] = set()
        later: list[Phrase] = []
        for phrase in self._phrases():
            slot = self._slot(phrase)
            if slot is None and not self._is_title(phrase) and not self._is_listed(phrase):
                later.append(phrase)
                continue
            if slot is not None and self._is_named(phrase):
                continue
            if match := self._match(phrase, self._plain if slot is None else slot):
                sought.add(self._words[phrase.noun])
                yield match
        again = [p for p in later if self._words[p.noun] in sought and self._is_definite(p) and not self._is_named(p)]
        yield from (m for p in again[:_AGAIN] if (m := self._match(p, self._plain)))

    def _guessed(self) -> Iterator[int]:
        """Nouns that no table holds, right after an article in a slot: "we are looking for a saddler's mate"."""
        pairs, words = self._pairs, self._words
        for at, _ in self._slots:
            i = at.start
            if not pairs.gender(words[i], ARTICLES):
                continue
            i += 1
            while i < at.end and pairs.gender(words[i], BEFORE):
                i += 1
            if i < at.end and pairs.guess(words[i])[0]:
                yield i

    def _phrases(self) -> Iterator[Phrase]:
        end = 0
        for noun in self._nouns:
            if noun >= end and (phrase := self._phrase(noun)):
                yield phrase
                end = phrase.at.end

    def _phrase(self, noun: int) -> Phrase | None:
        """The title with what belongs to it, or None when it names no one gender."""
        pairs, words = self._pairs, self._words
        low, high = noun, noun + 1
        own = pairs.gender(pairs.singular(words[noun]), TITLES) or pairs.guess(words[noun])[0]
        while pairs.gender(words[low - 1], BEFORE):
            low -= 1
        first = low
        if pairs.gender(words[low - 1], ARTICLES):
            low -= 1
        # "une secrétaire-réceptionniste": a word with one form for both goes with the title before it.
        while pairs.gender(words[high], AFTER, TITLES) or words[high] in pairs.neutral:
            high += 1
        genders = [own, pairs.gender(words[low], ARTICLES) if low < first else ""]
        genders += [pairs.gender(words[i], BEFORE) for i in range(first, noun)]
        genders += [pairs.gender(words[i], AFTER, TITLES) for i in range(noun + 1, high)]
        found = {g for g in genders if g in (MASCULINE, FEMININE)}
        return Phrase(Range(low, high), noun, found.pop()) if len(found) == 1 else None

    def _slot(self, phrase: Phrase) -> int | None:
        """The entry of the slot that names the phrase as the person sought."""
        for at, entry in self._slots:
            if at.start <= phrase.at.start and phrase.noun < at.end:
                before = self._words[phrase.at.start - 1]
                first = self._words[phrase.at.start]
                counted = before.isdigit() or before in self._indefinite
                opens = phrase.at.start == at.start or first in self._indefinite or counted
                if opens or self._is_bare(phrase, at):
                    self._counted = phrase.at.end
                    return entry
        return None

    def _is_bare(self, phrase: Phrase, slot: Range) -> bool:
        """Whether it stands in a slot without an article: "seeks for the summer waiter and barmaid"."""
        words, before = self._words, phrase.at.start - 1
        if self._pairs.gender(words[phrase.at.start], ARTICLES):
            return False
        if words[before] in self._joins:
            return slot.start < self._counted <= before
        return words[before] in self._moments

    def _is_title(self, phrase: Phrase) -> bool:
        """Whether the phrase begins a line of the ad's title, or an item of the profile."""
        reading = self._reading
        block = reading.block_range(phrase.noun)
        section = reading.sections.at(phrase.noun)
        if section == "profile":
            opens = phrase.at.start == block.start and not self._is_generic(phrase)
            return opens and reading.block(phrase.noun).kind == "item"
        if self._is_generic(phrase) and phrase.at.start == block.start and block.end - block.start > _BARE:
            return False  # "Bakers without borders": a name rather than a title
        return (section == "title" or self._is_headline(block)) and self._leads(block, phrase)

    def _is_headline(self, block: Range) -> bool:
        """Whether a line near the top is in capitals: the title of an ad that opens with who seeks."""
        if self._reading.tokens.block_of(block.start) > _HEADLINES or block.end - block.start > _SHORT:
            return False
        return self._reading.text(*block).isupper()

    def _is_generic(self, phrase: Phrase) -> bool:
        """Whether it is a plural of the masculine, which may stand for all."""
        word = self._words[phrase.noun]
        return phrase.gender == MASCULINE and self._pairs.singular(word) != word

    def _leads(self, block: Range, phrase: Phrase) -> bool:
        """Whether only words that lead to a title stand before it, from the last dash on."""
        for i in range(phrase.at.start - 1, block.start - 1, -1):
            word = self._words[i]
            if word in _DASHES:
                return True
            if word in self._lead or word in self._pairs.neutral or word[:1].isdigit():
                continue
            if word[:1].isalnum() or word in _MARKS:
                return False
        return True

    def _is_listed(self, phrase: Phrase) -> bool:
        """Whether the phrase begins an item below a line such as "we are looking for:"."""
        reading = self._reading
        number = reading.tokens.block_of(phrase.noun)
        if not self._leads(reading.block_range(phrase.noun), phrase):
            return False
        if number and self._asks(reading.block_range(reading.tokens.firsts[number - 1])):
            return True
        for before in range(number - 1, max(-1, number - 1 - _LISTED), -1):
            block = reading.block_range(reading.tokens.firsts[before])
            if self._words[block.end - 1] == ":":
                return reading.has_cue("seek", block)
            if block.end - block.start > _SHORT:
                return False
        return False

    def _asks(self, block: Range) -> bool:
        """Whether a line breaks off where a title must follow: "we are looking for", "for our shop, a"."""
        reading, last = self._reading, block.end - 1
        open_ended = reading.words[last][:1].isalnum()
        if reading.has_cue("seek", Range(max(block.start, block.end - (_LINE if open_ended else _TAIL)), block.end)):
            return True
        return self._words[last] in self._indefinite and reading.has_cue("seek", block)

    def _is_definite(self, phrase: Phrase) -> bool:
        """Whether a later mention has an article: "the developer", "of the developer"; a feminine plural means no others."""
        first = self._words[phrase.at.start]
        if is_name(self._reading, phrase.noun, self._reading.sentence(phrase.noun).start):
            return False
        if phrase.gender == FEMININE and self._pairs.singular(self._words[phrase.noun]) != self._words[phrase.noun]:
            return True
        before = Range(phrase.at.start - 1, phrase.at.start)  # "l'", which has no gender
        return (phrase.at.start < phrase.noun and bool(self._pairs.gender(first, ARTICLES))) or self._reading.has_cue("article", before)

    def _is_named(self, phrase: Phrase) -> bool:
        """Whether a name follows in apposition ("our new director, Ann Peeters"), or an honorific goes before."""
        reading, after = self._reading, phrase.at.end
        low = reading.sentence(phrase.noun).start
        while self._words[after] in _APPOSED:
            after += 1
        if after > phrase.at.end and is_name(reading, after, low):
            return True
        # The title itself may be one of them ("professor").
        beside = (Range(max(low, phrase.at.start - 1), phrase.at.start), Range(phrase.at.end, after + 1))
        return any(reading.has_cue("honorific", where) for where in beside)

    def _match(self, phrase: Phrase, entry: int) -> Match | None:
        task, at = self._task, phrase.at
        unmarked = phrase.gender == FEMININE or self._heads_unmarked(phrase)
        judged = without_facts(task) if unmarked else task
        reason = why_not(judged, at, task.table.entries[entry]) or self._neutral(phrase)
        task.note(task.rule.id, at, reason)
        if reason:
            return None
        confidence = task.table.entries[entry]["confidence"]
        return Match(task.rule.id, self._reading.span(*at), self._suggestions(phrase), confidence, "title")

    def _heads_unmarked(self, phrase: Phrase) -> bool:
        """Whether it heads the ad, which has no "m/f/x": a double form further down is not seen in a list of ads."""
        return self._reading.sections.at(phrase.noun) == "title" and not self._reading.cues["cue-gender-marker"]

    def _neutral(self, phrase: Phrase) -> str:
        """What makes the phrase open to all: an inclusive spelling, the other form, both articles, an ending."""
        reading, words, at = self._reading, self._words, phrase.at
        if inclusive(reading, at):
            return "inclusive"
        before = range(reading.sentence(at.start).start, at.start)
        if phrase.gender == FEMININE and any(words[i] in self._persons for i in before):
            return "antecedent"
        block = reading.block_range(at.start)
        near = range(max(block.start, at.start - _NEAR), min(block.end, at.end + _NEAR))
        article = at.start < phrase.noun and self._pairs.gender(words[at.start], ARTICLES)
        others = {self._other(words[i], noun=i == phrase.noun) for i in range(at.start + bool(article), at.end)}
        others |= {self._pairs.plural(w) for w in others}
        if any(words[i] in others.difference(words[at.start : at.end]) for i in near):
            return "paired"
        if article and self._both_articles(phrase, near):
            return "paired"
        parts = ((i, self._other(words[i], noun=i == phrase.noun)) for i in range(phrase.noun, at.end))
        return "paired" if any(ends_apart(words, i, other) for i, other in parts) else ""

    def _both_articles(self, phrase: Phrase, near: range) -> bool:
        """Whether the other article stands just before, or before the same noun: "le ou la", "un ou une juriste"."""
        words, start = self._words, phrase.at.start
        other = self._pairs.other(words[start], ARTICLES)
        again = any(words[i] == words[phrase.noun] and words[i - 1] == other for i in near)
        joined = words[start - 1] in ("/", *self._vocabulary.phrases("run-or"))
        return again or (joined and words[start - 2] == other)

    def _other(self, word: str, *, noun: bool) -> str:
        return self._pairs.other(self._pairs.singular(word) if noun else word, TITLES, BEFORE, AFTER)

    def _suggestions(self, phrase: Phrase) -> tuple[str, ...]:
        """Both forms side by side, with what agrees."""
        joined = self._vocabulary.phrases("run-or")
        if not joined:
            return ()
        own = self._reading.text(*phrase.at)
        both = f"{own} {_cased(joined[0], own)} {self._turned(phrase)}"
        return (both,)

    def _turned(self, phrase: Phrase) -> str:
        """The phrase in the other gender, with the case and the spaces it has."""
        parts, end = [], self._reading.span(*phrase.at).start
        view = self._reading.document.view
        for i in range(*phrase.at):
            start, after = self._reading.span(i, i + 1)
            form = _cased(self._other_form(i, phrase), view[start:after], first=i > phrase.at.start)
            parts += [view[end:start], form]
            end = after
        return "".join(parts)

    def _other_form(self, token: int, phrase: Phrase) -> str:
        word, pairs = self._words[token], self._pairs
        if token == phrase.noun and pairs.singular(word) != word:
            return pairs.other(pairs.singular(word), TITLES) + word[len(pairs.singular(word)) :]
        if token < phrase.noun:
            return pairs.other(word, ARTICLES, BEFORE)
        if token == phrase.noun:
            return pairs.other(word, TITLES) if pairs.gender(word, TITLES) else pairs.guess(word)[1] or word
        return pairs.other(word, AFTER, TITLES)


def _cased(word: str, like: str, *, first: bool = False) -> str:
    """Write a word with the capitals of another; a capital at the very start is not repeated."""
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word.capitalize() if first and like.istitle() else word


__all__ = ["check"]
