"""A service of our own for every set of options that is tested, started as a user starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

EXAMPLES = Path(__file__).parents[2] / "examples"
_PATIENCE = 90  # seconds; in a checkout the first worker may compile the rules


@dataclass
class Server:
    """A running service, its log, and a client for it."""

    process: subprocess.Popen[bytes]
    log: Path
    url: str
    http: httpx.Client

    def check(self, text: str, **options: Any) -> httpx.Response:
        """Post a text."""
        return self.http.post("/v1/check", json={"text": text, "options": options})

    def stop(self) -> int:
        """Ask it to end, and wait."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


@pytest.fixture(scope="session")
def start() -> Iterator[Callable[..., Server]]:
    """Start a service with these options; services with the same options are shared."""
    for module in ("fastapi", "uvicorn", "python_multipart", "httpx"):
        pytest.importorskip(module, reason="the service needs the extra 'service', its tests httpx too")
    running: dict[tuple[str, ...], Server] = {}

    def starter(*options: str, fresh: bool = False, **environment: str) -> Server:
        key = (*options, *environment.values())
        if fresh or key not in running:
            server = _start(options, environment)
            running[(str(server.process.pid),) if fresh else key] = server
            return server
        return running[key]

    yield starter
    for server in running.values():
        server.http.close()
        server.stop()


def _start(options: tuple[str, ...], environment: dict[str, str]) -> Server:
    import httpx

    with tempfile.NamedTemporaryFile(suffix=".log", delete=False) as log:
        command = [sys.executable, "-m", "inclusive_lint", "serve", "--port", "0", *options]
        process = subprocess.Popen(command, stderr=log, stdout=log, env={**os.environ, **environment})
    path = Path(log.name)
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"listening on (http\S+)", path.read_text())
        if found:
            server = Server(process, path, found[1], httpx.Client(base_url=found[1], timeout=60))
            _await_ready(server, until)
            return server
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise AssertionError(path.read_text())


def _await_ready(server: Server, until: float) -> None:
    import httpx

    while time.monotonic() < until:
        try:
            if server.http.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    server.http.close()
    server.stop()
    raise AssertionError(server.log.read_text())


@pytest.fixture
def server(start: Callable[..., Server]) -> Server:
    """The service as it is without options, but for two workers, and patience with a slow machine."""
    return start("--workers", "2", "--time-limit", "120")
