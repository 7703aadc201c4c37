"""Words that agree with one gender only, said of the person sought: adjectives and participles.

As for titles, the patterns of the rule's lexicon mark where the person is spoken of ("you are …"); besides, a word
counts that opens a sentence of the profile, or one that speaks to the candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..context import addresses_candidate, inclusive
from ..model import Match
from ..pairs import AGREEMENT, FEMININE
from ..reading import Range
from ..tokens import BOUNDARY
from .lexicon import settled, why_not, without_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from . import Task

_NEAR = 6
_OPENS = frozenset("/(-–·.")  # what may stand before an ending that is written apart
_CLOSES = frozenset((",", ".", ";", BOUNDARY))  # what may stand after a word of a list
_ASKS = "?"  # a question of one word is put to the candidate


def check(task: Task) -> Iterator[Match]:
    """Yield words in one gender that agree with the person sought."""
    finder = _Agreement(task)
    seen: set[int] = set()
    last = 0
    for candidate in sorted(task.candidates, key=lambda c: (c.at, "table" in task.table.entries[c.entry])):
        at = candidate.at
        entry = task.table.entries[candidate.entry]
        if candidate.asks:
            finder.suppose(at)
        if at.start in seen or not finder.gender(at):
            continue
        if "table" in entry and not finder.opens(at) and not finder.goes_on(last, at):
            continue
        # A marker does not open what says "she" to the candidate.
        she = finder.gender(at) == FEMININE and "table" not in entry
        judged = without_facts(task) if she else task
        reason = why_not(judged, at, entry) or finder.neutral(at) or finder.agrees_with(at)
        _, reason = settled(judged, candidate, reason)
        task.note(task.rule.id, at, reason)
        if not reason:
            seen.add(at.start)
            last = at.end
            yield Match(
                task.rule.id, task.reading.span(*at), finder.suggestions(at), entry["confidence"], "agreement",
                mild=entry["mild"] or bool(task.facts.intersection(task.rule.soften_fact)),
            )  # fmt: skip


class _Agreement:
    """What the words of one document agree with."""

    def __init__(self, task: Task) -> None:
        self._reading = task.reading
        self._words = task.reading.words
        self._vocabulary = task.table.vocabulary
        self._pairs = self._vocabulary.pairs
        self._links = frozenset(self._vocabulary.phrases("run-agree-link"))
        self._antecedents = frozenset(self._vocabulary.phrases("run-antecedent"))
        self._supposed: dict[int, tuple[str, str]] = {}  # token -> gender and other form of a word no table holds

    def gender(self, at: Range) -> str:
        """The one gender that a word agrees with, by the table or as supposed."""
        if at.end - at.start > 1:
            return ""
        return self._pairs.gender(self._words[at.start], AGREEMENT) or self._supposed_at(at.start)[0]

    def suppose(self, at: Range) -> None:
        """Take a word that no table holds for what its ending says; the grammar of its pattern has the last word."""
        word = self._words[at.start]
        gender, other = self._pairs.formed(word)
        if other and not self._pairs.gender(word, AGREEMENT):
            self._supposed[at.start] = gender, other

    def _supposed_at(self, token: int) -> tuple[str, str]:
        """The gender and the other form of a word no table holds: by grammar, or a participle right after its verb."""
        if token in self._supposed:
            return self._supposed[token]
        before = Range(token - 1, token)
        said = self._reading.cue_in("you-are", max(0, token - _NEAR), token)
        if not said or any(self._reading.has_cue(cue, before) for cue in ("article", "preposition")):
            return "", ""
        return self._pairs.participle(self._words[token])

    def _other(self, token: int) -> str:
        word = self._words[token]
        return self._pairs.other(word, AGREEMENT) if self._pairs.gender(word, AGREEMENT) else self._supposed_at(token)[1]

    def opens(self, at: Range) -> bool:
        """Whether the word opens a sentence in which the candidate is the subject."""
        reading = self._reading
        where = reading.sentence(at.start)
        if any(self._words[i] not in self._links for i in range(where.start, at.start)):
            return False
        if where.end == at.end and self._words[at.end] == _ASKS:
            return True
        section = reading.sections.at(at.start)
        return section == "profile" or (section != "about" and addresses_candidate(reading, at))

    def goes_on(self, last: int, at: Range) -> bool:
        """Whether the word goes on with what was said just before: "motivated and punctual"."""
        if not last or not last < at.start <= last + _NEAR or self._reading.sentence(at.start).start > last:
            return False
        if all(self._words[i] in self._links for i in range(last, at.start)):
            return True
        between = Range(last, at.start)
        joined = self._words[at.start - 1] == "," and self._words[at.end] in _CLOSES
        return joined and not self._reading.has_cue("you", between) and not self._reading.has_cue("thing", between)

    def neutral(self, at: Range) -> str:
        """What makes it open to all: an inclusive spelling near, or the other form."""
        if inclusive(self._reading, at):
            return "inclusive"
        block = self._reading.block_range(at.start)
        other = self._other(at.start)
        near = range(max(block.start, at.start - _NEAR), min(block.end, at.end + _NEAR))
        if any(self._words[i] == other for i in near):
            return "paired"
        return "paired" if ends_apart(self._words, at.start, other) else ""

    def agrees_with(self, at: Range) -> str:
        """A noun that it may agree with instead: the list is opened by "a person who is:"."""
        reading = self._reading
        number = reading.tokens.block_of(at.start)
        if reading.block(at.start).kind != "item":
            return ""
        for before in range(number - 1, max(-1, number - _NEAR), -1):
            block = reading.block_range(reading.tokens.firsts[before])
            if self._words[block.end - 1] == ":":
                named = any(self._words[i] in self._antecedents for i in range(*block))
                return "antecedent" if named else ""
        return ""

    def suggestions(self, at: Range) -> tuple[str, ...]:
        """Both forms, written out and with the middle dot."""
        own = self._reading.text(*at)
        other = self._other(at.start)
        joined = self._vocabulary.phrases("run-or")
        if not joined:
            return ()
        if own.isupper():
            return (f"{own} {joined[0]} {other}".upper(),)
        return (f"{own} {joined[0]} {other}",)


def ends_apart(words: Sequence[str], token: int, other: str) -> bool:
    """Whether an ending of the other form is written apart: "vendeur / euse", "motivé (e)"."""
    after = token + 1
    while words[after] in _OPENS:
        after += 1
    ending = words[after]
    return after > token + 1 and ending.isalpha() and other != words[token] and other.endswith(ending)


__all__ = ["check", "ends_apart"]
