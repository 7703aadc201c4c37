"""The words of the interface, by language: data in ``locales/<language>.json``, none in code."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from .model import LANGUAGES

_FOLDER = Path(__file__).parent / "locales"
_FALLBACK = "en"


class Locale:
    """The interface in one language."""

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self.language = language
        self._data = data

    def text(self, key: str, group: str = "", **values: object) -> str:
        """Return a text; a name that the group does not know is its own text (a rule's own fact, say)."""
        found = (self._data[group] if group else self._data).get(key, key)
        return str(found).format(**values)

    def label(self, key: str, text: str) -> str:
        """Return a text under its label, with the spacing of the language before the colon."""
        return self.text("label", label=self.text(key), text=text)

    def quoted(self, text: str) -> str:
        """Return a text between the quotation marks of the language."""
        return self.text("quote", text=text)

    def knows(self, key: str, group: str) -> bool:
        """Whether a group has a text of its own for a name."""
        return key in self._data[group]

    def count(self, key: str, number: int) -> str:
        """Return a number with its noun, which agrees."""
        one, many = self._data["counts"][key]
        chosen: str = one if number in self._data["singular"] else many
        return chosen.format(n=f"{number}")


@cache
def locale(language: str | None) -> Locale:
    """Return the interface in a language, English for one we do not speak."""
    code = language if language in LANGUAGES else _FALLBACK
    return Locale(code, json.loads((_FOLDER / f"{code}.json").read_text("utf-8")))
