"""What a regular expression says of the ends of a word: so that it is tried on few words only.

``…(man|men)$`` can only fit words that end in ``man`` or ``men``: the matcher finds such expressions by the last letters of a word, as it
finds a term by its first word, whatever their number.
"""

from __future__ import annotations

import re
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]  # the parser of the standard library, without type stubs
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH = 6  # letters looked at
_WIDE = 10  # letters that can stand at one place
_MANY = 600  # an expression with more beginnings or ends than this is tried on every word
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_Ends = set[tuple[str, bool]]  # letters, and whether more are known beyond them


def heads(expression: str) -> frozenset[str] | None:
    """Return what every word that fits begins with, one to six letters each; None if it can be anything."""
    return _known(parser.parse(expression), op.AT_BEGINNING, last=False)


def tails(expression: str) -> frozenset[str] | None:
    """Return what every word that fits ends in, one to six letters each; None if it can be anything."""
    return _known(parser.parse(expression), op.AT_END, last=True)


def needs_sign(expression: str) -> bool:
    """Whether no word that fits is all letters: it has a digit, or a sign."""
    return _has_sign(list(parser.parse(expression)))


def _has_sign(items: Sequence[Any]) -> bool:
    return any(_is_sign(item) for item in items)


def _is_sign(item: Any) -> bool:
    kind, value = item
    if kind is op.LITERAL:
        return not chr(value).isalpha()
    if kind is op.IN:
        return all(part == (op.CATEGORY, op.CATEGORY_DIGIT) or (part[0] is op.LITERAL and _is_sign(part)) for part in value)
    if kind is op.SUBPATTERN:
        return _has_sign(list(value[3]))
    if kind is op.BRANCH:
        return all(_has_sign(list(branch)) for branch in value[1])
    return kind in _REPEATS and value[0] > 0 and _has_sign(list(value[2]))


def _known(parsed: Any, edge: Any, *, last: bool) -> frozenset[str] | None:
    if parsed.state.flags & re.IGNORECASE:
        return None
    found: set[str] = set()
    for items in _alternatives(list(parsed)):
        if not items or items[-1 if last else 0] != (op.AT, edge):
            return None
        found |= {text for text, _ in _ends(items, last=last)}
    return None if "" in found or len(found) > _MANY else frozenset(found)


def _alternatives(items: list[Any]) -> list[list[Any]]:
    """``^a$|^b$`` as two expressions; the parser may have moved what they share to the front."""
    if len(items) == 1 and items[0][0] is op.BRANCH:
        return [list(branch) for branch in items[0][1][1]]
    return [items]


def _ends(items: Sequence[Any], *, last: bool) -> _Ends:
    """The letters at one end of a sequence, read from there inwards."""
    found: _Ends = {("", True)}
    for item in reversed(items) if last else items:
        open_ends = [text for text, more in found if more]
        if not open_ends:
            break
        inner = _options(item, last=last)
        if len(inner) > _WIDE and all(open_ends):
            break  # any letter at all says no more than what is known
        found = {(text, more) for text, more in found if not more}
        for text, (added, more) in product(open_ends, inner):
            whole = (added + text)[-LENGTH:] if last else (text + added)[:LENGTH]
            found.add((whole, more and len(whole) < LENGTH))
        if len(found) > _MANY:
            return {("", False)}
    return found


def _options(item: Any, *, last: bool) -> _Ends:
    """What one element can be."""
    kind, value = item
    if kind is op.LITERAL:
        return {(chr(value), True)}
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return {("", True)}  # no letter
    if kind is op.SUBPATTERN and not value[1]:  # no flags of its own
        return _ends(list(value[3]), last=last)
    if kind is op.BRANCH:
        return {end for branch in value[1] for end in _ends(list(branch), last=last)}
    if kind is op.IN and all(k in (op.LITERAL, op.RANGE) for k, _ in value):
        return {(letter, True) for part in value for letter in _letters(part)}
    if kind in _REPEATS:
        least, most, repeated = value
        once = _ends(list(repeated), last=last)
        if most == 1:
            return once | {("", True)} if least == 0 else once
        return {(text, False) for text, _ in once} if least else {("", False)}
    return {("", False)}


def _letters(part: Any) -> list[str]:
    kind, value = part
    low, high = (value, value) if kind is op.LITERAL else value
    return [chr(c) for c in range(low, min(high, low + _MANY) + 1)]
