"""Plain text: every line is a block, a list item keeps its bullet out, hard-wrapped lines are joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..document import Block, Document, OffsetMap, ViewBuilder, is_plain_view
from .directives import DirectiveReader

if TYPE_CHECKING:
    from collections.abc import Iterator

# Digits with a dot or bracket, dashes, stars, and any symbol that is used as a bullet or emoji.
BULLET = re.compile(
    r"(?:[-–—*+•·▪▫◦●○■□►▶➤➡→»>✔✓✅☑❌⭐👉🔥🔸🔹🧸☎️]|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D])+\s*"
    r"|\d{1,2}[.)]\s+|[a-z]\)\s+"
)
_INLINE_BULLET = re.compile(r"[•▪◦●■►➤✔✓✅👉🔸🔹](?<=[\s.;:!?].)\s*")
_LINE = re.compile(r"[^\r\n]+")
_WRAP_MIN = 55  # a shorter line was ended on purpose


class _Line(NamedTuple):
    start: int
    end: int
    item: bool
    joins: bool  # looks like the wrapped continuation of the line before


def _lines(source: str) -> Iterator[_Line]:
    previous_end, previous = 0, ""
    run_on = not source.isascii() and _INLINE_BULLET.search(source) is not None
    for m in _LINE.finditer(source):
        raw = m[0]
        text = raw.strip()
        if not text:
            continue
        start = m.start() + (len(raw) - len(raw.lstrip()) if raw[0] != text[0] else 0)
        # A letter begins most lines, and no bullet but "a)".
        bullet = None if text[0].isalpha() and text[1:2] != ")" else BULLET.match(source, start, m.end())
        body = bullet.end() if bullet else start
        joins = not bullet and wraps(previous, text) and source[previous_end : m.start()] in ("\n", "\r", "\r\n")
        end = start + len(text)
        if body < end and not run_on:
            yield _Line(body, end, bullet is not None, joins)
        elif body < end:
            yield from _split(source, body, end, item=bullet is not None, joins=joins)
        previous_end, previous = m.end(), text


def _split(source: str, start: int, end: int, *, item: bool, joins: bool) -> Iterator[_Line]:
    """Cut a run-on line at bullets written inside it."""
    at, is_item = start, item
    for m in _INLINE_BULLET.finditer(source, start, end):
        before = source[at : m.start()].rstrip()
        if before:
            yield _Line(at, at + len(before), is_item, joins)
            joins = False
        at, is_item = m.end(), True
    if source[at:end].strip():
        yield _Line(at, end, is_item, joins)


def wraps(previous: str, line: str) -> bool:
    """Whether ``line`` looks like the rest of the sentence that ``previous`` began."""
    return len(previous) >= _WRAP_MIN and previous[-1] not in ".!?:;" and line[0].islower()


def blocks_of(source: str) -> list[Block]:
    """Return the blocks of a plain text; spans are of the source."""
    blocks: list[Block] = []
    for line in _lines(source):
        if line.joins and blocks:
            last = blocks.pop()
            blocks.append(Block(last.kind, last.start, line.end))
        else:
            blocks.append(Block("item" if line.item else "paragraph", line.start, line.end))
    return blocks


def read(path: str, source: str) -> Document:
    """Read plain text. The view is the source, directives blanked, unless it needs normalising."""
    directives = DirectiveReader(source)
    text = directives.plain()
    blocks = blocks_of(text)
    found, problems = tuple(directives.directives), tuple(directives.problems)
    if is_plain_view(text):
        return Document(
            path, source, text, tuple(blocks), OffsetMap(), "plain", directives=found, problems=problems
        )  # fmt: skip
    builder = ViewBuilder(source, readable=text)
    for block in blocks:
        builder.text(block.start, block.end)
        builder.end_block(block.kind)
    return builder.build(path, "plain", directives=found, problems=problems)
