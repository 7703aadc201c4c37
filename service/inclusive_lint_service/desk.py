"""What the routes share: the pool, the rulebook, the keys; and how the outcome of a job becomes an answer."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request  # noqa: TC002  # FastAPI looks at it when it starts
from starlette.responses import Response

from .pool import BusyError, Pool, TimeLimitError, WorkerDiedError
from .problems import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .frames import Job, Outcome
    from .metrics import Metrics
    from .rulebook import Rulebook
    from .settings import Settings

_RETRY = 2
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of one running service."""

    settings: Settings
    pool: Pool
    metrics: Metrics
    rulebook: Rulebook

    async def check(self, job: Job, body: bytes) -> bytes:
        """Have a job done. Raises HTTPException where it could not be."""
        try:
            outcome, answer = await self.pool.run(job, body)
        except BusyError:
            raise refuse(503, "all workers are busy; try again", retry_after=_RETRY) from None
        except TimeLimitError:
            limit = f"{self.settings.time_limit:g}"
            raise refuse(503, f"checking this text took longer than {limit} seconds", retry_after=_RETRY) from None
        except WorkerDiedError:
            raise refuse(503, "the worker that checked this text ended unexpectedly", retry_after=_RETRY) from None
        self._note(outcome)
        return answer

    def _note(self, outcome: Outcome) -> None:
        for severity, number in outcome.counts.items():
            self.metrics.add("findings_total", number, severity=severity)
        if outcome.status != 200:
            raise refuse(outcome.status, outcome.detail)

    def is_key(self, given: str) -> bool:
        """Whether this is one of the keys; takes as long whichever it is."""
        digest = _digest(given)
        found = False
        for key in self.settings.api_keys:
            found |= hmac.compare_digest(_digest(key), digest)
        return found

    def require_key(self, headers: Mapping[str, str], given: str = "") -> None:
        """Raise unless no key is needed, or one was given."""
        if not self.settings.api_keys:
            return
        bearer = headers.get("authorization", "")
        scheme, _, token = bearer.partition(" ")
        key = given or headers.get("x-api-key", "") or (token.strip() if scheme.lower() == "bearer" else "")
        if not self.is_key(key):
            error = refuse(401, "a valid API key is needed, as 'Authorization: Bearer …' or 'X-API-Key: …'")
            error.headers = {"WWW-Authenticate": "Bearer"}
            raise error


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def service_of(request: Request) -> Service:
    """Return the service that a request came to."""
    service: Service = request.app.state.service
    return service


def needs_key(request: Request) -> None:
    """Refuse a request without a key, where keys are set."""
    service_of(request).require_key(request.headers)


def safe_name(name: str) -> str:
    """The last part of a file name: it only labels the report and says how to read it."""
    last = re.split(r"[/\\]", name)[-1]
    return _UNSAFE.sub("", last).encode("utf-8", "replace").decode() or "text.txt"


def safe_path(name: str) -> str:
    """A file name with its folders, which tell the pages of a site apart; it only labels, and leads nowhere."""
    parts = [safe_name(part) for part in re.split(r"[/\\]", name) if part.strip(". ")]
    return "/".join(parts) or safe_name("")


def as_json(body: bytes) -> Response:
    """Answer with JSON that a worker wrote."""
    return Response(body, media_type="application/json")
