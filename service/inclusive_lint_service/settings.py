"""How a service is run. Every limit has a default that is safe on a small machine."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field

_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes are in bytes, times in seconds. ``workers``: processes that check texts; 0 is one per processor, at most four.

    ``head_time`` is for the head of a request, ``body_time`` for its body, and for a client to take its answer.

    ``allowed_hosts``: the names under which the service may be addressed, beside those of this machine; empty: those
    only if it listens on loopback (so that no web page can reach it by a name that points there), else any.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 0
    profile: str = "be"
    max_text: int = 2_000_000
    max_file: int = 10_000_000
    time_limit: float = 20.0
    head_time: float = 10.0
    body_time: float = 30.0
    connections: int = 1_000
    queue: int = 64
    queue_time: float = 10.0
    max_requests: int = 256
    memory: int = 2_000_000_000
    shutdown_time: int = 30
    api_keys: frozenset[str] = field(default=frozenset(), repr=False)
    cors_origins: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()

    @property
    def processes(self) -> int:
        """Number of worker processes."""
        return self.workers or min(_MOST_WORKERS, os.cpu_count() or 1)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names in the Host header that are answered; empty: all."""
        if not self.allowed_hosts and not is_loopback(self.host):
            return ()
        return ("localhost", "127.0.0.1", "[::1]", self.host, *self.allowed_hosts)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, seen from itself only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
