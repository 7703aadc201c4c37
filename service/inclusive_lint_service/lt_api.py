"""The part that LanguageTool clients speak: word processors, browsers and editors that let one choose the server."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response  # noqa: TC002  # FastAPI looks at it when it starts

from inclusive_lint.model import DOCTYPES

from . import examples, lt_languages, lt_request
from .desk import Service, as_json, needs_key, service_of
from .frames import Job
from .lt_check import SOFTWARE
from .lt_schemas import LtAnswer, LtConfigInfo, LtInfo, LtLanguage, LtSoftware
from .openapi import ERRORS, answer
from .problems import refuse

router = APIRouter(prefix="/v2", tags=["LanguageTool"], responses=ERRORS)
_FORMS = ("", "application/x-www-form-urlencoded", "text/plain")
_FIELDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "description": "The text. Either this or `data`."},
    "data": {"type": "string", "description": 'Text and markup as JSON: `{"annotation": [{"text": …}, {"markup": …}]}`.'},
    "language": {"type": "string", "enum": [lt_languages.AUTO, *lt_languages.CODES]},
    "preferredVariants": {"type": "string", "description": "Variants to report with language=auto, as in `nl-BE,en-GB`."},
    "enabledRules": {"type": "string"}, "disabledRules": {"type": "string"}, "enabledCategories": {"type": "string"},
    "disabledCategories": {"type": "string"}, "enabledOnly": {"type": "string", "description": "`true`: nothing but what is enabled."},
    "level": {"type": "string", "description": "`picky`: hints too."},
    "doctype": {"type": "string", "enum": list(DOCTYPES), "description": "Kind of text (not part of LanguageTool)."},
}  # fmt: skip
# enabledOnly goes with what is enabled, and not with what is disabled.
_ONLY = {
    "if": {"properties": {"enabledOnly": {"enum": ["true", "yes", "1"]}}, "required": ["enabledOnly"]},
    "then": {
        "anyOf": [{"required": [name], "properties": {name: {"pattern": "[^, ]"}}} for name in ("enabledRules", "enabledCategories")],
        "not": {"anyOf": [{"required": ["disabledRules"]}, {"required": ["disabledCategories"]}]},
    },
}  # fmt: skip
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["text", "language"], "properties": _FIELDS, **_ONLY},
                "example": {"text": "Wij zoeken een verkoopster.", "language": "nl-BE"},
            }
        },
    }
}
_QUERY = {
    "parameters": [
        {"name": name, "in": "query", "required": name in ("text", "language"), "schema": schema}
        for name, schema in _FIELDS.items()
    ]
}
_ERRORS = answer(examples.LT_ANSWER, 400, 408, 413, 415, 422, 503)


@router.post("/check", summary="Check a text", response_model=LtAnswer, responses=_ERRORS, openapi_extra=_BODY)
async def check(request: Request) -> Response:
    """Check a text as LanguageTool does; offsets are UTF-16 units."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _FORMS:
        raise refuse(415, "send the request as a form (application/x-www-form-urlencoded)")
    body = await request.body()
    return await _check(request, body, is_form=True)


@router.get("/check", summary="Check a text", response_model=LtAnswer, responses=_ERRORS, openapi_extra=_QUERY)
async def check_query(request: Request) -> Response:
    """Check a text that is part of the address."""
    return await _check(request, request.scope["query_string"], is_form=False)


async def _check(request: Request, raw: bytes, *, is_form: bool) -> Response:
    service = service_of(request)
    try:
        fields = lt_request.form(raw) if is_form else lt_request.query(raw)
        service.require_key(request.headers, fields.get("apiKey", ""))
        profiles = (await run_in_threadpool(lambda: service.rulebook.catalog)).profiles
        options, text = lt_request.job_options(fields, service.settings.profile, profiles)
    except lt_request.RequestError as error:
        raise refuse(400, str(error)) from None
    return as_json(await service.check(Job("languagetool", options=options), text.encode("utf-8", "replace")))


@router.get("/languages", summary="List the languages", responses=answer(None))
async def languages() -> list[LtLanguage]:
    """List the languages and variants that may be asked for."""
    return [LtLanguage(**item) for item in lt_languages.listed()]


@router.get("/info", summary="Show the software", responses=answer(None))
async def info() -> LtInfo:
    """Show what software this is."""
    return LtInfo(software=LtSoftware(**SOFTWARE))


@router.get("/configinfo", summary="Show the rules", responses=answer(None), dependencies=[Depends(needs_key)])
async def configinfo(request: Request) -> LtConfigInfo:
    """Show the limits and the rules, as LanguageTool's clients ask for them."""
    service = service_of(request)
    rules = await run_in_threadpool(_rules, service)
    return LtConfigInfo(
        software=LtSoftware(**SOFTWARE), parameter={"maxTextLength": service.settings.max_text}, rules=rules
    )


def _rules(service: Service) -> list[dict[str, Any]]:
    profile = service.settings.profile
    return [
        {
            "ruleId": rule["id"], "description": rule["summary"], "categoryId": rule["family"].upper(),
            "categoryName": rule["family"].capitalize(), "locQualityIssueType": "style",
            "isDefaultOff": rule["severities"].get(profile) == "off", "isDictionaryBasedSpellingRule": False,
        }
        for rule in service.rulebook.rules() if "severities" in rule
    ]  # fmt: skip
