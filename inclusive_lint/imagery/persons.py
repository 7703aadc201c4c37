"""Finds the persons of a description: nouns, pronouns and names, with the gender and number that the words give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import FEMININE, MASCULINE
from .scene import Draft

if TYPE_CHECKING:
    from .scene import Scene
    from .words import Mark

_PHRASE_ENDS = ("prep", "and", "who", "not")
_PHRASE = 5  # tokens a noun phrase may have before its noun
_LIST = 4  # tokens in which a list shows that it goes on
_GENDERS = {"f": FEMININE, "m": MASCULINE}
# Nouns that say no more than that this is a person: what stands beside them may be the same person.
BARE = frozenset({"adult", "girl", "boy", "person", "pronoun", "name", "title"})
# Nouns whose article agrees with the word, not with who is meant: "une personne".
FIXED = frozenset({"fixed", "group"})
_COLLECTIVE = frozenset({"group", "client"})
_SEVERAL = 3  # what a plural without a number is taken for
_POSSESSIVES = ("possessive", "possessive-f", "possessive-m")
DETERMINERS = ("article", "article-f", "article-m", *_POSSESSIVES)
MOST = 40  # persons one noun may stand for


def find(scene: Scene) -> list[Draft]:
    """Return the persons in the order of the text."""
    drafts = _nouns(scene)
    for draft in drafts:
        _measure(scene, draft)
    drafts = _merged(scene, drafts)
    drafts = _with_names(scene, drafts)
    return _merged(scene, drafts)


def _nouns(scene: Scene) -> list[Draft]:
    drafts: list[Draft] = []
    for mark in scene.marked("who"):
        if mark.name == "thing" or _is_owner(scene, mark):
            continue
        name, _, ending = mark.name.rpartition("-")
        kind, gender = (name, _GENDERS[ending]) if ending in _GENDERS and name else (mark.name, "")
        if drafts and drafts[-1].start <= mark.start < drafts[-1].end:
            drafts[-1].kinds.add(kind)
            drafts[-1].gender = drafts[-1].gender or gender
        else:
            drafts.append(Draft(mark.start, mark.end, gender, kinds={kind}, left=mark.start))
    return drafts


def _is_owner(scene: Scene, mark: Mark) -> bool:
    """Whether a noun only says whose something is, or who is not there: "a porter's livery", "no people"."""
    before = mark.start - 1
    if before >= scene.start and scene.says(before, "none"):
        return True
    return scene.words[mark.end] == "'s" and not scene.is_kind(before, "trait")


def _measure(scene: Scene, draft: Draft) -> None:
    """Find where the noun phrase begins, and what its article, number and ending say."""
    low = draft.start
    for i in range(draft.start - 1, max(scene.start, draft.start - _PHRASE) - 1, -1):
        if scene.is_plain(i):
            low = i
            continue
        said = scene.grammar(i)
        determined = not said.isdisjoint(DETERMINERS)
        if not determined and (scene.is_break(i) or scene.is_kind(i, "who", "do") or not said.isdisjoint(_PHRASE_ENDS)):
            break
        low = i
        if determined:
            break
    draft.left = low
    draft.governed = low > scene.start and scene.says(low - 1, "prep")
    draft.plural = scene.vocabulary.is_plural(scene.words[draft.start], scene.words[draft.end - 1])
    said = scene.said(low, draft.start)
    draft.plural = draft.plural or "many" in said
    numbers = scene.numbers(low, draft.start, said)
    before = scene.number(low - 1) if low > scene.start and scene.says(low - 1, "prep") else 0
    draft.numbered = bool(numbers)
    draft.count = min(MOST, max(*numbers, before, 0) if numbers or before else _SEVERAL if draft.plural else 1)
    draft.plural = draft.plural or draft.count > 1
    if not said.isdisjoint(_POSSESSIVES):
        draft.traits.add("owned")
    _limit(scene, draft)
    if not draft.gender and not draft.plural and not draft.kinds & FIXED:
        draft.gender = _agreement(scene, draft)


def _limit(scene: Scene, draft: Draft) -> None:
    """Note whom something is for, and of whom there are no others: "for the girls", "only men"."""
    before = draft.left - 1
    if before >= scene.start and scene.says(before, "for"):
        draft.traits.add("for")
    low = max(scene.start, before) if scene.grammar(draft.left).isdisjoint(DETERMINERS) else draft.left
    if any("only" in scene.grammar(i) for i in range(low, draft.start)):
        draft.traits.add("only")


def _agreement(scene: Scene, draft: Draft) -> str:
    """The gender an article shows where a noun has one form for both."""
    for i in range(draft.left, draft.start):
        if scene.says(i, "article-f"):
            return FEMININE
        if scene.says(i, "article-m"):
            return MASCULINE
    return ""


def _merged(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Join nouns that name the same person: "female engineer", "a colleague, a woman with glasses"."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and _same(scene, kept[-1], draft):
            _join(kept[-1], draft)
        else:
            kept.append(draft)
    return kept


def _same(scene: Scene, a: Draft, b: Draft) -> bool:
    gap = range(a.end, b.start)
    if a.gender and b.gender and a.gender != b.gender:
        return False
    beside = a.kinds <= BARE and a.end == b.start  # "female staff"
    if a.plural != b.plural and not (a.kinds & _COLLECTIVE) and not beside:
        return False
    if all(scene.is_kind(i, "trait") for i in gap):
        return not (a.kinds & _COLLECTIVE and b.kinds & _COLLECTIVE)
    if len(gap) == 1 and scene.says(gap[0], "and"):
        return a.apposed and b.left == b.start  # "Dirk, engineer and father of two"
    named = bool(a.kinds & {"pronoun", "name"})
    if all(d.named or scene.is_name(d.end) for d in (a, b)):
        return False  # "Mr Abbot, Professor Kerr"
    if not _is_apposition(scene, a, b) or (_goes_on(scene, b) and not (named and b.left == b.start)):
        return False
    a.apposed = named
    return named or ((a.kinds <= BARE or b.kinds <= BARE) and a.kinds != b.kinds and "owned" not in b.traits)


def _is_apposition(scene: Scene, a: Draft, b: Draft) -> bool:
    """Whether the second noun stands behind a comma and nothing else: "a woman (in an apron), a nurse"."""
    low = a.end
    if scene.says(low, "prep") and scene.words[b.left - 1] == "," and a.kinds <= BARE:
        low = b.left - 1
        inside = range(a.end, low)
        return not any(scene.is_break(i) or scene.is_kind(i, "do", "who") or scene.says(i, "and") for i in inside)
    if scene.words[low] in {",", "("} and scene.number(low + 1):  # an age
        low = next((i for i in range(low + 2, b.start) if scene.words[i] == ","), low)
    return scene.words[low] in {",", "(", "–"} and b.left <= low + 1


def _goes_on(scene: Scene, draft: Draft) -> bool:
    """Whether a list goes on after a noun: "a man, a nurse and a child"."""
    for i in range(draft.end, min(scene.end, draft.end + _LIST)):
        if scene.says(i, "and"):
            return any(scene.is_kind(j, "who") for j in range(i + 1, min(scene.end, i + _LIST)))
        if scene.is_break(i) or scene.is_kind(i, "do"):
            return False
    return False


def _join(a: Draft, b: Draft) -> None:
    a.end = b.end
    a.gender = a.gender or b.gender
    a.count = a.count if a.numbered else b.count if b.numbered else max(a.count, b.count)
    a.numbered = a.numbered or b.numbered
    a.plural = a.plural or b.plural
    a.kinds |= b.kinds
    a.traits |= b.traits


# Names


def _with_names(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Add the persons who are only named; a name beside a noun belongs to it."""
    if not scene.capitals:
        return drafts
    found = list(drafts)
    end = scene.start
    for i in sorted(scene.capitals):
        if i < end or not scene.is_name(i):
            continue
        end = i + 1
        while scene.is_name(end) or (scene.says(end, "particle") and scene.is_name(end + 1)):
            end += 1
        _place_name(scene, found, i, end)
    return sorted(found, key=lambda d: d.start)


def _place_name(scene: Scene, drafts: list[Draft], start: int, end: int) -> None:
    before = next((d for d in sorted(drafts, key=lambda d: d.start, reverse=True) if d.end <= start), None)
    if before and before.end == start:
        before.end, before.named = end, True
        if "title" in before.kinds and before.plural and not before.numbered:
            before.titles, before.count = 1, 1
    elif before and _lists_names(scene, before.end, start):
        before.count += before.titles  # "Messrs Lee, Poe and Ray"; but "two nurses, Nele and Dorien" are two
    elif _is_person(scene, start, end):
        draft = Draft(start, end, kinds={"name"}, left=start, named=True)
        _measure(scene, draft)
        draft.count, draft.plural = 1, False
        drafts.append(draft)


def _lists_names(scene: Scene, low: int, high: int) -> bool:
    """Whether nothing but a comma, "and" and other names stand between."""
    opened = scene.words[low] in {",", "(", ":"}
    return opened and all(
        scene.words[i] in {",", "(", ":"} or scene.says(i, "and", "particle") or scene.is_name(i)
        for i in range(low, high)
    )


def _is_person(scene: Scene, start: int, end: int) -> bool:
    """Whether a name is a person's: it does something, has an age, is joined to a person, or a pronoun goes on."""
    if scene.is_kind(start - 1, "trait"):
        return True
    if start > scene.start and scene.says(start - 1, "article", "article-f", "article-m"):
        return False
    if start > scene.start and scene.says(start - 1, "prep") and not scene.says(start - 1, "near"):
        return False
    if scene.is_kind(end, "do") or scene.says(start - 1, "near", "while") or scene.says(end, "who"):
        return True
    if scene.says(end, "and") and scene.says(end + 1, "possessive", "possessive-f", "possessive-m"):
        return True
    if end + 1 < scene.end and scene.words[end] in {",", "("}:
        after = range(end + 1, min(scene.end, end + 4))
        if scene.number(end + 1) or any(scene.is_kind(i, "who") for i in after):
            return True
    joined = scene.says(start - 1, "and") and any(
        scene.is_kind(i, "who") or scene.is_name(i) for i in range(max(scene.start, start - 4), start - 1)
    )
    return joined or (start == scene.start and _has_pronoun(scene))


def _has_pronoun(scene: Scene) -> bool:
    """Whether nobody but the name that opens the description can be meant by a pronoun in it."""
    singular = ("pronoun-f", "pronoun-m", "possessive-f", "possessive-m")
    return not scene.marked("who") and any(m.name in singular for m in scene.marked("say"))
