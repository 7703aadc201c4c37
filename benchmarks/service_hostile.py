"""Hostile uploads while others use the service. No part of the tests, which send fewer of them.

    python benchmarks/service_hostile.py [--number 1000] [--clients 4] [--workers 2]

Starts a service; some clients send it broken, huge and endlessly nested files, as an honest one goes on to send an ad. Ends with 1 if an
upload got no answer or a wrong one, or if the honest client was ever refused.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from running import service

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.service.hostile import AD, Hostile, hostile

_ADDRESSES = ("/v1/check/file", "/v1/campaign", "/v1/check", "/v2/check")
_RIGHT = {"200", "400", "413", "415", "422", "503"}


def send(http: httpx.Client, number: int, upload: Hostile) -> tuple[str, str, float]:
    """Send an upload to one of the addresses, one time in four as something it is not; return what came of it."""
    address = _ADDRESSES[number % 7 % 4]
    field = "files" if address == "/v1/campaign" else "file"
    started = time.perf_counter()
    try:
        if address in ("/v1/check", "/v2/check"):
            kind = "application/json" if address == "/v1/check" else "application/x-www-form-urlencoded"
            answer = http.post(address, content=upload.data, headers={"content-type": kind})
        else:
            answer = http.post(address, files={field: (upload.name, upload.data)})
        said = str(answer.status_code) if answer.status_code == 200 or _is_problem(answer) else f"{answer.status_code}, no problem+json"
    except httpx.HTTPError as error:
        said = type(error).__name__
    return upload.kind, said, time.perf_counter() - started


def _is_problem(answer: httpx.Response) -> bool:
    """Whether an answer says what is wrong in the form it should: one sentence, and with 503 when to come back."""
    if answer.headers.get("content-type") != "application/problem+json":
        return False
    detail = answer.json().get("detail", "")
    back = answer.status_code != 503 or answer.headers.get("retry-after", "").isdigit()
    return bool(detail) and "\n" not in detail and "Traceback" not in detail and back


class Honest(threading.Thread):
    """Sends an ad every now and then, and notes what comes of it."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._http = httpx.Client(base_url=url, timeout=60)
        self.ended = threading.Event()
        self.outcomes: Counter[str] = Counter()
        self.times: list[float] = []

    def run(self) -> None:
        """Go on until told to end."""
        while not self.ended.wait(0.2):
            started = time.perf_counter()
            try:
                self.outcomes[str(self._http.post("/v1/check", json={"text": AD}).status_code)] += 1
            except httpx.HTTPError as error:
                self.outcomes[type(error).__name__] += 1
            self.times.append(time.perf_counter() - started)


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=1_000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    with service("--workers", options.workers) as running, httpx.Client(base_url=running.url, timeout=90) as http:
        before = running.memory()
        honest = Honest(running.url)
        honest.start()
        started = time.perf_counter()
        with ThreadPoolExecutor(options.clients) as pool:
            done = list(pool.map(lambda item: send(http, *item), enumerate(hostile(options.number))))
        seconds = time.perf_counter() - started
        honest.ended.set()
        honest.join()
        report(done, honest)
        restarts = running.metrics("worker_restarts_total") or "no worker replaced"
        print(
            f"{len(done)} uploads in {seconds:.0f} s; memory {before:.0f} MB before, {running.memory():.0f} after; {restarts}"
        )
        last = http.post("/v1/check", json={"text": AD}).status_code
    sys.exit(int(last != 200 or set(honest.outcomes) != {"200"} or not {said for _, said, _ in done} <= _RIGHT))


def report(done: list[tuple[str, str, float]], honest: Honest) -> None:
    """Print what came of each kind, the slowest first."""
    kinds: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for kind, said, seconds in done:
        kinds[kind].append((said, seconds))
    for kind, found in sorted(kinds.items(), key=lambda item: -max(seconds for _, seconds in item[1])):
        print(f"{kind:20} slowest {max(s for _, s in found):6.2f} s  {dict(Counter(said for said, _ in found))}")
    print(f"all: {dict(Counter(said for _, said, _ in done))}")
    print(f"the honest client: {dict(honest.outcomes)}, slowest {max(honest.times):.2f} s")


if __name__ == "__main__":
    main()
