"""Templates to HTML. Everything is escaped; what is not, was made here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from inclusive_lint.model import LANGUAGES
from inclusive_lint.phrases import translated

from . import assets
from .view import parts, segments
from .words import words

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    environment.globals |= {
        "asset_url": assets.url, "parts": parts, "segments": segments,
        "languages": {code: words(code)("self") for code in LANGUAGES},
    }  # fmt: skip
    environment.filters["said"] = translated
    return environment


def render(template: str, language: str, **values: Any) -> str:
    """Fill a template in a language of the page."""
    return _environment().get_template(template).render(w=words(language), **values)
