"""Pronouns of one sex for the person sought: reported only when the antecedent is that person.

The antecedent is looked for to the left: in the sentence, then in up to three sentences before it, then in the
blocks before it. What a noun is (the person sought, somebody else, a thing) is told by cue sets of the language:

``cue-sought`` the person sought, ``cue-post`` a noun that is so after an article (save ``cue-not-post``),
``cue-somebody`` one that is so where the sentence seeks, ``cue-other``, ``cue-holder`` and ``cue-honorific``
somebody else (``cue-object`` those of them that are no persons), ``cue-thing`` what a possessive may refer to instead. ``cue-owner`` before a
noun and ``cue-owner-after`` behind it say that it is somebody who works there already, ``cue-succession`` that somebody leaves or is
followed. ``cue-pronoun-masculine`` and ``-feminine``
give the sex of a pronoun, ``cue-possessive`` those that own. See ``lexicons/<language>/referents.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..context import becomes, is_name
from ..model import Match
from ..reading import Range
from ..tokens import BOUNDARY
from .lexicon import settled, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..reading import Reading
    from . import Task

_SENTENCES = 3  # looked at before the pronoun's own, without any person in them
_BLOCKS = 9  # blocks looked at before the pronoun's own
_NOUN_PHRASE = 4  # tokens before a noun that may belong to it
_TITLE = 1  # tokens before "Ms Hale" that may belong to it
_START = 4  # a pronoun this early in a sentence is its subject
_NO_NAMES = ("article", "you", "owner", "preposition", "first-person", "sought", "post", "new", "seek", "not-a-name")
_SOUGHT, _OTHER, _THING = "sought", "other", "thing"


class _Mention(NamedTuple):
    """A noun or a resolved pronoun that a later pronoun may refer to. ``behind``: it follows a preposition."""

    at: int
    kind: str
    behind: bool
    sex: str = ""
    named: bool = False


def check(task: Task) -> Iterator[Match]:
    """Yield the pronouns that refer to the person sought."""
    resolver = _Resolver(task.reading)
    for candidate in sorted(task.candidates, key=lambda c: c.at):
        entry = task.table.entries[candidate.entry]
        at = candidate.at
        kind = resolver.antecedent(at.start)
        resolver.remember(at.start, kind)
        reason = why_not(task, at, entry) or ("" if kind == _SOUGHT else f"antecedent {kind or 'none'}")
        at, reason = settled(task, candidate, reason)
        task.note(task.rule.id, at, reason)
        if not reason:
            suggestions, confidence = tuple(entry["suggest"]), entry["confidence"]
            yield Match(task.rule.id, task.reading.span(*at), suggestions, confidence, entry["id"], mild=entry["mild"])


class _Resolver:
    """Finds antecedents in one document, left to right."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._pronouns: dict[int, _Mention] = {}
        self._seen: dict[int, list[_Mention]] = {}

    def _is(self, cue: str, token: int) -> bool:
        return self._reading.has_cue(cue, Range(token, token + 1))

    def _lower(self, token: int) -> bool:
        return self._reading.text(token, token + 1)[:1].islower()

    def _sex(self, token: int) -> str:
        return next((s for s in ("masculine", "feminine") if self._is("pronoun-" + s, token)), "")

    def remember(self, token: int, kind: str) -> None:
        """Keep what a pronoun refers to: the next one most likely refers to the same."""
        if kind:
            self._pronouns[token] = _Mention(token, kind, behind=False, sex=self._sex(token))

    def antecedent(self, token: int) -> str:
        """Return what the pronoun at ``token`` refers to: sought, other, thing, or "" when nothing is found."""
        if self._is("relative", token + 1) and not self._is("possessive", token):
            # "hij die", "he who": whoever applies, unless the sentence tells a name.
            where = self._reading.sentence(token)
            named = any(is_name(self._reading, i, where.start) for i in range(token + 1, where.end))
            return _OTHER if named else _SOUGHT
        sex, owns = self._sex(token), self._is("possessive", token)
        where = self._reading.sentence(token)
        if self._reading.has_cue("first-person", where):
            return _OTHER  # somebody tells of a colleague
        left = [m for m in self._mentions(where) if m.at < token and m.sex in ("", sex)]
        if left and left[0].at in self._pronouns and left[0].kind == _OTHER:
            return _OTHER  # "he is a developer who loves his work"
        if owns and (self._seeks_for_itself(left, where, token) or self._leaves(where, token)):
            return _OTHER
        if not owns or any(m.kind == _SOUGHT for m in left):
            left = [m for m in left if m.kind != _THING or (owns and not m.behind)]
        if left:
            return _nearest(left, owns).kind
        return self._before(where, token, sex, owns=owns) or self._alone(where, token)

    def _seeks_for_itself(self, left: list[_Mention], where: Range, token: int) -> bool:
        """Whether an employer seeks somebody for what is its own: "the town seeks a clerk for its office"."""
        sought = next((m for m in reversed(left) if m.kind == _SOUGHT and m.at not in self._pronouns), None)
        if not sought or self._reading.has_cue("we", where):
            return False
        relative = self._reading.has_cue("relative", Range(sought.at, token))
        return not relative and self._reading.has_cue("seek", Range(where.start, sought.at))

    def _leaves(self, where: Range, token: int) -> bool:
        """Whether somebody else is succeeded: "Tom retires and we need somebody to step into his boots"."""
        before = Range(where.start, token)
        if not any(self._reading.has_cue("succession", r) for r in (before, Range(token, where.end))):
            return False
        low = self._reading.block_range(token).start
        near = (where, self._reading.sentence(max(low, where.start - 2)))
        return any(m.kind == _OTHER and m.at < token and m.at not in self._pronouns for r in near for m in self._mentions(r))

    def _before(self, where: Range, token: int, sex: str, *, owns: bool) -> str:
        """The topic of the nearest sentence before this one that has any."""
        reading = self._reading
        number = reading.tokens.block_of(token)
        start, sentences = where.start, 0
        for block in range(number, max(-1, number - _BLOCKS - 1), -1):
            low = reading.tokens.firsts[block]
            end = start if block == number else self._last(block)
            while end > low and sentences <= _SENTENCES + (number - block):
                sentence = reading.sentence(end - 1)
                found = self._topic(sentence, sex, owns=owns)
                if found:
                    return found
                sentences += 1
                end = max(low, sentence.start - 1) if sentence.start < end else end - 1
        return ""

    def _last(self, block: int) -> int:
        firsts = self._reading.tokens.firsts
        return (firsts[block + 1] if block + 1 < len(firsts) else len(self._reading.words)) - 1

    def _topic(self, where: Range, sex: str, *, owns: bool) -> str:
        """What a sentence is about: its pronoun of this sex, its first noun that follows no preposition, or its first."""
        mentions = [m for m in self._mentions(where) if m.sex in ("", sex) and (owns or m.kind != _THING)]
        resolved = [m for m in mentions if m.at in self._pronouns]
        if resolved:
            return resolved[0].kind
        sought = next((m for m in mentions if m.kind == _SOUGHT), None)
        told = sought and any(m.named and not m.behind and m.at > sought.at for m in mentions)
        if sought and not told and self._reading.has_cue("seek", Range(where.start, sought.at)):
            return _SOUGHT  # "our client is looking for a …"
        if any(m.named and not (sought and m.behind and m.at < sought.at) for m in mentions):
            return _OTHER
        # "It is moved with the truck": a thing behind a preposition is no topic.
        for pick in ([m for m in mentions if not m.behind], [m for m in mentions if not self._is("object", m.at)]):
            if pick:
                return pick[0].kind
        return ""

    def _alone(self, where: Range, token: int) -> str:
        """Where nobody was named, the subject of a line on the tasks or the profile is the person sought."""
        section = self._reading.sections.at(token)
        early = token - where.start < _START and not self._is("possessive", token)
        return _SOUGHT if early and section in ("tasks", "profile", "other") else ""

    def _mentions(self, where: Range) -> list[_Mention]:
        """Nouns and resolved pronouns of a sentence, in order."""
        if where.start not in self._seen:
            found = [m for i in range(where.start, where.end) if (m := self._mention(i, where)) is not None]
            told = [m for i, m in enumerate(found) if not (i and m.kind == _SOUGHT and self._tells_of(found[:i], m.at))]
            self._seen[where.start] = _married(told, self._pronouns_in(where, later=True))
        return sorted([*self._seen[where.start], *self._pronouns_in(where)], key=lambda m: m.at)

    def _tells_of(self, before: list[_Mention], token: int) -> bool:
        """Whether a role noun only says what somebody else is or was: "our director was a baker"."""
        other = next((m.at for m in reversed(before) if m.kind == _OTHER), token)
        at = token - 1
        while at > other and any(self._is(cue, at) for cue in ("article", "modifier", "owner", "new")) and not self._is("link", at):
            at -= 1
        fresh = self._reading.has_cue("new", Range(at, token))  # "beside Ms Hale, our new clerk keeps …"
        apposed = self._reading.words[at] == "," and not self._is("definite", at + 1) and not fresh
        linked = self._is("link", at) and (apposed or self._reading.words[at].isalpha())
        low = self._reading.sentence(token).start if apposed else other
        wanted = any(self._reading.has_cue(cue, Range(low, token)) for cue in ("seek", "you-are", "become"))
        return other < at and linked and not wanted

    def _pronouns_in(self, where: Range, *, later: bool = False) -> list[_Mention]:
        if later:
            # Pronouns not yet resolved tell the sex of a name just before them.
            tokens = range(where.start, where.end)
            sexes = [(i, self._sex(i)) for i in tokens if not self._is("pronoun-ambiguous", i)]
            return [_Mention(i, "", behind=False, sex=s) for i, s in sexes if s]
        return [m for i, m in self._pronouns.items() if where.start <= i < where.end]

    def _mention(self, token: int, where: Range) -> _Mention | None:
        kind = self._kind(token, where)
        if not kind:
            return None
        behind = self._behind_preposition(token, where.start, _TITLE if self._is("honorific", token) else _NOUN_PHRASE)
        fixed = self._grammatical_sex(token, where.start)
        if kind == _SOUGHT and self._titles_a_name(token, where):
            return None
        if kind == _SOUGHT and self._is_somebody_else(token, where):
            owner = self._phrase_has("pronoun-masculine", token, where.start) or self._phrase_has(
                "pronoun-feminine", token, where.start
            )
            return None if owner else _Mention(token, _OTHER, behind, fixed)
        named = kind == _OTHER and self._is_two_names(token, where)
        return _Mention(token, kind, behind, fixed, named)

    def _grammatical_sex(self, token: int, low: int) -> str:
        """The gender an article gives a noun, in a language where pronouns follow it."""
        for i in range(token - 1, max(low, token - _NOUN_PHRASE) - 1, -1):
            for sex in ("masculine", "feminine"):
                if self._is("article-" + sex, i):
                    return sex
        return ""

    def _kind(self, token: int, where: Range) -> str:
        # "a mature lady" is no honorific, "Lady Hale" is.
        titled = self._is("honorific", token) and not (self._is("somebody", token) and self._lower(token))
        if titled or self._is("holder", token) or self._is("other", token):
            return _OTHER
        if self._is("somebody", token):
            before = Range(where.start, token)
            wanted = any(self._reading.has_cue(cue, before) for cue in ("seek", "you-are", "become"))
            wanted = wanted or self._phrase_has("new", token, where.start)
            return _SOUGHT if wanted else _OTHER
        if self._is("sought", token) and not self._is("plural", token + 1):
            return _SOUGHT
        if self._is("post", token) and not self._is("not-post", token) and self._follows_article(token, where.start):
            return _SOUGHT
        if self._is("thing", token):
            return _THING
        if self._is("post", token) and not self._is("not-post", token) and self._opens_with_owner(token, where.start):
            return _OTHER  # "Our curator …"
        return _OTHER if self._is_person_name(token, where) else ""

    def _titles_a_name(self, token: int, where: Range) -> bool:
        """Whether a role noun says what a name beside it does: "Katrien Baert, Account Manager", "the Director, Ms Hale"."""
        comma = next((i for i in (token + 1, token + 2) if i + 1 < where.end and self._reading.words[i] == ","), 0)
        if comma and (self._is("honorific", comma + 1) or self._is_apposed(comma + 1, where)):
            return True
        for i in range(token - 1, max(where.start, token - _NOUN_PHRASE) - 1, -1):
            if self._reading.words[i] == ",":
                return i > where.start and is_name(self._reading, i - 1, where.start)
            if self._is("article", i):
                return False
        return False

    def _is_person_name(self, token: int, where: Range) -> bool:
        reading = self._reading
        if not is_name(reading, token, where.start) and not self._is_named(token, where):
            return False
        if token > where.start and self._is("article", token - 1) and self._reading.text(token - 1, token).islower():
            lone = self._is("capacity", token - 1) and self._reading.words[token + 1].isalpha() and self._lower(token + 1)
            return lone and not self._is("you", token + 1)  # "op de Grote Markt", and not "as Tom never …"
        behind = token > where.start and self._is("place-preposition", token - 1)
        if behind and not self._is_two_names(token, where):
            return False
        if (
            token > where.start
            and reading.text(token - 1, token).istitle()
            and is_name(reading, token - 1, where.start)
        ):
            return False  # the family name of the name before it
        # "Sales Manager": part of a title, not a name.
        after = token
        while after + 1 < where.end and reading.text(after + 1, after + 2)[:1].isupper():
            after += 1
            if self._is("sought", after) or self._is("post", after):
                return False
        return True

    def _is_two_names(self, token: int, where: Range) -> bool:
        pair = range(token, token + 2)
        return token + 1 < where.end and all(is_name(self._reading, i, where.start) for i in pair)

    def _is_apposed(self, token: int, where: Range) -> bool:
        """Whether what follows a comma is two names, or one and a comma: ", Marcel, …"."""
        closed = self._reading.words[token + 1] == "," and self._is_named(token, where)
        return closed or self._is_two_names(token, where)

    def _is_named(self, token: int, where: Range) -> bool:
        """Whether a capitalised word at the start of a sentence or a bracket is a name: "(Ilse, …", "Sophie is …"."""
        raw = self._reading.text(token, token + 1)
        if self._sex(token) or any(self._is(c, token) for c in _NO_NAMES):
            return False
        plain = raw.istitle() and raw.isalpha() and len(raw) > 2
        starts = token == where.start or not self._reading.words[token - 1][:1].isalnum()
        after = token + 2
        inverted = after < where.end and (self._sex(after) or self._is("clause", after))
        told = self._is("link", token + 1) or self._is("succession", token + 1)
        return plain and starts and told and not inverted

    def _phrase_has(self, cue: str, token: int, low: int) -> bool:
        """Whether the noun phrase of ``token`` begins with a word of a cue."""
        for i in range(token - 1, max(low, token - _NOUN_PHRASE) - 1, -1):
            if not self._reading.words[i][:1].isalnum() or self._reading.words[i] == BOUNDARY:
                return False
            if self._is(cue, i):
                return True
            if cue == "owner" and self._is("article", i):
                return False  # "our client seeks a man"
        return False

    def _follows_article(self, token: int, low: int) -> bool:
        """Whether only an article and words that modify a noun stand before: "de eerste bakker"."""
        for i in range(token - 1, max(low, token - _NOUN_PHRASE) - 1, -1):
            if self._is("article", i):
                return True
            if not self._is("modifier", i):
                return False
        return False

    def _opens_with_owner(self, token: int, low: int) -> bool:
        return token - low < _START and self._is("owner", low) and not becomes(self._reading, token)

    def _behind_preposition(self, token: int, low: int, reach: int = _NOUN_PHRASE) -> bool:
        return self._phrase_has("preposition", token, max(low, token - reach))

    def _is_somebody_else(self, token: int, where: Range) -> bool:
        """Whether a role noun means another than the person sought: "our director", or a third person beside "you"."""
        low = where.start
        if self._is("owner-after", token + 1):
            return True  # "a colleague of ours", "le titulaire actuel"
        if (self._phrase_has("owner", token, low)) and not self._phrase_has("new", token, low):
            return not becomes(self._reading, token)
        if not self._reading.has_cue("you", where):
            return False
        if self._phrase_has("definite", token, low) and self._behind_preposition(token, low):
            return True  # "you are the right hand of the director"
        before = Range(low, token + 1)
        return not any(self._reading.has_cue(cue, before) for cue in ("you-are", "seek", "capacity"))


def _nearest(left: list[_Mention], owns: bool) -> _Mention:
    """A possessive goes with the nearest; another pronoun with the nearest that follows no preposition."""
    direct = [m for m in left if not m.behind]
    return left[-1] if owns or not direct else direct[-1]


def _married(nouns: list[_Mention], pronouns: list[_Mention]) -> list[_Mention]:
    """Give a noun for somebody else the sex of the pronoun that comes next in its sentence."""
    married: list[_Mention] = []
    for i, noun in enumerate(nouns):
        end = nouns[i + 1].at if i + 1 < len(nouns) else noun.at + 10**6
        sex = next((p.sex for p in pronouns if noun.at < p.at < end), "")
        married.append(noun._replace(sex=sex) if noun.kind == _OTHER and sex and not noun.sex else noun)
    return married
