"""Files sent as multipart forms, kept in memory: nothing of them may reach a disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from .frames import file_formats
from .problems import refuse

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request

_MOST_OPTIONS = 100_000  # bytes of the options
_FIELDS = ("file", "options", "format", "encoding")
_FORMATS = file_formats()


class _InMemory(MultiPartParser):
    """Never writes a file to disk; the size of the whole body is bounded before it comes here."""

    spool_max_size = 1 << 40
    max_file_size = 1 << 40  # as older versions name it


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent."""

    name: str
    data: bytes
    options: str = ""
    format: str | None = None
    encoding: str = ""


async def read_upload(request: Request, limit: int) -> Upload:
    """Read the form. Raises HTTPException."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise refuse(415, "send the file as multipart/form-data, in a field named 'file'")
    body = await request.body()

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    parser = _InMemory(request.headers, stream(), max_files=1, max_fields=len(_FIELDS), max_part_size=_MOST_OPTIONS)
    try:
        form = await parser.parse()
    except (MultiPartException, MultipartParseError, ValueError, KeyError):
        raise refuse(400, "the body is no multipart form that can be read") from None
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise refuse(422, "file: the form needs a file in a field of this name")
    data = await file.read()
    if len(data) > limit:
        raise refuse(413, f"the file is larger than {limit:,} bytes", close=True)
    texts = {key: value for key, value in form.items() if isinstance(value, str)}
    return _checked(Upload(file.filename or "text.txt", data, **_known(texts)))


def _known(texts: dict[str, str]) -> dict[str, str]:
    unknown = set(texts) - set(_FIELDS)
    if unknown:
        raise refuse(422, f"the form has a field that is none of {', '.join(_FIELDS)}")
    return {key: value for key, value in texts.items() if value and key != "file"}


def _checked(upload: Upload) -> Upload:
    if upload.format not in (None, *_FORMATS):
        raise refuse(422, f"format: use one of {', '.join(_FORMATS)}")
    if len(upload.encoding) > 40:
        raise refuse(422, "encoding: this is no name of an encoding")
    return upload
