"""What somebody sends from the page: a text or a file, and how it is to be judged and shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from starlette.datastructures import UploadFile

from inclusive_lint.model import LANGUAGES

from ..desk import safe_name
from ..frames import Job, reader_name
from ..problems import refuse
from ..schemas import Doctype, TextFormat
from ..upload import is_form, read_form
from .words import best_language

if TYPE_CHECKING:
    from starlette.requests import Request

    from ..settings import Settings

_FIELDS = ("text", "format", "filename", "language", "profile", "doctype", "key", "do")
DOCTYPES = get_args(Doctype)
_FORMATS = get_args(TextFormat)


@dataclass(frozen=True, slots=True)
class Choices:
    """How the page is shown and a text judged; all of it may stand in the address."""

    language: str
    profile: str
    doctype: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent. ``switching``: not to be checked but shown in another language; then an empty text is no mistake."""

    choices: Choices
    text: str = ""
    format: str = "text"
    filename: str = ""
    file: bytes | None = None
    key: str = ""
    switching: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to check."""
        return self.file is None and not self.text.strip()

    def job(self, form: str) -> tuple[Job, bytes]:
        """Return the job for a worker, and its body."""
        check: dict[str, Any] = {"profile": self.choices.profile, "message_language": self.choices.language}
        if self.choices.doctype:
            check["doctype"] = self.choices.doctype
        if self.file is not None:
            return Job("file", safe_name(self.filename), options=check, report=form), self.file
        name, body = safe_name(self.filename or "text.txt"), self.text.encode("utf-8", "replace")
        return Job("text", name, reader_name(self.format), options=check, report=form), body


def choices(values: dict[str, str], accept_language: str, settings: Settings, profiles: frozenset[str]) -> Choices:
    """Return what somebody chose; what we do not know counts as not chosen."""
    language, profile, doctype = (values.get(key, "") for key in ("language", "profile", "doctype"))
    return Choices(
        language=language if language in LANGUAGES else best_language(accept_language),
        profile=profile if profile in profiles else settings.profile,
        doctype=doctype if doctype in DOCTYPES else "",
    )  # fmt: skip


async def read_page_form(request: Request, settings: Settings, profiles: frozenset[str]) -> Sent:
    """Read the form of the page. Raises HTTPException."""
    if not is_form(request.headers.get("content-type", "")):
        raise refuse(415, "send the page's form as multipart/form-data")
    form = await read_form(request, settings.max_text + 1)
    values = {key: value for key, value in form.items() if isinstance(value, str) and key in _FIELDS}
    text = _line_ends(values.get("text", ""))
    if len(text.encode("utf-8", "replace")) > settings.max_text:
        raise refuse(413, f"the text is larger than {settings.max_text:,} bytes", close=True)
    file = form.get("file")
    sent = Sent(
        choices=choices(values, request.headers.get("accept-language", ""), settings, profiles), text=text,
        format=values["format"] if values.get("format") in _FORMATS else "text", filename=values.get("filename", "")[:255],
        key=values.get("key", ""), switching=values.get("do") != "check",
    )  # fmt: skip
    if not isinstance(file, UploadFile) or not file.filename:
        return sent
    data = await file.read()
    if len(data) > settings.max_file:
        raise refuse(413, f"the file is larger than {settings.max_file:,} bytes", close=True)
    return Sent(sent.choices, filename=file.filename[:255], file=data, key=sent.key)


def _line_ends(text: str) -> str:
    """Undo what forms do to line ends, so that places count as they do in the editor."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
