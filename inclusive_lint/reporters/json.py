"""The JSON report, version 1: fields may be added, none changes its meaning."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..model import Severity
from . import checklist

if TYPE_CHECKING:
    from ..model import Fact, FileReport, Finding, Report, Span
    from . import View

VERSION = 1


def render(report: Report, view: View) -> str:
    """Return the report as JSON text, every severity included: each text on a line of its own."""
    # Last, for they are long; and one after the other, for the values of all of them would take much memory.
    files = ",\n".join([_text(_file(file)) for file in report.files])
    return f'{_text(_head(report, view.version))[:-1]}, "files": [\n{files}\n]}}\n'


# Written in C, which an indented form is not. What we write is a tree: no need to look for rings.
_text = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def as_dict(report: Report, version: str) -> dict[str, Any]:
    """Return the report as plain values."""
    return _head(report, version) | {"files": [_file(file) for file in report.files]}


def _head(report: Report, version: str) -> dict[str, Any]:
    """What there is to say of the run."""
    return {
        "version": VERSION,
        "tool": {"name": "inclusive-lint", "version": version},
        "errors": [problem.as_dict() for problem in report.errors],
        "summary": {"files": len(report.files), **{s.value: report.count(s) for s in _SHOWN}},
    }


_SHOWN = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def _file(file: FileReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "language": file.language,
        "languages": [{"span": _span(x.span), "language": x.language} for x in file.languages],
        "doctype": file.doctype,
        "profile": file.profile,
        "findings": [_finding(f) for f in file.findings],
        "suppressed": [{**_finding(s.finding), "by": s.by, "reason": s.reason} for s in file.suppressed],
        "facts": {f.name: _fact(f) for f in file.facts},
        "scores": file.scores,
        "checklist": [_item(row) for row in checklist.rows(file)],
        "notes": [*file.notes, *file.general],
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _finding(finding: Finding) -> dict[str, Any]:
    data: dict[str, Any] = {
        "rule": finding.rule, "severity": finding.severity.value, "confidence": finding.confidence,
        "ground": finding.ground, "message": finding.message, "language": finding.language,
        "suggestions": list(finding.suggestions), "references": list(finding.references),
    }  # fmt: skip
    if finding.span:
        data |= {
            "text": finding.text, "span": _span(finding.span), "line": finding.start[0], "column": finding.start[1],
            "end_line": finding.end[0], "end_column": finding.end[1],
        }  # fmt: skip
    optional = {"match": finding.match, "location": finding.location}
    return data | {k: v for k, v in optional.items() if v}


def _fact(fact: Fact) -> dict[str, Any]:
    if not fact.present or not fact.span:
        return {"present": fact.present}
    data: dict[str, Any] = {"present": True, "span": _span(fact.span), "text": fact.text}
    return data | ({"value": dict(fact.value)} if fact.value is not None else {})


def _item(row: checklist.Row) -> dict[str, Any]:
    item = row.item
    data: dict[str, Any] = {
        "statement": item.fact, "status": row.status, "rule": item.rule, "ground": item.ground,
        "references": list(item.references),
    }  # fmt: skip
    optional = {"text": row.evidence, "findings": [f.rule for f in row.against], "snippet": item.snippet}
    return data | {k: v for k, v in optional.items() if v}
