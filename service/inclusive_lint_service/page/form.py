"""What somebody sends from the page: a text or a file, and how it is to be judged and shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from starlette.datastructures import UploadFile

from inclusive_lint.model import LANGUAGES
from inclusive_lint.readers import reader_for

from .. import accept
from ..desk import safe_name, safe_path
from ..frames import Job, reader_name
from ..problems import refuse
from ..schemas import Doctype, TextFormat
from ..upload import File, Form, is_form, read_form
from .words import words

if TYPE_CHECKING:
    from starlette.datastructures import FormData
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
    files: tuple[File, ...] = ()
    key: str = ""
    switching: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to check."""
        return not self.files and not self.text.strip()

    def text_job(self, form: str) -> tuple[Job, bytes]:
        """Return the job of checking the file or the text, and its body."""
        options: dict[str, Any] = {"profile": self.choices.profile, "message_language": self.choices.language}
        if self.choices.doctype:
            options["doctype"] = self.choices.doctype
        if self.files:
            return Job("file", safe_name(self.filename), options=options, report=form), self.files[0].data
        name = safe_name(self.filename or "text.txt")
        return Job("text", name, reader_name(self.format), options=options, report=form), _bytes(self.text)

    def campaign_job(self, form: str) -> tuple[Job, bytes]:
        """Return the job of weighing all files and the descriptions in the text, and its body."""
        parts: list[tuple[Job, bytes]] = []
        if self.text.strip():
            name, body = words(self.choices.language)("descriptions"), _bytes(self.text)
            parts.append((Job("text", name, "plain", options=_BRIEF, size=len(body)), body))
        for name, data in self.files:
            parts.append((Job("file", safe_path(name), options=_as_brief(name), size=len(data)), data))
        jobs, bodies = zip(*parts, strict=True)
        options = {"profile": self.choices.profile, "message_language": self.choices.language}
        return Job("campaign", options=options, report=form, parts=jobs), b"".join(bodies)


_BRIEF = {"doctype": "imagery"}  # every line is the description of an image
_BRIEFS = ("plain", "docx", "pdf")  # formats that have no images of their own


def _as_brief(name: str) -> dict[str, Any]:
    return _BRIEF if reader_for(name, None).name in _BRIEFS else {}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def choices(values: dict[str, str], accept_language: str, settings: Settings, profiles: frozenset[str]) -> Choices:
    """Return what somebody chose; what we do not know counts as not chosen."""
    language, profile, doctype = (values.get(key, "") for key in ("language", "profile", "doctype"))
    return Choices(
        language=language if language in LANGUAGES else accept.language(accept_language),
        profile=profile if profile in profiles else settings.profile,
        doctype=doctype if doctype in DOCTYPES else "",
    )  # fmt: skip


async def read_page_form(request: Request, settings: Settings, profiles: frozenset[str], files: Form) -> Sent:
    """Read a form of the page; ``files`` says in which field its files are. Raises HTTPException."""
    if not is_form(request.headers.get("content-type", "")):
        raise refuse(415, "send the page's form as multipart/form-data")
    form = await read_form(request, settings.max_text + 1)
    values = {key: value for key, value in form.items() if isinstance(value, str) and key in _FIELDS}
    text = _line_ends(values.get("text", ""))
    if len(_bytes(text)) > settings.max_text:
        raise refuse(413, f"the text is larger than {settings.max_text:,} bytes", close=True)
    sent = Sent(
        choices=choices(values, request.headers.get("accept-language", ""), settings, profiles), text=text,
        format=values["format"] if values.get("format") in _FORMATS else "text", filename=values.get("filename", "")[:255],
        key=values.get("key", ""), switching=values.get("do") != "check",
    )  # fmt: skip
    found = await _files(form, files, settings.max_file)
    return replace(sent, files=found, filename=found[0].name[:255]) if found else sent


async def _files(form: FormData, files: Form, limit: int) -> tuple[File, ...]:
    """Return the files that were chosen; a field in which none was sends one without a name."""
    chosen = [item for item in form.getlist(files.field) if isinstance(item, UploadFile) and item.filename]
    if len(chosen) > files.most:
        raise refuse(422, f"{files.field}: send no more than {files.most} at a time")
    found = tuple([File(item.filename or "", await item.read()) for item in chosen])
    if sum(len(file.data) for file in found) > limit:
        raise refuse(
            413, f"the {'file is' if files.most == 1 else 'files are'} larger than {limit:,} bytes", close=True
        )
    return found


def _line_ends(text: str) -> str:
    """Undo what forms do to line ends, so that places count as they do in the editor."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
