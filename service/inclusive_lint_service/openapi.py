"""The description of the API: every error it may answer, examples, and the names that are known at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

from inclusive_lint import __version__

from . import examples, schemas
from .frames import file_formats
from .problems import MEDIA_TYPE

if TYPE_CHECKING:
    from fastapi import FastAPI

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


def upload_body() -> dict[str, Any]:
    """Describe the form of a file upload."""
    properties = {
        "file": {
            "type": "string",
            "format": "binary",
            "description": "The file; the extension of its name says how to read it.",
        },
        "options": {
            "type": "string",
            "description": "The options of /v1/check, as JSON.",
            "examples": ['{"profile": "be"}'],
        },
        "format": {"type": "string", "enum": list(file_formats())},
        "encoding": {"type": "string", "maxLength": 40, "examples": ["utf-8", "cp1252"]},
    }
    schema = {"type": "object", "required": ["file"], "properties": properties, "additionalProperties": False}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


def describe(app: FastAPI, rulebook: Rulebook, *, keys: bool) -> dict[str, Any]:
    """Return the description, with the rules and profiles that there are."""
    if app.openapi_schema:
        return app.openapi_schema
    data = get_openapi(title="inclusive-lint", version=__version__, description=_DESCRIPTION, routes=app.routes)
    models = data["components"]["schemas"]
    models["Problem"] = schemas.Problem.model_json_schema()
    models["FieldError"] = models["Problem"].pop("$defs")["FieldError"]
    models["Problem"]["properties"]["errors"] = {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}}
    options = models["CheckOptions"]["properties"]
    options["profile"]["anyOf"][0] = {"type": "string", "enum": sorted(rulebook.catalog.profiles)}
    for key in ("select", "ignore"):
        options[key]["items"] = {"type": "string", "enum": rulebook.names}
    options["severities"]["propertyNames"] = {"enum": rulebook.names}
    if keys:
        data["components"]["securitySchemes"] = _KEYS
        data["security"] = [{name: []} for name in _KEYS]
    _tidy(data)
    app.openapi_schema = data
    return data


def _tidy(data: dict[str, Any]) -> None:
    """Leave out the errors that FastAPI describes in a form of its own."""
    for name in ("HTTPValidationError", "ValidationError"):
        data["components"]["schemas"].pop(name, None)
    for path in data["paths"].values():
        for operation in path.values():
            for status, response in list(operation["responses"].items()):
                if "HTTPValidationError" in str(response):
                    del operation["responses"][status]
