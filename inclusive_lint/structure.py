"""What kind of text this is, and which part of it says what: sections of an ad, and the document type.

Both are found from word sets of the language (``section-*``, ``doctype-*``), never from words in code.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .cues import Cues
    from .document import Block, Document
    from .tokens import Tokens

SECTION, DOCTYPE = "section-", "doctype-"
UNKNOWN = "other"
_HEADING_WORDS = 9
_HEADING_LENGTH = 140  # characters; nothing longer is looked at as a heading
_TITLE_WORDS = 16
_TITLE_BLOCKS = 3
_RUN_ON_WORDS = 60  # a block this long may hold headings inside it
_DEFAULT = "page"


class Sections:
    """The section of every token."""

    def __init__(self, starts: Sequence[tuple[int, str]]) -> None:
        self._at = [at for at, _ in starts]
        self._names = [name for _, name in starts]

    def at(self, token: int) -> str:
        i = bisect_right(self._at, token) - 1
        return self._names[i] if i >= 0 else UNKNOWN

    def has(self, name: str) -> bool:
        """Whether the document has such a section."""
        return name in self._names


class _Cue(NamedTuple):
    at: int
    name: str
    length: int


def find_sections(document: Document, tokens: Tokens, cues: Cues) -> Sections:
    """Find where each section begins."""
    found = sorted(
        (_Cue(at, name[len(SECTION) :], cues.lengths.get((name, at), 1)) for name in cues.names(SECTION) for at in cues[name]),
        key=lambda cue: (cue.at, -cue.length, cue.name),  # "nous demandons" opens the profile, whatever "nous" alone does
    )
    starts: list[tuple[int, str]] = []
    for cue in found:
        number = tokens.block_of(cue.at)
        block = document.blocks[number]
        if _is_heading(document.view, block, tokens, number, cue) or _is_inline(document.view, tokens, number, cue):
            starts.append((cue.at if _long(tokens, number) else tokens.firsts[number], cue.name))
    return Sections(_with_title(document, tokens, _first_of_each(starts)))


def _first_of_each(starts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Of several phrases in one heading the first decides."""
    kept: list[tuple[int, str]] = []
    for at, name in starts:
        if not kept or kept[-1][0] != at:
            kept.append((at, name))
    return kept


def _long(tokens: Tokens, number: int) -> bool:
    start, end = tokens.block(number)
    return end - start > 2 * _RUN_ON_WORDS or tokens.size(number) > _RUN_ON_WORDS


def _is_heading(view: str, block: Block, tokens: Tokens, number: int, cue: _Cue) -> bool:
    """Whether the block is a heading that the cue names."""
    if block.kind not in ("paragraph", "item", "heading", "cell", "title"):
        return False
    if tokens.words[cue.at - 1] != BOUNDARY and block.end - block.start > _HEADING_LENGTH:
        return False
    count = tokens.size(number)
    if block.kind == "heading":
        return count <= 2 * _HEADING_WORDS
    if not 0 < count <= _HEADING_WORDS:
        return False
    text = view[block.start : block.end].strip()
    share = cue.length / count
    emphatic = text.endswith((":", "?", "**", "__")) or text.isupper()
    if text.endswith((".", ",", ";")):
        return False
    needed = 0.6 if block.kind == "item" and not emphatic else 0.2 if emphatic else 0.5
    return share >= needed


def _is_inline(view: str, tokens: Tokens, number: int, cue: _Cue) -> bool:
    """``Profiel: je bent …`` at the start of a block, or a capitalised heading inside a run-on one."""
    after = cue.at + cue.length
    colon = tokens.words[after] == ":"
    if cue.at == tokens.firsts[number]:
        return colon
    before = tokens.words[cue.at - 1]
    follows_end = before in SENTENCE_END or before in (BOUNDARY, ")", "*", "-", "–")
    # Where a word stands is asked last: it takes the whole block.
    if not (colon or follows_end or cue.length > 1) or not _long(tokens, number) or not view[tokens.place(cue.at)[0]].isupper():
        return False
    return colon or (tokens.words[after] != BOUNDARY and view[tokens.place(after)[0]].isupper())


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
    for name in cues.names(DOCTYPE):
        kind, _, strength = name[len(DOCTYPE) :].partition("-")
        different = len({tokens.words[i] for i in cues[name]})
        scores[kind] = scores.get(kind, 0) + different * (_STRONG if strength else 1)
    best = max(scores, key=lambda k: (scores[k], k))
    if best == _VACANCY and _opens_with(tokens, cues, f"{_INTERNAL}-strong"):
        best, scores = _INTERNAL, {_INTERNAL: scores[_VACANCY]}
    # A long text meets more words by chance, a short one fewer.
    size = len(tokens.words)
    needed = _THRESHOLD * max(1.0, size / _LONG_TEXT) * min(1.0, max(_LEAST_SHARE, size / _SHORT_TEXT))
    return best if scores[best] >= needed else _DEFAULT


def _opens_with(tokens: Tokens, cues: Cues, name: str) -> bool:
    """Whether a cue of a kind of text stands in a short line among the first."""
    body = tokens.firsts[_TITLE_BLOCKS] if len(tokens.firsts) > _TITLE_BLOCKS else len(tokens.words)
    places = [at for at in cues[f"{DOCTYPE}{name}"] if at < body]
    return any(tokens.size(tokens.block_of(at)) <= 2 * _TITLE_WORDS for at in places)


def _ad_shape(tokens: Tokens, cues: Cues, sections: Sections) -> int:
    """What the layout of an ad weighs: its sections, and a role named or a marker of gender put ("m/f/x") in its first lines."""
    found = sum(sections.has(name) for name in _AD_SECTIONS)
    body = tokens.firsts[_TITLE_BLOCKS] if len(tokens.firsts) > _TITLE_BLOCKS else len(tokens.words)
    titled = any(at < body and sections.at(at) == "title" for at in cues["cue-role"])
    return 2 * found + (_TITLED if titled or _opens_with(tokens, cues, "vacancy-marker") else 0)


_VACANCY, _INTERNAL = "vacancy", "internal"
_AD_SECTIONS = ("tasks", "profile", "offer", "procedure", "contact")
_STRONG, _TITLED, _THRESHOLD = 3, 5, 8
_LONG_TEXT, _SHORT_TEXT, _LEAST_SHARE = 600, 250, 0.6  # tokens; the share of the threshold that the shortest text needs
