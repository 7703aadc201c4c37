"""Markdown: CommonMark with tables, every character of its text placed in the source.

markdown-it says on which lines a block stands. What markup and indentation leave of such a line is its end, and so is
found in the source again; a table cell is found in its row. From there ``markdown_inline`` walks the inline tokens.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import image, link

from ..document import ViewBuilder
from . import front_matter
from .directives import DirectiveReader
from .markdown_inline import Content, Inline
from .page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from ..document import Document

_LINE_END = re.compile(r"\r\n?|\n")
_READ_AS_HTML = frozenset({"li", "blockquote", "p", "th", "td", "tr", "table", "ul", "ol"}) | {
    f"h{level}" for level in range(1, 7)
}


def read(path: str, source: str) -> Document:
    """Read a Markdown text with or without front matter."""
    matter = front_matter.find(path, source)
    builder = ViewBuilder(source)
    directives = DirectiveReader(source)
    front_matter.add_texts(builder, matter)
    page = Page(builder, directives)
    _Body(source, matter.end, page).read()
    page.close_all()
    return builder.build(
        path, "markdown", declared=matter.declared or page.declared, options=matter.options,
        directives=(*matter.directives, *directives.directives), problems=(*matter.problems, *directives.problems),
        missing_alts=tuple(page.missing_alts),
    )  # fmt: skip


@cache
def _parser() -> MarkdownIt:
    """The parser, with tokens left apart (joined ones could not be placed) and links that say where they end."""
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable(["table", "strikethrough"])
    parser.disable(["text_join", "fragments_join"])
    parser.inline.ruler.at("link", _with_end(link))
    parser.inline.ruler.at("image", _with_end(image))
    return parser


def _with_end(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def run(state: StateInline, silent: bool) -> bool:
        found = rule(state, silent)
        if found and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return found

    return run


class _Line(NamedTuple):
    start: int
    end: int


class _Body:
    """Walks the block tokens of the text after the front matter."""

    def __init__(self, source: str, start: int, page: Page) -> None:
        self._text = source.replace("\0", "\ufffd")  # as markdown-it does
        self._start = start
        self._page = page
        self._lines: list[_Line] = []
        self._cell = 0  # where in the source the next table cell of the row is looked for

    def read(self) -> None:
        """Feed the page with the whole text."""
        body = self._text[self._start :]
        at = self._start
        for m in _LINE_END.finditer(body):
            self._lines.append(_Line(at, self._start + m.start()))
            at = self._start + m.end()
        self._lines.append(_Line(at, len(self._text)))
        in_cell = False
        for token in _parser().parse(body):
            if token.type == "inline":
                self._inline(token, in_cell=in_cell)
            elif token.type == "html_block" and token.map:
                self._page.feed(self._lines[token.map[0]].start, self._lines[token.map[1] - 1].end)
            elif token.tag in _READ_AS_HTML and token.nesting:
                in_cell = token.nesting > 0 and token.tag in ("th", "td")
                self._block(token)

    def _block(self, token: Token) -> None:
        if token.nesting < 0:
            self._page.close(token.tag)
            return
        if token.type == "tr_open" and token.map:
            self._cell = self._lines[token.map[0]].start
        self._page.open(token.tag)

    def _inline(self, token: Token, *, in_cell: bool) -> None:
        if not token.map or not token.content:
            return
        place = self._place_cell if in_cell else self._place_lines
        content = Content(token.content, place(token.content, *token.map))
        depth = self._page.depth
        Inline(content, self._page).walk(token.children or [], 0)
        self._page.close_to(max(1, min(depth, self._page.depth)))

    def _place_lines(self, content: str, first: int, last: int) -> list[tuple[int, int]]:
        stretches = []
        offset = 0
        lines = content.split("\n")
        first += self._dropped(lines[0], first, last - first - len(lines))
        for number, text in enumerate(lines, first):
            line = self._lines[min(number, last - 1)]
            body = text.lstrip()
            # What markup and indentation leave of a line is its end; a heading may be closed by more "#".
            found = self._text.rfind(body, line.start, line.end) if body else line.end
            stretches.append((offset + len(text) - len(body), found if found >= 0 else line.start))
            offset += len(text) + 1
        return stretches

    def _dropped(self, text: str, first: int, most: int) -> int:
        """Return how many lines of nothing but odd spaces were stripped from the top of a paragraph."""
        for number in range(most):
            line = self._lines[first + number]
            if self._text[line.start : line.end].rstrip().endswith(text.rstrip()):
                return number
        return max(0, most)

    def _place_cell(self, content: str, first: int, _last: int) -> list[tuple[int, int]]:
        written = content.replace("|", "\\|")  # the one escape that tables take away themselves
        start = self._text.find(written, self._cell, self._lines[first].end)
        if start < 0:
            start = self._cell
        self._cell = start + len(written)
        pipes = [i for i, c in enumerate(content) if c == "|"]
        return [(0, start), *((i, start + i + n) for n, i in enumerate(pipes, 1))]
