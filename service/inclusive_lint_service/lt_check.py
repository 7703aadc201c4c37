"""A LanguageTool request, checked: our findings as its matches. Runs in a worker."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from inclusive_lint import Severity, __version__
from inclusive_lint.citations import reference
from inclusive_lint.document import ViewBuilder
from inclusive_lint.policy import Options
from inclusive_lint.readers import plain

from .lt_languages import NAMES, short
from .utf16 import Utf16

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from inclusive_lint import Finding, Span
    from inclusive_lint.api import Linter
    from inclusive_lint.document import Document

SOFTWARE: Mapping[str, Any] = {
    "name": "inclusive-lint", "version": __version__, "buildDate": "", "apiVersion": 1, "premium": False, "status": "",
}  # fmt: skip
_NAME = "text"
_SHORT = 120  # words; what a text of this length is for cannot be seen from it, so it is read as part of a job ad
PART_OF = "vacancy"
_AROUND = 40  # characters of context
_ISSUE_TYPE = "style"  # of the kinds that clients know, the one that fits
_SENTENCE_ENDS = re.compile(r"[.!?…]\s+|[\r\n]+")
_FALLBACK = "en"


def check(linter: Linter, request: Mapping[str, Any], body: str) -> tuple[dict[str, Any], Sequence[Finding]]:
    """Return the answer to a request that was parsed by ``lt_request``, and the findings in it."""
    document = annotated(json.loads(body)) if request["annotated"] else plain.read(_NAME, body)
    options = _options(linter, request, document)
    if options is None:
        _, reading = linter.engine(document, Options(language=request["language"]))
        return _answer(linter, request, document, reading.language, ()), ()
    report = linter.check(document, options)
    picky = request["picky"]
    shown = [f for f in report.findings if f.span and (picky or f.severity is not Severity.INFO)]
    return _answer(linter, request, document, report.language, shown), shown


def _options(linter: Linter, request: Mapping[str, Any], document: Document) -> Options | None:
    """What to judge by; None when the client asks only for rules that are not ours. Names we do not know are passed over."""

    def ours(names: str, categories: str) -> tuple[str, ...]:
        wanted = [*request[names], *(name.lower() for name in request[categories])]
        return tuple(name for name in wanted if not linter.names.problem(name))

    enabled, disabled = ours("enabled", "enabled_categories"), ours("disabled", "disabled_categories")
    if request["only"] and not enabled:
        return None
    doctype = request["doctype"] or (PART_OF if is_short(document) else None)
    # What a client enables must run even if the profile has it off.
    on = () if request["only"] else tuple((n, "warning") for n in enabled if _is_off(linter, request["profile"], n))
    return Options(
        profile=request["profile"], language=request["language"], doctype=doctype, ignore=disabled,
        select=enabled if request["only"] else (), severities=on,
    )  # fmt: skip


def is_short(document: Document) -> bool:
    """Whether a text is too short to show what it is for."""
    return document.view.count(" ") < _SHORT


def _is_off(linter: Linter, profile: str, name: str) -> bool:
    engine, _ = linter.engine(plain.read(_NAME, ""), Options(profile=profile))
    return engine.settings.severities.get(name) is Severity.OFF


def annotated(parts: Sequence[Mapping[str, str]]) -> Document:
    """Make a document of text and markup. Markup stands in the source but is read as nothing, or as what it means."""
    pieces: list[_Piece] = []
    read = source = 0
    for part in parts:
        written = part.get("text", part.get("markup", ""))
        shown = written if "text" in part else part.get("interpretAs", "")
        pieces.append(_Piece(read, read + len(shown), source, source + len(written), "text" in part))
        read, source = read + len(shown), source + len(written)
    text = "".join(part.get("text", part.get("interpretAs", "")) for part in parts)
    builder = ViewBuilder("".join(part.get("text", part.get("markup", "")) for part in parts))
    starts = [piece.start for piece in pieces]
    for block in plain.blocks_of(text):
        for piece in pieces[max(0, bisect_right(starts, block.start) - 1) : bisect_left(starts, block.end)]:
            start, end = max(piece.start, block.start), min(piece.end, block.end)
            if start < end and piece.is_text:
                builder.text(piece.source_start + start - piece.start, piece.source_start + end - piece.start)
            elif start < end:
                builder.replaced(text[start:end], piece.source_start, piece.source_end)
        builder.end_block(block.kind)
    return builder.build(_NAME, "plain")


class _Piece(NamedTuple):
    """A part: where it is in the text that is read, and where in the source."""

    start: int
    end: int
    source_start: int
    source_end: int
    is_text: bool


def _answer(
    linter: Linter, request: Mapping[str, Any], document: Document, language: str | None, findings: Sequence[Finding]
) -> dict[str, Any]:
    found = language or _FALLBACK
    detected = next((code for code in request["preferred"] if short(code) == found), found)
    code = detected if request["language"] is None else request["variant"]
    return {
        "software": dict(SOFTWARE),
        "warnings": {"incompleteResults": False},
        "language": {
            "name": NAMES[code], "code": code,
            "detectedLanguage": {"name": NAMES[detected], "code": detected, "confidence": 0.99 if language else 0.0},
        },
        "matches": list(_matches(linter, document.source, findings)),
    }  # fmt: skip


def _matches(linter: Linter, source: str, findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    units = Utf16(source)
    for finding in findings:
        span = finding.span
        assert span
        offset = units(span.start)
        yield {
            "message": finding.message, "shortMessage": "",
            "replacements": [{"value": suggestion} for suggestion in finding.suggestions],
            "offset": offset, "length": units(span.end) - offset,
            "context": _context(source, span), "sentence": _sentence(source, span),
            "type": {"typeName": "Other"}, "rule": _rule(linter, finding),
            "ignoreForIncompleteSentence": False, "contextForSureMatch": 0,
        }  # fmt: skip


def _rule(linter: Linter, finding: Finding) -> dict[str, Any]:
    """Return the rule of a finding as LanguageTool describes one; our family is its category."""
    card = linter.catalog.rules[finding.rule]
    urls = [data["url"] for data in card.references if data.get("url") and reference(data, finding.language) in finding.references]
    return {
        "id": finding.rule, "description": card.summary, "issueType": _ISSUE_TYPE, "urls": [{"value": str(url)} for url in urls], "isPremium": False,
        "category": {"id": card.family.upper(), "name": card.family.capitalize()},
    }  # fmt: skip


def _context(source: str, span: Span) -> dict[str, Any]:
    """The words around a match, on one line, with the place of the match in them."""
    start, end = max(0, span.start - _AROUND), min(len(source), span.end + _AROUND)
    before, after = "..." if start else "", "..." if end < len(source) else ""
    text = before + re.sub(r"[\r\n\t]", " ", source[start:end]) + after
    units = Utf16(text)
    at = span.start - start + len(before)
    return {"text": text, "offset": units(at), "length": units(at + span.end - span.start) - units(at)}


def _sentence(source: str, span: Span) -> str:
    ends = [m.end() for m in _SENTENCE_ENDS.finditer(source, max(0, span.start - 1000), span.start)]
    start = ends[-1] if ends else max(0, span.start - 1000)
    following = _SENTENCE_ENDS.search(source, span.end)
    return source[start : following.start() + 1 if following else len(source)].strip()
