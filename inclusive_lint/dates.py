"""Dates as people write them in cards, profiles and options."""

from __future__ import annotations

import re

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")


def is_date(text: str) -> bool:
    """Whether a text is a date such as 2025-01-31."""
    from datetime import date

    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def is_rough_date(text: str) -> bool:
    """Whether a text is a date, or the year or month of one: 2010, 2010-04, 2010-04-08."""
    return bool(_MONTH.fullmatch(text)) or is_date(text)
