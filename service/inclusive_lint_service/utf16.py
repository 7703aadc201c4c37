"""Offsets as editors count them. The one place where code points become UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # what takes two units


class Utf16:
    """Converts the code-point offsets of one text.

    >>> Utf16("a😀b")(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._astral = [] if text.isascii() else [m.start() for m in _ASTRAL.finditer(text)]

    def __call__(self, at: int) -> int:
        """Return the offset in UTF-16 units of the code point at ``at``."""
        return at + bisect_left(self._astral, at)
