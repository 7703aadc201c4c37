"""Who does what: pronouns go to the person they stand for, verbs to who does them, what is said to whom it is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .model import FEMININE, MASCULINE, OLD, PRONOUNS, YOUNG
from .persons import BARE, FIXED
from .scene import Draft

if TYPE_CHECKING:
    from .scene import Scene
    from .words import Mark

YOUNG_BELOW, OLD_FROM = 35, 50  # years
_AGES = range(14, 100)
_BEFORE_NOUN = 4  # tokens between what is said and the noun after it
_BEFORE_VERB = 3  # tokens between "how" and the verb
_AFTER_VERB = 4  # tokens between a verb and the subject after it
_NOT_MEANT = frozenset({"group", "client", "child"})
# What is done to somebody: who is spoken to listens, who is helped or taught receives.
_TOWARDS = {"explain": "receive", "help": "receive", "care": "receive"}


_ARTICLES = ("article", "article-f", "article-m")
_NOUN_FOLLOWS = (*_ARTICLES, "possessive", "possessive-f", "possessive-m")
_ADJECTIVES = frozenset(
    {"minority", "majority", "looks", "charm", "brave", "young", "old", "macho", "confused", "admiring"}
)


class Mention(NamedTuple):
    """A place where a person is spoken of: a noun, a name, a pronoun."""

    start: int
    end: int
    draft: Draft
    governed: bool


def link(scene: Scene, drafts: list[Draft]) -> None:
    """Complete the persons with what the pronouns, adjectives and verbs say."""
    mentions = [Mention(d.start, d.end, d, d.governed) for d in drafts]
    for mark in scene.marked("say"):
        if mark.name in PRONOUNS:
            _pronoun(scene, mark, drafts, mentions)
    mentions.sort(key=lambda m: m.start)
    drafts.sort(key=lambda d: d.start)
    if not mentions:
        return
    for mark in scene.marked("trait"):
        if not scene.denied(mark):
            _trait(scene, mark, mentions)
    _ages(scene, mentions)
    for mark in scene.marked("do"):
        if _is_done(scene, mark):
            _action(scene, mark, mentions)


def _pronoun(scene: Scene, mark: Mark, drafts: list[Draft], mentions: list[Mention]) -> None:
    gender = PRONOUNS[mark.name]
    subject = mark.name.startswith("pronoun")
    owns = mark.name.startswith("possessive")
    if scene.says(mark.start, "possessive-f") and scene.says(mark.start, "object-f") and owns is not _owns(scene, mark):
        return  # "her": either the one or the other
    if scene.says(mark.start, "object-too") and scene.clause(mark.start) < mark.start:
        return  # "lui" is the subject only where it opens the clause
    before = drafts
    if not subject and not owns:
        # "He looks at him": the object is another than the subject of the clause.
        low = scene.clause(mark.start)
        before = [d for d in drafts if d.end <= low] or drafts
    draft = _antecedent(before, mark.start, gender, subject=subject)
    if draft is None:
        if not subject or (scene.says(mark.start, "plural-too") and not _contrasts(scene, mark)):
            return
        draft = Draft(mark.start, mark.end, gender, kinds={"pronoun"}, left=mark.start)
        _apposition(scene, draft, drafts)
    if not draft.kinds & FIXED:
        draft.gender = gender
    if not mark.name.startswith("possessive"):
        mentions.append(Mention(mark.start, mark.end, draft, not subject))


def _contrasts(scene: Scene, mark: Mark) -> bool:
    """Whether a pronoun that may mean several persons stands over against "he", and its verb is no plural."""
    several = mark.end < scene.end and scene.vocabulary.is_plural(scene.words[mark.end])
    he = (m for m in scene.marked("say") if m.name == "pronoun-m")
    return any(m.start < mark.start or not several for m in he)


def _owns(scene: Scene, mark: Mark) -> bool:
    """Whether a word that may be "belonging to her" is followed by what belongs to her."""
    i = mark.end
    return i < scene.end and not scene.is_break(i) and not scene.says(i, "prep", "and", "article", "while", "who")


def _antecedent(drafts: list[Draft], at: int, gender: str, *, subject: bool) -> Draft | None:
    """The person a pronoun stands for: the nearest that fits; one of unknown gender fits too."""
    left = [d for d in drafts if d.end <= at and not d.plural and d.gender in ("", gender) and not d.kinds & _NOT_MEANT]
    if not left:
        return None
    free = [d for d in left if not (d.kinds & {"assist"} or "looks" in d.traits) or d.gender == gender]
    known = [d for d in free if not d.governed]
    if subject:
        return (known or left)[-1]
    return (free or left)[-1]


def _apposition(scene: Scene, draft: Draft, drafts: list[Draft]) -> None:
    """Join the noun that follows a pronoun: "she, the plant manager, …" is one person."""
    for other in drafts:
        near = draft.end < other.start <= draft.end + 4 and scene.words[draft.end] in {",", "("}
        if near and other.left == draft.end + 1 and not other.kinds <= BARE and other.gender in ("", draft.gender):
            other.gender, other.left = draft.gender, draft.start
            draft.kinds |= other.kinds
            draft.traits |= other.traits
            drafts.remove(other)
            break
    drafts.append(draft)


# What is said of somebody


def _trait(scene: Scene, mark: Mark, mentions: list[Mention]) -> None:
    target = _after(scene, mark, mentions) or _before(scene, mark, mentions)
    if target:
        if mark.name in ("f", "m"):
            target.draft.gender = target.draft.gender or (FEMININE if mark.name == "f" else MASCULINE)
        else:
            target.draft.traits.add(mark.name)


def _after(scene: Scene, mark: Mark, mentions: list[Mention]) -> Mention | None:
    """The noun right behind an adjective, or around it."""
    for mention in mentions:
        if mention.start <= mark.start < mention.end:
            return mention
        if mark.start < mention.start <= mark.end + _BEFORE_NOUN:
            gap = range(mark.end, mention.start)
            plain = not any(scene.words[i] not in {",", "-"} and scene.is_break(i) for i in gap)
            if plain and not any(
                scene.says(i, "prep", "article", "article-f", "article-m", "who") or scene.is_kind(i, "do") for i in gap
            ):
                comma = any(scene.words[i] == "," for i in gap)
                listed = all(scene.words[i] == "," or scene.is_kind(i, "trait") for i in gap)
                return mention if listed or not comma else None
    return None


def _before(scene: Scene, mark: Mark, mentions: list[Mention]) -> Mention | None:
    """The nearest person before, in the same sentence."""
    left = [m for m in mentions if m.end <= mark.start]
    if not left:
        return None
    near = left[-1]
    gap = range(near.end, mark.start)
    if any(scene.words[i] in {".", "!", "?", ";", ":"} for i in gap):
        return None
    # "A man in a black coat": the adjective belongs to the coat.
    things = any(scene.says(i, "prep", *_ARTICLES) and not scene.says(i, "of") for i in gap)
    of_a_thing = mark.name in _ADJECTIVES and mark.end - mark.start == 1 and things
    return None if of_a_thing else near


def _ages(scene: Scene, mentions: list[Mention]) -> None:
    """Ages in figures: "24 years", "aged 24", ", 61,", "(58)"."""
    for i in range(scene.start, scene.end):
        if not scene.words[i].isdecimal() or (years := scene.number(i)) not in _AGES:
            continue
        after = i + 1 < scene.end and scene.says(i + 1, "age")
        before = scene.says(i - 1, "age") if i > scene.start else False
        alone = i > scene.start and scene.words[i - 1] in {",", "("} and (i + 1 >= scene.end or scene.is_break(i + 1))
        near = next((m for m in reversed(mentions) if m.end <= i), None)
        follows = near is not None and near.end == i - 1
        if near and (after or before or (alone and follows)):
            age = YOUNG if years < YOUNG_BELOW else OLD if years >= OLD_FROM else ""
            near.draft.traits |= {age} if age else set()


# What somebody does


def _action(scene: Scene, mark: Mark, mentions: list[Mention]) -> None:
    subjects = _subjects(scene, mark, mentions)
    for draft in subjects:
        draft.acts.append((mark.name, mark.start, mark.end))
    received = _TOWARDS.get(mark.name)
    if received:
        for mention in _objects(scene, mark, mentions):
            if mention.draft not in subjects:
                mention.draft.acts.append((received, mark.start, mark.end))
                if mention.draft.kinds != {"group"}:  # "to a group of women": both
                    break


def _is_done(scene: Scene, mark: Mark) -> bool:
    """Whether a mark is a verb of which somebody is the subject: no noun ("the screws"), not denied, not taught."""
    single = mark.end - mark.start == 1
    noun = single and mark.start > scene.start and scene.says(mark.start - 1, *_NOUN_FOLLOWS)
    return not noun and not scene.denied(mark) and not _is_taught(scene, mark)


def _is_taught(scene: Scene, mark: Mark) -> bool:
    """Whether a verb is what somebody is told how to do, and does not do here: "shows her how to weld"."""
    near = range(max(scene.start, mark.start - _BEFORE_VERB), mark.start)
    if not any(scene.says(i, "how") for i in near):
        return False
    low = scene.clause(mark.start)
    told = any(m.name in _TOWARDS and low <= m.start < mark.start for m in scene.marked("do"))
    return told and any(scene.says(i, "how") for i in near if i >= low)


def _objects(scene: Scene, mark: Mark, mentions: list[Mention]) -> list[Mention]:
    """Who stands behind a verb, in its clause."""
    end = next((i for i in range(mark.start + 1, scene.end) if scene.is_break(i)), scene.end)
    return [m for m in mentions if mark.start < m.start < end]


def _subjects(scene: Scene, mark: Mark, mentions: list[Mention]) -> list[Draft]:
    """Who does it: the nearest in the clause before the verb, else right behind it, else in the clause before."""
    if agent := _agent(scene, mark, mentions):
        return [agent]
    low = scene.clause(mark.start)
    inside = [m for m in mentions if low <= m.start and m.end <= mark.start]
    if inside and scene.says(mark.start - 1, "object") and (behind := _behind(scene, mark, mentions, low)):
        return _with_others(scene, behind, mentions)
    if all(m.governed for m in inside) and (behind := _behind(scene, mark, mentions, low, inverted=bool(inside))):
        return _with_others(scene, behind, mentions)
    if not inside:
        before = _free(_before_in_sentence(scene, mark, mentions))
        return [before[-1].draft] if before else []
    relative = scene.says(mark.start - 1, "who")
    return _with_others(scene, (inside if relative else _free(inside))[-1], mentions)


def _agent(scene: Scene, mark: Mark, mentions: list[Mention]) -> Draft | None:
    """Who does it where the verb is a passive: "explained by the foreman", "door de ploegbaas toegelicht"."""
    by = next((i for i in mark.tokens if scene.says(i, "by")), None) if len(mark.tokens) > 1 else None
    return None if by is None else next((m.draft for m in mentions if m.draft.left == by + 1), None)


def _free(mentions: list[Mention]) -> list[Mention]:
    """Those that no preposition governs, if any."""
    return [m for m in mentions if not m.governed] or mentions


def _before_in_sentence(scene: Scene, mark: Mark, mentions: list[Mention]) -> list[Mention]:
    """The persons of the clauses before, in this sentence or else in those before it."""
    left = [m for m in mentions if m.end <= mark.start]
    sentence = _sentence(scene, mark.start)
    return [m for m in left if m.start >= sentence] or left


_ENDS = frozenset(".!?;:")  # of a sentence; all of them are breaks too


def _sentence(scene: Scene, at: int) -> int:
    return max((i + 1 for i in scene.breaks if i < at and scene.words[i] in _ENDS), default=scene.start)


def _behind(scene: Scene, mark: Mark, mentions: list[Mention], low: int, *, inverted: bool = False) -> Mention | None:
    """The subject behind a verb that opens its clause, or has no subject before it: ", zorgt Lien"."""
    if mark.start - low > 1 and not inverted and not scene.says(mark.start - 1, "who"):
        return None
    for mention in mentions:
        near = mark.start < mention.start <= mark.start + (2 if inverted else 1 + _AFTER_VERB)
        if near and not mention.governed and not any(scene.is_break(i) for i in range(mark.start, mention.start)):
            return mention
    return None


def _with_others(scene: Scene, mention: Mention, mentions: list[Mention]) -> list[Draft]:
    """A subject and those that "and" joins to it."""
    found = [mention.draft]
    at = mentions.index(mention)
    while at > 0:
        one, other = mentions[at - 1], mentions[at]
        gap = range(one.end, other.start)
        joined = any(scene.says(i, "and") for i in gap)
        if not joined or any(scene.is_kind(i, "do") or scene.says(i, "prep", "who") for i in gap) or len(gap) > 5:
            break
        found.append(one.draft)
        at -= 1
    return found
