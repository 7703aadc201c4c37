"""Alive, ready, counted, and guarded: what those who run the service rely on."""

from __future__ import annotations

import asyncio
import hmac
import re
from typing import TYPE_CHECKING, Any

import pytest

from .hostile import AD
from .test_check import assert_problem

if TYPE_CHECKING:
    from .conftest import Server

_SAMPLE = re.compile(r'inclusive_lint_[a-z_]+(\{[a-z]+="[^"\\\n]*"(,[a-z]+="[^"\\\n]*")*\})? [0-9.e+-]+')


def application(**settings: Any) -> Any:
    """The application in this process, whose workers were not started."""
    pytest.importorskip("fastapi", reason="the extra 'service' is not installed")
    from inclusive_lint_service.app import create_app
    from inclusive_lint_service.settings import Settings

    return create_app(Settings(**settings))


def test_it_is_alive_before_it_is_ready() -> None:
    app = application()
    import httpx

    async def ask(*paths: str) -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as http:
            return [await http.get(path) for path in paths]

    alive, ready, metrics = asyncio.run(ask("/healthz", "/readyz", "/metrics"))
    assert alive.json() == {"status": "ok"}
    assert_problem(ready, 503, "no worker is ready yet")
    assert ready.headers["retry-after"] == "1"
    assert "inclusive_lint_requests_total" in metrics.text


def test_it_is_ready_once_its_words_are_loaded(server: Server) -> None:
    assert server.http.get("/readyz").json() == {"status": "ready"}
    assert server.http.get("/healthz").json() == {"status": "ok"}


def test_metrics_are_what_prometheus_reads(server: Server) -> None:
    server.check(AD, doctype="vacancy")
    server.http.get("/v1/rules/age.limit")
    server.http.get('/v1/rules/a"b\\c%0Ad')
    server.http.get("/nowhere")
    answer = server.http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    typed = {line.split()[2] for line in lines if line.startswith("# TYPE ")}
    for line in lines:
        if not line.startswith("#"):
            assert _SAMPLE.fullmatch(line), line
            name = re.sub(r"_(bucket|sum|count)$", "", re.split(r"[{ ]", line)[0])
            assert name in typed
    buckets = [int(n) for n in re.findall(r'check_seconds_bucket\{le="[^"]+"\} (\d+)', answer.text)]
    assert buckets == sorted(buckets)
    assert buckets[-1] == int(re.findall(r"check_seconds_count (\d+)", answer.text)[0]) > 0
    assert 'findings_total{severity="warning"}' in answer.text
    assert "/v1/rules/{rule_id}" in re.findall(r'route="([^"]+)"', answer.text)


def test_every_key_is_compared_whichever_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = frozenset({"first", "second", "a much longer third"})
    service = application(api_keys=keys).state.service
    compared: list[tuple[int, int]] = []
    original = hmac.compare_digest

    def compare(a: bytes, b: bytes) -> bool:
        compared.append((len(a), len(b)))
        return original(a, b)

    monkeypatch.setattr(hmac, "compare_digest", compare)
    for given, right in (("first", True), ("a much longer third", True), ("f", False), ("", False), ("é" * 500, False)):
        compared.clear()
        assert service.is_key(given) is right
        assert compared == [(32, 32)] * len(keys), "as many comparisons of equal length, whatever is given"


def test_no_header_lets_pages_elsewhere_in(server: Server) -> None:
    origin = {"origin": "https://evil.example"}
    for answer in (
        server.http.get("/healthz", headers=origin),
        server.http.post("/v1/check", json={"text": AD}, headers=origin),
        server.http.options("/v1/campaign", headers={**origin, "access-control-request-method": "POST"}),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
