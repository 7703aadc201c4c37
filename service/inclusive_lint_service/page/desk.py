"""What the page answers for a checked text: the parts it puts in place, or a report to keep. Runs in a worker."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from inclusive_lint.imagery.labels import labels
from inclusive_lint.imagery.reports import facts

from ..utf16 import Utf16
from . import assets, plots
from .render import render
from .view import MOST, view
from .words import words

if TYPE_CHECKING:
    from inclusive_lint.catalog import Catalog
    from inclusive_lint.document import Document
    from inclusive_lint.imagery.campaign import Campaign
    from inclusive_lint.imagery.people import Depicted

    from .view import Remark

_DROPPED = re.compile(r"\r(?=\n)")
_EDITABLE = {"plain": "text", "markdown": "markdown", "html": "html"}  # formats whose source is what people edit


def answer(report: dict[str, Any], document: Document, catalog: Catalog, *, language: str, form: str) -> str:
    """Return the answer in a ``form``: "parts" for the page, "html" or "json" for a report to download."""
    if form == "json":
        return json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    source = document.source
    shown = view(report, source, catalog, words(language))
    if form == "html":
        values = {"v": shown, "source": source, "tool": report["tool"], "kept": True}
        return render("report.html", language, policy=assets.report_policy(), style=assets.report_style(), **values)
    places = Places(source)
    parts = {
        "text": places.text,
        "format": _EDITABLE.get(document.format, "text"),
        "summary": render("summary.html", language, v=shown),
        "remarks": render("remarks.html", language, v=shown, kept=False),
        "more": render("more.html", language, v=shown),
        "marked": render("marked.html", language, v=shown, source=source, remarks=shown.remarks),
        "marks": _marks(places, (*shown.remarks, *shown.hints)),
        "language": shown.language,
    }
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def campaign(weighed: Campaign) -> str:
    """Return what the page shows of a campaign."""
    named = labels(weighed.language)

    def reading(person: Depicted) -> str:
        said = (person.role, person.setting, person.age, person.origin, person.disability)
        return " · ".join(named.text(value, "values") for value in (person.gender, *filter(None, said)))

    result = render(
        "campaign_result.html", weighed.language, c=weighed, l=named, most=MOST, reading=reading,
        verdict=facts.verdict(weighed, named), facts=facts.facts(weighed, named), bars=plots.roles(weighed), full=plots.LONGEST,
        numbers={x.place: i for i, x in enumerate(weighed.descriptions, 1)},
    )  # fmt: skip
    return json.dumps({"result": result}, ensure_ascii=False, separators=(",", ":"))


class Places:
    """A text with the line ends of an editor, and where its places are there: a CRLF is one."""

    def __init__(self, source: str) -> None:
        self.text = source.replace("\r\n", "\n").replace("\r", "\n")
        self._units = Utf16(source)
        self._dropped = [m.start() for m in _DROPPED.finditer(source)] if "\r" in source else []

    def __call__(self, at: int) -> int:
        """Return the place in UTF-16 units of the code point at ``at`` of the source."""
        return self._units(at) - bisect_left(self._dropped, at)


def _marks(places: Places, remarks: tuple[Remark, ...]) -> list[dict[str, Any]]:
    """What an editor needs to mark the text."""
    return [
        {
            "n": r.number, "from": places(r.start), "to": places(r.end), "severity": r.severity, "message": r.message,
            "suggestions": list(r.suggestions),
        }
        for r in remarks if r.has_place
    ]  # fmt: skip
