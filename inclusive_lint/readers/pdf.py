"""PDF: the text of every page, its lines put together to paragraphs again.

pypdfium2 does the reading and is imported here, when the first PDF comes by: it is an optional dependency.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import InputError, Place
from .extracted import Passage, document
from .plain import BULLET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..document import Document

MAX_PAGES = 1_000
MAX_TEXT = 10_000_000  # characters
_HYPHEN = re.compile("[\x02\ufffe](?:\r?\n)?")  # where pdfium saw a word that goes on in the next line
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LINE_END = re.compile(r"\r\n|\r|\n")
_NEIGHBOURS = 4  # lines before and after that show how wide the column is
_SHORT = 25  # a shorter line is joined only to what clearly goes on
_PASSWORD, _SECURITY = 4, 5  # error codes of pdfium


def read(path: str, data: bytes) -> Document:
    """Read a PDF. Raises InputError for a file that is broken, encrypted, a mere picture or far too long."""
    pages = list(_pages(path, data))
    if not any(page.strip() for page in pages):
        raise _error(path, "has no text in it: its pages are pictures, as of a scan")
    return document(path, "pdf", _passages(pages))


def _passages(pages: Sequence[str]) -> Iterator[Passage]:
    for number, page in enumerate(pages, 1):
        for text in paragraphs(page):
            yield Passage(text, location=f"page {number}", whole=True)


def _pages(path: str, data: bytes) -> Iterator[str]:
    pdf = _open(path, data)
    left = MAX_TEXT
    try:
        if len(pdf) > MAX_PAGES:
            raise _error(path, f"has more than {MAX_PAGES:,} pages")
        for number in range(len(pdf)):
            text = _text(pdf, number)
            left -= len(text)
            if left < 0:
                raise _error(path, f"holds more than {MAX_TEXT:,} characters of text")
            yield text
    finally:
        pdf.close()


def _open(path: str, data: bytes) -> Any:
    try:
        pdfium: Any = import_module("pypdfium2")
    except ImportError:
        raise _error(path, "needs one more package to be read: pip install 'inclusive-lint[documents]'") from None
    try:
        return pdfium.PdfDocument(data)
    except (pdfium.PdfiumError, ValueError) as e:
        if getattr(e, "err_code", None) in (_PASSWORD, _SECURITY):
            raise _error(path, "is protected with a password; save it without one") from None
        raise _error(path, "is broken: it cannot be read as PDF") from None


def _text(pdf: Any, number: int) -> str:
    """The text of one page, words that were cut at line ends whole again. A broken page has none."""
    try:
        page = pdf[number]
        found = page.get_textpage()
    except RuntimeError:  # which that of pdfium is
        return ""
    text: str = found.get_text_bounded(errors="replace")
    found.close()
    page.close()
    return _UNREADABLE.sub(" ", _HYPHEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")).translate(_LIGATURES)


def paragraphs(page: str) -> Iterator[str]:
    """Yield the paragraphs of a page whose lines were broken to fit it."""
    lines = _LINE_END.split(page)
    widths = [len(line.rstrip()) for line in lines]
    collected: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if collected and not _goes_on(collected[-1], line, _column(widths, number - 1)):
            yield "\n".join(collected)
            collected = []
        collected.append(line.rstrip())
    if collected:
        yield "\n".join(collected)


def _column(widths: Sequence[int], number: int) -> int:
    """How wide the column is around a line."""
    return max(widths[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1])


def _goes_on(line: str, following: str, column: int) -> bool:
    """Whether a line was broken because the first word of the following one did not fit any more."""
    start = following.lstrip()
    if line[-1] in ".!?:;" or BULLET.match(start):
        return False
    if start[0].islower():
        return len(line) >= _SHORT or line[-1] in ",-–"
    word = start.split(None, 1)[0]
    return len(line) >= _SHORT and len(line) + 1 + len(word) > column


def _error(path: str, sentence: str) -> InputError:
    return InputError(sentence, Place(path) if path else None)
