"""From the bytes of a file to a Document: which reader takes which file.

Each reader is imported when its first file comes by, so a run over plain text pays for no Markdown parser.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..errors import InputError, did_you_mean

if TYPE_CHECKING:
    from ..document import Document


class Read(Protocol):
    """Turns bytes into a Document. ``encoding`` is the user's; without it the reader finds out."""

    def __call__(self, path: str, data: bytes, encoding: str | None = None) -> Document: ...


class Reader(NamedTuple):
    """One format: its name on the command line, the extensions it is known by, and how to read it."""

    name: str
    extensions: tuple[str, ...]
    read: Read
    binary: bool = False
    prose: bool = True  # a text with room for comments; else a list of texts, fields or cues
    in_folders: bool = True  # read where a folder is named; else only where the file is


def _plain(path: str, data: bytes, encoding: str | None = None) -> Document:
    from . import plain
    from .decode import decode

    return plain.read(path, decode(data, path, encoding).text)


def _markdown(path: str, data: bytes, encoding: str | None = None) -> Document:
    from . import markdown
    from .decode import decode

    return markdown.read(path, decode(data, path, encoding).text)


def _html(path: str, data: bytes, encoding: str | None = None) -> Document:
    from . import html
    from .decode import decode, html_charset

    return html.read(path, decode(data, path, encoding, fallback=html_charset(data)).text)


def _docx(path: str, data: bytes, encoding: str | None = None) -> Document:  # noqa: ARG001  # says it itself
    from . import docx

    return docx.read(path, data)


def _pdf(path: str, data: bytes, encoding: str | None = None) -> Document:  # noqa: ARG001  # says it itself
    from . import pdf

    return pdf.read(path, data)


def _image(path: str, data: bytes, encoding: str | None = None) -> Document:  # noqa: ARG001  # says it itself
    from . import image

    return image.read(path, data)


def _assets(format: str) -> Read:
    def read(path: str, data: bytes, encoding: str | None = None) -> Document:
        from . import assets
        from .decode import decode

        text = decode(data, path, encoding).text
        document: Document = getattr(assets, f"read_{format}")(path, text)
        return document

    return read


def _subtitles(path: str, data: bytes, encoding: str | None = None) -> Document:
    from . import subtitles
    from .decode import decode

    return subtitles.read(path, decode(data, path, encoding).text)


READERS: tuple[Reader, ...] = (
    Reader("plain", (".txt", ".text"), _plain),
    Reader("markdown", (".md", ".markdown", ".mdown"), _markdown),
    Reader("html", (".html", ".htm", ".xhtml"), _html),
    Reader("docx", (".docx", ".docm", ".dotx"), _docx, binary=True),
    Reader("subtitles", (".srt", ".vtt"), _subtitles, prose=False),
    Reader("csv", (".csv", ".tsv"), _assets("csv"), prose=False, in_folders=False),
    Reader("json", (".json",), _assets("json"), prose=False, in_folders=False),
    Reader("yaml", (".yaml", ".yml"), _assets("yaml"), prose=False, in_folders=False),
    Reader("pdf", (".pdf",), _pdf, binary=True),
    Reader(
        "image", (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"), _image, binary=True, prose=False, in_folders=False
    ),
)
_BY_NAME = {reader.name: reader for reader in READERS}
_BY_EXTENSION = {extension: reader for reader in READERS for extension in reader.extensions}
FORMATS = tuple(_BY_NAME)


def is_known(path: str) -> bool:
    """Whether a file found in a folder is one of ours, by its extension."""
    reader = _BY_EXTENSION.get(_extension(path))
    return reader is not None and reader.in_folders


def shows_images(path: str) -> bool:
    """Whether a file found in the folder of a campaign is one of ours: pictures too, where their metadata can be read."""
    reader = _BY_EXTENSION.get(_extension(path))
    return is_known(path) or (reader is not None and reader.name == "image" and _reads_pictures())


@cache
def _reads_pictures() -> bool:
    return all(find_spec(name) is not None for name in ("PIL", "defusedxml"))


def reader_for(path: str, format: str | None = None) -> Reader:
    """Return the reader of a format name, else that of the extension, else that of plain text.

    Raises InputError for a format that does not exist.
    """
    if format is None:
        return _BY_EXTENSION.get(_extension(path), _BY_NAME["plain"])
    if format not in _BY_NAME:
        known = ", ".join(FORMATS)
        raise InputError(f"unknown format {format!r}; use one of {known}{did_you_mean(format, FORMATS)}")
    return _BY_NAME[format]


def read(path: str, data: bytes, *, format: str | None = None, encoding: str | None = None) -> Document:
    """Read one file that was loaded as ``data``.

    Raises InputError if it cannot be read as that format, or a text is not in ``encoding``.
    """
    return reader_for(path, format).read(path, data, encoding)


def _extension(path: str) -> str:
    return PurePath(path).suffix.lower()
