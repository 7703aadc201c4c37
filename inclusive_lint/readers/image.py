"""Pictures (JPEG, PNG, WebP, TIFF): the descriptions that are written inside the file. No pixel is decoded.

Read are the IPTC properties AltTextAccessibility and ExtDescrAccessibility and the Description in XMP, the caption of the
older IPTC block, ImageDescription in EXIF and the Description of PNG. Pillow and defusedxml are imported here, when the
first picture comes by: they are optional dependencies.
"""

from __future__ import annotations

import contextlib
import struct
import warnings
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..errors import InputError, Place
from .extracted import Passage, document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document import Document

MAX_PIXELS = 150_000_000  # below what Pillow refuses by itself
MAX_XMP = 2_000_000  # bytes
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
# Property of XMP -> kind of block and what it is called. The first stands in for the picture, the others describe it.
_XMP = {
    "AltTextAccessibility": ("alt", "AltTextAccessibility"),
    "ExtDescrAccessibility": ("caption", "ExtDescrAccessibility"),
    "description": ("caption", "Description"),
    "ImageDescription": ("caption", "ImageDescription"),
}
_EXIF_DESCRIPTION = 0x010E
_IPTC_CAPTION = (2, 120)
_PNG_DESCRIPTION = "Description"
_TIFF_XMP = 700
_RDF_ITEM = "li"
# What Pillow raises on files that are not what they say.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    OverflowError,
    AttributeError,
    struct.error,
)


def read(path: str, data: bytes) -> Document:
    """Read a picture. Raises InputError for one that is broken, not one of these formats, or unreasonably large."""
    problems: list[str] = []
    kept: dict[str, Passage] = {}
    with warnings.catch_warnings():  # what Pillow warns of is judged here, or does not matter for words
        warnings.simplefilter("ignore")
        texts = list(_texts(path, data, problems))
    for text, kind, name in texts:
        kept.setdefault(" ".join(text.split()), Passage(text.strip(), kind, location=name))
    kept.pop("", None)
    found = document(path, "image", kept.values())
    if not kept and not problems:
        problems.append("has no description in its metadata (IPTC, XMP, EXIF)")
    return found._replace(problems=(*found.problems, *problems))


def _texts(path: str, data: bytes, problems: list[str]) -> Iterator[tuple[str, str, str]]:
    """Every description with its kind and name, the most exact first."""
    image = _open(path, data)
    with image:
        packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or _tag(image, _TIFF_XMP) or b""
        yield from _in_xmp(packet.encode() if isinstance(packet, str) else bytes(packet), problems)
        yield _decoded(_iptc(image)), "caption", "Description"
        yield _decoded(image.info.get(_PNG_DESCRIPTION, "")), "caption", "Description"
        yield _decoded(_tag(image, _EXIF_DESCRIPTION) or ""), "caption", "ImageDescription"


def _open(path: str, data: bytes) -> Any:
    try:
        pil: Any = import_module("PIL.Image")
        import_module("defusedxml.ElementTree")
    except ImportError:
        raise _error(path, "needs two more packages to be read: pip install 'inclusive-lint[images]'") from None
    try:
        image = pil.open(BytesIO(data), formats=FORMATS)
    except pil.DecompressionBombError:
        raise _error(path, f"claims more than {MAX_PIXELS:,} pixels: not opened") from None
    except _BROKEN:
        raise _error(path, "is broken or no picture: it cannot be read as JPEG, PNG, WebP or TIFF") from None
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _error(path, f"claims more than {MAX_PIXELS:,} pixels: not opened")
    return image


def _tag(image: Any, number: int) -> Any:
    """A tag of TIFF or EXIF, or None where that block is not there or broken."""
    try:
        return image.getexif().get(number)
    except _BROKEN:
        return None


def _iptc(image: Any) -> Any:
    try:
        block = import_module("PIL.IptcImagePlugin").getiptcinfo(image) or {}
    except _BROKEN:
        return ""
    value = block.get(_IPTC_CAPTION, b"")
    return value[0] if isinstance(value, list) else value


def _decoded(value: object) -> str:
    """Text of a field whose encoding is not said: UTF-8, else what Western programs write."""
    if isinstance(value, bytes):
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("cp1252", "replace")
    else:
        text = value if isinstance(value, str) else ""
        # EXIF is ASCII by its rules and UTF-8 in practice; Pillow takes it for Latin 1.
        with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
            text = text.encode("latin-1").decode("utf-8")
    return text.strip("\0 \r\n\t")


def _in_xmp(packet: bytes, problems: list[str]) -> Iterator[tuple[str, str, str]]:
    if not packet:
        return
    if len(packet) > MAX_XMP:
        problems.append(f"holds more than {MAX_XMP:,} bytes of XMP, which were not read")
        return
    xml: Any = import_module("defusedxml.ElementTree")
    common: Any = import_module("defusedxml.common")
    try:
        root = xml.fromstring(packet.strip(b"\0 \r\n\t"))
    except (xml.ParseError, common.DefusedXmlException, ValueError):
        problems.append("has XMP metadata that are broken and were not read")
        return
    for name, (kind, called) in _XMP.items():
        for element in root.iter():
            if _local(element.tag) == name:
                for item in _items(element):
                    yield item, kind, called
            for key, value in element.attrib.items():
                if _local(key) == name:
                    yield value, kind, called


def _items(element: Any) -> Iterator[str]:
    """The texts of a property, one per language."""
    items = [x for x in element.iter() if _local(x.tag) == _RDF_ITEM]
    yield from (x.text or "" for x in items or [element])


def _local(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _error(path: str, sentence: str) -> InputError:
    return InputError(sentence, Place(path))
