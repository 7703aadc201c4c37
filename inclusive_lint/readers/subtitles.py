"""Subtitles (SubRip and WebVTT): every cue is a block, its time the place where a person finds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..document import ViewBuilder

if TYPE_CHECKING:
    from ..document import Document

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_TIMING = re.compile(r"\s*(\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_NOT_SAID = ("WEBVTT", "NOTE", "STYLE", "REGION")


def read(path: str, source: str) -> Document:
    """Read the spoken lines; numbers, times, notes and tags are no text."""
    builder = ViewBuilder(source)
    time = ""
    for match in _LINE.finditer(source):
        line = match[0].strip("\r\n")
        if timing := _TIMING.match(line):
            builder.end_block("paragraph", location=time)
            time = timing[0].split()[0]
        elif not line.strip() or not time or line.startswith(_NOT_SAID):
            builder.end_block("paragraph", location=time)
            time = "" if not line.strip() else time
        else:
            _add(builder, match.start(), match.start() + len(line))
    builder.end_block("paragraph", location=time)
    return builder.build(path, "subtitles")


def _add(builder: ViewBuilder, start: int, end: int) -> None:
    """Add a line without its tags; a second line of a cue goes on after a blank."""
    if builder.is_open:
        builder.replaced("\n", start - 1, start)
    at = start
    for tag in _TAG.finditer(builder.source, start, end):
        builder.text(at, tag.start())
        at = tag.end()
    builder.text(at, end)
