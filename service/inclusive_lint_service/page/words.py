"""The words of the page, by language: data in ``locales/<language>.json``, on top of those of the reports."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from inclusive_lint.locale import Locale, locale

_FOLDER = Path(__file__).parent / "locales"


class Words:
    """The page in one language."""

    def __init__(self, language: str, data: dict[str, Any], reports: Locale) -> None:
        self.language = language
        self.data = data
        self._reports = reports

    def __call__(self, key: str, **values: object) -> str:
        """Return a text of the page."""
        return str(self.data[key]).format(**values)

    def count(self, key: str, number: int) -> str:
        """Return a number with its noun, which agrees."""
        return self._reports.count(key, number)

    def name(self, group: str, key: str) -> str:
        """Return what the reports call a severity, a ground, a fact, a kind of text."""
        return self._reports.text(key, group)

    def all(self, group: str) -> dict[str, str]:
        """Return every text of a group of the page."""
        return dict(self.data[group])


@cache
def words(language: str) -> Words:
    """Return the page in a language that it speaks."""
    data = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return Words(language, data, locale(language))
