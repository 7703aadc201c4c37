"""A service of our own to measure, started as a user starts it, and the memory of its processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 120  # seconds; in a checkout the first worker may compile the rules


class Running(NamedTuple):
    """A service that is ready: its address and its first process."""

    url: str
    pid: int

    def memory(self) -> float:
        """Megabytes that all its processes hold."""
        pids = [self.pid, *_children(self.pid)]
        return sum(_resident(pid) for pid in pids) / 1_000

    def cpu(self) -> tuple[float, float]:
        """CPU seconds so far: of the process that answers, and of those that check."""
        return _cpu(self.pid), sum(_cpu(pid) for pid in _children(self.pid))

    def metrics(self, name: str) -> str:
        """The lines of one metric."""
        with urllib.request.urlopen(f"{self.url}/metrics") as answer:
            lines = answer.read().decode().splitlines()
        return "; ".join(line for line in lines if line.startswith(f"inclusive_lint_{name}"))


@contextmanager
def service(*options: str) -> Iterator[Running]:
    """Start a service, wait until it is ready, end it."""
    command = [sys.executable, "-m", "inclusive_lint", "serve", "--port", "0", *options]
    with TemporaryFile("w+") as log:
        process = subprocess.Popen(command, stderr=log, stdout=log)
        try:
            yield Running(_url(process, log), process.pid)
        finally:
            process.terminate()
            process.wait(60)


def _url(process: subprocess.Popen[bytes], log: object) -> str:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        log.seek(0)
        found = re.search(r"listening on (http\S+)", log.read())
        if found and _is_ready(found[1]):
            return found[1]
        time.sleep(0.1)
    log.seek(0)
    raise SystemExit(log.read())


def _is_ready(url: str) -> bool:
    try:
        return urllib.request.urlopen(f"{url}/readyz").status == 200
    except OSError:
        return False


def _children(pid: int) -> list[int]:
    return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0
