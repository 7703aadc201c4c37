"""What the nouns and names of a sentence stand for: the person sought, somebody else, or a thing.

What a noun is, is told by the cue sets of ``lexicons/<language>/referents.yaml``; see referents.py, which looks among these for what a
pronoun refers to.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .context import becomes, is_name
from .reading import Range
from .tokens import BOUNDARY

if TYPE_CHECKING:
    from .reading import Reading

_BLOCKS = 9  # of the title
_NOUN_PHRASE = 4  # tokens before a noun that may belong to it
_HYPHENS = frozenset("-‑")
_TOLD = 5  # tokens from somebody on in which a verb may tell what was
_SUPERIOR = 6  # tokens before somebody that may say that the person sought reports to them
_TITLE = 1  # tokens before "Ms Hale" that may belong to it
_START = 4  # a word this early in a sentence opens it
_NO_NAMES = ("article", "you", "owner", "preposition", "first-person", "sought", "post", "new", "seek", "not-a-name")
SOUGHT, OTHER, THING = "sought", "other", "thing"


class Mention(NamedTuple):
    """A noun or a resolved pronoun that a later pronoun may refer to. ``behind``: it follows a preposition; ``person``: it is surely one."""

    at: int
    kind: str
    behind: bool
    sex: str = ""
    named: bool = False
    person: bool = False


class Mentions:
    """The nouns and resolved pronouns of one document, found sentence by sentence as they are asked for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.resolved: dict[int, Mention] = {}  # pronouns, by token
        self._seen: dict[int, list[Mention]] = {}

    def of(self, where: Range) -> list[Mention]:
        """Nouns and resolved pronouns of a sentence, in order."""
        if where.start not in self._seen:
            found = [m for i in range(where.start, where.end) if (m := self._mention(i, where)) is not None]
            told = [m for i, m in enumerate(found) if not (i and m.kind == SOUGHT and self._tells_of(found[:i], m.at))]
            self._seen[where.start] = _married(told, self._pronouns_in(where, later=True))
        return sorted([*self._seen[where.start], *self._pronouns_in(where)], key=lambda m: m.at)

    def remember(self, token: int, kind: str) -> None:
        """Keep what a pronoun refers to: the next one most likely refers to the same."""
        if kind:
            self.resolved[token] = Mention(token, kind, behind=False, sex=self.sex(token))

    def has(self, cue: str, token: int) -> bool:
        """Whether a cue begins at a token."""
        return self._reading.cue_at(cue, token)

    def sex(self, token: int) -> str:
        """Return the sex a pronoun tells, or "" for what is none."""
        return next((s for s in ("masculine", "feminine") if self.has("pronoun-" + s, token)), "")

    def phrase_has(self, cue: str, token: int, low: int) -> bool:
        """Whether the noun phrase of ``token`` begins with a word of a cue."""
        for i in range(token - 1, max(low, token - _NOUN_PHRASE) - 1, -1):
            if not self._reading.words[i][:1].isalnum() or self._reading.words[i] == BOUNDARY:
                return False
            if self.has(cue, i):
                return True
            if cue == "owner" and self.has("article", i):
                return False  # "our client seeks a man"
        return False

    def is_told(self, where: Range, token: int) -> bool:
        """Whether a sentence tells what was, and of somebody in particular: no ad tells that of the person it seeks."""
        past = self._reading.cue_in("past", where.start, min(where.end, token + _TOLD))
        return past and not self._reading.cue_in("seek", where.start, token)

    def is_superior(self, token: int, where: Range) -> bool:
        """Whether what stands before a noun says that somebody reports to them."""
        return self._reading.cue_in("superior", max(where.start, token - _SUPERIOR), token)

    def _lower(self, token: int) -> bool:
        return self._reading.text(token, token + 1)[:1].islower()

    def _tells_of(self, before: list[Mention], token: int) -> bool:
        """Whether a role noun only says what somebody else is or was: "our director was a baker"."""
        other = next((m.at for m in reversed(before) if m.kind == OTHER), token)
        at = token - 1
        while at > other and any(self.has(cue, at) for cue in ("article", "modifier", "owner", "new")) and not self.has("link", at):
            at -= 1
        fresh = self._reading.cue_in("new", at, token)  # "beside Ms Hale, our new clerk keeps …"
        apposed = self._reading.words[at] == "," and not self.has("definite", at + 1) and not fresh
        apposed = apposed and not self.has("if", self._reading.sentence(token).start)
        linked = self.has("link", at) and (apposed or self._reading.words[at].isalpha())
        low = self._reading.sentence(token).start if apposed else other
        wanted = any(self._reading.cue_in(cue, low, token) for cue in ("seek", "you-are", "become"))
        return other < at and linked and not wanted

    def _pronouns_in(self, where: Range, *, later: bool = False) -> list[Mention]:
        if later:
            # Pronouns not yet resolved tell the sex of a name just before them.
            tokens = range(where.start, where.end)
            sexes = [(i, self.sex(i)) for i in tokens if not self.has("pronoun-ambiguous", i)]
            return [Mention(i, "", behind=False, sex=s) for i, s in sexes if s]
        return [m for i, m in self.resolved.items() if where.start <= i < where.end]

    def _is_glued(self, token: int) -> bool:
        """Whether a hyphen ties a token to the next one."""
        end = self._reading.tokens.place(token)[1]
        return self._reading.document.view[end : end + 1] in _HYPHENS and self._reading.tokens.place(token + 1)[0] == end + 1

    def _mention(self, token: int, where: Range) -> Mention | None:
        kind = self._kind(token, where)
        if kind and token + 1 < where.end and self._is_glued(token):
            return None  # "a trainee-plumber" is a plumber
        if kind == SOUGHT and self.is_told(where, token) and not self.phrase_has("new", token, where.start):
            kind = OTHER  # "we promoted a cleaner"
        elif kind == SOUGHT and not self.phrase_has("new", token, where.start) and self.is_superior(token, where):
            kind = OTHER  # "report to the manager"
        if not kind:
            return None
        behind = self._behind_preposition(token, where.start, _TITLE if self.has("honorific", token) else _NOUN_PHRASE)
        fixed = self._grammatical_sex(token, where.start)
        if kind == SOUGHT and self._titles_a_name(token, where):
            return None
        if kind == SOUGHT and self._is_somebody_else(token, where):
            owner = self.phrase_has("pronoun-masculine", token, where.start) or self.phrase_has(
                "pronoun-feminine", token, where.start
            )
            return None if owner else Mention(token, OTHER, behind, fixed)
        named = kind == OTHER and self._is_two_names(token, where)
        person = named or any(self.has(cue, token) for cue in ("third-party", "honorific")) or is_name(self._reading, token, where.start)
        return Mention(token, kind, behind, fixed, named, person)

    def _grammatical_sex(self, token: int, low: int) -> str:
        """The gender an article gives a noun, in a language where pronouns follow it."""
        for i in range(token - 1, max(low, token - _NOUN_PHRASE) - 1, -1):
            if self.has("article-masculine", i):
                return "masculine"
            if self.has("article-feminine", i):  # "le ou la titulaire … il"
                both = i - 2 >= low and self.has("article-masculine", i - 2)
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
                if not reading.words[i][:1].isalpha() or self.has("preposition", i):
                    break
                if not self.has("institution", i):  # "Archaeology Service of the province", the letterhead
                    found.add(reading.words[i])
        return frozenset(found)

    def _kind(self, token: int, where: Range) -> str:
        if self._reading.words[token] in self._headline and self._lower(token) and self._follows_article(token, where.start):
            return SOUGHT
        # "a mature lady" is no honorific, "Lady Hale" is.
        titled = self.has("honorific", token) and not (self.has("somebody", token) and self._lower(token))
        held = self.has("holder", token) and self._reading.words[token + 1] not in self._headline
        if titled or held or self.has("other", token):
            return OTHER
        if self.has("somebody", token):
            before = Range(where.start, token)
            wanted = any(self._reading.has_cue(cue, before) for cue in ("seek", "you-are", "become"))
            wanted = wanted or self.phrase_has("new", token, where.start) or self.has("labour", token + 1)
            wanted = wanted or self._reading.cue_in("seek", token, min(where.end, token + _START))  # "the man we need"
            return SOUGHT if wanted else OTHER
        if self.has("sought", token) and not self.has("plural", token + 1):
            return SOUGHT
        if self.has("post", token) and not self.has("not-post", token) and self._follows_article(token, where.start):
            return SOUGHT
        if self.has("thing", token):
            return THING
        if self.has("post", token) and not self.has("not-post", token) and self._opens_with_owner(token, where.start):
            return SOUGHT if self.phrase_has("new", token, where.start) else OTHER  # "Our new curator …", "Our curator …"
        return OTHER if self._is_person_name(token, where) or self._is_unknown_subject(token, where) else ""

    def _is_unknown_subject(self, token: int, where: Range) -> bool:
        """Whether an unknown noun opens a clause with an article that gives it a sex: "le festival", if things have one."""
        sexed = self._reading.cues["cue-article-masculine"]
        article = sexed and self.has("article", token - 1) and not self.has("preposition", token - 1)
        adjective = any(self.has(cue, token + 1) for cue in ("sought", "post", "somebody", "other"))
        return bool(article) and not adjective and not self.has("time", token) and (token - 1 == where.start or not self._reading.words[token - 2][:1].isalnum())

    def _titles_a_name(self, token: int, where: Range) -> bool:
        """Whether a role noun says what a name beside it does: "Katrien Baert, Account Manager", "the Director, Ms Hale"."""
        comma = next((i for i in (token + 1, token + 2) if i + 1 < where.end and self._reading.words[i] == ","), 0)
        if comma and (self.has("honorific", comma + 1) or self._is_apposed(comma + 1, where)):
            return True
        if self._is_two_names(token + 1, where):
            return True  # "Chairwoman Joan Hale"
        for i in range(token - 1, max(where.start, token - _NOUN_PHRASE) - 1, -1):
            if self._reading.words[i] == ",":
                return i > where.start and is_name(self._reading, i - 1, where.start)
            if self.has("article", i):
                return False
        return False

    def _is_person_name(self, token: int, where: Range) -> bool:
        reading = self._reading
        if self.has("preposition", token) or not (is_name(reading, token, where.start) or self._is_named(token, where)):
            return False
        if token > where.start and self.has("article", token - 1) and self._reading.text(token - 1, token).islower():
            lone = self.has("capacity", token - 1) and self._reading.words[token + 1].isalpha() and self._lower(token + 1)
            return lone and not self.has("you", token + 1)  # "op de Grote Markt", and not "as Tom never …"
        behind = token > where.start and self.has("place-preposition", token - 1) and not self.has("contact", token - 2)
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
            if self.has("sought", after) or self.has("post", after):
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
        if self.sex(token) or any(self.has(c, token) for c in _NO_NAMES):
            return False
        plain = raw.istitle() and raw.isalpha() and len(raw) > 2
        starts = token == where.start or not self._reading.words[token - 1][:1].isalnum()
        after = token + 2
        inverted = after < where.end and (self.sex(after) or self.has("clause", after))
        told = any(self.has(cue, token + 1) for cue in ("link", "told", "succession", "past"))
        return plain and starts and told and not inverted

    def _follows_article(self, token: int, low: int) -> bool:
        """Whether only an article and words that modify a noun stand before: "de eerste bakker"."""
        for i in range(token - 1, max(low, token - _NOUN_PHRASE) - 1, -1):
            if self.has("article", i):
                return True
            if not self.has("modifier", i) and not self._is_glued(i):
                return False
        return False

    def _opens_with_owner(self, token: int, low: int) -> bool:
        return token - low < _START and self.has("owner", low) and not becomes(self._reading, token)

    def _behind_preposition(self, token: int, low: int, reach: int = _NOUN_PHRASE) -> bool:
        return self.phrase_has("preposition", token, max(low, token - reach))

    def _is_somebody_else(self, token: int, where: Range) -> bool:
        """Whether a role noun means another than the person sought: "our director", or a third person beside "you"."""
        low = where.start
        if self.has("owner-after", token + 1):
            return True  # "a colleague of ours", "le titulaire actuel"
        if (self.phrase_has("owner", token, low)) and not self.phrase_has("new", token, low):
            return not becomes(self._reading, token)
        if not self._reading.has_cue("you", where):
            return False
        if self.phrase_has("definite", token, low) and self._behind_preposition(token, low):
            return True  # "you are the right hand of the director"
        before = Range(low, token + 1)
        return not any(self._reading.has_cue(cue, before) for cue in ("you-are", "seek", "capacity"))


def _married(nouns: list[Mention], pronouns: list[Mention]) -> list[Mention]:
    """Give a noun for somebody else the sex of the pronoun that comes next in its sentence."""
    married: list[Mention] = []
    for i, noun in enumerate(nouns):
        end = nouns[i + 1].at if i + 1 < len(nouns) else noun.at + 10**6
        sex = next((p.sex for p in pronouns if noun.at < p.at < end), "")
        married.append(noun._replace(sex=sex) if noun.kind == OTHER and sex and not noun.sex else noun)
    return married
