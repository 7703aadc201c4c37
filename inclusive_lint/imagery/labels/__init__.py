"""The words of the campaign report, by language: data in ``<language>.json``, none in code."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from ...locale import Locale
from ...model import LANGUAGES

_FOLDER = Path(__file__).parent


@cache
def labels(language: str | None) -> Locale:
    """Return the words of the report in a language, English for one we do not speak."""
    code = language if language in LANGUAGES else "en"
    return Locale(code, json.loads((_FOLDER / f"{code}.json").read_text("utf-8")))
