"""Nothing that is sent can stall or stop the service for the others."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from inclusive_lint.cli import command

from .hostile import AD, hostile
from .test_check import assert_problem, upload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Server

ENDED = (0, -signal.SIGTERM)  # uvicorn passes the signal on when it is done


def workers_of(server: Server) -> set[int]:
    """The processes that check texts."""
    listed = subprocess.run(
        ["ps", "--ppid", str(server.process.pid), "-o", "pid="], capture_output=True, text=True, check=False
    )
    return {int(pid) for pid in listed.stdout.split()}


def test_bodies_that_are_too_large(server: Server) -> None:
    text = AD * 40_000
    assert_problem(server.check(text), 413, "larger than 2,000,000 bytes")
    assert_problem(upload(server, "a.txt", b"a" * 10_000_001), 413, "the file is larger than 10,000,000 bytes")
    assert_problem(upload(server, "a.txt", b"a" * 20_000_000), 413, "larger than")
    assert_problem(server.http.post("/v2/check", data={"text": text, "language": "nl"}), 413, "larger than")
    assert server.check(AD).status_code == 200


def test_a_body_without_a_length_is_counted(server: Server) -> None:
    def stream() -> Iterator[bytes]:
        for _ in range(300):
            yield b" " * 10_000

    answer = server.http.post("/v1/check", content=stream(), headers={"content-type": "application/json"})
    assert_problem(answer, 413, "larger than")


def test_the_largest_text_is_checked(start: Callable[..., Server]) -> None:
    server = start("--workers", "1", "--time-limit", "200")
    server.http.timeout = 200
    answer = server.check((AD + "\n") * 28_000)
    assert answer.status_code == 200
    assert answer.json()["summary"]["files"] == 1


def test_a_text_that_takes_too_long_costs_nobody_else(start: Callable[..., Server]) -> None:
    server = start("--workers", "2", "--time-limit", "0.3")
    slow = "\n".join(AD + str(i) for i in range(25_000))
    before = workers_of(server)
    with ThreadPoolExecutor() as pool:
        late = pool.submit(server.check, slow)
        others = [server.check(AD).status_code for _ in range(40)]
        answer = late.result()
    assert set(others) == {200}
    assert_problem(answer, 503, "took longer than 0.3 seconds")
    assert answer.headers["retry-after"] == "2"
    assert 'worker_restarts_total{reason="time"} 1' in server.http.get("/metrics").text
    until = time.monotonic() + 30
    while len(workers_of(server)) < 2 or "workers_ready 2" not in server.http.get("/metrics").text:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert len(workers_of(server) - before) == 1
    assert [server.check(AD).status_code for _ in range(4)] == [200] * 4


def test_a_worker_that_dies_is_replaced(start: Callable[..., Server]) -> None:
    server = start("--workers", "1", fresh=True)
    (worker,) = workers_of(server)
    subprocess.run(["kill", "-9", str(worker)], check=True)
    assert_problem(server.check(AD), 503, "ended unexpectedly")
    assert server.check(AD).status_code == 200
    assert workers_of(server) != {worker}


def test_more_than_can_wait_is_told_to_come_back(start: Callable[..., Server]) -> None:
    server = start("--workers", "1", "--queue", "2")
    text = "\n".join(AD + str(i) for i in range(3_000))
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(server.check, [text] * 12))
    refused = [a for a in answers if a.status_code == 503]
    assert {a.status_code for a in answers} == {200, 503}
    assert_problem(refused[0], 503, "all workers are busy")
    assert refused[0].headers["retry-after"] == "2"
    assert server.check(AD).status_code == 200


def test_slow_clients_and_those_who_leave_hold_nobody_up(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    head = (
        b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    )
    waiting = [socket.create_connection((host, int(port))) for _ in range(30)]
    for connection in waiting:
        connection.sendall(head)
    assert server.check(AD).status_code == 200
    for connection in waiting:
        connection.close()
    for _ in range(20):
        with socket.create_connection((host, int(port))) as gone:
            body = b'{"text": "' + AD.encode() * 2_000 + b'"}'
            gone.sendall(head.replace(b"100", str(len(body)).encode()).removesuffix(b"{") + body)
    assert server.check(AD).status_code == 200


def test_a_body_that_never_ends_is_given_up() -> None:
    pytest.importorskip("fastapi", reason="the extra 'service' is not installed")
    from fastapi import HTTPException
    from inclusive_lint_service.middleware import Body

    async def never() -> Any:
        await asyncio.sleep(60)

    async def read() -> None:
        await Body(never, limit=100, patience=0.05)()

    with pytest.raises(HTTPException) as error:
        asyncio.run(read())
    assert error.value.status_code == 408
    assert "too long to arrive" in str(error.value.detail)


def test_hostile_files_get_an_answer_and_the_service_goes_on(server: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda x: upload(server, x.name, x.data), hostile(100)))
    assert {a.status_code for a in answers} <= {200, 422, 503}
    assert [a for a in answers if a.status_code == 503] == []
    assert server.check(AD).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--port", "99999"], "99999 is not in the range"),
        (["--profile", "bee"], "unknown profile 'bee' (did you mean 'be'?)"),
        (["--host", "256.1.1.1", "--port", "0"], "cannot listen on 256.1.1.1:0"),
        (["--api-keys-file", "nowhere"], "nowhere: the keys cannot be read"),
    ],
)
def test_a_wrong_call_is_told(server: Server, arguments: list[str], says: str) -> None:
    assert server
    result = CliRunner().invoke(command, ["serve", *arguments])
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_port_that_is_taken(server: Server) -> None:
    port = server.url.rsplit(":", 1)[1]
    result = CliRunner().invoke(command, ["serve", "--port", port])
    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use" in result.stderr


def test_the_command_line_needs_none_of_it() -> None:
    code = "import sys, inclusive_lint.cli, inclusive_lint.cli.serve; print([m for m in ('fastapi', 'uvicorn', 'pydantic') if m in sys.modules])"
    root = Path(__file__).parents[2]
    import sys

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert shown.stdout.strip() == "[]"
