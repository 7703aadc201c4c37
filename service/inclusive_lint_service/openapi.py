"""The description of the API: every error it may answer, examples, and the names that are known at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from fastapi.openapi.utils import get_openapi

from inclusive_lint import __version__

from . import examples, schemas
from .frames import file_formats
from .problems import MEDIA_TYPE
from .upload import MANY

if TYPE_CHECKING:
    from fastapi import FastAPI
    from pydantic import BaseModel

    from .rulebook import Rulebook

_TEXTS = {
    400: "The request cannot be read.", 401: "An API key is needed.", 404: "There is no such thing.",
    408: "The body took too long to arrive.", 413: "The body is too large.", 415: "The body is of another type.",
    421: "The service is not known by this name.", 422: "A field, the text or the file is wrong.",
    500: "A bug.", 503: "Busy, not ready, or the text took too long: try again later.",
}  # fmt: skip
_KEYS = {
    "bearer": {"type": "http", "scheme": "bearer"}, "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}  # fmt: skip
_DESCRIPTION = """Checks job ads and other texts in Dutch, French and English for wording that shuts people out.

Texts are not stored and not logged. Hints on language, not legal advice."""


def _error(status: int) -> dict[str, Any]:
    example = {**examples.PROBLEM, "status": status}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}
    return {"description": _TEXTS[status], "content": content}


ERRORS: dict[int | str, dict[str, Any]] = {status: _error(status) for status in (401, 421, 500)}


def answer(example: dict[str, Any] | None, *statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a route: 200 with an example, and its errors."""
    ok: dict[str, Any] = {"content": {"application/json": {"example": example}}} if example else {}
    return {200: {"description": "Done.", **ok}, **{status: _error(status) for status in statuses}}


_FILE = {
    "type": "string",
    "format": "binary",
    "description": "The file; the extension of its name says how to read it.",
}
_ENCODING = {"type": "string", "maxLength": 40, "examples": ["utf-8", "cp1252"]}
_OPTIONS = {"type": "string", "description": "The options as for a text, as JSON.", "examples": ['{"profile": "be"}']}


def _form(required: str, **properties: Any) -> dict[str, Any]:
    schema = {"type": "object", "required": [required], "properties": properties, "additionalProperties": False}
    return {"multipart/form-data": {"schema": schema}}


def upload_body() -> dict[str, Any]:
    """Describe the form of a file upload."""
    form = _form(
        "file", file=_FILE, options=_OPTIONS, format={"type": "string", "enum": list(file_formats())}, encoding=_ENCODING
    )  # fmt: skip
    return {"requestBody": {"required": True, "content": form}}


def campaign_body() -> dict[str, Any]:
    """Describe what a campaign is sent as: texts as JSON, or files as a form."""
    schema = {"$ref": "#/components/schemas/CampaignRequest"}
    files = {"type": "array", "minItems": 1, "maxItems": MANY.most, "items": _FILE}
    report = {"type": "string", "enum": list(get_args(schemas.ReportForm))}
    form = _form("files", files=files, options=_OPTIONS, encoding=_ENCODING, report=report)
    texts = {"application/json": {"schema": schema, "example": examples.CAMPAIGN_REQUEST}}
    return {"requestBody": {"required": True, "content": texts | form}}


def campaign_answer(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the report on a campaign in each of its forms."""
    described = answer(examples.CAMPAIGN_REPORT, *statuses)
    described[200]["content"] |= {kind: {"schema": {"type": "string"}} for kind in ("text/html", "text/csv")}
    return described


def describe(app: FastAPI, rulebook: Rulebook, *, keys: bool) -> dict[str, Any]:
    """Return the description, with the rules and profiles that there are."""
    if app.openapi_schema:
        return app.openapi_schema
    data = get_openapi(title="inclusive-lint", version=__version__, description=_DESCRIPTION, routes=app.routes)
    models = data["components"]["schemas"]
    models |= _with_parts(schemas.CampaignRequest)
    models["Problem"] = schemas.Problem.model_json_schema()
    models["FieldError"] = models["Problem"].pop("$defs")["FieldError"]
    models["Problem"]["properties"]["errors"] = {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}}
    options = models["CheckOptions"]["properties"]
    for name in ("CheckOptions", "CampaignOptions"):
        models[name]["properties"]["profile"]["anyOf"][0] = {
            "type": "string",
            "enum": sorted(rulebook.catalog.profiles),
        }
    for key in ("select", "ignore"):
        options[key]["items"] = {"type": "string", "enum": rulebook.names}
    options["severities"]["propertyNames"] = {"enum": rulebook.names}
    parameters = data["paths"]["/v1/rules/{rule_id}"]["get"]["parameters"]
    next(p for p in parameters if p["name"] == "rule_id")["schema"]["enum"] = rulebook.ids
    if keys:
        data["components"]["securitySchemes"] = _KEYS
        data["security"] = [{name: []} for name in _KEYS]
    _tidy(data)
    app.openapi_schema = data
    return data


def _with_parts(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a model that no route names, and those of its parts, by name."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs", {}), model.__name__: schema}


def _tidy(data: dict[str, Any]) -> None:
    """Leave out the errors that FastAPI describes in a form of its own."""
    for name in ("HTTPValidationError", "ValidationError"):
        data["components"]["schemas"].pop(name, None)
    for path in data["paths"].values():
        for operation in path.values():
            for status, response in list(operation["responses"].items()):
                if "HTTPValidationError" in str(response):
                    del operation["responses"][status]
