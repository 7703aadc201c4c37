"""The text inside a Markdown block: its inline tokens, walked through the characters they were made from."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination

from .markup import decoded
from .page import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from .page import Page

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SPACE = re.compile(r"[ \t\n]*")
_INDENT = re.compile(r"[ \t]*")
# Bullets that are none to Markdown, but were meant as such by whoever pasted the text.
_PASTED_BULLET = re.compile(r"[•·▪▫◦●○■□►▶➤➡→✓✔✅☑–—]\s")


class Content:
    """The text of one inline token, and where each stretch of it stands in the source."""

    def __init__(self, text: str, stretches: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self._starts = [start for start, _ in stretches]
        self._sources = [source for _, source in stretches]

    def at(self, offset: int) -> int:
        """Return the place in the source of ``text[offset]``."""
        i = max(0, bisect_right(self._starts, offset) - 1)
        return self._sources[i] + offset - self._starts[i]

    def ranges(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the source ranges of ``text[start:end]``, cut where it does not stand in one piece."""
        while start < end:
            i = bisect_right(self._starts, start)
            stop = min(end, self._starts[i]) if i < len(self._starts) else end
            source = self.at(start)
            yield source, source + stop - start
            start = stop


class Inline:
    """Walks inline tokens through the text they were made from."""

    def __init__(self, content: Content, page: Page) -> None:
        self._content = content
        self._text = content.text
        self._page = page
        self._titles: list[bool] = []
        self._in_autolink = False
        self._has_bullets = False

    def walk(self, tokens: Sequence[Token], at: int) -> None:
        """Add the text of the tokens, which begins at ``at``."""
        for token in tokens:
            step = _STEPS.get(token.type)
            at = step(self, token, at) if step else self._markup(token, at)

    def _markup(self, token: Token, at: int) -> int:
        if token.tag == "strong" and token.nesting > 0:
            self._page.open("strong")
        elif token.tag == "strong":
            self._page.close("strong")
        return at + len(token.markup)

    def _plain(self, token: Token, at: int) -> int:
        if self._in_autolink:
            return at
        start = self._text.find(token.content, at)
        if start < 0:
            return at
        end = start + len(token.content)
        self._add(start, end)
        return end

    def _add(self, start: int, end: int) -> None:
        for a, b in self._content.ranges(start, end):
            self._page.text(a, b)

    def _special(self, token: Token, at: int) -> int:
        end = at + len(token.markup)
        self._page.replaced(token.content, self._content.at(at), self._content.at(end - 1) + 1)
        return end

    def _line_end(self, token: Token, at: int) -> int:
        end = self._text.find("\n", at)
        following = _INDENT.match(self._text, end + 1)
        assert following
        span = self._content.at(end), self._content.at(following.end())
        if _PASTED_BULLET.match(self._text, following.end()):
            self._has_bullets = True
            self._page.end_block()
        elif token.type == "hardbreak" or self._has_bullets:
            self._page.line_break(*span)
        else:
            self._page.replaced("\n", *span)
        return following.end()

    def _code(self, token: Token, at: int) -> int:
        closing = re.compile(rf"(?<!`){token.markup}(?!`)").search(self._text, at + len(token.markup))
        end = closing.end() if closing else at + len(token.markup)
        self._page.gap(self._content.at(at), self._content.at(end - 1) + 1)
        return end

    def _html(self, token: Token, at: int) -> int:
        end = at + len(token.content)
        self._page.feed(self._content.at(at), self._content.at(end - 1) + 1)
        return end

    def _link_open(self, token: Token, at: int) -> int:
        self._titles.append("title" in token.attrs)
        if token.markup != "autolink":
            return at + 1
        self._in_autolink = True
        end = self._text.find(">", at)
        self._add(at + 1, end)
        return end

    def _link_close(self, token: Token, at: int) -> int:
        titled = self._titles.pop()
        if self._in_autolink:
            self._in_autolink = False
            return at + 1
        end: int = token.meta["end"]
        if titled:
            self._title("attribute", at, end)
        return end

    def _image(self, token: Token, at: int) -> int:
        end: int = token.meta["end"]
        label = at + 2
        source = self._content.at(at), self._content.at(end - 1) + 1
        if token.content:
            self._aside("alt", label, label + len(token.content))
        if token.attrs.get("title"):
            self._title("caption", label + len(token.content), end)
        self._page.gap(*source)
        return end

    def _title(self, kind: str, start: int, end: int) -> None:
        """Add the title of the link or image whose ``](destination "title")`` is ``text[start:end]``."""
        if not self._text.startswith("](", start):
            return  # it stands with the reference's definition
        destination = parseLinkDestination(self._text, _skip(self._text, start + 2), end)
        opening = _skip(self._text, destination.pos if destination.ok else start + 2)
        closing = len(self._text[opening : end - 1].rstrip(" \t\n")) + opening - 1
        self._aside(kind, opening + 1, closing)

    def _aside(self, kind: str, start: int, end: int) -> None:
        runs: list[Run] = []
        at = start
        for m in _ESCAPE.finditer(self._text, start, end):
            runs += (Run(*span) for span in self._content.ranges(at, m.start()))
            value = m[1] or decoded(m[0])
            runs.append(Run(self._content.at(m.start()), self._content.at(m.end() - 1) + 1, value))
            at = m.end()
        runs += (Run(*span) for span in self._content.ranges(at, end))
        self._page.aside(kind, runs)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


_STEPS: dict[str, Callable[[Inline, Token, int], int]] = {
    "text": Inline._plain, "text_special": Inline._special, "softbreak": Inline._line_end,
    "hardbreak": Inline._line_end, "code_inline": Inline._code, "html_inline": Inline._html,
    "link_open": Inline._link_open, "link_close": Inline._link_close, "image": Inline._image,
}  # fmt: skip
