"""What the service and its workers say to one another: a JSON header and a body, each after its length."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from inclusive_lint.readers import FORMATS

if TYPE_CHECKING:
    import asyncio
    from typing import BinaryIO

_LENGTH = 4
_PLAIN = {"text": "plain"}  # the format that a request names otherwise than the readers do


@dataclass(frozen=True, slots=True)
class Job:
    """A text (``kind`` "text"), a file ("file") or a LanguageTool request ("languagetool") to check; its body goes beside it.

    A campaign ("campaign") has ``parts``, which are texts and files; its body is theirs, one after the other, each of
    its ``size``. ``report``: the form of the answer; of a text or file it is JSON unless the page asks.
    """

    kind: str
    name: str = ""
    format: str | None = None
    encoding: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    report: str = ""
    size: int = 0
    parts: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: an HTTP status, why it is not 200, and the findings by severity."""

    status: int = 200
    detail: str = ""
    counts: dict[str, int] = field(default_factory=dict)


def reader_name(format: str | None) -> str | None:
    """Return the name of the reader for a format that a request names."""
    return _PLAIN.get(format or "", format)


def file_formats() -> tuple[str, ...]:
    """Return every format a request may name for a file."""
    names = {reader: name for name, reader in _PLAIN.items()}
    return tuple(names.get(name, name) for name in FORMATS)


def encode(header: Job | Outcome, body: bytes = b"") -> bytes:
    """Return a frame."""
    head = json.dumps(asdict(header)).encode()
    return b"".join((len(head).to_bytes(_LENGTH), head, len(body).to_bytes(_LENGTH), body))


def read_job(stream: BinaryIO) -> tuple[Job, bytes] | None:
    """Wait for a job; None when the service has gone."""
    parts = []
    for _ in range(2):
        size = stream.read(_LENGTH)
        if len(size) < _LENGTH:
            return None
        parts.append(stream.read(int.from_bytes(size)))
    header = json.loads(parts[0])
    return Job(**{**header, "parts": tuple(Job(**part) for part in header["parts"])}), parts[1]


async def read_outcome(stream: asyncio.StreamReader) -> tuple[Outcome, bytes]:
    """Wait for an outcome. Raises IncompleteReadError when the worker has died."""
    parts = [await stream.readexactly(int.from_bytes(await stream.readexactly(_LENGTH))) for _ in range(2)]
    return Outcome(**json.loads(parts[0])), parts[1]
