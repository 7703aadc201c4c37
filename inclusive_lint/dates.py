"""Dates as people write them in cards, profiles and options."""

from __future__ import annotations

import re

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_date(text: str) -> bool:
    """Whether a text is a date such as 2025-01-31."""
    from datetime import date

    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
