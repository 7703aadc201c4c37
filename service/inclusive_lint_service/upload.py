"""Files sent as multipart forms, kept in memory: nothing of them may reach a disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, get_args

from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from .frames import file_formats
from .problems import refuse
from .schemas import ReportForm

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.datastructures import FormData
    from starlette.requests import Request

_MOST_OPTIONS = 100_000  # bytes of the options
_MOST_PARTS = 1_000  # of a form; beyond, it is not read
_FORMATS = file_formats()
_REPORTS = get_args(ReportForm)


class _InMemory(MultiPartParser):
    """Never writes a file to disk; the size of the whole body is bounded before it comes here."""

    spool_max_size = 1 << 40
    max_file_size = 1 << 40  # as older versions name it


class Form(NamedTuple):
    """What a form is made of: the field of its files, how many there may be, and its other fields."""

    field: str
    most: int
    others: tuple[str, ...]


ONE = Form("file", 1, ("options", "format", "encoding"))
MANY = Form("files", 200, ("options", "encoding", "report"))


class File(NamedTuple):
    """A file as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent."""

    files: tuple[File, ...]
    options: str = ""
    format: str | None = None
    encoding: str = ""
    report: str | None = None


def is_form(content_type: str) -> bool:
    """Whether a body is a multipart form."""
    return content_type.partition(";")[0].strip().lower() == "multipart/form-data"


async def read_upload(request: Request, form: Form, limit: int) -> Upload:
    """Read a form. Raises HTTPException."""
    if not is_form(request.headers.get("content-type", "")):
        raise refuse(415, f"send the file as multipart/form-data, in a field named '{form.field}'")
    sent = await read_form(request)
    files = await _files(sent, form)
    if sum(len(file.data) for file in files) > limit:
        what = "the file is" if form.most == 1 else "the files are"
        raise refuse(413, f"{what} larger than {limit:,} bytes", close=True)
    texts = {key: value for key, value in sent.multi_items() if isinstance(value, str)}
    if set(texts) - {form.field, *form.others}:
        raise refuse(422, f"the form has a field that is none of {', '.join((form.field, *form.others))}")
    known = {key: value for key, value in texts.items() if value and key != form.field}
    return _checked(Upload(files, **known))


async def read_form(request: Request, most_size: int = _MOST_OPTIONS) -> FormData:
    """Read a multipart form, none of whose fields is larger than ``most_size``. Raises HTTPException."""
    body = await request.body()

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    most = {"max_files": _MOST_PARTS, "max_fields": _MOST_PARTS, "max_part_size": most_size}
    try:
        return await _InMemory(request.headers, stream(), **most).parse()
    except (MultiPartException, MultipartParseError, ValueError, KeyError):
        raise refuse(400, "the body is no multipart form that can be read") from None


async def _files(sent: FormData, form: Form) -> tuple[File, ...]:
    """Return the files of the form. A page in which none was chosen sends one without a name and content."""
    found = [item for item in sent.getlist(form.field) if isinstance(item, UploadFile)]
    files = [File(item.filename or "text.txt", await item.read()) for item in found if item.filename or item.size]
    if not files:
        raise refuse(422, f"{form.field}: the form needs a file in a field of this name")
    if len(found) > form.most:
        raise refuse(422, f"{form.field}: send no more than {form.most} at a time")
    return tuple(files)


def _checked(upload: Upload) -> Upload:
    if upload.format not in (None, *_FORMATS):
        raise refuse(422, f"format: use one of {', '.join(_FORMATS)}")
    if upload.report not in (None, *_REPORTS):
        raise refuse(422, f"report: use one of {', '.join(_REPORTS)}")
    if len(upload.encoding) > 40:
        raise refuse(422, "encoding: this is no name of an encoding")
    return upload
