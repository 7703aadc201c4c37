"""Who is meant: what a pronoun, or a noun that needs one, refers to in an ad.

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

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .context import becomes, is_name
from .reading import Range
from .tokens import BOUNDARY

if TYPE_CHECKING:
    from .reading import Reading

_SENTENCES = 3  # looked at before the pronoun's own, without any person in them
_BLOCKS = 9  # blocks looked at before the pronoun's own
_NOUN_PHRASE = 4  # tokens before a noun that may belong to it
_HYPHENS = frozenset("-‑")
_GETS = 3  # tokens from a pronoun on in which a verb may say that it gets something
_TOLD = 5  # tokens from somebody on in which a verb may tell what was
_SUPERIOR = 6  # tokens before somebody that may say that the person sought reports to them
_TITLE = 1  # tokens before "Ms Hale" that may belong to it
_START = 4  # a pronoun this early in a sentence is its subject
_NO_NAMES = ("article", "you", "owner", "preposition", "first-person", "sought", "post", "new", "seek", "not-a-name")
_WANTED = ("seek", "you-are", "become", "capacity")
SOUGHT, OTHER, THING = "sought", "other", "thing"


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
    article = next((i for i in range(at.start - 1, near.start - 1, -1) if reading.has_cue("article", Range(i, i + 1))), None)
    if article is None:
        return False
    before, definite = Range(max(where.start, article - 1), article), reading.has_cue("definite", Range(article, article + 1))
    if not reading.has_cue("you", where):
        return definite and reading.has_cue("companion", before)
    return definite or reading.has_cue("preposition", before)


class Mention(NamedTuple):
    """A noun or a resolved pronoun that a later pronoun may refer to. ``behind``: it follows a preposition; ``person``: it is surely one."""

    at: int
    kind: str
    behind: bool
    sex: str = ""
    named: bool = False
    person: bool = False


class Referents:
    """Finds antecedents in one document, left to right."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._pronouns: dict[int, Mention] = {}
        self._seen: dict[int, list[Mention]] = {}

    def _is(self, cue: str, token: int) -> bool:
        return self._reading.has_cue(cue, Range(token, token + 1))

    def _lower(self, token: int) -> bool:
        return self._reading.text(token, token + 1)[:1].islower()

    def _sex(self, token: int) -> str:
        return next((s for s in ("masculine", "feminine") if self._is("pronoun-" + s, token)), "")

    def remember(self, token: int, kind: str) -> None:
        """Keep what a pronoun refers to: the next one most likely refers to the same."""
        if kind:
            self._pronouns[token] = Mention(token, kind, behind=False, sex=self._sex(token))

    def antecedent(self, token: int) -> str:
        """Return what the pronoun at ``token`` refers to: sought, other, thing, or "" when nothing is found."""
        kind = self._found(token)
        where = self._reading.sentence(token)
        return OTHER if kind == SOUGHT and self._is_told(where, token) else kind

    def _is_told(self, where: Range, token: int) -> bool:
        """Whether a sentence tells what was, and of somebody in particular: no ad tells that of the person it seeks."""
        past = self._reading.has_cue("past", Range(where.start, min(where.end, token + _TOLD)))
        return past and not self._reading.has_cue("seek", Range(where.start, token))

    def _found(self, token: int) -> str:
        if self._is("relative", token + 1) and not self._is("possessive", token) and not self._is("link", token - 1):
            # "hij die", "he who": whoever applies, unless the sentence tells a name. "It is he who …" tells of somebody before.
            where = self._reading.sentence(token)
            named = any(is_name(self._reading, i, where.start) for i in range(token + 1, where.end))
            return OTHER if named else SOUGHT
        sex, owns = self._sex(token), self._is("possessive", token)
        where = self._reading.sentence(token)
        if self._reading.has_cue("first-person", where):
            return OTHER  # somebody tells of a colleague
        left = [m for m in self._mentions(where) if m.at < token and m.sex in ("", sex)]
        if left and left[0].at in self._pronouns and left[0].kind == OTHER:
            return OTHER  # "he is a developer who loves his work"
        if owns and (self._seeks_for_itself(left, where, token) or self._leaves(where, token)):
            return OTHER
        if not owns or any(m.kind == SOUGHT for m in left):
            left = [m for m in left if m.kind != THING or (owns and not m.behind)]
        left = self._without_superior(left, where) or self._unknown(where, token, sex)
        if left and not owns and self._says_little(left, where, token) and (found := self._before(where, token, sex, owns=owns)):
            return found
        if left:
            joined = self._is("coordinate", token - 1)
            return _nearest(left, owns=owns, joined=joined).kind
        found = self._before(where, token, sex, owns=owns)
        return found or self._after(where, token, sex) or self._generic(where, token) or self._alone(where, token)

    def _unknown(self, where: Range, token: int, sex: str) -> list[Mention]:
        """A noun of the pronoun's sex before it that no list knows, if things have one: "there is a van; it …" in French."""
        for i in range(token - 2, where.start - 1, -1):
            if self._is("article-" + sex, i) and not self._is("preposition", i) and not self._is("preposition", i - 1):
                return [] if self._is("time", i + 1) or self._is("clause", i + 1) else [Mention(i + 1, OTHER, behind=False, sex=sex)]
        return []

    def _after(self, where: Range, token: int, sex: str) -> str:
        """Whom the main clause names, for a pronoun in a clause before it: "when he arrives, the clerk …"."""
        if not self._is("if", where.start):
            return ""
        right = [m for m in self._mentions(where) if m.at > token and m.sex in ("", sex) and not m.behind]
        return right[0].kind if right else ""

    def _says_little(self, left: list[Mention], where: Range, token: int) -> bool:
        """Whether those named before a pronoun hardly say whom it means.

        "As foreman he …" says what he is. "If a child is ill, he calls the parents" only supposes a child, and tells what
        is done rather than what the child gets.
        """
        if all(self._is("capacity", m.at - 1) for m in left):
            return True
        comma = next((i for i in range(left[-1].at, token) if self._reading.words[i] == ","), None)
        if comma is None or not (self._is("if", where.start) or self._is("then", comma + 1)):
            return False
        gets = self._reading.has_cue("gets", Range(comma, min(where.end, token + _GETS)))
        return not gets and all(m.kind == OTHER and not m.named and self._phrase_has("indefinite", m.at, where.start) for m in left)

    def _without_superior(self, mentions: list[Mention], where: Range) -> list[Mention]:
        """Leave out whom the person sought reports to: "the clerk reports to Dr Hale"."""
        sought = next((m.at for m in mentions if m.kind == SOUGHT), None)
        if sought is None:
            return mentions
        return [m for m in mentions if m.at <= sought or not self._is_superior(m.at, Range(sought, where.end))]

    def _is_superior(self, token: int, where: Range) -> bool:
        """Whether what stands before a noun says that somebody reports to them."""
        return self._reading.has_cue("superior", Range(max(where.start, token - _SUPERIOR), token))

    def _generic(self, where: Range, token: int) -> str:
        """Anybody in the post, told by no more than an article, where a pronoun is for persons only: "a farrier and his forge"."""
        if not self._reading.cues["cue-generic-article"]:
            return ""
        before = self._reading.sentence(max(where.start - 2, self._reading.block_range(token).start))
        return SOUGHT if any(self._opens_with_anybody(r, token) for r in (where, before)) else ""

    def _opens_with_anybody(self, where: Range, token: int) -> bool:
        supposes, addressed = self._is("if", where.start), self._reading.has_cue("you", where)
        for i in range(where.start, min(token, where.end)):
            if not self._is("generic-article", i) or any(self._is(cue, j) for cue in ("not-post", "other") for j in (i + 1, i + 2)):
                continue
            opens = i == where.start or (self._is("if", i - 1) and not addressed) or (supposes and self._reading.words[i - 1] == ",")
            if opens or self._reading.has_cue("relative", Range(i + 1, min(token, i + _NOUN_PHRASE))):
                return not self._is_told(where, i)
        return False

    def _seeks_for_itself(self, left: list[Mention], where: Range, token: int) -> bool:
        """Whether an employer seeks somebody for what is its own: "the town seeks a clerk for its office"."""
        sought = next((m for m in reversed(left) if m.kind == SOUGHT and m.at not in self._pronouns), None)
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
        return any(m.kind == OTHER and m.at < token and m.at not in self._pronouns for r in near for m in self._mentions(r))

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
        mentions = [m for m in self._mentions(where) if m.sex in ("", sex) and (owns or m.kind != THING)]
        mentions = self._without_superior(self._in_main_clause(mentions, where), where)
        if mentions and self._is("position", mentions[0].at):
            # "A post of caretaker"; "Tasks", a heading.
            alone = where.end - where.start == 1
            return SOUGHT if any(m.kind == SOUGHT for m in mentions[1:2]) else "" if alone else mentions[0].kind
        resolved = [m for m in mentions if m.at in self._pronouns]
        if resolved:
            return resolved[0].kind
        sought = next((m for m in mentions if m.kind == SOUGHT), None)
        told = sought and any(m.named and not m.behind and m.at > sought.at for m in mentions)
        if sought and not told and self._reading.has_cue("seek", Range(where.start, sought.at)):
            return SOUGHT  # "our client is looking for a …"
        if any(m.named and not (sought and m.behind and m.at < sought.at) for m in mentions):
            return OTHER
        # "It is moved with the truck": a thing behind a preposition is no topic.
        for pick in ([m for m in mentions if not m.behind], [m for m in mentions if not self._is("object", m.at)]):
            if pick:
                return pick[0].kind
        if sex == "feminine" and not self._reading.cues["cue-generic-article"]:  # "the bank helps; she …" in Dutch
            return next((m.kind for m in self._mentions(where) if m.kind == THING and not m.behind), "")
        return ""

    def _in_main_clause(self, mentions: list[Mention], where: Range) -> list[Mention]:
        """Leave out whom only a clause at the start supposes, if there are others: "if a guest complains, the clerk …"."""
        comma = next((i for i in range(*where) if self._reading.words[i] == ","), where.end)
        supposes = self._is("if", where.start) or self._is("then", comma + 1)
        return [m for m in mentions if m.at > comma] or mentions if supposes else mentions

    def _alone(self, where: Range, token: int) -> str:
        """Where nobody was named, the subject of a line on the tasks or the profile is the person sought."""
        section = self._reading.sections.at(token)
        early = token - where.start < _START and not self._is("possessive", token) and not self._follows_thing(where)
        if self.agrees(token):  # "il" may be a contract: it takes a verb of persons
            early = early and self._reading.has_cue("person-verb-" + self._sex(token), Range(token, token + _START))
        return SOUGHT if early and section in ("tasks", "profile", "other") else ""

    def _mentions(self, where: Range) -> list[Mention]:
        """Nouns and resolved pronouns of a sentence, in order."""
        if where.start not in self._seen:
            found = [m for i in range(where.start, where.end) if (m := self._mention(i, where)) is not None]
            told = [m for i, m in enumerate(found) if not (i and m.kind == SOUGHT and self._tells_of(found[:i], m.at))]
            self._seen[where.start] = _married(told, self._pronouns_in(where, later=True))
        return sorted([*self._seen[where.start], *self._pronouns_in(where)], key=lambda m: m.at)

    def _tells_of(self, before: list[Mention], token: int) -> bool:
        """Whether a role noun only says what somebody else is or was: "our director was a baker"."""
        other = next((m.at for m in reversed(before) if m.kind == OTHER), token)
        at = token - 1
        while at > other and any(self._is(cue, at) for cue in ("article", "modifier", "owner", "new")) and not self._is("link", at):
            at -= 1
        fresh = self._reading.has_cue("new", Range(at, token))  # "beside Ms Hale, our new clerk keeps …"
        apposed = self._reading.words[at] == "," and not self._is("definite", at + 1) and not fresh
        apposed = apposed and not self._is("if", self._reading.sentence(token).start)
        linked = self._is("link", at) and (apposed or self._reading.words[at].isalpha())
        low = self._reading.sentence(token).start if apposed else other
        wanted = any(self._reading.has_cue(cue, Range(low, token)) for cue in ("seek", "you-are", "become"))
        return other < at and linked and not wanted

    def _pronouns_in(self, where: Range, *, later: bool = False) -> list[Mention]:
        if later:
            # Pronouns not yet resolved tell the sex of a name just before them.
            tokens = range(where.start, where.end)
            sexes = [(i, self._sex(i)) for i in tokens if not self._is("pronoun-ambiguous", i)]
            return [Mention(i, "", behind=False, sex=s) for i, s in sexes if s]
        return [m for i, m in self._pronouns.items() if where.start <= i < where.end]

    def _is_glued(self, token: int) -> bool:
        """Whether a hyphen ties a token to the next one."""
        end = self._reading.tokens.place(token)[1]
        return self._reading.document.view[end : end + 1] in _HYPHENS and self._reading.tokens.place(token + 1)[0] == end + 1

    def _follows_thing(self, where: Range) -> bool:
        """Whether the sentence before tells how some noun is that is nobody we know, as of a thing: "the lift is old"."""
        low = self._reading.block_range(where.start).start
        if where.start - 2 < low:
            return False
        before = self._reading.sentence(where.start - 2)
        opens = any(self._is(cue, before.start) for cue in ("article", "owner", "definite"))
        return opens and self._reading.has_cue("state", Range(before.start + 2, min(before.end, before.start + _START)))

    def agrees(self, token: int) -> bool:
        """Whether a pronoun has the sex of its noun rather than of a person, as articles tell: "le contrat … il"."""
        return bool(self._reading.cues["cue-article-" + (self._sex(token) or "masculine")])

    def _mention(self, token: int, where: Range) -> Mention | None:
        kind = self._kind(token, where)
        if kind and token + 1 < where.end and self._is_glued(token):
            return None  # "a trainee-plumber" is a plumber
        if kind == SOUGHT and self._is_told(where, token) and not self._phrase_has("new", token, where.start):
            kind = OTHER  # "we promoted a cleaner"
        elif kind == SOUGHT and not self._phrase_has("new", token, where.start) and self._is_superior(token, where):
            kind = OTHER  # "report to the manager"
        if not kind:
            return None
        behind = self._behind_preposition(token, where.start, _TITLE if self._is("honorific", token) else _NOUN_PHRASE)
        fixed = self._grammatical_sex(token, where.start)
        if kind == SOUGHT and self._titles_a_name(token, where):
            return None
        if kind == SOUGHT and self._is_somebody_else(token, where):
            owner = self._phrase_has("pronoun-masculine", token, where.start) or self._phrase_has(
                "pronoun-feminine", token, where.start
            )
            return None if owner else Mention(token, OTHER, behind, fixed)
        named = kind == OTHER and self._is_two_names(token, where)
        person = named or any(self._is(cue, token) for cue in ("third-party", "honorific")) or is_name(self._reading, token, where.start)
        return Mention(token, kind, behind, fixed, named, person)

    def _grammatical_sex(self, token: int, low: int) -> str:
        """The gender an article gives a noun, in a language where pronouns follow it."""
        for i in range(token - 1, max(low, token - _NOUN_PHRASE) - 1, -1):
            if self._is("article-masculine", i):
                return "masculine"
            if self._is("article-feminine", i):  # "le ou la titulaire … il"
                both = i - 2 >= low and self._is("article-masculine", i - 2)
                return "masculine" if both else "feminine"
        return ""

    @cached_property
    def _headline(self) -> frozenset[str]:
        """The words with which the title of the ad names the person sought."""
        reading, found = self._reading, set[str]()
        for number, first in enumerate(reading.tokens.firsts):
            if reading.sections.at(first) != "title" or number >= _BLOCKS:
                break
            for i in range(*reading.tokens.block(number)):
                if not reading.words[i][:1].isalpha() or self._is("preposition", i):
                    break
                found.add(reading.words[i])
        return frozenset(found)

    def _kind(self, token: int, where: Range) -> str:
        if self._reading.words[token] in self._headline and self._lower(token) and self._follows_article(token, where.start):
            return SOUGHT
        # "a mature lady" is no honorific, "Lady Hale" is.
        titled = self._is("honorific", token) and not (self._is("somebody", token) and self._lower(token))
        held = self._is("holder", token) and self._reading.words[token + 1] not in self._headline
        if titled or held or self._is("other", token):
            return OTHER
        if self._is("somebody", token):
            before = Range(where.start, token)
            wanted = any(self._reading.has_cue(cue, before) for cue in ("seek", "you-are", "become"))
            wanted = wanted or self._phrase_has("new", token, where.start) or self._is("labour", token + 1)
            wanted = wanted or self._reading.has_cue("seek", Range(token, min(where.end, token + _START)))  # "the man we need"
            return SOUGHT if wanted else OTHER
        if self._is("sought", token) and not self._is("plural", token + 1):
            return SOUGHT
        if self._is("post", token) and not self._is("not-post", token) and self._follows_article(token, where.start):
            return SOUGHT
        if self._is("thing", token):
            return THING
        if self._is("post", token) and not self._is("not-post", token) and self._opens_with_owner(token, where.start):
            return SOUGHT if self._phrase_has("new", token, where.start) else OTHER  # "Our new curator …", "Our curator …"
        return OTHER if self._is_person_name(token, where) or self._is_unknown_subject(token, where) else ""

    def _is_unknown_subject(self, token: int, where: Range) -> bool:
        """Whether an unknown noun opens a clause with an article that gives it a sex: "le festival", if things have one."""
        sexed = self._reading.cues["cue-article-masculine"]
        article = sexed and self._is("article", token - 1) and not self._is("preposition", token - 1)
        adjective = any(self._is(cue, token + 1) for cue in ("sought", "post", "somebody", "other"))
        return bool(article) and not adjective and not self._is("time", token) and (token - 1 == where.start or not self._reading.words[token - 2][:1].isalnum())

    def _titles_a_name(self, token: int, where: Range) -> bool:
        """Whether a role noun says what a name beside it does: "Katrien Baert, Account Manager", "the Director, Ms Hale"."""
        comma = next((i for i in (token + 1, token + 2) if i + 1 < where.end and self._reading.words[i] == ","), 0)
        if comma and (self._is("honorific", comma + 1) or self._is_apposed(comma + 1, where)):
            return True
        if self._is_two_names(token + 1, where):
            return True  # "Chairwoman Joan Hale"
        for i in range(token - 1, max(where.start, token - _NOUN_PHRASE) - 1, -1):
            if self._reading.words[i] == ",":
                return i > where.start and is_name(self._reading, i - 1, where.start)
            if self._is("article", i):
                return False
        return False

    def _is_person_name(self, token: int, where: Range) -> bool:
        reading = self._reading
        if self._is("preposition", token) or not (is_name(reading, token, where.start) or self._is_named(token, where)):
            return False
        if token > where.start and self._is("article", token - 1) and self._reading.text(token - 1, token).islower():
            lone = self._is("capacity", token - 1) and self._reading.words[token + 1].isalpha() and self._lower(token + 1)
            return lone and not self._is("you", token + 1)  # "op de Grote Markt", and not "as Tom never …"
        behind = token > where.start and self._is("place-preposition", token - 1) and not self._is("contact", token - 2)
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
        told = any(self._is(cue, token + 1) for cue in ("link", "told", "succession", "past"))
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
            if not self._is("modifier", i) and not self._is_glued(i):
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


def _nearest(left: list[Mention], *, owns: bool, joined: bool) -> Mention:
    """A possessive goes with the nearest; another pronoun with the nearest that follows no preposition.

    One that is ``joined`` by "and" goes with the subject of what it is joined to: "the clerk calls the client and he …".
    """
    direct = [m for m in left if not m.behind]
    if owns or not direct:
        return left[-1]
    joined = joined and direct[0].kind == SOUGHT and not any(m.person for m in direct[1:])
    return direct[0] if joined else direct[-1]


def _married(nouns: list[Mention], pronouns: list[Mention]) -> list[Mention]:
    """Give a noun for somebody else the sex of the pronoun that comes next in its sentence."""
    married: list[Mention] = []
    for i, noun in enumerate(nouns):
        end = nouns[i + 1].at if i + 1 < len(nouns) else noun.at + 10**6
        sex = next((p.sex for p in pronouns if noun.at < p.at < end), "")
        married.append(noun._replace(sex=sex) if noun.kind == OTHER and sex and not noun.sex else noun)
    return married
