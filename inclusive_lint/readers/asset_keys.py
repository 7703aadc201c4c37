"""Under which keys of a list, or of the front matter of a page, a text describes an image. The keys are data.

An exact key counts ("bijschrift"), and one that ends in a word for the alternative text ("cover_alt", "heroImageAlt").
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[str | int, ...]
_NOT_A_LETTER = re.compile(r"[\W_]+")
_BETWEEN_WORDS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_ALT = "alt"


@cache
def _kinds() -> dict[str, str]:
    """Key -> the kind of block its text is."""
    data = json.loads(Path(__file__).with_name("asset_keys.json").read_text("utf-8"))
    return {_folded(key): kind for kind, keys in data.items() for key in keys}


def _folded(key: str) -> str:
    return _NOT_A_LETTER.sub("", key).lower()


@cache
def kind_of(key: str) -> str | None:
    """Return the kind of block the text under a key is, or None where it describes no image."""
    last = _folded(_BETWEEN_WORDS.split(key)[-1])
    return _kinds().get(_folded(key)) or (_ALT if _kinds().get(last) == _ALT else None)


def described(data: Any, at: Place = (), key: str = "") -> Iterator[tuple[Place, str, str]]:
    """Yield the texts under the keys that describe images, with their path and kind."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from described(value, (*at, name), str(name))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from described(value, (*at, i), key)
    elif isinstance(data, str) and data.strip() and (kind := kind_of(key)):
        yield at, kind, data
