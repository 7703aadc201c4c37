"""One connection: as uvicorn serves it, but with a patience that ends, and refusals in the form of all others."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from .middleware import HEADERS
from .problems import problem

if TYPE_CHECKING:
    import asyncio

    from .settings import Settings


class Connection(H11Protocol):
    """Gives up on a client that sends its request drop by drop, or that connects and sends none.

    uvicorn waits for ever for the head of a request, and for the rest of a body that was answered already. While a
    request is under way its body is timed by ``middleware.Body``, and the check by the pool.
    """

    head_time = 10.0
    most = 1_000
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Start to wait; refuse one too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            self._refuse(503, "too many connections are open; try again", {"Retry-After": "1"})
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; from the first byte of a request to the end of its head there is only so much time."""
        super().data_received(data)
        if self._is_idle() and not self.transport.is_closing():
            self._wait()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # said in our form instead
        """Answer what is no HTTP."""
        self._refuse(400, "this is no HTTP request that can be read")

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(self.head_time, self._give_up)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if self._is_idle() and not self.transport.is_closing():
            self._refuse(408, "the request took too long to arrive")

    def _refuse(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        response = problem(status, detail, headers={**HEADERS, **(headers or {}), "Connection": "close"})
        reason = HTTPStatus(status).phrase.encode()
        start = h11.Response(status_code=status, headers=response.raw_headers, reason=reason)
        try:
            for event in (start, h11.Data(data=bytes(response.body)), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        except h11.LocalProtocolError:  # an answer was sent already
            pass
        self.transport.close()


def connections(settings: Settings) -> type[Connection]:
    """Return the class of the connections of a service."""
    return type("Connection", (Connection,), {"head_time": settings.head_time, "most": settings.connections})
