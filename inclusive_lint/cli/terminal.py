"""What standard output and standard error can do."""

from __future__ import annotations

import os
import sys
import time

_PATIENCE = 1.0  # seconds before a run is long
_PAUSE = 0.1  # seconds between two signs of life
_WIDTH = 100  # columns where there is no terminal


def in_color(choice: str) -> bool:
    """Whether to colour: as asked, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def can_show(text: str) -> bool:
    """Whether standard output can encode a text."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def terminal_width() -> int:
    """Return the columns that COLUMNS or the terminal gives; 100 when there is none. (shutil says the same, and is slow to load.)"""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _WIDTH if sys.__stdout__ else _WIDTH
    except (OSError, ValueError):
        return _WIDTH


class Progress:
    """Counts files on standard error, when a run is long and somebody watches."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._watched = sys.stderr.isatty()
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __call__(self, done: int) -> None:
        """Take note that so many files are done."""
        if self._watched and time.monotonic() >= self._next:
            sys.stderr.write(f"\r{done}/{self._total}")
            sys.stderr.flush()
            self._shown = True
            self._next = time.monotonic() + _PAUSE

    def end(self) -> None:
        """Leave a clean line."""
        if self._shown:
            sys.stderr.write("\r" + " " * (2 * len(str(self._total)) + 1) + "\r")
            sys.stderr.flush()
