"""Clients that send drop by drop, take nothing of their answer or hang up: none holds a worker or the end."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from .hostile import AD
from .test_limits import ENDED, workers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Server

HEAD = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
BODY = json.dumps({"text": AD, "options": {"doctype": "vacancy", "language": "nl"}}).encode()
DROP = 0.1  # seconds between two bytes
PATIENCE = 30  # seconds that a test waits for what must come


@pytest.fixture
def hasty(start: Callable[..., Server]) -> Server:
    """A service that waits a second for a head, and for a body."""
    return start("--workers", "1", "--head-time", "1", "--body-time", "1")


@contextlib.contextmanager
def connected(server: Server, *, buffer: int = 0) -> Iterator[socket.socket]:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.socket() as connection:
        if buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        connection.settimeout(PATIENCE)
        connection.connect((host, int(port)))
        yield connection


def drip(connection: socket.socket, data: bytes) -> bytes:
    """Send byte after byte until the service says something; return all of what it says."""
    connection.settimeout(DROP)
    said = b""
    for at in range(len(data)):
        try:
            connection.sendall(data[at : at + 1])
            said += connection.recv(65536)
            break
        except TimeoutError:
            continue
        except OSError:
            break
    return said + rest(connection)


def rest(connection: socket.socket) -> bytes:
    """Return what comes until the service hangs up."""
    connection.settimeout(PATIENCE)
    said = b""
    with contextlib.suppress(ConnectionError):
        while more := connection.recv(65536):
            said += more
    return said


def take_all(connection: socket.socket) -> None:
    """Say something, and take what comes until the service hangs up."""
    connection.sendall(b"G")
    while connection.recv(65536):
        pass


def answer(connection: socket.socket) -> bytes:
    """Return the answer to one request on a connection that stays open."""
    said = b""
    while b"\r\n\r\n" not in said:
        said += connection.recv(65536)
    head, _, body = said.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def assert_gave_up(said: bytes, says: str) -> None:
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 "), said
    assert b"content-type: application/problem+json" in head.lower()
    assert b"connection: close" in head.lower()
    assert b"cache-control: no-store" in head.lower()
    assert json.loads(body)["detail"] == says


LATE = "the request took too long to arrive"


def test_a_head_that_comes_drop_by_drop(hasty: Server) -> None:
    with connected(hasty) as slow:
        assert_gave_up(drip(slow, HEAD % 100), LATE)
    with connected(hasty) as silent:
        assert_gave_up(rest(silent), LATE)


def test_a_second_head_that_comes_drop_by_drop(hasty: Server) -> None:
    with connected(hasty) as slow:
        slow.sendall(HEAD % len(BODY) + BODY)
        assert answer(slow).startswith(b"HTTP/1.1 200 ")
        assert_gave_up(drip(slow, HEAD % 100), LATE)


def test_a_body_that_comes_drop_by_drop(hasty: Server) -> None:
    for head in (HEAD, HEAD.replace(b"/v1/check", b"/v2/check").replace(b"json", b"x-www-form-urlencoded")):
        with connected(hasty) as slow:
            slow.sendall(head % 1_000)
            assert_gave_up(drip(slow, b" " * 1_000), "the body took too long to arrive")


def test_a_body_that_goes_on_after_its_answer(hasty: Server) -> None:
    with connected(hasty) as slow:
        slow.sendall((HEAD % 100_000).replace(b"/v1/check", b"/nowhere"))
        assert answer(slow).startswith(b"HTTP/1.1 404 ")
        assert drip(slow, b" " * 1_000) == b""


def test_many_of_them_hold_nobody_up(hasty: Server) -> None:
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(connected(hasty)) for _ in range(60)]
        for number, connection in enumerate(slow):
            connection.sendall((HEAD % 100)[:20] if number % 2 else HEAD % 100 + b"{")
        assert [hasty.check(AD).status_code for _ in range(5)] == [200] * 5
        assert all(b" 408 " in rest(connection) for connection in slow)
    assert hasty.check(AD).status_code == 200


def test_one_who_takes_nothing_of_the_answer_is_dropped(hasty: Server) -> None:
    with connected(hasty, buffer=4_096) as deaf:
        deaf.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
        time.sleep(3)  # the service waits one
        assert hasty.check(AD).status_code == 200
        with pytest.raises(ConnectionError):
            take_all(deaf)


def test_what_is_no_http(hasty: Server) -> None:
    for nonsense in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nA B: c\r\n\r\n",
    ):
        with connected(hasty) as connection:
            connection.sendall(nonsense)
            head, _, body = rest(connection).partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 400 ")
            assert b"application/problem+json" in head.lower()
            assert json.loads(body)["detail"] == "this is no HTTP request that can be read"
    with connected(hasty) as connection:
        connection.sendall(b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n")
        assert b" 400 " in rest(connection)


def test_one_who_hangs_up_while_the_text_is_checked_costs_nobody_else(start: Callable[..., Server]) -> None:
    server = start("--workers", "1", fresh=True)
    before = workers_of(server)
    body = json.dumps({"text": (AD + "\n") * 3_000}).encode()
    for _ in range(3):
        with connected(server) as gone:
            gone.sendall(HEAD % len(body) + body)
            time.sleep(0.1)
    assert server.check(AD).status_code == 200
    assert workers_of(server) == before
    assert "workers_busy 0" in server.http.get("/metrics").text


def test_those_who_hang_up_leave_the_queue(start: Callable[..., Server]) -> None:
    server = start("--workers", "1", "--queue", "3", fresh=True)
    body = json.dumps({"text": "\n".join(AD + str(i) for i in range(4_000))}).encode()
    for _ in range(12):
        with connected(server) as gone:
            gone.sendall(HEAD % len(body) + body)
            time.sleep(0.1)
    assert server.check(AD).status_code == 200
    metrics = server.http.get("/metrics").text
    assert 'status="499"' in metrics
    assert 'route="/v1/check",status="503"' not in metrics
    checked = int(re.findall(r"check_seconds_count (\d+)", metrics)[0])
    assert checked < 12


def test_the_end_waits_for_work_and_not_for_slow_clients(start: Callable[..., Server]) -> None:
    server = start("--workers", "1", "--time-limit", "120", fresh=True)
    answers: list[bytes] = []
    body = json.dumps({"text": "\n".join(AD + str(i) for i in range(6_000))}).encode()
    with connected(server) as working, connected(server) as idle, connected(server) as slow:
        idle.sendall(HEAD % len(BODY) + BODY)
        assert answer(idle).startswith(b"HTTP/1.1 200 ")
        slow.sendall((HEAD % 100)[:20])
        working.sendall(HEAD % len(body) + body)
        thread = threading.Thread(target=lambda: answers.append(rest(working)))
        thread.start()
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        assert rest(idle) == rest(slow) == b""
        thread.join(PATIENCE)
    assert answers
    assert answers[0].startswith(b"HTTP/1.1 200 ")
    assert json.loads(answers[0].partition(b"\r\n\r\n")[2])["summary"]["files"] == 1
    assert server.process.wait(20) in ENDED
    assert workers_of(server) == set()
    with pytest.raises(ConnectionRefusedError), connected(server):
        pass
