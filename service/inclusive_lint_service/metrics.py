"""Counters in the text form that Prometheus reads. Labels hold names of ours, never anything of a request's text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_PREFIX = "inclusive_lint_"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
_HELP = {
    "requests_total": "Requests answered, by route, method and status.",
    "findings_total": "Findings reported, by severity.",
    "worker_restarts_total": "Workers replaced because a text took too long or brought them down.",
    "request_seconds": "Time from the first byte of a request to the last of its answer.",
    "check_seconds": "Time a worker took for one text.",
    "workers_ready": "Workers that have loaded their words.",
    "workers_busy": "Workers that are checking a text.",
    "jobs_waiting": "Texts that wait for a worker.",
}

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """All counters of one service."""

    def __init__(self) -> None:
        self._counters: defaultdict[str, defaultdict[Labels, float]] = defaultdict(lambda: defaultdict(float))
        self._histograms: dict[str, list[float]] = {}
        self._gauges: dict[str, Callable[[], float]] = {}

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Count something."""
        self._counters[name][tuple(sorted(labels.items()))] += amount

    def observe(self, name: str, seconds: float) -> None:
        """Take note of how long something took."""
        counts = self._histograms.setdefault(name, [0.0] * (len(_BUCKETS) + 2))
        for number, bound in enumerate(_BUCKETS):
            counts[number] += seconds <= bound
        counts[-2] += 1
        counts[-1] += seconds

    def gauge(self, name: str, value: Callable[[], float]) -> None:
        """Name something that is asked for its value whenever the metrics are."""
        self._gauges[name] = value

    def render(self) -> str:
        """Return all of it as text."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        for name, values in sorted(self._counters.items()):
            yield from _head(name, "counter")
            yield from (f"{_PREFIX}{name}{_labels(labels)} {value:g}" for labels, value in sorted(values.items()))
        for name, counts in sorted(self._histograms.items()):
            yield from _head(name, "histogram")
            for number, bound in enumerate((*_BUCKETS, float("inf"))):
                le = "+Inf" if bound == float("inf") else f"{bound:g}"
                yield f'{_PREFIX}{name}_bucket{{le="{le}"}} {counts[number]:g}'
            yield f"{_PREFIX}{name}_count {counts[-2]:g}"
            yield f"{_PREFIX}{name}_sum {counts[-1]:.6f}"
        for name, value in sorted(self._gauges.items()):
            yield from _head(name, "gauge")
            yield f"{_PREFIX}{name} {value():g}"


def _head(name: str, kind: str) -> Iterator[str]:
    yield f"# HELP {_PREFIX}{name} {_HELP[name]}"
    yield f"# TYPE {_PREFIX}{name} {kind}"


def _labels(labels: Labels) -> str:
    inside = ",".join(f'{name}="{value}"' for name, value in labels)
    return f"{{{inside}}}" if inside else ""
