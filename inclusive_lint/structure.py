"""What kind of text this is, and which part of it says what: sections of an ad, and the document type.

Both are found from word sets of the language (``section-*``, ``doctype-*``), never from words in code.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from .tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cues
    from .document import Block, Document
    from .tokens import Tokens

Token = int  # the number of a word among those of a document
Number = int
SECTION, DOCTYPE = "section-", "doctype-"
UNKNOWN = "other"
_HEADING_WORDS = 9
_HEADING_LENGTH = 140  # characters; nothing longer is looked at as a heading
_TITLE_WORDS = 16
_TITLE_BLOCKS = 3
_RUN_ON_WORDS = 60  # a block this long may hold headings inside it
_DEFAULT = "page"
_MAY_HEAD = frozenset({"paragraph", "item", "heading", "cell", "title"})  # kinds of blocks
_BEFORE_HEADING = SENTENCE_END | {BOUNDARY, ")", "*", "-", "–"}


class Sections:
    """The section of every token."""

    def __init__(self, starts: Sequence[tuple[int, str]]) -> None:
        self._at = [at for at, _ in starts]
        self._names = [name for _, name in starts]

    def at(self, token: Token) -> str:
        i = bisect_right(self._at, token) - 1
        return self._names[i] if i >= 0 else UNKNOWN

    def has(self, name: str) -> bool:
        """Whether the document has such a section."""
        return name in self._names


def find_sections(document: Document, tokens: Tokens, cues: Cues) -> Sections:
    """Find where each section begins."""
    view, blocks, firsts, words = document.view, document.blocks, tokens.firsts, tokens.words
    number, last, first = 0, len(firsts) - 1, -1
    starts: list[tuple[int, str]] = []
    for at, minus, name in _headings(cues):
        while number < last and firsts[number + 1] <= at:
            number += 1
        if first != firsts[number]:
            first, block = firsts[number], blocks[number]
            size = (firsts[number + 1] if number < last else len(words)) - first - 1
            run_on = size > 2 * _RUN_ON_WORDS or (size > _RUN_ON_WORDS and tokens.size(number) > _RUN_ON_WORDS)
            short = block.end - block.start <= _HEADING_LENGTH
        if at != first and not short and not run_on:
            continue
        length = -minus
        heads = (short or at == first) and _is_heading(view, block, tokens.size(number), length)
        # ``Profiel: je bent …`` opens a block, or a heading stands inside a run-on one.
        if heads or (words[at + length] == ":" if at == first else run_on and _is_inside(view, tokens, at, length)):
            start = at if run_on else first
            if not starts or starts[-1][0] != start:  # of several phrases in one heading the first decides
                starts.append((start, name))
    return Sections(_with_title(document, tokens, starts))


def _headings(cues: Cues) -> list[tuple[int, int, str]]:
    """The words that can head a section, in order: where, minus how many, and of which section.

    Of those at one place the longest first: "nous demandons" opens the profile, whatever "nous" alone does.
    """
    found: list[tuple[int, int, str]] = []
    lengths = cues.lengths
    for name in cues.names(SECTION):
        section = name[len(SECTION) :]
        for at in cues[name]:
            found.append((at, -lengths.get((name, at), 1), section))
    found.sort()
    return found


def _is_heading(view: str, block: Block, count: Number, length: Number) -> bool:
    """Whether a block of so many words is a heading that a cue of some of them names."""
    kind = block.kind
    if kind not in _MAY_HEAD:
        return False
    if kind == "heading":
        return count <= 2 * _HEADING_WORDS
    if not 0 < count <= _HEADING_WORDS:
        return False
    text = view[block.start : block.end].strip()
    if text.endswith((".", ",", ";")):
        return False
    emphatic = text.endswith((":", "?", "**", "__")) or text.isupper()
    needed = 0.6 if kind == "item" and not emphatic else 0.2 if emphatic else 0.5
    return length / count >= needed


def _is_inside(view: str, tokens: Tokens, at: Token, length: Number) -> bool:
    """Whether words inside a run-on block are a capitalised heading."""
    words, after = tokens.words, at + length
    colon = words[after] == ":"
    # Where a word stands is asked last: it takes the whole block.
    if not (colon or length > 1 or words[at - 1] in _BEFORE_HEADING) or not view[tokens.place(at)[0]].isupper():
        return False
    return colon or (words[after] != BOUNDARY and view[tokens.place(after)[0]].isupper())


def _with_title(document: Document, tokens: Tokens, starts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The first short blocks, before any other section, are the title."""
    if len(document.blocks) < 2:
        return starts
    first = starts[0][0] if starts else len(tokens.words)
    titled = 0
    for number, block in enumerate(document.blocks[:_TITLE_BLOCKS]):
        if tokens.firsts[number] >= first or tokens.size(number) > _TITLE_WORDS:
            break
        ended = document.view[block.start : block.end].rstrip().endswith((".", ";", ","))
        if number and (block.kind == "item" or ended):
            break
        titled = number + 1
    if not titled:
        return starts
    body = tokens.firsts[titled] if titled < len(tokens.firsts) else len(tokens.words)
    opening = [(tokens.firsts[0], "title")]
    if body < first:
        opening.append((body, UNKNOWN))
    return [*opening, *starts]


def find_doctype(tokens: Tokens, cues: Cues, sections: Sections) -> str:
    """Find the document type from how many different cues of each type the text holds.

    A strong cue (``doctype-vacancy-strong``) weighs three ordinary ones. For a vacancy the sections of an ad and a
    job title in the first line count too; one that says in its first lines that it is for colleagues is ``internal``.
    ``page`` when unsure.
    """
    scores: dict[str, int] = {_VACANCY: _ad_shape(tokens, cues, sections)}
    words = tokens.words
    for name in cues.names(DOCTYPE):
        kind, _, strength = name[len(DOCTYPE) :].partition("-")
        different = len({words[i] for i in cues[name]})
        scores[kind] = scores.get(kind, 0) + different * (_STRONG if strength else 1)
    _, best = max([(score, kind) for kind, score in scores.items()])
    if best == _VACANCY and _opens_with(tokens, cues, f"{_INTERNAL}-strong"):
        best, scores = _INTERNAL, {_INTERNAL: scores[_VACANCY]}
    # A long text meets more words by chance, a short one fewer.
    size = len(tokens.words)
    needed = _THRESHOLD * max(1.0, size / _LONG_TEXT) * min(1.0, max(_LEAST_SHARE, size / _SHORT_TEXT))
    return best if scores[best] >= needed else _DEFAULT


def _opens_with(tokens: Tokens, cues: Cues, name: str) -> bool:
    """Whether a cue of a kind of text stands in a short line among the first."""
    body = tokens.firsts[_TITLE_BLOCKS] if len(tokens.firsts) > _TITLE_BLOCKS else len(tokens.words)
    for at in cues[DOCTYPE + name]:
        if at >= body:
            return False
        if tokens.size(tokens.block_of(at)) <= 2 * _TITLE_WORDS:
            return True
    return False


def _ad_shape(tokens: Tokens, cues: Cues, sections: Sections) -> int:
    """What the layout of an ad weighs: its sections, and a role named or a marker of gender put ("m/f/x") in its first lines."""
    found = 0
    for name in _AD_SECTIONS:
        found += sections.has(name)
    return 2 * found + (_TITLED if _role_in_title(tokens, cues, sections) or _opens_with(tokens, cues, "vacancy-marker") else 0)


def _role_in_title(tokens: Tokens, cues: Cues, sections: Sections) -> bool:
    body = tokens.firsts[_TITLE_BLOCKS] if len(tokens.firsts) > _TITLE_BLOCKS else len(tokens.words)
    for at in cues["cue-role"]:
        if at >= body:
            return False
        if sections.at(at) == "title":
            return True
    return False


_VACANCY, _INTERNAL = "vacancy", "internal"
_AD_SECTIONS = ("tasks", "profile", "offer", "procedure", "contact")
_STRONG, _TITLED, _THRESHOLD = 3, 5, 8
_LONG_TEXT, _SHORT_TEXT, _LEAST_SHARE = 600, 250, 0.6  # tokens; the share of the threshold that the shortest text needs
