"""The API: texts and files in, reports out; the rules and profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from . import examples, schemas
from .desk import as_json, needs_key, safe_name, service_of
from .frames import Job, reader_name
from .openapi import ERRORS, answer, upload_body
from .problems import refuse
from .upload import Upload, read_upload

if TYPE_CHECKING:
    from starlette.responses import Response


def _json_only(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
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
    upload = await read_upload(request, service.settings.max_file)
    options = _options(upload)
    kind = reader_name(upload.format)
    job = Job(
        "file", safe_name(upload.name), kind, upload.encoding or None, options.values(service.settings.profile)
    )  # fmt: skip
    return as_json(await service.check(job, upload.data))


def _options(upload: Upload) -> schemas.CheckOptions:
    try:
        return schemas.CheckOptions.model_validate_json(upload.options or "{}")
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**e, "loc": ("options", *e["loc"])} for e in errors]) from None


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
