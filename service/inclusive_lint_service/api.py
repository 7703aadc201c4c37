"""The API: texts and files in, reports out; the rules and profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from . import accept, examples, schemas
from .desk import as_json, needs_key, safe_name, safe_path, service_of
from .frames import Job, reader_name
from .openapi import ERRORS, answer, campaign_answer, campaign_body, upload_body
from .problems import refuse
from .upload import MANY, ONE, is_form, read_upload

if TYPE_CHECKING:
    from collections.abc import Iterable

_Model = TypeVar("_Model", bound=BaseModel)
_REPORTS = {"application/json": "json", "text/html": "html", "text/csv": "csv"}
_MEDIA_TYPES = {form: kind for kind, form in _REPORTS.items()}
# The report on a campaign brings its style along, and nothing else.
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def _is_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def _json_only(request: Request) -> None:
    if not _is_json(request):
        raise refuse(415, "send the request as application/json; a file goes to /v1/check/file")


router = APIRouter(prefix="/v1", dependencies=[Depends(needs_key)], responses=ERRORS)


@router.post(
    "/check", summary="Check a text", dependencies=[Depends(_json_only)], response_model=schemas.Report,
    responses=answer(examples.REPORT, 408, 413, 415, 422, 503), tags=["check"],
    openapi_extra={"requestBody": {"content": {"application/json": {"example": examples.REQUEST}}}},
)  # fmt: skip
async def check(request: Request, body: schemas.CheckRequest) -> Response:
    """Check a text and return the report that `inclusive-lint check --format json` prints."""
    service = service_of(request)
    kind = reader_name(body.format)
    job = Job("text", safe_name(body.filename), kind, options=body.options.values(service.settings.profile))
    return as_json(await service.check(job, body.text.encode("utf-8", "replace")))


@router.post(
    "/check/file", summary="Check a file", response_model=schemas.Report, tags=["check"],
    responses=answer(examples.REPORT, 400, 408, 413, 415, 422, 503), openapi_extra=upload_body(),
)  # fmt: skip
async def check_file(request: Request) -> Response:
    """Check a file: plain text, Markdown, HTML, Word (docx) or PDF. It is read in memory and forgotten."""
    service = service_of(request)
    upload = await read_upload(request, ONE, service.settings.max_file)
    options = _parsed(schemas.CheckOptions, upload.options or "{}", "options")
    kind = reader_name(upload.format)
    (file,) = upload.files
    job = Job(
        "file", safe_name(file.name), kind, upload.encoding or None, options.values(service.settings.profile)
    )  # fmt: skip
    return as_json(await service.check(job, file.data))


@router.post(
    "/campaign", summary="Weigh a campaign", response_model=schemas.CampaignReport, tags=["check"],
    responses=campaign_answer(400, 408, 413, 415, 422, 503), openapi_extra=campaign_body(),
)  # fmt: skip
async def campaign(request: Request) -> Response:
    """Show who is in the images of a campaign and who does what, as `inclusive-lint campaign` does.

    Send files as a form, or texts as JSON. The report is JSON unless `report` or the header Accept asks for a page
    (html) or a table (csv). A file that cannot be read is named under `errors`, and the rest goes on; 422 where none can.
    """
    if is_form(request.headers.get("content-type", "")):
        return await _campaign_of_files(request)
    if not _is_json(request):
        raise refuse(415, "send files as multipart/form-data, or texts as application/json")
    sent = _parsed(schemas.CampaignRequest, await request.body(), "body")
    bodies = [(text.text.encode("utf-8", "replace"), text) for text in sent.files]
    parts = [
        (Job("text", safe_path(text.filename), reader_name(text.format), size=len(body)), body) for body, text in bodies
    ]
    return await _campaign(request, parts, sent.options, sent.report)


async def _campaign_of_files(request: Request) -> Response:
    upload = await read_upload(request, MANY, service_of(request).settings.max_file)
    options = _parsed(schemas.CampaignOptions, upload.options or "{}", "options")
    encoding = upload.encoding or None
    parts = [
        (Job("file", safe_path(file.name), encoding=encoding, size=len(file.data)), file.data) for file in upload.files
    ]
    return await _campaign(request, parts, options, upload.report)


async def _campaign(
    request: Request, parts: Iterable[tuple[Job, bytes]], options: schemas.CampaignOptions, form: str | None
) -> Response:
    jobs, bodies = zip(*parts, strict=True)
    service = service_of(request)
    form = form or _REPORTS[accept.choose(request.headers.get("accept", ""), tuple(_REPORTS))]
    job = Job("campaign", options=options.values(service.settings.profile), report=form, parts=jobs)
    report = await service.check(job, b"".join(bodies))
    policy = {"Content-Security-Policy": _PAGE_POLICY} if form == "html" else {}
    return Response(report, media_type=_MEDIA_TYPES[form], headers={**policy, "Vary": "Accept"})


def _parsed(model: type[_Model], text: str | bytes, place: str) -> _Model:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**e, "loc": (place, *e["loc"])} for e in errors]) from None


@router.get(
    "/rules",
    summary="List the rules",
    response_model=schemas.Rules,
    response_model_exclude_unset=True,
    responses=answer(None, 422),
    tags=["rules"],
)
async def rules(
    request: Request, family: Annotated[str | None, Query(description="Only this family, such as `gender`.")] = None
) -> dict[str, Any]:
    """List the rules and facts, with what they say and why."""
    book = service_of(request).rulebook
    return {"rules": await run_in_threadpool(book.rules, family)}


@router.get(
    "/rules/{rule_id}",
    summary="Show a rule",
    response_model=schemas.Rule,
    response_model_exclude_unset=True,
    responses=answer(None, 404, 422),
    tags=["rules"],
)
async def rule(
    request: Request, rule_id: Annotated[str, Path(description="A rule id, such as `age.limit`.")]
) -> dict[str, Any]:
    """Show one rule, by its id or a former one."""
    book = service_of(request).rulebook
    found = await run_in_threadpool(book.rule, rule_id)
    if found is None:
        raise refuse(404, f"there is no such rule{book.hint(rule_id[:100])}")
    return found


@router.get(
    "/profiles", summary="List the profiles", response_model=schemas.Profiles, responses=answer(None), tags=["rules"]
)
async def profiles(request: Request) -> dict[str, Any]:
    """List the profiles: which rules hold in a country or sector, and how severely."""
    service = service_of(request)
    return {"default": service.settings.profile, "profiles": await run_in_threadpool(service.rulebook.profiles)}
