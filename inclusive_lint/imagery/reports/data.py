"""A campaign as JSON (version 1: fields may be added, none changes its meaning) and as CSV, one row per person."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from ..people import ROLES

if TYPE_CHECKING:
    from ..campaign import Campaign, Described, Imbalance, Place
    from ..people import Depicted

VERSION = 1
_COLUMNS = ("path", "line", "gender", "role", "setting", "age", "origin", "disability", "profession", "description")


def as_json(campaign: Campaign) -> str:
    """Return the campaign as JSON text."""
    return json.dumps(as_dict(campaign), ensure_ascii=False, indent=1) + "\n"


def as_dict(campaign: Campaign) -> dict[str, Any]:
    """Return the campaign as plain values. What is not said is null."""
    return {
        "version": VERSION,
        "language": campaign.language,
        "persons": [_person(person, place) for person, place in campaign.people],
        "balanced": campaign.balanced,
        "findings": [_imbalance(x) for x in campaign.imbalances],
        "counts": {
            "persons": len(campaign.people), "descriptions": len(campaign.descriptions),
            "gender": _named(dict(campaign.count("gender"))),
            "roles": {role: _named(dict(campaign.count("gender", role=role))) for role in ROLES},
        },
        "descriptions": [_described(x) for x in campaign.descriptions],
        "errors": [problem.as_dict() for problem in campaign.problems],
    }  # fmt: skip


def _named(counts: dict[str, int]) -> dict[str, int]:
    return {name or "not_said": count for name, count in sorted(counts.items())}


def _person(person: Depicted, place: Place) -> dict[str, Any]:
    said = {axis: value or None for axis, value in person._asdict().items()}
    return {**said, "evidence": [_place(place)]}


def _imbalance(found: Imbalance) -> dict[str, Any]:
    return {
        "axis": found.axis, "pattern": found.pattern, "message": found.question,
        "shares": [{"count": s.number, "of": s.total} for s in found.shares],
        "threshold": found.threshold, "source": found.source, "evidence": [_place(p) for p in found.evidence],
    }  # fmt: skip


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "span": {"start": place.span.start, "end": place.span.end}, "line": place.line}


def _described(described: Described) -> dict[str, Any]:
    found = [{"rule": f.rule, "severity": f.severity.value, "message": f.message} for f in described.findings]
    return {
        **_place(described.place),
        "text": described.place.text,
        "persons": len(described.people),
        "findings": found,
    }


def as_csv(campaign: Campaign) -> str:
    """Return one row per person."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for person, place in campaign.people:
        said = person._asdict()
        row = (place.path, place.line, *(said[c] for c in _COLUMNS[2:-1]), place.text)
        writer.writerow([_harmless(str(cell)) for cell in row])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
