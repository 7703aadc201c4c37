"""Runs the service with uvicorn: one process for the connections, the workers for the texts."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

import uvicorn

from inclusive_lint import ConfigError

from .app import create_app
from .connection import connections

if TYPE_CHECKING:
    from .settings import Settings

_KEEP_ALIVE = 20  # longer than clients keep an idle connection, so that they do not meet one that is just closing
_BACKLOG = 512


def run(settings: Settings) -> None:
    """Serve until a signal comes; requests under way are finished first. Raises ConfigError."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)  # it quotes what it cannot read
    listening = _listen(settings)
    _limit_sending(listening, settings.body_time)
    config = uvicorn.Config(
        create_app(settings), log_config=None, access_log=False, server_header=False, lifespan="on",
        timeout_keep_alive=_KEEP_ALIVE, timeout_graceful_shutdown=settings.shutdown_time,
        http=connections(settings), ws="none", host=settings.host, port=settings.port, proxy_headers=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    address = listening.getsockname()
    host = f"[{address[0]}]" if ":" in address[0] else address[0]
    logging.getLogger("inclusive_lint.service").info("listening on http://%s:%d", host, address[1])
    server.run(sockets=[listening])


def _limit_sending(listening: socket.socket, patience: float) -> None:
    """Have the system drop a client that takes nothing of its answer; each connection inherits it. Linux only."""
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    if option is not None:
        listening.setsockopt(socket.IPPROTO_TCP, option, int(patience * 1_000))


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named so that asyncio sends without delay: it looks at it before it asks for that.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        listening.close()
        said = getattr(error, "strerror", None) or error
        raise ConfigError(f"cannot listen on {settings.host}:{settings.port}: {said}") from None
    listening.listen(_BACKLOG)
    return listening
