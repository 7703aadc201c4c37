"""What surrounds every request: headers that keep answers private, limits, a log and counters without any text."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from .problems import problem, refuse
from .upload import is_form

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from .metrics import Metrics
    from .settings import Settings

access_log = logging.getLogger("inclusive_lint.access")
error_log = logging.getLogger("inclusive_lint.service")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NO_ROUTE = "-"
_CLIENT_GONE = 499  # as other servers log it
MULTIPART_EXTRA = 200_000  # what the parts of an upload take beside the file
_DRAINED, _DRAIN_TIME = 64_000_000, 5.0  # bytes and seconds
FILE_PATHS = frozenset({"/v1/check/file", "/v1/campaign"})
PAGE_PATHS = frozenset(
    {
        "/",
        "/campaign",
        *(f"/report.{x}" for x in ("html", "json")),
        *(f"/campaign.{x}" for x in ("html", "csv", "json")),
    }
)


class Surround:
    """The outermost layer: every answer gets the headers, every request a line in the log and a place in the counters."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, cors: bool = False) -> None:
        self._app = app
        self._metrics = metrics
        self._headers = {**HEADERS, **({"Cross-Origin-Resource-Policy": "cross-origin"} if cors else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:  # noqa: BLE001  # logged without its message, which may quote the text
            error_log.error("%s at %s", type(error).__name__, _trace(error))
            if not status:
                await problem(500, "this is a bug in inclusive-lint; the log says where")(scope, receive, sent)
        self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        route = getattr(scope.get("route"), "path", _NO_ROUTE)
        self._metrics.add("requests_total", method=method, route=route, status=str(status))
        self._metrics.observe("request_seconds", seconds)
        access_log.info("%s %s %d %.1f ms", method, route, status, seconds * 1000)


def _trace(error: BaseException) -> str:
    """Files and lines, innermost first."""
    places: list[str] = []
    at = error.__traceback__
    while at:
        places.append(f"{os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}")
        at = at.tb_next
    return " < ".join(reversed(places[-8:]))


class Hosts:
    """Answers only requests that address the service by one of its names."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._hosts:
            host = Headers(scope=scope).get("host", "").lower()
            name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
            if name not in self._hosts:
                await problem(421, "the service is not known by this name; see --allowed-host")(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Limits:
    """Bounds how many requests are under way, how large a body is and how long it may take to arrive."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        limit = self._settings.max_text
        of_the_page = scope["path"] in PAGE_PATHS  # which says itself that a body is too large
        if (of_the_page or scope["path"] in FILE_PATHS) and is_form(headers.get("content-type", "")):
            limit = self._settings.max_file + MULTIPART_EXTRA
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > limit and not of_the_page:
            await _drain(receive)
            await problem(413, _too_large(limit), headers={"Connection": "close"})(scope, receive, send)
        elif self._under_way >= self._settings.max_requests:
            later = {"Retry-After": "1", "Connection": "close"}
            await problem(503, "too many requests are under way; try again", headers=later)(scope, receive, send)
        else:
            self._under_way += 1
            try:
                await self._serve(scope, Body(receive, limit, self._settings.body_time), send)
            finally:
                self._under_way -= 1

    async def _serve(self, scope: Scope, body: Body, send: Send) -> None:
        """Serve a request as long as its client waits: what nobody waits for must not keep others waiting."""
        served = asyncio.ensure_future(self._app(scope, body, send))
        gone = asyncio.ensure_future(body.gone())
        try:
            await asyncio.wait((served, gone), return_when=asyncio.FIRST_COMPLETED)
            if served.done():
                served.result()
        finally:
            for task in (served, gone):
                task.cancel()
            await asyncio.gather(served, gone, return_exceptions=True)
        if served.cancelled():
            await Response(status_code=_CLIENT_GONE)(scope, body, send)  # for the log: nobody is there to read it


class Body:
    """Receives a body, counting."""

    def __init__(self, receive: Receive, limit: int, patience: float) -> None:
        self._receive = receive
        self._limit = limit
        self._left = limit
        self._deadline = asyncio.get_running_loop().time() + patience
        self._complete = asyncio.Event()

    async def gone(self) -> None:
        """Wait until the client, whose body has arrived, hangs up."""
        await self._complete.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def __call__(self) -> dict[str, Any]:
        if self._complete.is_set():
            return dict(await self._receive())
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise refuse(408, "the body took too long to arrive", close=True) from None
        if message["type"] == "http.request":
            if not message.get("more_body", False):
                self._complete.set()
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                await _drain(self._receive, complete=self._complete.is_set())
                raise refuse(413, _too_large(self._limit), close=True)
        return dict(message)


async def _drain(receive: Receive, *, complete: bool = False) -> None:
    """Drop the rest of a body, within reason: a client that is cut off while it sends never sees why."""
    left = _DRAINED
    try:
        async with asyncio.timeout(_DRAIN_TIME):
            while not complete and left > 0:
                message = await receive()
                complete = message["type"] != "http.request" or not message.get("more_body", False)
                left -= len(message.get("body", b""))
    except TimeoutError:
        pass


def _too_large(limit: int) -> str:
    return f"the body is larger than {limit:,} bytes"
