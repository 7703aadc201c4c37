"""Who is meant: what a pronoun, or a noun that needs one, refers to in an ad.

The antecedent is looked for to the left: in the sentence, then in up to three sentences before it, then in the
blocks before it. What a noun is (the person sought, somebody else, a thing) is told by cue sets of the language:

``cue-sought`` the person sought, ``cue-post`` a noun that is so after an article (save ``cue-not-post``),
``cue-somebody`` one that is so where the sentence seeks, ``cue-institution`` one that a letterhead may begin with, ``cue-other``, ``cue-holder`` and ``cue-honorific``
somebody else (``cue-object`` those of them that are no persons), ``cue-thing`` what a possessive may refer to instead. ``cue-owner`` before a
noun and ``cue-owner-after`` behind it say that it is somebody who works there already, ``cue-succession`` that somebody leaves or is
followed. ``cue-pronoun-masculine`` and ``-feminine``
give the sex of a pronoun, ``cue-possessive`` those that own. See ``lexicons/<language>/referents.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .context import is_name
from .mentions import OTHER, SOUGHT, THING, Mention, Mentions
from .reading import Range

if TYPE_CHECKING:
    from .reading import Reading

_SENTENCES = 3  # looked at before the pronoun's own, without any person in them
_BLOCKS = 9  # blocks looked at before the pronoun's own
_NOUN_PHRASE = 4  # tokens before a noun that may belong to it
_GETS = 3  # tokens from a pronoun on in which a verb may say that it gets something
_START = 4  # a pronoun this early in a sentence is its subject
_WANTED = ("seek", "you-are", "become", "capacity")


def third_person(reading: Reading, at: Range) -> bool:
    """A noun names somebody else than the person sought: "in 1957 a clerk was still …", "a retired fireman", "the drayman does that for you"."""
    where = reading.sentence(at.start)
    near = Range(max(where.start, at.start - _NOUN_PHRASE), at.start)
    if reading.has_cue("former", near):
        return True
    if at.start == where.start or reading.has_cue("new", near) or any(reading.has_cue(cue, where) for cue in _WANTED):
        return False
    if reading.has_cue("past", where):
        return True
    article = next((i for i in range(at.start - 1, near.start - 1, -1) if reading.cue_at("article", i)), None)
    if article is None:
        return False
    before, definite = Range(max(where.start, article - 1), article), reading.cue_at("definite", article)
    if not reading.has_cue("you", where):
        return definite and reading.has_cue("companion", before)
    return definite or reading.has_cue("preposition", before)


class Referents:
    """Finds antecedents in one document, left to right."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._mentions = Mentions(reading)

    def remember(self, token: int, kind: str) -> None:
        """Keep what a pronoun refers to: the next one most likely refers to the same."""
        self._mentions.remember(token, kind)

    def antecedent(self, token: int) -> str:
        """Return what the pronoun at ``token`` refers to: sought, other, thing, or "" when nothing is found."""
        kind = self._found(token)
        where = self._reading.sentence(token)
        return OTHER if kind == SOUGHT and self._mentions.is_told(where, token) else kind

    def _found(self, token: int) -> str:
        if self._mentions.has("relative", token + 1) and not self._mentions.has("possessive", token) and not self._mentions.has("link", token - 1):
            # "hij die", "he who": whoever applies, unless the sentence tells a name. "It is he who …" tells of somebody before.
            where = self._reading.sentence(token)
            named = any(is_name(self._reading, i, where.start) for i in range(token + 1, where.end))
            return OTHER if named else SOUGHT
        sex, owns = self._mentions.sex(token), self._mentions.has("possessive", token)
        where = self._reading.sentence(token)
        if self._reading.has_cue("first-person", where):
            return OTHER  # somebody tells of a colleague
        left = [m for m in self._mentions.of(where) if m.at < token and m.sex in ("", sex)]
        if left and left[0].at in self._mentions.resolved and left[0].kind == OTHER:
            return OTHER  # "he is a developer who loves his work"
        if owns and (self._seeks_for_itself(left, where, token) or self._leaves(where, token)):
            return OTHER
        if not owns or any(m.kind == SOUGHT for m in left):
            left = [m for m in left if m.kind != THING or (owns and not m.behind)]
        left = self._without_superior(left, where) or self._unknown(where, token, sex)
        if left and not owns and self._says_little(left, where, token) and (found := self._before(where, token, sex, owns=owns)):
            return found
        if left:
            joined = self._mentions.has("coordinate", token - 1)
            return _nearest(left, owns=owns, joined=joined).kind
        found = self._before(where, token, sex, owns=owns)
        return found or self._after(where, token, sex) or self._generic(where, token) or self._alone(where, token)

    def _unknown(self, where: Range, token: int, sex: str) -> list[Mention]:
        """A noun of the pronoun's sex before it that no list knows, if things have one: "there is a van; it …" in French."""
        for i in range(token - 2, where.start - 1, -1):
            if self._mentions.has("article-" + sex, i) and not self._mentions.has("preposition", i) and not self._mentions.has("preposition", i - 1):
                return [] if self._mentions.has("time", i + 1) or self._mentions.has("clause", i + 1) else [Mention(i + 1, OTHER, behind=False, sex=sex)]
        return []

    def _after(self, where: Range, token: int, sex: str) -> str:
        """Whom the main clause names, for a pronoun in a clause before it: "when he arrives, the clerk …"."""
        if not self._mentions.has("if", where.start):
            return ""
        right = [m for m in self._mentions.of(where) if m.at > token and m.sex in ("", sex) and not m.behind]
        return right[0].kind if right else ""

    def _says_little(self, left: list[Mention], where: Range, token: int) -> bool:
        """Whether those named before a pronoun hardly say whom it means.

        "As foreman he …" says what he is. "If a child is ill, he calls the parents" only supposes a child, and tells what
        is done rather than what the child gets.
        """
        if all(self._mentions.has("capacity", m.at - 1) for m in left):
            return True
        comma = next((i for i in range(left[-1].at, token) if self._reading.words[i] == ","), None)
        if comma is None or not (self._mentions.has("if", where.start) or self._mentions.has("then", comma + 1)):
            return False
        gets = self._reading.cue_in("gets", comma, min(where.end, token + _GETS))
        return not gets and all(m.kind == OTHER and not m.named and self._mentions.phrase_has("indefinite", m.at, where.start) for m in left)

    def _without_superior(self, mentions: list[Mention], where: Range) -> list[Mention]:
        """Leave out whom the person sought reports to: "the clerk reports to Dr Hale"."""
        sought = next((m.at for m in mentions if m.kind == SOUGHT), None)
        if sought is None:
            return mentions
        return [m for m in mentions if m.at <= sought or not self._mentions.is_superior(m.at, Range(sought, where.end))]

    def _generic(self, where: Range, token: int) -> str:
        """Anybody in the post, told by no more than an article, where a pronoun is for persons only: "a farrier and his forge"."""
        if not self._reading.cues["cue-generic-article"]:
            return ""
        before = self._reading.sentence(max(where.start - 2, self._reading.block_range(token).start))
        return SOUGHT if any(self._opens_with_anybody(r, token) for r in (where, before)) else ""

    def _opens_with_anybody(self, where: Range, token: int) -> bool:
        supposes, addressed = self._mentions.has("if", where.start), self._reading.has_cue("you", where)
        for i in range(where.start, min(token, where.end)):
            if not self._mentions.has("generic-article", i) or any(self._mentions.has(cue, j) for cue in ("not-post", "other") for j in (i + 1, i + 2)):
                continue
            opens = i == where.start or (self._mentions.has("if", i - 1) and not addressed) or (supposes and self._reading.words[i - 1] == ",")
            if opens or self._reading.cue_in("relative", i + 1, min(token, i + _NOUN_PHRASE)):
                return not self._mentions.is_told(where, i)
        return False

    def _seeks_for_itself(self, left: list[Mention], where: Range, token: int) -> bool:
        """Whether an employer seeks somebody for what is its own: "the town seeks a clerk for its office"."""
        sought = next((m for m in reversed(left) if m.kind == SOUGHT and m.at not in self._mentions.resolved), None)
        if not sought or self._reading.has_cue("we", where):
            return False
        relative = self._reading.cue_in("relative", sought.at, token)
        return not relative and self._reading.cue_in("seek", where.start, sought.at)

    def _leaves(self, where: Range, token: int) -> bool:
        """Whether somebody else is succeeded: "Tom retires and we need somebody to step into his boots"."""
        before = Range(where.start, token)
        if not any(self._reading.has_cue("succession", r) for r in (before, Range(token, where.end))):
            return False
        low = self._reading.block_range(token).start
        near = (where, self._reading.sentence(max(low, where.start - 2)))
        return any(m.kind == OTHER and m.at < token and m.at not in self._mentions.resolved for r in near for m in self._mentions.of(r))

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
        mentions = [m for m in self._mentions.of(where) if m.sex in ("", sex) and (owns or m.kind != THING)]
        mentions = self._without_superior(self._in_main_clause(mentions, where), where)
        if mentions and self._mentions.has("position", mentions[0].at):
            # "A post of caretaker"; "Tasks", a heading.
            alone = where.end - where.start == 1
            return SOUGHT if any(m.kind == SOUGHT for m in mentions[1:2]) else "" if alone else mentions[0].kind
        resolved = [m for m in mentions if m.at in self._mentions.resolved]
        if resolved:
            return resolved[0].kind
        sought = next((m for m in mentions if m.kind == SOUGHT), None)
        told = sought and any(m.named and not m.behind and m.at > sought.at for m in mentions)
        if sought and not told and self._reading.cue_in("seek", where.start, sought.at):
            return SOUGHT  # "our client is looking for a …"
        if any(m.named and not (sought and m.behind and m.at < sought.at) for m in mentions):
            return OTHER
        # "It is moved with the truck": a thing behind a preposition is no topic.
        for pick in ([m for m in mentions if not m.behind], [m for m in mentions if not self._mentions.has("object", m.at)]):
            if pick:
                return pick[0].kind
        if sex == "feminine" and not self._reading.cues["cue-generic-article"]:  # "the bank helps; she …" in Dutch
            return next((m.kind for m in self._mentions.of(where) if m.kind == THING and not m.behind), "")
        return ""

    def _in_main_clause(self, mentions: list[Mention], where: Range) -> list[Mention]:
        """Leave out whom only a clause at the start supposes, if there are others: "if a guest complains, the clerk …"."""
        comma = next((i for i in range(*where) if self._reading.words[i] == ","), where.end)
        supposes = self._mentions.has("if", where.start) or self._mentions.has("then", comma + 1)
        return [m for m in mentions if m.at > comma] or mentions if supposes else mentions

    def _alone(self, where: Range, token: int) -> str:
        """Where nobody was named, the subject of a line on the tasks or the profile is the person sought."""
        section = self._reading.sections.at(token)
        early = token - where.start < _START and not self._mentions.has("possessive", token) and not self._follows_thing(where)
        if self.agrees(token):  # "il" may be a contract: it takes a verb of persons
            early = early and self._reading.cue_in("person-verb-" + self._mentions.sex(token), token, token + _START)
        return SOUGHT if early and section in ("tasks", "profile", "other") else ""

    def _follows_thing(self, where: Range) -> bool:
        """Whether the sentence before tells how some noun is that is nobody we know, as of a thing: "the lift is old"."""
        low = self._reading.block_range(where.start).start
        if where.start - 2 < low:
            return False
        before = self._reading.sentence(where.start - 2)
        opens = any(self._mentions.has(cue, before.start) for cue in ("article", "owner", "definite"))
        return opens and self._reading.cue_in("state", before.start + 2, min(before.end, before.start + _START))

    def agrees(self, token: int) -> bool:
        """Whether a pronoun has the sex of its noun rather than of a person, as articles tell: "le contrat … il"."""
        return bool(self._reading.cues["cue-article-" + (self._mentions.sex(token) or "masculine")])


def _nearest(left: list[Mention], *, owns: bool, joined: bool) -> Mention:
    """A possessive goes with the nearest; another pronoun with the nearest that follows no preposition.

    One that is ``joined`` by "and" goes with the subject of what it is joined to: "the clerk calls the client and he …".
    """
    direct = [m for m in left if not m.behind]
    if owns or not direct:
        return left[-1]
    joined = joined and direct[0].kind == SOUGHT and not any(m.person for m in direct[1:])
    return direct[0] if joined else direct[-1]
