"""Examples for the description of the API. A test sends the requests and compares the answers."""

from __future__ import annotations

from typing import Any

REQUEST: dict[str, Any] = {
    "text": "Wij zoeken een verkoopster (m/v/x) die onze klanten in Gent helpt.",
    "format": "text",
    "filename": "verkoop.txt",
    "options": {"profile": "be", "doctype": "vacancy", "ignore": ["hype"]},
}
TOOL = {"name": "inclusive-lint", "version": "0.1.0"}
REPORT: dict[str, Any] = {
    "version": 1, "tool": TOOL,
    "files": [{
        "path": "verkoop.txt", "language": "nl", "languages": [{"span": {"start": 0, "end": 66}, "language": "nl"}],
        "doctype": "vacancy", "profile": "be",
        "findings": [{
            "rule": "gender.feminine-title", "severity": "warning", "confidence": "high", "ground": "law",
            "message": "‘verkoopster’ noemt alleen vrouwen", "language": "nl", "text": "verkoopster",
            "span": {"start": 15, "end": 26}, "line": 1, "column": 16, "end_line": 1, "end_column": 27,
            "suggestions": ["verkoopmedewerker"], "references": [],
        }],
        "suppressed": [], "facts": {"gender_marker": {"present": True, "span": {"start": 28, "end": 33}, "text": "m/v/x"}},
        "scores": {"coded": {"masculine": [], "feminine": [], "balance": None}}, "notes": [],
    }],
    "errors": [], "summary": {"files": 1, "error": 0, "warning": 1, "info": 0},
}  # fmt: skip
CAMPAIGN_REQUEST: dict[str, Any] = {
    "files": [
        {"filename": "workshop/brief.txt", "text": "A man drills a hole.\n"},
        {"filename": "index.html", "text": "<img src=team.jpg alt='A woman repairs a pump.'>"},
    ],
    "options": {"doctype": "imagery", "language": "en"},
}
_PLACES: list[dict[str, Any]] = [
    {"path": "workshop/brief.txt", "span": {"start": 0, "end": 20}, "line": 1},
    {"path": "index.html", "span": {"start": 23, "end": 46}, "line": 1},
]
_NOT_SAID = {"age": None, "origin": None, "disability": None, "profession": None}
CAMPAIGN_REPORT: dict[str, Any] = {
    "version": 1, "language": "en",
    "persons": [
        {"gender": "masculine", "role": "makes", "setting": "technical", **_NOT_SAID, "evidence": [_PLACES[0]]},
        {"gender": "feminine", "role": "makes", "setting": "technical", **_NOT_SAID, "evidence": [_PLACES[1]]},
    ],
    "balanced": True, "findings": [],
    "counts": {
        "persons": 2, "descriptions": 2, "gender": {"feminine": 1, "masculine": 1},
        "roles": {
            "leads": {}, "speaks": {}, "makes": {"feminine": 1, "masculine": 1}, "acts": {}, "cares": {}, "assists": {},
            "listens": {}, "poses": {},
        },
    },
    "descriptions": [
        {**_PLACES[0], "text": "A man drills a hole.", "persons": 1, "findings": []},
        {**_PLACES[1], "text": "A woman repairs a pump.", "persons": 1, "findings": []},
    ],
    "errors": [],
}  # fmt: skip
PROBLEM = {
    "type": "about:blank", "title": "Unprocessable Entity", "status": 422,
    "detail": "unknown profile 'bee' (did you mean 'be'?)",
}  # fmt: skip
LT_ANSWER: dict[str, Any] = {
    "software": {"name": "inclusive-lint", "version": "0.1.0", "buildDate": "", "apiVersion": 1, "premium": False, "status": ""},
    "warnings": {"incompleteResults": False},
    "language": {
        "name": "Dutch (Belgium)", "code": "nl-BE",
        "detectedLanguage": {"name": "Dutch", "code": "nl", "confidence": 0.99},
    },
    "matches": [{
        "message": "‘verkoopster’ noemt alleen vrouwen", "shortMessage": "", "replacements": [{"value": "verkoopmedewerker"}],
        "offset": 15, "length": 11, "context": {"text": "Wij zoeken een verkoopster.", "offset": 15, "length": 11},
        "sentence": "Wij zoeken een verkoopster.", "type": {"typeName": "Other"},
        "rule": {
            "id": "gender.feminine-title", "description": "A job title for one sex", "issueType": "style", "urls": [],
            "isPremium": False, "category": {"id": "GENDER", "name": "Gender"},
        },
        "ignoreForIncompleteSentence": False, "contextForSureMatch": 0,
    }],
}  # fmt: skip
