"""Plain text: every line is a block, a list item keeps its bullet out, hard-wrapped lines are joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..document import Block, Document, OffsetMap, ViewBuilder, is_plain_view
from .directives import DirectiveReader

if TYPE_CHECKING:
    from collections.abc import Callable

# Digits with a dot or bracket, dashes, stars, and any symbol that is used as a bullet or emoji.
BULLET = re.compile(
    r"(?:[-–—*+•·▪▫◦●○■□►▶➤➡→»>✔✓✅☑❌⭐👉🔥🔸🔹🧸☎️]|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F\u200D])+\s*"
    r"|\d{1,2}[.)]\s+|[a-z]\)\s+"
)
_ONE_END = ("\n", "\r", "\r\n")
_INLINE_BULLETS = "•▪◦●■►➤✔✓✅👉🔸🔹"
_INLINE_BULLET = re.compile(rf"[{_INLINE_BULLETS}](?<=[\s.;:!?].)\s*")
_CLOSING = {">": "<", "»": "«", "►": "◄", "▶": "◀", "→": "←"}  # of a sign that has a mirror image
_WRAP_MIN = 55  # a shorter line was ended on purpose
_made: Callable[..., Block] = tuple.__new__  # a block, without the call that sorts out its arguments


def blocks_of(source: str) -> list[Block]:
    """Return the blocks of a plain text; spans are of the source."""
    blocks: list[Block] = []
    run_on = _runs_on(source)
    next_line = previous_end = 0
    previous = ""
    for raw in source.replace("\r", "\n").split("\n"):
        line = next_line
        next_line += len(raw) + 1
        text = raw.strip()
        if not text:
            continue
        start = line + (len(raw) - len(raw.lstrip()) if raw[0] != text[0] else 0)
        end = start + len(text)
        # A letter begins most lines, and no bullet but "a)".
        bullet = None if text[0].isalpha() and text[1:2] != ")" else BULLET.match(source, start, line + len(raw))
        body = bullet.end() if bullet else start
        item = bullet is not None and not (source[body - 1] == " " and _is_banner(text))
        joins = not bullet and wraps(previous, text) and source[previous_end:line] in _ONE_END
        if run_on and body < end:
            _split(blocks, source, body, end, item=item, joins=joins)
        elif body < end:
            _add(blocks, body, end, item=item, joins=joins)
        previous_end, previous = line + len(raw), text
    return blocks


def _is_banner(line: str) -> bool:
    """Whether the same sign stands before and behind a line, as around a title: "*** Baker ***", ">>> Baker <<<". Without a blank it is bold type."""
    return line[-1] == _CLOSING.get(line[0], line[0]) and not line[0].isalnum()


def _runs_on(source: str) -> bool:
    """Whether there are bullets inside lines: no letter is looked at where none of their signs is in the text."""
    if source.isascii():
        return False
    for bullet in _INLINE_BULLETS:
        if bullet in source:
            return _INLINE_BULLET.search(source) is not None
    return False


def _add(blocks: list[Block], start: int, end: int, *, item: bool, joins: bool) -> None:
    """Add a line, as a block or to the last one, of which it is the wrapped continuation."""
    if joins and blocks:
        kind, start, *_ = blocks.pop()
    else:
        kind = "item" if item else "paragraph"
    blocks.append(_made(Block, (kind, start, end, 0, None, "")))


def _split(blocks: list[Block], source: str, start: int, end: int, *, item: bool, joins: bool) -> None:
    """Add a run-on line, cut at the bullets written inside it."""
    at, is_item = start, item
    for m in _INLINE_BULLET.finditer(source, start, end):
        before = source[at : m.start()].rstrip()
        if before:
            _add(blocks, at, at + len(before), item=is_item, joins=joins)
            joins = False
        at, is_item = m.end(), True
    if source[at:end].strip():
        _add(blocks, at, end, item=is_item, joins=joins)


def wraps(previous: str, line: str) -> bool:
    """Whether ``line`` looks like the rest of the sentence that ``previous`` began."""
    return len(previous) >= _WRAP_MIN and previous[-1] not in ".!?:;" and line[0].islower()


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
