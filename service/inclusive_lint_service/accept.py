"""What a client would like best, as the headers Accept and Accept-Language say (RFC 9110, 12.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inclusive_lint.model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 50  # preferences read of a header
_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
_FALLBACK = "en"
_SPOKEN = (_FALLBACK, *(code for code in LANGUAGES if code != _FALLBACK))
_UNWANTED = (0.0, 1)


def preferred(header: str) -> list[str]:
    """Return what a header names, the best first; what is refused (``q=0``) is left out.

    >>> preferred("en;q=0.5, nl-BE, fr;q=0")
    ['nl-be', 'en']
    """
    found = sorted(_weighed(header), key=lambda item: -item[1])
    return [name for name, weight in found if weight > 0]


def choose(header: str, known: Sequence[str]) -> str:
    """Return which of those known is liked best, else the first."""
    return next((name for name in preferred(header) if name in known), known[0])


def language(header: str) -> str:
    """Return which of the languages that we speak is liked best, else English.

    >>> language("de, fr-BE;q=0.8, nl;q=0.5"), language("en;q=0, *;q=0.1, nl;q=0")
    ('fr', 'fr')
    """
    named: dict[str, tuple[float, int]] = {}  # how well liked; of equals what stands first
    for place, (name, weight) in enumerate(_weighed(header)):
        code = name.partition("-")[0]
        named[code] = max((weight, -place), named.get(code, (0.0, -_MOST)))
    anything = named.get("*", _UNWANTED)
    best = max(_SPOKEN, key=lambda code: named.get(code, anything))
    return best if named.get(best, anything) > _UNWANTED else _SPOKEN[0]


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    for item in header.lower().split(",")[:_MOST]:
        name, *parameters = (part.strip() for part in item.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        if name:
            yield name, float(weight) if _WEIGHT.fullmatch(weight) else 0.0
