"""The words of the page, by language: data in ``locales/<language>.json``, on top of those of the reports."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from inclusive_lint.locale import Locale, locale
from inclusive_lint.model import LANGUAGES

_FOLDER = Path(__file__).parent / "locales"
_DEFAULT = "en"


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


def best_language(header: str) -> str:
    """Return the language that a browser asks for first (Accept-Language) of those we speak.

    >>> best_language("de;q=0.9, fr-BE;q=0.8, en;q=0.7")
    'fr'
    """
    found: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        name, _, weight = part.strip().partition(";")
        code = name.partition("-")[0].strip().lower()
        if code in LANGUAGES:
            found.append((_weight(weight), code))
    return max(found, key=lambda pair: pair[0])[1] if found else _DEFAULT


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=")) if text.strip() else 1.0
    except ValueError:
        return 0.0
