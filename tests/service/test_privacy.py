"""Nothing of a text stays behind, and nobody reaches the service who should not."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from ..unit.office import docx, paragraph, pdf
from .test_check import assert_problem, upload
from .test_limits import ENDED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from .conftest import Server

CANARY = "kanarievogel8431"
TEXT = f"Wij zoeken een {CANARY} verkoopster."


def send_everywhere(server: Server) -> list[httpx.Response]:
    """Put the canary wherever a request has room for it."""
    http = server.http
    return [
        server.check(TEXT), server.check(TEXT, allow=[CANARY]), server.check(TEXT, select=[CANARY]),
        http.post("/v1/check", json={"text": TEXT, "filename": f"{CANARY}.txt"}),
        http.post("/v1/check", json={"text": TEXT, CANARY: 1}), http.post("/v1/check", content=TEXT.encode()),
        http.post("/v1/check", content=TEXT.encode(), headers={"content-type": "application/json"}),
        http.post(f"/v1/check?{CANARY}=1", json={"text": TEXT}), http.get(f"/{CANARY}"), http.get(f"/v1/rules/{CANARY}"),
        http.request(CANARY.upper(), "/v1/check"), http.get("/v1/rules", params={"family": CANARY}),
        upload(server, f"{CANARY}.txt", TEXT.encode()), upload(server, f"{CANARY}.docx", docx(paragraph(TEXT))),
        upload(server, f"{CANARY}.docx", TEXT.encode()), upload(server, f"{CANARY}.pdf", pdf([TEXT])),
        upload(server, "a.txt", TEXT.encode(), encoding=CANARY), upload(server, "a.txt", b"", options=CANARY),
        http.post("/v2/check", data={"text": TEXT, "language": "nl"}), http.get("/v2/check", params={"text": TEXT, "language": "nl"}),
        http.post("/", files={"text": (None, TEXT), "filename": (None, CANARY), "profile": (None, CANARY), "do": (None, "check")}),
        http.post("/", files={"file": (f"{CANARY}.docx", TEXT.encode())}, headers={"accept": "application/json"}),
        http.post("/report.html", files={"text": (None, TEXT)}), http.get(f"/?sample={CANARY}"), http.get(f"/static/{CANARY}"),
        http.post("/campaign", files={"text": (None, TEXT), "files": (f"{CANARY}.txt", TEXT.encode()), "do": (None, "check")}),
        http.post("/v2/check", data={"text": TEXT, "language": CANARY}), http.get("/v1/profiles", headers={"X-Note": CANARY}),
    ]  # fmt: skip


def test_nothing_of_a_text_is_logged_or_counted(start: Callable[..., Server], tmp_path: Path) -> None:
    server = start(fresh=True, TMPDIR=str(tmp_path), XDG_CACHE_HOME=str(tmp_path / "cache"))
    answers = send_everywhere(server)
    large = (TEXT + "\n").encode() * 60_000  # larger than what a form parser would keep in memory
    answers.append(upload(server, f"{CANARY}.txt", large))
    assert {a.status_code for a in answers} <= {200, 400, 404, 405, 415, 422, 503}
    metrics = server.http.get("/metrics").text
    assert "inclusive_lint_requests_total" in metrics
    assert server.stop() in ENDED
    log = server.log.read_text()
    assert "POST /v1/check 200" in log
    for said in (metrics, log):
        assert CANARY not in said.lower()
        assert "verkoopster" not in said
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or CANARY.encode() not in file.read_bytes()


def test_headers_keep_answers_private(server: Server) -> None:
    for answer in (server.check(TEXT), server.http.get("/nothing"), server.http.get("/healthz")):
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "server" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


def test_only_this_machine_and_by_its_own_name(server: Server) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    assert server.http.get("/healthz", headers={"host": "localhost:1"}).status_code == 200
    assert_problem(server.http.get("/healthz", headers={"host": "rebound.example"}), 421, "not known by this name")
    port = int(server.url.rsplit(":", 1)[1])
    for address in {i[4][0] for i in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}:
        if not str(address).startswith("127."):
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((str(address), port), 1)


def test_other_names_can_be_allowed(start: Callable[..., Server]) -> None:
    server = start("--allowed-host", "lint.example")
    assert server.http.get("/healthz", headers={"host": "lint.example"}).status_code == 200


def test_pages_elsewhere_may_call_only_if_they_are_named(server: Server, start: Callable[..., Server]) -> None:
    asks = {"origin": "https://jobs.example", "access-control-request-method": "POST"}
    assert server.http.options("/v1/check", headers=asks).status_code == 405
    opened = start("--cors-origin", "https://jobs.example")
    answer = opened.http.options("/v1/check", headers=asks)
    assert answer.headers["access-control-allow-origin"] == "https://jobs.example"
    answer = opened.http.options("/v1/check", headers={**asks, "origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_keys(start: Callable[..., Server], tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.write_text("first\n\nsécond\n", "utf-8")
    server = start("--api-keys-file", str(keys), INCLUSIVE_LINT_API_KEYS="third, fourth")
    http = server.http
    answer = server.check(TEXT)
    assert_problem(answer, 401, "a valid API key is needed")
    assert answer.headers["www-authenticate"] == "Bearer"
    for path in ("/v1/rules", "/v1/profiles", "/metrics", "/v2/configinfo", "/v2/check?text=a&language=nl"):
        assert_problem(http.get(path), 401, "a valid API key")
        assert_problem(http.get(path, headers={"x-api-key": "firs"}), 401, "a valid API key")
        assert http.get(path, headers={"x-api-key": "first"}).status_code == 200
    for key in (b"first", "sécond".encode("latin-1"), b"third", b"fourth"):
        assert http.get("/v1/profiles", headers={b"authorization": b"Bearer " + key}).status_code in (200, 401)
    assert http.get("/v1/profiles", headers={"authorization": "bearer fourth"}).status_code == 200
    assert http.get("/v1/profiles", headers={"authorization": "Basic fourth"}).status_code == 401
    assert http.get("/healthz").status_code == http.get("/readyz").status_code == 200
    assert http.post("/v2/check", data={"text": "a", "language": "nl", "apiKey": "third"}).status_code == 200
    assert "securitySchemes" in http.get("/openapi.json").json()["components"]
    assert "first" not in server.log.read_text()
