"""What a client would like best, as the headers Accept and Accept-Language say (RFC 9110, 12.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inclusive_lint.model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 50  # preferences read of a header


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

    >>> language("de, fr-BE;q=0.8, nl;q=0.5")
    'fr'
    """
    found = (name.partition("-")[0] for name in preferred(header))
    return next((code for code in found if code in LANGUAGES), "en")


def _weighed(header: str) -> Iterator[tuple[str, float]]:
    for item in header.lower().split(",")[:_MOST]:
        name, *parameters = (part.strip() for part in item.split(";"))
        weights = [part[2:] for part in parameters if part.startswith("q=")]
        try:
            weight = float(weights[0]) if weights else 1.0
        except ValueError:
            weight = 0.0
        if name:
            yield name, weight
