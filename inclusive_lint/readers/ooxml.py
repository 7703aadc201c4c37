"""Office Open XML (docx, pptx): a zip of XML parts, opened so that no file can cost more than its share.

Sizes are counted while unpacking, never believed; a document type declaration (where entities would be) is refused.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ..errors import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PARTS = 20_000
MAX_PART_BYTES = 32_000_000
MAX_BYTES = 64_000_000  # of all parts that are read
MAX_RATIO = 200  # of a part's size to what it takes in the zip; prose reaches 20
_RATIO_FROM = 1_000_000  # bytes; below, no ratio does harm
MAX_DEPTH = 256
MAX_ELEMENTS = 2_000_000
_CHUNK = 1 << 16
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OFF = ("0", "false", "off", "none")
_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # an encrypted docx is an old-style container, as a .doc is


class Relation(NamedTuple):
    """What a part refers to: the last word of the relation's type ("header"), and the name of the part."""

    kind: str
    target: str


class Package:
    """The parts of one file."""

    def __init__(self, path: str, data: bytes) -> None:
        self._path = path
        self._left = MAX_BYTES
        if data.startswith(_ENCRYPTED):
            raise self.error("is protected with a password or in an old Word format; save it as an open .docx")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            raise self.error("is broken: it is not the zip archive that a file of this kind is") from None
        if len(self._zip.filelist) > MAX_PARTS:
            raise self.error(f"holds more than {MAX_PARTS:,} parts")
        self._names = {name.lower(): name for name in self._zip.namelist()}

    def error(self, sentence: str) -> InputError:
        return InputError(sentence, Place(self._path) if self._path else None)

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def xml(self, name: str) -> Element:
        """Read one part. Raises InputError if it is missing, broken, or larger than any document needs."""
        data = self._read(name)
        try:
            return _Tree(data).root
        except _RefusedError as refused:
            raise self.error(f"is refused: {name} {refused}") from None
        except (expat.ExpatError, ValueError, LookupError):
            raise self.error(f"is broken: {name} is no XML") from None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to inside the package, by id; ``""`` is the package itself."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        return dict(self._relations(rels, folder)) if self.has(rels) else {}

    def _relations(self, rels: str, folder: str) -> Iterator[tuple[str, Relation]]:
        for element in self.xml(rels).iter(_RELATIONS):
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
                yield element.get("Id", ""), Relation(element.get("Type", "").rsplit("/", 1)[-1], target.lstrip("/"))

    def _read(self, name: str) -> bytes:
        if not self.has(name):
            raise self.error(f"is broken: {name} is missing")
        info = self._zip.getinfo(self._names[name.lower()])
        limit = min(MAX_PART_BYTES, self._left, max(_RATIO_FROM, MAX_RATIO * info.compress_size))
        chunks: list[bytes] = []
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    chunks.append(chunk)
                    limit -= len(chunk)
                    self._left -= len(chunk)
                    if limit < 0:
                        raise self.error(f"is refused: {name} unpacks to far more than a text needs")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            # RuntimeError: a part that is encrypted by itself.
            raise self.error(f"is broken: {name} cannot be unpacked") from None
        return b"".join(chunks)


class _RefusedError(Exception):
    """An XML part that tries too much."""


class _Tree:
    """An element tree of an XML part, without entities, not too deep and not too large."""

    def __init__(self, data: bytes) -> None:
        self._builder = TreeBuilder()
        self._depth = self._count = 0
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.Parse(data, True)
        self.root: Element = self._builder.close()

    def _doctype(self, *_: object) -> None:
        raise _RefusedError("has a document type declaration, which no text needs")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise _RefusedError("is nested deeper, or has more elements, than any text")
        self._builder.start(_qualified(name), {_qualified(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_qualified(name))


def _qualified(name: str) -> str:
    return "{" + name if "}" in name else name


def local(element: Element) -> str:
    """Return the name of an element without its namespace: there are two of them in use for the same names."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def value(element: Element, name: str = "val") -> str:
    """Return an attribute by its local name, or an empty string."""
    return next((v for k, v in element.items() if k.rpartition("}")[2] == name), "")


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name."""
    return next((x for x in element if local(x) == name), None) if element is not None else None


def has(element: Element, *path: str) -> bool:
    """Whether an element has such a child, grandchild …, and it is not switched off."""
    found: Element | None = element
    for name in path:
        found = child(found, name)
    return found is not None and value(found).lower() not in OFF


def chosen(alternatives: Element) -> Element:
    """Return the one of several forms of the same content that a present-day Word shows: the others repeat it."""
    for name in ("Choice", "Fallback"):
        found = child(alternatives, name)
        if found is not None:
            return found
    return alternatives
