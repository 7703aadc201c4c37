"""The service under a steady load, beside the plain Linter on the same texts. No part of the tests.

    python benchmarks/service_load.py ADS_FOLDER [--rate 50] [--minutes 10] [--workers 0]

Starts a service and sends it the ads of the folder (.txt), so many a second, from this process. Each answer is timed from the moment
its request was due, so that a service that falls behind cannot hide it. On a busy machine look at the CPU time, which others do not
change much. Ends with 1 if a request failed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from running import service

from inclusive_lint import Linter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from running import Running

_SAMPLES = 20  # of the memory, over the run


def percentiles(seconds: Sequence[float]) -> str:
    """The middle and the tail, in milliseconds."""
    ordered = sorted(seconds)
    shown = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1.0}
    return "  ".join(
        f"{name} {1_000 * ordered[int(part * (len(ordered) - 1))]:7.1f} ms" for name, part in shown.items()
    )


def plain(texts: Sequence[str]) -> tuple[list[float], float]:
    """Time the Linter on each text, after a first round that loads its words; and its CPU seconds."""
    linter = Linter()
    for text in texts:
        linter.check_text(text)
    times, before = [], time.process_time()
    for text in texts:
        started = time.perf_counter()
        linter.check_text(text)
        times.append(time.perf_counter() - started)
    return times, time.process_time() - before


async def load(
    running: Running, texts: Sequence[str], rate: float, seconds: float
) -> tuple[list[float], Counter[str], list[float]]:
    """Send the texts; return the times, what came of the requests, and the memory over the run."""
    times: list[float] = []
    outcomes: Counter[str] = Counter()
    memory: list[float] = []
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
    async with httpx.AsyncClient(base_url=running.url, timeout=60, limits=limits) as client:
        loop = asyncio.get_running_loop()
        started, total = loop.time(), int(rate * seconds)

        async def one(number: int) -> None:
            due = started + number / rate
            try:
                answer = await client.post("/v1/check", json={"text": texts[number % len(texts)]})
                outcomes[str(answer.status_code)] += 1
            except httpx.HTTPError as error:
                outcomes[type(error).__name__] += 1
            times.append(loop.time() - due)

        async with asyncio.TaskGroup() as group:
            for number in range(total):
                await asyncio.sleep(max(0.0, started + number / rate - loop.time()))
                group.create_task(one(number))
                if number % max(1, total // _SAMPLES) == 0:
                    memory.append(running.memory())
    memory.append(running.memory())
    return times, outcomes, memory


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ads", type=Path)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--workers", default="0")
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(options.ads.rglob("*.txt"))]
    words = statistics.median(len(text.split()) for text in texts)
    print(
        f"{len(texts)} ads, {words:g} words in the middle; machine load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    alone, cpu = plain(texts)
    print(f"plain Linter, before    {percentiles(alone)}")
    with service("--workers", options.workers) as running:
        before = running.cpu()
        times, outcomes, memory = asyncio.run(load(running, texts, options.rate, options.minutes * 60))
        print(f"service, {options.rate:g} a second   {percentiles(times)}")
        print(
            f"{options.minutes:g} minutes, answers: {dict(outcomes)}; {running.metrics('worker_restarts_total') or 'no worker replaced'}"
        )
        answering, checking = (
            1_000 * (now - then) / len(times) for now, then in zip(running.cpu(), before, strict=True)
        )
        print(
            f"CPU a text: {1_000 * cpu / len(texts):.1f} ms plain; {checking:.1f} ms in the workers, {answering:.1f} ms in the service"
        )
        print(f"memory of all its processes in MB, over the run: {' '.join(f'{x:.0f}' for x in memory)}")
    print(f"plain Linter, after     {percentiles(plain(texts)[0])}")
    print(f"machine load {os.getloadavg()[0]:.1f}")
    sys.exit(int(set(outcomes) != {"200"}))


if __name__ == "__main__":
    main()
