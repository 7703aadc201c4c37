"""The application: routes, and the layers around them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from inclusive_lint import __version__

from . import api, lt_api, openapi, operations, problems
from .desk import Service
from .metrics import Metrics
from .middleware import Hosts, Limits, Surround
from .page import routes as page
from .pool import Pool
from .rulebook import Rulebook
from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application. Its workers start with it and end with it."""
    settings = settings or Settings()
    metrics = Metrics()
    service = Service(settings, Pool(settings, metrics), metrics, Rulebook())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        service.pool.start()
        yield
        await service.pool.close()

    app = FastAPI(
        title="inclusive-lint", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
        redirect_slashes=False,
    )  # fmt: skip
    app.state.service = service
    app.state.routers = (api.router, lt_api.router, operations.router, page.router)
    for router in app.state.routers:
        app.include_router(router)
    problems.install(app)
    _surround(app, service)

    def describe() -> dict[str, Any]:
        return openapi.describe(app, service.rulebook, keys=bool(settings.api_keys))

    app.openapi = describe  # type: ignore[method-assign]  # as FastAPI's documentation has it
    return app


def _surround(app: FastAPI, service: Service) -> None:
    """Put the layers around the routes; the last is the outermost."""
    settings = service.settings
    app.add_middleware(Limits, settings=settings)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(settings.cors_origins), allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "X-API-Key"],
        )  # fmt: skip
    app.add_middleware(Hosts, hosts=settings.hosts)
    app.add_middleware(Surround, metrics=service.metrics, cors=bool(settings.cors_origins))
