"""Errors as problem+json (RFC 9457): a status, its name, and one sentence. What was sent is never repeated."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import HTTPException
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

from inclusive_lint.phrases import translated

from . import accept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

MEDIA_TYPE = "application/problem+json"
SENTENCES = Path(__file__).parent / "sentences"
_MOST_ERRORS = 20
_UNDECODED = "There was an error parsing the body"  # what FastAPI says of a body that is no text
_SENTENCES = {404: "there is nothing at this address", 405: "this method is not allowed here"}


class ProblemResponse(JSONResponse):
    """An error, in the language that whoever asked prefers."""

    media_type = MEDIA_TYPE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; the sentences are English until here."""
        language = accept.language(Headers(scope=scope).get("accept-language", ""))
        self.body = self.render(_spoken(json.loads(bytes(self.body)), language))
        self.headers.update({"Content-Length": f"{len(self.body)}", "Content-Language": language})
        self.headers.add_vary_header("Accept-Language")
        await super().__call__(scope, receive, send)


def _spoken(content: dict[str, Any], language: str) -> dict[str, Any]:
    """Return an error with its sentences in a language."""

    def said(sentence: str) -> str:
        return translated(sentence, language, SENTENCES)

    errors = [{**error, "message": said(error["message"])} for error in content.get("errors", ())]
    return {**content, "detail": said(content["detail"])} | ({"errors": errors} if errors else {})


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, errors: list[dict[str, str]] | None = None
) -> ProblemResponse:
    """Return the response of an error. ``errors`` name the fields that are wrong."""
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return ProblemResponse(content | ({"errors": errors} if errors else {}), status, headers)


def refuse(status: int, detail: str, *, retry_after: int = 0, close: bool = False) -> HTTPException:
    """Return the exception that ends in such a response."""
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return HTTPException(status, detail, headers | ({"Connection": "close"} if close else {}))


async def _on_http(request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, StarletteHTTPException)
    status, headers = error.status_code, error.headers
    detail = str(error.detail)
    if detail == _UNDECODED:
        return problem(422, "the body is no valid JSON")
    if detail == HTTPStatus(status).phrase:
        detail = _SENTENCES.get(status, detail)
    if status == 405:
        headers = {"Allow": ", ".join(sorted(_methods(request)))}
    return problem(status, detail, headers=headers)


def _methods(request: Request) -> set[str]:
    """All methods of an address: the framework names only those of the first route that has it."""
    path = request.scope["path"]
    found: set[str] = set()
    for route in (route for router in request.app.state.routers for route in router.routes):
        if isinstance(route, Route) and route.path_regex.match(path):
            found |= route.methods or set()
    return found


async def _on_validation(_: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, RequestValidationError)
    errors = [
        {"field": ".".join(str(x) for x in item["loc"] if x != "body"), "message": item["msg"]}
        for item in error.errors()[:_MOST_ERRORS]
    ]
    if any(item["type"] == "json_invalid" for item in error.errors()):
        where = "options" if error.errors()[0]["loc"][0] == "options" else "the body"
        return problem(422, f"{where} is no valid JSON")
    first = errors[0]
    return problem(422, f"{first['field'] or 'body'}: {first['message']}", errors=errors)


def install(app: FastAPI) -> None:
    """Answer every error in this form."""
    app.add_exception_handler(StarletteHTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_validation)
