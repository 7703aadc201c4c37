"""What a terminal needs: colours, widths, lines that fit, and nothing of a text that could steer the terminal."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RED, GREEN, YELLOW, BLUE, BOLD, DIM, UNDERLINE = "31", "32", "33", "34", "1", "2", "4"
_MARGIN = 28  # columns of a long line that are shown before the marked words

# Control and bidirectional-override characters: an ad must not be able to repaint the screen.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNUSUAL = re.compile("[^\x00-\xac\xae-\u02ff]")  # what may take no column, or two


class Paint:
    """Puts colour around text, or does not."""

    def __init__(self, color: bool) -> None:
        self._color = color

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self._color and text else text


def visible(text: str) -> str:
    """Return a text on one line that does nothing to a terminal but be read."""
    return _STEERING.sub(" ", text)


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return len(text) + sum(_columns(c) - 1 for c in _UNUSUAL.findall(text))


def _columns(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def excerpt(line: str, start: int, end: int, columns: int) -> tuple[str, str]:
    """Return the part of a line around ``start:end`` that fits, and the carets under those words."""
    line, end = visible(line), max(end, start + 1)
    low, high = 0, len(line)
    if len(line) > columns:
        low = max(0, min(start - _MARGIN, len(line) - columns))
        high = min(len(line), max(low + columns, min(end, start + columns)))
        low, high = _at_words(line, low, high, start, end)
    head, tail = "…" if low else "", "…" if high < len(line) else ""
    before = head + line[low:start].lstrip() if not low else head + line[low:start]
    marked = line[start : min(end, high)]
    return before + line[start:high].rstrip() + tail, " " * width(before) + "^" * max(1, width(marked))


def _at_words(line: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """Move the edges of a cut to the nearest space inside them."""
    if low:
        space = line.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    if high < len(line):
        space = line.rfind(" ", end, high)
        high = space if space > end else high
    return low, high


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Yield a text in lines of at most so many columns, where its words allow."""
    line = ""
    for word in visible(text).split(" "):
        if line and width(line) + 1 + width(word) > columns:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
