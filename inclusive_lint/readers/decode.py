"""Bytes to text: byte-order mark, UTF-16 that forgot it, UTF-8, and at last what Windows wrote before that."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..errors import InputError, Place

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip, as docx, pptx and odt are"),
    (b"\xd0\xcf\x11\xe0", "old Office format"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"{\\rtf", "RTF"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_MAX_CONTROL = 0.05  # random bytes hold over a tenth
_CHARSET = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAMPLE = 4096

# cp1252 leaves five bytes undefined; browsers read them as Latin-1 does, and so do we.
_CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


class Decoded(NamedTuple):
    """Text without its byte-order mark, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, path: str = "", encoding: str | None = None, fallback: str = "cp1252") -> Decoded:
    """Decode a file. ``encoding`` is the user's word; ``fallback`` is for what is not UTF-8.

    Raises InputError for a binary file, and when ``encoding`` does not fit.
    """
    if encoding:
        return _as_told(data, path, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], path, name, len(mark)), name)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise _binary(path, what)
    decoded = _guess(data, path, fallback)
    # Most texts hold none as bytes, and then none as characters: this is seen a hundred times faster.
    if len(data.translate(None, _CONTROL_BYTES)) < len(data) and _is_noise(decoded.text):
        raise _binary(path)
    return decoded


def _is_noise(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _MAX_CONTROL * len(text)


def html_charset(data: bytes) -> str:
    """Return the encoding an HTML page declares near its top, if Python knows it, else cp1252."""
    found = _CHARSET.search(data[:_SAMPLE])
    name = found[1].decode("ascii", "ignore").lower() if found else ""
    try:
        name = codecs.lookup(name).name
        "a".encode(name)  # refuses what is no encoding of text, such as rot13
    except (LookupError, ValueError):
        return "cp1252"
    # A page that says Latin-1 or UTF-8 and is not means what Windows wrote; browsers agree.
    return "cp1252" if name in ("iso8859-1", "ascii", "utf-8") or name.startswith("utf") else name


def _guess(data: bytes, path: str, fallback: str) -> Decoded:
    if b"\0" in data:
        name = _utf16_without_mark(data)
        try:
            return Decoded(data.decode(name), name)
        except (LookupError, UnicodeError):
            raise _binary(path) from None
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        pass
    if fallback != "cp1252":
        try:
            return Decoded(data.decode(fallback), fallback)
        except (LookupError, UnicodeError):
            pass
    return Decoded(data.decode("latin-1").translate(_CP1252), "cp1252")


def _utf16_without_mark(data: bytes) -> str:
    """Return the UTF-16 whose zero bytes stand where those of Latin letters would, else an empty name."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2], sample[1::2]
    for first, second, name in ((even, odd, "utf-16-le"), (odd, even, "utf-16-be")):
        if second.count(0) > 0.5 * len(second) and first.count(0) < 0.05 * len(first):
            return name
    return ""


def _as_told(data: bytes, path: str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        "a".encode(name)
    except (LookupError, ValueError):
        raise InputError(f"there is no encoding {encoding!r}; use for example utf-8 or cp1252") from None
    return Decoded(_strict(data, path, name).removeprefix("\ufeff"), name)


def _strict(data: bytes, path: str, name: str, skipped: int = 0) -> str:
    try:
        return data.decode(name)
    except UnicodeError as e:
        at = e.start if isinstance(e, UnicodeDecodeError) else 0
        byte = f"byte 0x{data[at]:02x} at position {at + skipped}" if at < len(data) else f"position {at + skipped}"
        raise InputError(f"is not {name}: {byte} does not fit; try another --encoding", _place(path)) from None


def _binary(path: str, what: str = "") -> InputError:
    named = f" ({what})" if what else ""
    return InputError(f"looks like a binary file{named}, not a text this tool reads", _place(path))


def _place(path: str) -> Place | None:
    return Place(path) if path else None
