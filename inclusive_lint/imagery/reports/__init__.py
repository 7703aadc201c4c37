"""What the report on a campaign looks like: one module per output, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..campaign import Campaign


def _text(campaign: Campaign) -> str:
    from . import text

    return text.render(campaign)


def _json(campaign: Campaign) -> str:
    from . import data

    return data.as_json(campaign)


def _csv(campaign: Campaign) -> str:
    from . import data

    return data.as_csv(campaign)


def _html(campaign: Campaign) -> str:
    from . import html

    return html.render(campaign)


REPORTS: Mapping[str, Callable[[Campaign], str]] = {"text": _text, "json": _json, "html": _html, "csv": _csv}
