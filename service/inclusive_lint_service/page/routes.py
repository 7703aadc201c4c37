"""The addresses of the page: itself, its files, and the reports it offers to keep."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from ..desk import as_json, service_of
from ..problems import refuse
from . import assets
from .form import DOCTYPES, Choices, Sent, choices, read_page_form
from .render import render
from .words import words

if TYPE_CHECKING:
    from ..desk import Service

router = APIRouter(include_in_schema=False)
_FOREVER, _A_WHILE = "public, max-age=31536000, immutable", "public, max-age=3600"
_REPORTS = {"html": "text/html; charset=utf-8", "json": "application/json"}


@router.get("/")
async def show(request: Request) -> Response:
    """Show the page, empty or with a sample ad."""
    service = service_of(request)
    chosen = await _choices(request, dict(request.query_params))
    found = assets.sample(request.query_params.get("sample", ""))
    if found is None:
        return _page(service, Sent(chosen))
    sent = Sent(chosen, text=found.text, filename=f"{found.name}.txt")
    return await (_parts if _wants_json(request) else _answer)(request, service, sent)


@router.post("/")
async def check(request: Request) -> Response:
    """Check what the form holds: the parts for the page's script, or the whole page for a browser without."""
    service = service_of(request)
    if _wants_json(request):
        sent = await read_page_form(request, service.settings, await _profiles(service))
        return await _parts(request, service, sent)
    try:
        sent = await read_page_form(request, service.settings, await _profiles(service))
    except HTTPException as error:
        return _page(service, Sent(await _choices(request, {})), error=error)
    return await _answer(request, service, sent)


@router.post("/report.{form}")
async def report(request: Request, form: str) -> Response:
    """Answer with a report to keep."""
    if form not in _REPORTS:
        raise refuse(404, "there is nothing at this address")
    service = service_of(request)
    sent = await read_page_form(request, service.settings, await _profiles(service))
    if sent.is_empty:
        return _page(service, sent, error=refuse(422, ""))
    service.require_key(request.headers, sent.key)
    body = await service.check(*sent.job(form))
    disposition = {"Content-Disposition": f'attachment; filename="inclusive-lint.{form}"'}
    return Response(body, media_type=_REPORTS[form], headers=disposition)


@router.get("/static/{name}")
async def static(name: str, v: str = "") -> Response:
    """Send one of the few files the page is made of. One that is asked for by its version may be kept."""
    found = assets.asset(name)
    if found is None:
        raise refuse(404, "there is nothing at this address")
    headers = {"Cache-Control": _FOREVER if v == found.version else _A_WHILE}
    return Response(found.data, media_type=found.media_type, headers=headers)


def _wants_json(request: Request) -> bool:
    return request.headers.get("accept", "").startswith("application/json")


async def _profiles(service: Service) -> frozenset[str]:
    catalog = await run_in_threadpool(lambda: service.rulebook.catalog)
    return frozenset(catalog.profiles)


async def _choices(request: Request, values: dict[str, str]) -> Choices:
    service = service_of(request)
    header = request.headers.get("accept-language", "")
    return choices(values, header, service.settings, await _profiles(service))


async def _parts(request: Request, service: Service, sent: Sent) -> Response:
    if sent.is_empty:
        raise refuse(422, "text: there is nothing to check")
    service.require_key(request.headers, sent.key)
    return as_json(await service.check(*sent.job("parts")))


async def _answer(request: Request, service: Service, sent: Sent) -> Response:
    """The page with its parts in place, or with one sentence on what went wrong."""
    if sent.is_empty:
        return _page(service, sent, error=None if sent.switching else refuse(422, ""))
    try:
        answer = await _parts(request, service, sent)
    except HTTPException as error:
        return _page(service, sent, error=error)
    return _page(service, sent, parts=json.loads(bytes(answer.body)))


def _page(
    service: Service, sent: Sent, *, parts: dict[str, Any] | None = None, error: HTTPException | None = None
) -> Response:
    nonce = secrets.token_urlsafe(16)
    chosen = sent.choices
    body = render(
        "page.html", chosen.language, chosen=chosen, sent=sent, parts=parts, error=_said(chosen.language, sent, error),
        profiles=service.rulebook.profiles(), doctypes=DOCTYPES, samples=assets.samples(), nonce=nonce,
        needs_key=bool(service.settings.api_keys), settings=service.settings,
        script=json.dumps(_for_script(chosen, service), ensure_ascii=False).replace("<", "\\u003c"),
    )  # fmt: skip
    headers = {"Content-Security-Policy": assets.policy(nonce), "Vary": "Accept, Accept-Language", **_retry(error)}
    return HTMLResponse(body.encode("utf-8", "replace"), error.status_code if error else 200, headers)


def _retry(error: HTTPException | None) -> dict[str, str]:
    return dict(error.headers) if error and error.headers else {}


def _for_script(chosen: Choices, service: Service) -> dict[str, Any]:
    """What the script has to know: its words, and what it may send."""
    settings = service.settings
    limits = {"max_text": settings.max_text, "max_file": settings.max_file}
    return {"words": words(chosen.language).all("script"), "errors": words(chosen.language).all("errors"), **limits}


def _said(language: str, sent: Sent, error: HTTPException | None) -> dict[str, str] | None:
    """The sentence for an error, in the language of the page; what the service says of a file goes beside it."""
    if error is None:
        return None
    said = words(language).all("errors")
    if not error.detail:
        return {"sentence": said["empty"], "detail": ""}
    status = str(error.status_code)
    key = "file" if status == "422" and sent.file is not None else status
    return {"sentence": said.get(key, said["other"]), "detail": str(error.detail)}
