"""A document: the source the user gave, the readable text in it, and the way back from one to the other.

Checks work on the *view*: the readable text, one block after another, in Unicode NFC, without soft
hyphens or markup. Every span of the view maps to a span of the source, exactly.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from .model import Span

# Read as nothing: soft hyphen, zero-width space and joiners, word joiner, byte-order mark.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DROP_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
# To put marks in order takes time that grows with the square of their number, and nobody writes thirty on a letter.
_CLUSTER = re.compile(f"[^\\W\\d_][\u0300-\u036f]{{1,30}}|[{_INVISIBLE}]+")
_STRETCH = 256
_NEEDS_MAP = re.compile(f"[\u0300-\u036f{_INVISIBLE}]")
_MARKS = (b"\xcc", b"\xcd")  # what the marks begin with as bytes, and a few letters


class Piece(NamedTuple):
    """A run of the view and where it comes from. Of equal length: mapped one to one; else as a whole."""

    view_start: int
    view_end: int
    source_start: int
    source_end: int

    @property
    def linear(self) -> bool:
        return self.view_end - self.view_start == self.source_end - self.source_start


class OffsetMap:
    """View offsets to source offsets. Without pieces it is the identity."""

    def __init__(self, pieces: tuple[Piece, ...] = ()) -> None:
        self._pieces = pieces
        self._starts = [p.view_start for p in pieces]

    def _piece(self, at: int) -> Piece:
        return self._pieces[max(0, bisect_right(self._starts, at) - 1)]

    def span(self, start: int, end: int) -> Span:
        """Return the source span of the non-empty view span ``start:end``."""
        if not self._pieces:
            return Span(start, end)
        first, last = self._piece(start), self._piece(end - 1)
        # The line end between two blocks belongs to no piece: it counts as the end of the one before.
        a = min(first.source_start + (start - first.view_start if first.linear else 0), first.source_end)
        b = min(last.source_start + (end - last.view_start), last.source_end) if last.linear else last.source_end
        return Span(a, max(b, a))


class Block(NamedTuple):
    """A stretch of the view that is read as one: a paragraph, a list item, a heading, an alt text.

    ``declared`` is the language the markup gives (``lang=``), ``level`` that of a heading,
    ``location`` where a person finds it in a format without lines ("slide 4").
    """

    kind: str
    start: int
    end: int
    level: int = 0
    declared: str | None = None
    location: str = ""


class Directive(NamedTuple):
    """A suppression written in the text. ``line`` is the 1-based source line it stands on."""

    action: str
    rules: tuple[str, ...]
    reason: str
    line: int


class Document(NamedTuple):
    """One text to check. ``source`` is what the user gave, decoded; ``view`` is what is read."""

    path: str
    source: str
    view: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap = OffsetMap()
    format: str = "plain"
    declared: str | None = None
    options: dict[str, object] = {}
    directives: tuple[Directive, ...] = ()
    problems: tuple[str, ...] = ()
    missing_alts: tuple[Span, ...] = ()  # images without alternative text; an empty one is not missing


class LineIndex:
    """Source offsets to 1-based (line, column), counting CRLF, CR and LF as one line end each."""

    _END = re.compile(r"\r\n|\r|\n")

    def __init__(self, source: str) -> None:
        self._starts = [0, *(m.end() for m in self._END.finditer(source))]

    def position(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


class ViewBuilder:
    """Collects the readable text of a source, block by block, and keeps the way back.

    ``readable`` is the source with what nobody should read blanked, of the same length.
    """

    def __init__(self, source: str, readable: str | None = None) -> None:
        self.source = source
        self._readable = source if readable is None else readable
        self._normal = is_plain_view(source)
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._block_start = 0
        self._first_part = 0

    def text(self, start: int, end: int) -> None:
        """Add ``source[start:end]`` as it stands (normalised where it must be)."""
        if self._normal:
            self._add(self._readable[start:end], start, end)
            return
        at = start
        for m in _CLUSTER.finditer(self._readable, start, end):
            self._normalised(at, m.start())
            self.replaced(unicodedata.normalize("NFC", m[0]), *m.span())
            at = m.end()
        self._normalised(at, end)

    def _normalised(self, start: int, end: int) -> None:
        """Add a stretch without clusters: what is left to normalise there (the Ångström sign) keeps its length."""
        for at in range(start, end, _STRETCH):
            value = self._readable[at : min(at + _STRETCH, end)]
            normal = unicodedata.normalize("NFC", value)
            self._add(normal if len(normal) == len(value) else value, at, at + len(value))

    def replaced(self, value: str, start: int, end: int) -> None:
        """Add ``value``, which stands in the source as ``source[start:end]`` (an entity, say)."""
        self._add(value.translate(_DROP_INVISIBLE), start, end)

    def _add(self, value: str, start: int, end: int) -> None:
        if value:
            self._parts.append(value)
            self._pieces.append(Piece(self._length, self._length + len(value), start, end))
            self._length += len(value)

    def end_block(self, kind: str, *, level: int = 0, declared: str | None = None, location: str = "") -> None:
        """Close the block that was being collected; a blank one is dropped."""
        if not self.is_open:
            return
        text = self.open_text()
        if text.strip():
            start = self._block_start + len(text) - len(text.lstrip())
            end = self._block_start + len(text.rstrip())
            self._blocks.append(Block(kind, start, end, level, declared, location))
        self._parts.append("\n")
        self._length += 1
        self._block_start = self._length
        self._first_part = len(self._parts)

    @property
    def is_open(self) -> bool:
        """Whether anything was added since the last block ended."""
        return self._length > self._block_start

    def open_text(self) -> str:
        """Return what was added since the last block ended."""
        return "".join(self._parts[self._first_part :])

    def build(
        self,
        path: str,
        format: str,
        *,
        declared: str | None = None,
        options: dict[str, object] | None = None,
        directives: tuple[Directive, ...] = (),
        problems: tuple[str, ...] = (),
        missing_alts: tuple[Span, ...] = (),
    ) -> Document:
        """Return the finished document."""
        return Document(
            path,
            self.source,
            "".join(self._parts),
            tuple(self._blocks),
            OffsetMap(tuple(self._pieces)),
            format,
            declared,
            options or {},
            directives,
            problems,
            missing_alts,
        )


def is_plain_view(source: str) -> bool:
    """Whether the source can be its own view: already NFC and nothing invisible in it."""
    return source.isascii() or (
        not (_may_need_map(source) and _NEEDS_MAP.search(source)) and unicodedata.is_normalized("NFC", source)
    )


def _may_need_map(source: str) -> bool:
    """Whether there may be a mark or something invisible: one sign is looked for a hundred times faster than any of a class."""
    for sign in _INVISIBLE:
        if sign in source:
            return True
    encoded = source.encode("utf-8", "surrogatepass")
    return _MARKS[0] in encoded or _MARKS[1] in encoded
