"""For those who run the service: is it alive, is it ready, how is it doing."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from . import metrics, schemas
from .desk import needs_key, service_of
from .openapi import ERRORS, answer
from .problems import refuse

router = APIRouter(tags=["operations"], responses={421: ERRORS[421], 500: ERRORS[500]})


@router.get("/healthz", summary="Is it alive?", responses=answer({"status": "ok"}))
async def healthz() -> schemas.Status:
    """Answer as long as the service runs."""
    return schemas.Status(status="ok")


@router.get("/readyz", summary="Is it ready?", responses=answer({"status": "ready"}, 503))
async def readyz(request: Request) -> schemas.Status:
    """Answer 200 once a worker has loaded its words."""
    if not service_of(request).pool.is_ready:
        raise refuse(503, "no worker is ready yet", retry_after=1)
    return schemas.Status(status="ready")


@router.get(
    "/metrics", summary="How is it doing?", response_class=Response, dependencies=[Depends(needs_key)],
    responses={200: {"description": "Counters for Prometheus.", "content": {"text/plain": {"schema": {"type": "string"}}}}, 401: ERRORS[401]},
)  # fmt: skip
async def show_metrics(request: Request) -> Response:
    """Return counters in the text form of Prometheus; no label holds anything of a text."""
    return Response(service_of(request).metrics.render(), media_type=metrics.MEDIA_TYPE)
