"""French job titles: a title in one gender only, where nothing names the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Match
    from . import Task


def check(task: Task) -> Iterator[Match]:
    """Yield titles in one gender. For now as any lexicon check."""
    return lexicon.check(task)
