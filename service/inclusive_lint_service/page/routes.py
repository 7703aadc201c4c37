"""The addresses of the page: the section for a text, the section for a campaign, their files and reports to keep."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from inclusive_lint.phrases import translated
from inclusive_lint.readers import READERS

from ..desk import as_json, service_of
from ..problems import SENTENCES, refuse
from ..upload import MANY, ONE, Form
from . import assets
from .form import DOCTYPES, Choices, Sent, choices, read_page_form
from .render import render
from .words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..desk import Service
    from ..frames import Job

router = APIRouter(include_in_schema=False)
_FOREVER, _A_WHILE = "public, max-age=31536000, immutable", "public, max-age=3600"
_MEDIA_TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}
_EMPTY = "there is nothing to check"
_PARTS = "parts"  # what a section puts in place, as JSON


class Section(NamedTuple):
    """One of the two sections: where it is, what it is made of, what it sends to a worker."""

    address: str
    template: str
    script: str
    files: Form
    job: Callable[[Sent, str], tuple[Job, bytes]]
    reports: tuple[str, ...]
    empty: str  # the sentence where nothing was sent


_TEXT = Section("./", "page.html", "app.js", ONE, Sent.text_job, ("html", "json"), "empty")
_CAMPAIGN = Section(
    "./campaign", "campaign.html", "campaign.js", MANY, Sent.campaign_job, ("html", "csv", "json"), "nothing"
)


@router.get("/")
async def show(request: Request) -> Response:
    """Show the section for a text, empty or with a sample ad."""
    desk = await _Desk.of(request, _TEXT)
    sent = Sent(desk.choices(dict(request.query_params)))
    found = assets.sample(request.query_params.get("sample", ""))
    if found is None:
        return desk.page(sent)
    return await desk.answer(Sent(sent.choices, text=found.text, filename=f"{found.name}.txt"))


@router.get("/campaign")
async def show_campaign(request: Request) -> Response:
    """Show the section for a campaign."""
    desk = await _Desk.of(request, _CAMPAIGN)
    return desk.page(Sent(desk.choices(dict(request.query_params))))


@router.post("/")
async def check(request: Request) -> Response:
    """Check a text: the parts for the page's script, or the whole page for a browser without."""
    return await _posted(request, _TEXT)


@router.post("/campaign")
async def weigh(request: Request) -> Response:
    """Weigh a campaign, in the same two forms."""
    return await _posted(request, _CAMPAIGN)


@router.post("/report.{form}")
async def report(request: Request, form: str) -> Response:
    """Answer with a report on a text to keep."""
    return await _kept(request, _TEXT, form, "inclusive-lint")


@router.post("/campaign.{form}")
async def campaign_report(request: Request, form: str) -> Response:
    """Answer with a report on a campaign to keep."""
    return await _kept(request, _CAMPAIGN, form, "campaign")


@router.get("/static/{name}")
async def static(name: str, v: str = "") -> Response:
    """Send one of the few files the page is made of. One that is asked for by its version may be kept."""
    found = assets.asset(name)
    if found is None:
        raise refuse(404, "there is nothing at this address")
    headers = {"Cache-Control": _FOREVER if v == found.version else _A_WHILE}
    return Response(found.data, media_type=found.media_type, headers=headers)


async def _posted(request: Request, section: Section) -> Response:
    desk = await _Desk.of(request, section)
    try:
        sent = await desk.read()
    except HTTPException as error:
        if desk.wants_json:
            raise
        return desk.page(Sent(desk.choices({})), error=error)
    return await desk.answer(sent)


async def _kept(request: Request, section: Section, form: str, name: str) -> Response:
    if form not in section.reports:
        raise refuse(404, "there is nothing at this address")
    desk = await _Desk.of(request, section)
    sent = Sent(desk.choices({}))
    try:
        sent = await desk.read()
        body = await desk.work(sent, form)
    except HTTPException as error:
        if not desk.wants_page:
            raise
        return desk.page(sent, error=error)
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(body, media_type=_MEDIA_TYPES[form], headers=disposition)


class _Desk(NamedTuple):
    """What answers one request in a section."""

    request: Request
    service: Service
    section: Section
    profiles: frozenset[str]

    @classmethod
    async def of(cls, request: Request, section: Section) -> _Desk:
        service = service_of(request)
        catalog = await run_in_threadpool(lambda: service.rulebook.catalog)
        return cls(request, service, section, frozenset(catalog.profiles))

    @property
    def wants_json(self) -> bool:
        return self.request.headers.get("accept", "").startswith("application/json")

    @property
    def wants_page(self) -> bool:
        return self.request.headers.get("accept", "").startswith("text/html")

    def choices(self, values: dict[str, str]) -> Choices:
        header = self.request.headers.get("accept-language", "")
        return choices(values, header, self.service.settings, self.profiles)

    async def read(self) -> Sent:
        return await read_page_form(self.request, self.service.settings, self.profiles, self.section.files)

    async def work(self, sent: Sent, form: str) -> bytes:
        if sent.is_empty:
            raise refuse(422, _EMPTY)
        self.service.require_key(self.request.headers, sent.key)
        return await self.service.check(*self.section.job(sent, form))

    async def answer(self, sent: Sent) -> Response:
        """The parts, or the page with its parts in place, or with one sentence on what went wrong."""
        if self.wants_json:
            return as_json(await self.work(sent, _PARTS))
        if sent.is_empty and sent.switching:
            return self.page(sent)
        try:
            parts = json.loads(await self.work(sent, _PARTS))
        except HTTPException as error:
            return self.page(sent, error=error)
        return self.page(sent, parts=parts)

    def page(self, sent: Sent, *, parts: dict[str, Any] | None = None, error: HTTPException | None = None) -> Response:
        nonce, section, service = secrets.token_urlsafe(16), self.section, self.service
        language = sent.choices.language
        body = render(
            section.template, language, here=section.address, script_name=section.script, nonce=nonce, chosen=sent.choices,
            sent=sent, parts=parts, error=self._said(sent, error), profiles=service.rulebook.profiles(), doctypes=DOCTYPES,
            samples=assets.samples(), needs_key=bool(service.settings.api_keys), extensions=_EXTENSIONS,
            script=json.dumps(self._for_script(language), ensure_ascii=False).replace("<", "\\u003c"),
        )  # fmt: skip
        headers = {"Content-Security-Policy": assets.policy(nonce), "Vary": "Accept, Accept-Language"}
        if error and error.headers:
            headers |= error.headers
        return HTMLResponse(body.encode("utf-8", "replace"), error.status_code if error else 200, headers)

    def _for_script(self, language: str) -> dict[str, Any]:
        """What the script has to know: its words, and what it may send."""
        said, settings = words(language), self.service.settings
        limits = {"max_text": settings.max_text, "max_file": settings.max_file}
        return {"words": said.all("script"), "errors": said.all("errors"), "empty": self.section.empty, **limits}

    def _said(self, sent: Sent, error: HTTPException | None) -> dict[str, str] | None:
        """The sentence for an error, in the language of the page; what the service says of a file goes beside it."""
        if error is None:
            return None
        said = words(sent.choices.language).all("errors")
        if error.detail == _EMPTY:
            return {"sentence": said[self.section.empty], "detail": ""}
        status = str(error.status_code)
        key = "file" if status == "422" and sent.files else status
        detail = translated(str(error.detail), sent.choices.language, SENTENCES)
        return {"sentence": said.get(key, said["other"]), "detail": detail}


_EXTENSIONS = [extension for reader in READERS for extension in reader.extensions]
