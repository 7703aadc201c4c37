"""A page being read: which text is visible, and to which block it belongs.

The HTML reader feeds it markup. The Markdown reader opens and closes the same elements by hand, so both agree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..model import Span
from . import elements, markup
from .elements import Element, child_of, is_block
from .front_matter import primary_language
from .plain import BULLET, wraps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..document import ViewBuilder
    from .directives import DirectiveReader
    from .markup import Token

_MAX_DEPTH = 512  # as in browsers: keeps hostile nesting from costing quadratic time
_INK = re.compile(r"\S")
_HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_READ_ATTRIBUTES = {"alt": "alt", "title": "attribute", "aria-label": "attribute", "placeholder": "attribute"}
# Of an image they describe what is shown.
_IMAGE_ATTRIBUTES = _READ_ATTRIBUTES | {"title": "caption", "aria-label": "alt"}
_IMAGES = frozenset({"img", "svg", "figure", "picture"})
_NOT_SHOWN = frozenset({"presentation", "none"})
_METAS = frozenset({"description", "og:description", "twitter:description"})
_HEAD = frozenset({"base", "link", "meta", "script", "style"})
_WRAP_TAIL = 80  # of the line before a <br> no more is looked at; bold text that is longer is no heading


class Run(NamedTuple):
    """A stretch of the source, and what is read there if that differs."""

    start: int
    end: int
    value: str | None = None


class _Aside(NamedTuple):
    """The text of an attribute, waiting for the end of the block it stands in."""

    kind: str
    runs: Sequence[Run]
    language: str | None


class Page:
    """Takes tags and text in the order of the source and gives the builder blocks."""

    def __init__(self, builder: ViewBuilder, directives: DirectiveReader) -> None:
        self.declared: str | None = None
        self.has_text = False
        self.missing_alts: list[Span] = []
        self.preformatted: list[tuple[int, int, str | None]] = []
        self._builder = builder
        self._directives = directives
        self._source = builder.source
        self._stack = [Element("", block=True)]
        self._asides: list[_Aside] = []
        self._captured: dict[str, int] = {}
        self._forget_block()

    def _forget_block(self) -> None:
        self._languages: set[str | None] = set()
        self._all_bold = True
        self._bulleted = False
        self._line = ""  # the end of what was added since the last <br>
        self._break: tuple[int, int] | None = None

    # Markup

    def feed(self, start: int, end: int) -> None:
        """Read the HTML ``source[start:end]``; elements may stay open."""
        for token in markup.scan(self._source, start, end):
            if token.kind == "text":
                self.text(token.start, token.end)
            elif token.kind == "entity":
                self.replaced(self._entity(token), token.start, token.end)
            elif token.kind == "open":
                self._open_tag(token)
            elif token.kind == "close":
                self.close(token.name, token.start)
            else:
                self._directives.comment(token.start, token.end)

    def _open_tag(self, tag: Token) -> None:
        found = markup.attributes(self._source, tag) if tag.end - tag.start > len(tag.name) + 2 else {}
        hidden = "hidden" in found or bool(_HIDING_STYLE.search(self._value(found, "style")))
        if tag.name == "meta":
            self._meta(found)
        elif self._stack[-1].visible and not hidden and tag.name not in _HEAD:
            image = tag.name in _IMAGES or self._value(found, "role") == "img"
            self._read_attributes(found, _IMAGE_ATTRIBUTES if image else _READ_ATTRIBUTES)
            if tag.name == "img" and self._is_undescribed(found):
                self.missing_alts.append(Span(tag.start, tag.end))
        if tag.name == "br":
            self.line_break(tag.start, tag.end)
        elif tag.name in elements.VOID:
            if is_block(tag.name):
                self.end_block()
            elif tag.name in elements.GAPS:
                self.gap(tag.start, tag.end)
        else:
            language = self._value(found, "lang") or self._value(found, "xml:lang")
            self.open(tag.name, tag.start, tag.end, language=language, hidden=hidden)
            if self._source[tag.end - 2] == "/":
                self.close(tag.name, tag.end)

    def _value(self, found: dict[str, tuple[int, int]], name: str) -> str:
        return markup.decoded(self._source[slice(*found[name])]) if name in found else ""

    def _is_undescribed(self, found: dict[str, tuple[int, int]]) -> bool:
        """Whether nothing tells what an image shows, nor that it is decoration."""
        if {"alt", "aria-label", "aria-labelledby", "title"} & found.keys():
            return False
        return self._value(found, "aria-hidden") != "true" and self._value(found, "role") not in _NOT_SHOWN

    def _meta(self, found: dict[str, tuple[int, int]]) -> None:
        name = self._value(found, "name") or self._value(found, "property")
        if name.lower() in _METAS and "content" in found:
            self._attribute("meta", *found["content"])

    def _read_attributes(self, found: dict[str, tuple[int, int]], kinds: dict[str, str]) -> None:
        for name, kind in kinds.items():
            if name in found:
                self._attribute(kind, *found[name])

    # Elements

    @property
    def depth(self) -> int:
        """Number of open elements, to come back to with ``close_to``."""
        return len(self._stack)

    def open(self, name: str, start: int = 0, end: int = 0, *, language: str = "", hidden: bool = False) -> None:
        """Open an element whose tag is ``source[start:end]``."""
        if is_block(name):
            self._end_open_ones(name, start)
        parent = self._stack[-1]
        declared = primary_language(language) if language else None
        element = child_of(parent, name, declared or parent.language, hidden=hidden)
        if element.block:
            self.end_block()
        elif parent.visible and not element.visible:
            self.gap(start, end)
        if name in ("html", "body") and not self.declared:
            self.declared = element.language
        if not hidden and ((name == "pre" and parent.visible) or (name == "title" and self._in_drawing())):
            self._captured[name] = end
        if len(self._stack) < _MAX_DEPTH:
            self._stack.append(element)

    def _in_drawing(self) -> bool:
        """Whether we are in an ``<svg>`` that is shown: its title is what a screen reader says."""
        names = [element.name for element in self._stack]
        return "svg" in names and self._stack[names.index("svg") - 1].visible

    def _end_open_ones(self, name: str, at: int) -> None:
        """Close the paragraph, list item or cell that this tag ends without saying so."""
        ended = elements.ENDS.get(name, set())
        for element in reversed(self._stack) if ended else ():
            if element.name in ended:
                self.close(element.name, at)
                break
            if element.name in elements.CONTAINERS:
                break
        if name in elements.PHRASING:
            return
        for element in reversed(self._stack):
            if element.name == "p":
                self.close("p", at)
            if element.block:
                break

    def close(self, name: str, at: int = 0) -> None:
        """Close the innermost open element of that name, and all inside it; a stray closing tag does nothing."""
        for depth in range(len(self._stack) - 1, 0, -1):
            open_name = self._stack[depth].name
            if open_name == name:
                self.close_to(depth, at)
                return
            if open_name in elements.BARRIERS and name not in elements.TABLE_PARTS:
                return

    def close_to(self, depth: int, at: int = 0) -> None:
        """Close the innermost elements until ``depth`` are left."""
        while len(self._stack) > depth:
            element = self._stack[-1]
            if element.block:
                self.end_block()
            self._stack.pop()
            start = self._captured.pop(element.name, None)
            if start is not None and element.name == "pre":
                self.preformatted.append((start, at, element.language))
            elif start is not None:
                self._attribute("alt", start, at)

    def close_all(self) -> None:
        """Close everything: the source ends here."""
        self.close_to(1, len(self._source))
        self.end_block()

    # Text

    def text(self, start: int, end: int) -> None:
        """Add the visible text ``source[start:end]``."""
        skipped = self._take(self._source[start:end])
        if start + skipped < end:
            self._builder.text(start + skipped, end)

    def replaced(self, value: str, start: int, end: int) -> None:
        """Add ``value``, which the source spells ``source[start:end]``."""
        skipped = self._take(value)
        if skipped < len(value):
            self._builder.replaced(value[skipped:], start, end)

    def _take(self, text: str) -> int:
        """Make ready for a text; return how much of its front is not to be read.

        That is all of it where nothing is visible, and blanks and a bullet at the start of a block.
        """
        if not self._stack[-1].visible:
            return len(text)
        skipped = len(text) - len(text.lstrip())
        if skipped == len(text):
            self._line = (self._line + text)[-_WRAP_TAIL:]
            return 0 if self._builder.is_open else skipped
        if self._break:
            self._resolve_break(text[skipped])
        if self._builder.is_open:
            skipped = 0
        elif not self._bulleted:
            bullet = BULLET.match(text, skipped)
            self._bulleted = bullet is not None
            self._all_bold = self._stack[-1].bold  # "• <b>word</b>" is an item, "<b>1. Word</b>" a heading
            skipped = bullet.end() if bullet else skipped
        if skipped < len(text):
            self._note(text[skipped:])
        return skipped

    def _note(self, text: str) -> None:
        """Remember of the text that is being added what its block will be judged by."""
        element = self._stack[-1]
        self.has_text = self.has_text or element.kind != "title"
        self._languages.add(element.language)
        self._all_bold = self._all_bold and element.bold
        self._line = (self._line + text)[-_WRAP_TAIL:]

    def gap(self, start: int, end: int) -> None:
        """Keep words apart that have ``source[start:end]`` (an image, some code) between them."""
        if self._stack[-1].visible and self._builder.is_open:
            self._builder.replaced(" ", start, end)

    def line_break(self, start: int, end: int) -> None:
        """A ``<br>``: the end of the block, unless the next text shows that it only wraps a long line."""
        if self._stack[-1].kind in ("heading", "title"):
            self.gap(start, end)
        elif self._builder.is_open:
            self._break = (start, end)

    def _resolve_break(self, following: str) -> None:
        at, self._break = self._break, None
        previous = " ".join(self._line.split())
        if at and previous and wraps(previous, following):
            self._line = ""
            self._builder.replaced("\n", *at)
        else:
            self.end_block()

    def aside(self, kind: str, runs: Sequence[Run]) -> None:
        """Keep the text of an attribute for a block of its own, after the present one."""
        self._asides.append(_Aside(kind, runs, self._stack[-1].language))
        if not self._builder.is_open:
            self._add_asides()

    def _attribute(self, kind: str, start: int, end: int) -> None:
        if _INK.search(self._source, start, end):
            tokens = markup.entities(self._source, start, end)
            self.aside(kind, [Run(t.start, t.end, self._entity(t) if t.kind == "entity" else None) for t in tokens])

    def _entity(self, token: Token) -> str:
        return markup.decoded(self._source[token.start : token.end])

    def end_block(self) -> None:
        """Close the present block, then add the attributes that were waiting."""
        element = self._stack[-1]
        if self._builder.is_open:
            kind = element.kind
            if kind == "paragraph":
                kind = "heading" if self._is_bold_heading() else "item" if self._bulleted else kind
            self._builder.end_block(kind, level=element.level, declared=self._language())
        self._forget_block()
        self._add_asides()

    def _is_bold_heading(self) -> bool:
        """Whether the block is a short line all in bold: what editors without headings use for one."""
        return self._all_bold and len(self._line) < _WRAP_TAIL and not self._line.rstrip().endswith((".", ",", ";"))

    def _language(self) -> str | None:
        """The language of the text if it is all in one, else that of the element around it."""
        if len(self._languages) == 1:
            return next(iter(self._languages))
        return next(element.language for element in reversed(self._stack) if element.block)

    def _add_asides(self) -> None:
        asides, self._asides = self._asides, []
        for aside in asides:
            for run in aside.runs:
                if run.value is None:
                    self._builder.text(run.start, run.end)
                else:
                    self._builder.replaced(run.value, run.start, run.end)
            self._builder.end_block(aside.kind, declared=aside.language)
